#include "departments/release/bulk_list.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/csv/csv.h"

namespace muniment::release {

namespace {

enum class Title { other, mrn, name, family, given, birth_date, from, to, reference };

Title title_of(std::string_view words) {
    std::string plain;
    for (const char c : lower(words))
        if (c >= 'a' && c <= 'z') plain += c;
    constexpr std::pair<std::string_view, Title> titles[] = {
        {"mrn", Title::mrn},
        {"medicalrecordnumber", Title::mrn},
        {"name", Title::name},
        {"patient", Title::name},
        {"patientname", Title::name},
        {"lastname", Title::family},
        {"family", Title::family},
        {"familyname", Title::family},
        {"firstname", Title::given},
        {"given", Title::given},
        {"givenname", Title::given},
        {"birthdate", Title::birth_date},
        {"dateofbirth", Title::birth_date},
        {"dob", Title::birth_date},
        {"from", Title::from},
        {"servicefrom", Title::from},
        {"dosfrom", Title::from},
        {"to", Title::to},
        {"serviceto", Title::to},
        {"dosto", Title::to},
        {"reference", Title::reference},
        {"claim", Title::reference},
        {"claimnumber", Title::reference},
        {"memberid", Title::reference},
        {"samplenumber", Title::reference},
    };
    const auto* found = std::ranges::find(titles, std::string_view(plain),
                                          &std::pair<std::string_view, Title>::first);
    return found == std::end(titles) ? Title::other : found->second;
}

// "3/4/2026" as spreadsheets of the United States write it.
std::optional<Day> day_of(std::string_view text) {
    if (const auto day = parse_day(text)) return day;
    const auto parts = split(text, '/');
    if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
    const auto two = [](std::string_view digits) {
        return std::string(digits.size() == 1 ? "0" : "") + std::string(digits);
    };
    return parse_day(std::string(parts[2]) + "-" + two(parts[0]) + "-" + two(parts[1]));
}

struct Reading {
    std::vector<Title> titles;
    std::vector<std::string> problems;

    void day(std::optional<Day>& to, const std::string& text, std::size_t line) {
        if (text.empty()) return;
        to = day_of(text);
        if (!to) problems.push_back("line " + std::to_string(line) + " has a day that is none");
    }
    Listed listed(const std::vector<std::string>& row, std::size_t line) {
        Listed one;
        std::string family, given;
        for (std::size_t i = 0; i < row.size() && i < titles.size(); ++i) switch (titles[i]) {
                case Title::other:
                    break;
                case Title::mrn:
                    one.mrn = row[i];
                    break;
                case Title::name:
                    one.name = row[i];
                    break;
                case Title::family:
                    family = row[i];
                    break;
                case Title::given:
                    given = row[i];
                    break;
                case Title::birth_date:
                    day(one.birth_date, row[i], line);
                    break;
                case Title::from:
                    day(one.from, row[i], line);
                    break;
                case Title::to:
                    day(one.to, row[i], line);
                    break;
                case Title::reference:
                    one.reference = row[i];
                    break;
            }
        if (one.name.empty()) one.name = std::string(trim(given + " " + family));
        if (one.from && one.to && *one.to < *one.from)
            problems.push_back("line " + std::to_string(line) + " ends before it begins");
        if (one.mrn.empty() && one.name.empty())
            problems.push_back("line " + std::to_string(line) + " names nobody");
        return one;
    }
};

bool is_blank(const std::vector<std::string>& row) {
    return std::ranges::all_of(row, [](const std::string& field) { return field.empty(); });
}

std::set<std::string> name_words(std::string_view name) {
    std::set<std::string> words;
    std::string word;
    for (const char c : lower(name) + " ") {
        const bool between = c == ' ' || c == ',' || c == '.' || c == '\t';
        if (!between && c != '\'' && c != '-') word += c;
        if (between && !word.empty()) words.insert(std::exchange(word, ""));
    }
    return words;
}

// Every word of the line's name is one of the patient's, a family and a given name at the least.
bool same_name(std::string_view listed, const chart::PatientBanner& patient) {
    const auto words = name_words(listed), of = name_words(patient.name);
    return words.size() >= 2 && std::ranges::includes(of, words);
}

bool same_birth(const Listed& line, const chart::PatientBanner& patient) {
    return line.birth_date && patient.birth_date == to_text(*line.birth_date);
}

Matched by_number(const Listed& line, const chart::PatientBanner& patient) {
    const bool name_differs = !line.name.empty() && !same_name(line.name, patient);
    const bool birth_differs = line.birth_date && !same_birth(line, patient);
    if (name_differs || birth_differs) return {Match::differs, patient};
    if (line.name.empty() && !line.birth_date) return {Match::one_identifier, patient};
    return {Match::matched, patient};
}

}  // namespace

Result<std::vector<Listed>> read_list(std::string_view text) {
    const auto rows = TRY(csv::read(text, {list_bytes_max, list_lines_max + 1}));
    if (rows.empty()) return Error{Fault::incorrect, "The list is empty."};
    Reading reading;
    for (const std::string& title : rows.front()) reading.titles.push_back(title_of(title));
    const auto has = [&](Title title) {
        return std::ranges::find(reading.titles, title) != reading.titles.end();
    };
    if (!has(Title::mrn) && !has(Title::name) && !has(Title::family))
        return Error{Fault::incorrect,
                     "The first line must name the columns, a column \"mrn\" or \"name\" among "
                     "them; \"birth date\", \"from\", \"to\" and \"reference\" may be there too."};
    std::vector<Listed> listed;
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (!is_blank(rows[i])) listed.push_back(reading.listed(rows[i], i + 1));
    if (listed.empty()) return Error{Fault::incorrect, "The list names no chart."};
    constexpr std::size_t named_max = 20;
    auto& problems = reading.problems;
    if (problems.empty()) return listed;
    const std::size_t more = problems.size() > named_max ? problems.size() - named_max : 0;
    problems.resize(problems.size() - more);
    return Error{Fault::incorrect, "The list cannot be taken: " + join(problems, "; ") +
                                       (more > 0 ? "; and " + std::to_string(more) + " more" : "") +
                                       "."};
}

Matched match(const Listed& line, const std::vector<chart::PatientBanner>& candidates) {
    if (!line.mrn.empty()) {
        const auto found = std::ranges::find(candidates, line.mrn, &chart::PatientBanner::mrn);
        return found == candidates.end() ? Matched{} : by_number(line, *found);
    }
    std::vector<chart::PatientBanner> same;
    for (const auto& one : candidates)
        if (same_name(line.name, one) && (!line.birth_date || same_birth(line, one)))
            same.push_back(one);
    if (same.empty()) return {};
    if (same.size() > 1) return {Match::several, std::nullopt};
    return {line.birth_date ? Match::matched : Match::one_identifier, same.front()};
}

std::string_view why(Match match) {
    switch (match) {
        case Match::matched:
            return "";
        case Match::not_found:
            return "Nobody in the chart fits this line.";
        case Match::differs:
            return "The number is a patient's whose name or birth date differs.";
        case Match::several:
            return "Several patients fit this line.";
        case Match::one_identifier:
            return "Only one identifier agrees; two are needed.";
        case Match::repeated:
            return "An earlier line asks for the same chart and days.";
    }
    return "";
}

}  // namespace muniment::release
