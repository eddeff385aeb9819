// Dates: 45 CFR 164.514(b)(2)(i)(C). The year stays where it is written in four digits and tells no
// age over 89; everything else of a date goes, a time of day that stands with it as well.
#include <algorithm>
#include <chrono>

#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr Kinds kMonth = kinds(Kind::month, Kind::month_abbr);

struct Date {
    std::size_t first = 0, last = 0;
    int year = 0;  // of four digits, else 0
    Certainty certainty = Certainty::certain;
    const char* why = "";
};
using MaybeDate = std::optional<Date>;

bool is_month(int n) { return n >= 1 && n <= 12; }
bool is_day(int n) { return n >= 1 && n <= 31; }
bool is_year(int n) { return n >= 1850 && n <= 2100; }

// A day as "30" or "30th".
bool is_day_word(const Tokens& t, std::size_t i) {
    const std::string_view word = t.word(i);
    if (t[i].is_number()) return word.size() <= 2 && is_day(t.number(i));
    if (t[i].shape != Shape::code || word.size() < 3 || word.size() > 4) return false;
    const std::string_view end = word.substr(word.size() - 2);
    const bool ordinal = end == "st" || end == "nd" || end == "rd" || end == "th" || end == "ST" ||
                         end == "ND" || end == "RD" || end == "TH";
    return ordinal && std::ranges::all_of(word.substr(0, word.size() - 2),
                                          [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year_word(const Tokens& t, std::size_t i) {
    return t[i].is_number() && t[i].size() == 4 && is_year(t.number(i));
}

// "28T19" of 2026-07-28T19:49:46Z
bool is_day_and_hour(const Tokens& t, std::size_t i) {
    const std::string_view word = t.word(i);
    return t[i].shape == Shape::code && word.size() >= 5 && (word[2] == 'T' || word[2] == 't') &&
           word[0] >= '0' && word[0] <= '3' && word[1] >= '0' && word[1] <= '9';
}

// Three parts with the same sign between them and nothing between: 05/30/2022, 2022-05-30, 30.5.22.
MaybeDate three_parts(const Tokens& t, std::size_t i) {
    if (!t.signs(i + 1, "/-.") || !t.touches(i + 1) || !t.touches(i + 2) || !t.touches(i + 3) ||
        !t.touches(i + 4) || t[i + 3].sign != t[i + 1].sign)
        return {};
    const char sign = t[i + 1].sign;
    if (t.sign(i - 1, sign) && t.touches(i)) return {};
    if (t.sign(i + 5, sign) && t.touches(i + 5) && t.touches(i + 6) &&
        t[i + 6].shape != Shape::none && t[i + 6].shape != Shape::sign)
        return {};
    const int a = t.number(i), b = t.number(i + 2), c = t.number(i + 4);
    if (t[i].size() == 4 && is_year(a) && is_month(b) && t[i + 2].size() <= 2 &&
        ((is_day(c) && t[i + 4].size() <= 2) || is_day_and_hour(t, i + 4)))
        return Date{i, i + 4, a, Certainty::certain, "date: year, month, day"};
    const bool day_month = (is_month(a) && is_day(b)) || (is_month(b) && is_day(a));
    if (!day_month || t[i].size() > 2 || t[i + 2].size() > 2) return {};
    if (t[i + 4].size() == 4 && is_year(c))
        return Date{i, i + 4, c, Certainty::certain, "date: day, month, year"};
    if (t[i + 4].is_number() && t[i + 4].size() == 2)
        return Date{i, i + 4, 0, sign == '.' ? Certainty::uncertain : Certainty::certain,
                    "date: day, month, year of two digits"};
    return {};
}

// 03/2021, and, led by a word like "on", 5/30.
MaybeDate two_parts(const Tokens& t, std::size_t i) {
    if (!t.signs(i + 1, "/-") || !t.touches(i + 1) || !t.touches(i + 2) || t[i].size() > 2)
        return {};
    if ((t.signs(i - 1, "/-.") && t.touches(i)) || (t.signs(i + 3, "/-%") && t.touches(i + 3)))
        return {};
    const int a = t.number(i), b = t.number(i + 2);
    const bool slash = t.sign(i + 1, '/');
    if (is_month(a) && is_year_word(t, i + 2))
        return Date{i, i + 2, b, slash ? Certainty::certain : Certainty::uncertain,
                    "date: month, year"};
    if (slash && is_month(a) && is_day(b) && t[i + 2].size() <= 2 &&
        t[i - 1].is(kinds(Kind::date_lead)))
        return Date{i, i + 2, 0, Certainty::uncertain,
                    "date: month and day after a word like \"on\""};
    return {};
}

// Past the year that may follow a day: ", 2022", " 2022", "-2022", " '22", "/2022".
void read_year(const Tokens& t, Date& date) {
    std::size_t i = date.last + 1;
    if (t.signs(i, ",-/.") && t.same_line(i)) ++i;
    if (t.says(i, "of")) ++i;
    if (t.sign(i, '\'') && t[i + 1].is_number() && t[i + 1].size() == 2 && t.touches(i + 1)) {
        date.last = i + 1;
        date.year = 0;
    } else if (is_year_word(t, i) && t[i].gap <= Gap::line) {
        date.last = i;
        date.year = t.number(i);
    }
}

// The day before a month: "30 May", "30th of May", "30-May".
std::size_t day_before(const Tokens& t, std::size_t month) {
    std::size_t i = month - 1;
    if (t.says(i, "of") || (t.sign(i, '-') && t.touches(month)) ||
        (t.sign(i, '/') && t.touches(month)))
        --i;
    const bool decimal = t.signs(i - 1, ".") && t.touches(i);
    return is_day_word(t, i) && t.same_line(month) && !decimal ? i : month;
}

// Past the days after a month: "30", "30th", "3-5", "3 and 5".
std::size_t days_after(const Tokens& t, std::size_t month) {
    std::size_t i = month + 1;
    if (t.sign(i, '.') && t.touches(i)) ++i;
    if (t.signs(i, "-/,")) ++i;
    if (t.says(i, "the")) ++i;
    if (!is_day_word(t, i) || t[i].gap > Gap::line) return month;
    // "May 2 tablets", "May 2.5"
    if (t.sign(i + 1, '.') && t.touches(i + 1) && t[i + 2].is_number() && t.touches(i + 2))
        return month;
    const bool joined = t.sign(i + 1, '-') || t.sign(i + 1, '&') || t.says(i + 1, "and") ||
                        t.says(i + 1, "to") || t.says(i + 1, "through");
    if (joined && is_day_word(t, i + 2) && !t[i + 3].is(kMonth)) return i + 2;
    return i;
}

// Words that are months only when they are written as names are.
bool is_also_a_word(const Tokens& t, std::size_t i) {
    return t[i].is(kinds(Kind::month_abbr)) || t.says(i, "may") || t.says(i, "march");
}

MaybeDate month_in_letters(const Tokens& t, std::size_t i) {
    if (!t[i].is_word() || (is_also_a_word(t, i) && !t[i].is_cased())) return {};
    Date date{i, i, 0, Certainty::certain, "date: a month in letters with a day or a year"};
    date.first = day_before(t, i);
    date.last = days_after(t, i);
    const std::size_t day_end = date.last;
    if (date.last == i && t.sign(i + 1, '.') && t.touches(i + 1)) date.last = i + 1;
    read_year(t, date);
    if (date.first == i && day_end == i && date.year == 0) {
        if (!t[i - 1].is(kinds(Kind::month_lead)) || !t[i].is_cased()) return {};
        return Date{i, i, 0, Certainty::uncertain, "date: a month after a word like \"in\""};
    }
    if (is_year_word(t, date.first - 2) && t.sign(date.first - 1, '-') && t.touches(date.first))
        date = {date.first - 2, date.last, t.number(date.first - 2), date.certainty, date.why};
    return date;
}

// 30MAY2022
MaybeDate run_together(const Tokens& t, std::size_t i) {
    static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    const std::string_view word = t.word(i);
    const std::size_t letters = word.find_first_not_of("0123456789");
    if (word.size() < 6 || word.size() > 9 || letters == 0 || letters > 2) return {};
    const std::string month = lower(word.substr(letters, 3));
    const std::size_t at = kMonths.find(month);
    const std::string_view year = word.substr(std::min(letters + 3, word.size()));
    const bool digits = year.find_first_not_of("0123456789") == year.npos;
    if (at == kMonths.npos || at % 3 != 0 || !digits || (year.size() != 2 && year.size() != 4))
        return {};
    return Date{i, i, 0, Certainty::certain, "date: day, month in letters and year in one word"};
}

// After a label such as "DOB", also what has no shape of its own: 19450102, 1 2 1945, 1945.
MaybeDate birth_date(const Tokens& t, std::size_t label) {
    std::size_t i = label + 1;
    for (int skipped = 0; skipped < 4; ++skipped, ++i)
        if (!t.signs(i, ":-#.") && !t.says(i, "date") && !t.says(i, "is") && !t.says(i, "on") &&
            !t.says(i, "of") && !t[i].is(kinds(Kind::birth)))
            break;
    if (!t[i].is_number() || t[i].gap > Gap::line) return {};
    const Date date{i, i, 0, Certainty::certain, "date: after a label of birth"};
    if (t[i].size() == 8 || t[i].size() == 6) return date;
    if (t[i + 1].is_number() && t[i + 2].is_number() && t[i].size() <= 2 && t[i + 1].size() <= 2)
        return Date{i, i + 2, t[i + 2].size() == 4 ? t.number(i + 2) : 0, date.certainty, date.why};
    return {};
}

void take_weekday_and_time(const Tokens& t, Date& date) {
    std::size_t before = date.first - 1;
    if (t.sign(before, ',') || t.sign(before, '.') || t.says(before, "the")) --before;
    if (t[before].is(kinds(Kind::weekday, Kind::weekday_abbr)) && t[before].is_word())
        date.first = before;
    std::size_t i = date.last + 1;
    if (t.says(i, "at") || t.sign(i, ',') || t.sign(i, '@')) ++i;
    if (is_day_and_hour(t, date.last)) i = date.last;
    const bool hour = i == date.last || (t[i].is_number() && t[i].size() <= 2 && t.same_line(i));
    if (!hour || !t.sign(i + 1, ':') || !t[i + 2].is_number() || !t.touches(i + 2)) return;
    date.last = i + 2;
    if (t.sign(i + 3, ':') && t.touches(i + 3) && t.touches(i + 4)) date.last = i + 4;
    if (t.says(date.last + 1, "am") || t.says(date.last + 1, "pm")) ++date.last;
}

// Does a year of birth tell an age over 89 on that day? In doubt yes.
bool tells_age(int year, const DeidOptions& options) {
    const int today = static_cast<int>(std::chrono::year_month_day(options.today).year());
    return year != 0 && year <= today - 90;
}

void add_date(const Tokens& t, const Date& date, const DeidOptions& options, Finds& finds) {
    const bool kept = date.year != 0 && !tells_age(date.year, options);
    add(finds, t, date.first, date.last,
        {.identifier = Identifier::date,
         .certainty = date.certainty,
         .strength = Strength::shaped,
         .why = date.why,
         .replacement = kept ? std::to_string(date.year) : ""});
}

// A year that stands alone goes when it tells an age over 89: a birth year, or one as long ago.
void find_year(const Tokens& t, std::size_t i, const DeidOptions& options, const Known& known,
               Finds& finds) {
    const int year = t.number(i);
    if (!is_year(year) || !tells_age(year, options)) return;
    const std::size_t before = t.signs(i - 1, ":,") ? i - 2 : i - 1;
    const bool born = t[before].is(kinds(Kind::birth)) || t[before - 1].is(kinds(Kind::birth));
    const bool known_year =
        known.birth_date &&
        static_cast<int>(std::chrono::year_month_day(*known.birth_date).year()) == year;
    const bool led = t[before].is(kinds(Kind::month_lead)) || t.says(before, "year");
    if (!born && !known_year && !led) return;
    const Certainty certainty = born || known_year ? Certainty::certain : Certainty::uncertain;
    add(finds, t, i, i,
        {.identifier = Identifier::date,
         .certainty = certainty,
         .strength = Strength::shaped,
         .why = "date: a year that may tell an age over 89"});
}

void find_day_names(const Tokens& t, std::size_t i, Finds& finds) {
    if (!t[i].is(kinds(Kind::weekday))) return;
    add(finds, t, i, i,
        {.identifier = Identifier::date,
         .certainty = Certainty::uncertain,
         .strength = Strength::listed,
         .why = "date: a weekday or holiday"});
}

MaybeDate date_at(const Tokens& t, std::size_t i) {
    const Token& token = t[i];
    if (token.is(kMonth)) return month_in_letters(t, i);
    if (token.is(kinds(Kind::birth))) return birth_date(t, i);
    if (token.shape == Shape::code) return run_together(t, i);
    if (!token.is_number()) return {};
    if (const MaybeDate found = three_parts(t, i)) return found;
    return two_parts(t, i);
}

}  // namespace

void find_dates(const Tokens& tokens, const DeidOptions& options, const Known& known,
                Finds& finds) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].shape == Shape::sign) continue;
        if (MaybeDate date = date_at(tokens, i)) {
            take_weekday_and_time(tokens, *date);
            add_date(tokens, *date, options, finds);
            i = std::max(i, date->last);
        } else if (tokens[i].is_number() && tokens[i].size() == 4) {
            find_year(tokens, i, options, known, finds);
        } else {
            find_day_names(tokens, i, finds);
        }
    }
}

}  // namespace muniment::text
