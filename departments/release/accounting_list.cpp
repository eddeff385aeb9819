#include "departments/release/accounting_list.h"

#include <algorithm>
#include <tuple>

namespace muniment::release {

namespace {

struct Interval {
    Frequency frequency;
    int least, most;  // days between neighbours
    const char *english, *spanish;
};
constexpr Interval intervals[] = {
    {Frequency::daily, 1, 1, "daily", "a diario"},
    {Frequency::weekly, 6, 8, "weekly", "cada semana"},
    {Frequency::monthly, 27, 32, "monthly", "cada mes"},
    {Frequency::quarterly, 85, 97, "quarterly", "cada trimestre"},
    {Frequency::yearly, 355, 375, "yearly", "cada año"},
};

// 45 CFR 164.528(b)(3): repeated disclosures under 45 CFR 164.502(a)(2)(ii) or 45 CFR 164.512.
// Everything that is listed rests on one of these but what no rule permits.
bool may_be_one(const AccountingLine& line) {
    return line.listed && !line.basis.empty() && line.basis != "misdirected" &&
           line.basis != "impermissible";
}

bool same_group(const AccountingLine& a, const AccountingLine& b) {
    return may_be_one(a) && may_be_one(b) && a.recipient == b.recipient &&
           a.recipient_address == b.recipient_address && a.purpose == b.purpose &&
           a.basis == b.basis;
}

AccountingLine line_of(const AccountingRow& row, const std::vector<Suspension>& suspensions,
                       const rules::Packs& packs, Day today) {
    AccountingLine line;
    static_cast<AccountingRow&>(line) = row;
    if (!row.accounting) line.why_hidden = row.accounting_reason;
    for (const Suspension& one : suspensions)
        if (line.why_hidden.empty() && suspends(one, row, packs, today))
            line.why_hidden = "Suspended at the agency's request until " +
                              to_text(suspended_until(one, packs)) + ". (45 CFR 164.528(a)(2)(i))";
    line.listed = line.why_hidden.empty();
    return line;
}

AccountingLine merged(const std::vector<const AccountingLine*>& group) {  // oldest first
    AccountingLine line = *group.front();
    if (group.size() == 1) return line;
    std::vector<Day> days;
    for (const AccountingLine* one : group) days.push_back(one->date);
    line.count = static_cast<std::int64_t>(group.size());
    line.frequency = frequency_of(days);
    line.last_date = days.back();
    line.summary = summary_of(line, Language::english);
    return line;
}

std::vector<AccountingLine> grouped(const std::vector<AccountingLine>& lines) {  // oldest first
    std::vector<std::vector<const AccountingLine*>> groups;
    for (const AccountingLine& line : lines) {
        const auto found = std::ranges::find_if(
            groups, [&](const auto& group) { return same_group(*group.front(), line); });
        if (found == groups.end())
            groups.push_back({&line});
        else
            found->push_back(&line);
    }
    std::vector<AccountingLine> result;
    for (const auto& group : groups) result.push_back(merged(group));
    return result;
}

}  // namespace

Frequency frequency_of(const std::vector<Day>& days) {
    if (days.size() < 2) return Frequency::once;
    for (const Interval& interval : intervals) {
        bool fits = true;
        for (std::size_t i = 1; i < days.size(); ++i) {
            const auto apart = (days[i] - days[i - 1]).count();
            fits = fits && interval.least <= apart && apart <= interval.most;
        }
        if (fits) return interval.frequency;
    }
    return Frequency::irregular;
}

std::string summary_of(const AccountingLine& line, Language language) {
    if (line.count < 2 || !line.last_date) return "";
    const bool english = language == Language::english;
    std::string often;
    for (const Interval& interval : intervals)
        if (interval.frequency == line.frequency)
            often = std::string(english ? interval.english : interval.spanish) + ", ";
    return often + std::to_string(line.count) +
           (english ? " times, last on " : " veces, última el ") +
           long_day(*line.last_date, language);
}

std::vector<AccountingLine> accounting_lines(const std::vector<AccountingRow>& rows,
                                             const Window& window,
                                             const std::vector<Suspension>& suspensions,
                                             const rules::Packs& packs, Day today, Show show) {
    std::vector<AccountingLine> lines;
    for (const AccountingRow& row : rows) {
        if (row.date < window.first || row.date > window.last) continue;
        auto line = line_of(row, suspensions, packs, today);
        if (line.listed || show == Show::all) lines.push_back(std::move(line));
    }
    std::ranges::sort(lines, {}, [](const AccountingLine& line) {
        return std::tuple(line.date, line.entry_index);
    });
    if (show == Show::listed) lines = grouped(lines);
    std::ranges::reverse(lines);
    return lines;
}

}  // namespace muniment::release
