// The rule of 5 USC 6103, walked through in its order.
#include "engines/rules/holidays.h"

#include <algorithm>

namespace muniment::rules {

using namespace std::chrono;

namespace {

// The day on which a holiday of this date is kept.
Day observed(Day date) {
    const weekday on{date};
    if (on == Saturday) return date - days{1};
    if (on == Sunday) return date + days{1};
    return date;
}

// 5 USC 6103(a) in its order; each date as its words say it.
std::vector<Day> dates(year y) {
    std::vector<Day> all = {y / January / 1,
                            y / January / Monday[3],
                            y / February / Monday[3],
                            y / May / Monday[last],
                            y / June / 19,
                            y / July / 4,
                            y / September / Monday[1],
                            y / October / Monday[2],
                            y / November / 11,
                            y / November / Thursday[4],
                            y / December / 25};
    if (y < year{2021}) std::erase(all, Day{y / June / 19});  // Pub. L. 117-17
    return all;
}

}  // namespace

std::vector<Day> federal_holidays(year y) {
    std::vector<Day> all;
    for (const year of : {y, y + years{1}})
        for (const Day date : dates(of))
            if (const Day kept = observed(date); year_month_day{kept}.year() == y)
                all.push_back(kept);
    std::ranges::sort(all);
    return all;
}

bool is_federal_holiday(Day day) {
    return std::ranges::binary_search(federal_holidays(year_month_day{day}.year()), day);
}

}  // namespace muniment::rules
