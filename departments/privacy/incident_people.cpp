#include "departments/privacy/incident_people.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.h"

namespace muniment::privacy {

// In a state everybody has been told when nobody there waits or is to be reached otherwise.
PeopleCounts counts_of(const std::vector<PeopleCell>& cells) {
    PeopleCounts counts;
    std::set<std::string> open;
    for (const PeopleCell& cell : cells) {
        counts.total += cell.count;
        counts.residents[cell.residence] += cell.count;
        counts.statuses[std::string(enum_name(cell.status))] += cell.count;
        if (cell.status == PersonStatus::waiting || cell.status == PersonStatus::returned)
            open.insert(cell.residence);
        if (!cell.last) continue;
        Day& last = counts.told_on.try_emplace(cell.residence, *cell.last).first->second;
        last = std::max(last, *cell.last);
    }
    std::erase_if(counts.told_on, [&](const auto& one) { return open.contains(one.first); });
    return counts;
}

using Named = std::pair<std::string_view, std::string_view>;
static constexpr std::array<Named, 51> states = {
    {{"alabama", "AL"},        {"alaska", "AK"},         {"arizona", "AZ"},
     {"arkansas", "AR"},       {"california", "CA"},     {"colorado", "CO"},
     {"connecticut", "CT"},    {"delaware", "DE"},       {"district of columbia", "DC"},
     {"florida", "FL"},        {"georgia", "GA"},        {"hawaii", "HI"},
     {"idaho", "ID"},          {"illinois", "IL"},       {"indiana", "IN"},
     {"iowa", "IA"},           {"kansas", "KS"},         {"kentucky", "KY"},
     {"louisiana", "LA"},      {"maine", "ME"},          {"maryland", "MD"},
     {"massachusetts", "MA"},  {"michigan", "MI"},       {"minnesota", "MN"},
     {"mississippi", "MS"},    {"missouri", "MO"},       {"montana", "MT"},
     {"nebraska", "NE"},       {"nevada", "NV"},         {"new hampshire", "NH"},
     {"new jersey", "NJ"},     {"new mexico", "NM"},     {"new york", "NY"},
     {"north carolina", "NC"}, {"north dakota", "ND"},   {"ohio", "OH"},
     {"oklahoma", "OK"},       {"oregon", "OR"},         {"pennsylvania", "PA"},
     {"rhode island", "RI"},   {"south carolina", "SC"}, {"south dakota", "SD"},
     {"tennessee", "TN"},      {"texas", "TX"},          {"utah", "UT"},
     {"vermont", "VT"},        {"virginia", "VA"},       {"washington", "WA"},
     {"west virginia", "WV"},  {"wisconsin", "WI"},      {"wyoming", "WY"}}};

std::string residence_of(const std::string& address) {
    std::string_view last = address;
    last.remove_prefix(std::min(last.rfind(',') + 1, last.size()));
    while (!last.empty() &&
           ((last.back() >= '0' && last.back() <= '9') || last.back() == '-' || last.back() == ' '))
        last.remove_suffix(1);
    const std::string name = lower(trim(last));
    for (const auto& [full, code] : states)
        if (name == full || name == lower(code)) return std::string(code);
    return "";
}

}  // namespace muniment::privacy
