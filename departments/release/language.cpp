// Days and money as letters write them.
#include "departments/release/language.h"

namespace muniment::release {

std::string long_day(Day day, Language language) {
    if (language == Language::english) return to_long_text(day);
    constexpr const char* months[] = {"enero",      "febrero", "marzo",     "abril",
                                      "mayo",       "junio",   "julio",     "agosto",
                                      "septiembre", "octubre", "noviembre", "diciembre"};
    const std::chrono::year_month_day date{day};
    return std::to_string(unsigned(date.day())) + " de " + months[unsigned(date.month()) - 1] +
           " de " + std::to_string(int(date.year()));
}

std::string money(std::int64_t cents) {
    const bool below = cents < 0;
    if (below) cents = -cents;
    std::string units = std::to_string(cents / 100);
    for (std::size_t at = units.size(); at > 3; at -= 3) units.insert(at - 3, ",");
    const std::string rest = std::to_string(cents % 100);
    return (below ? "-$" : "$") + units + "." + (rest.size() < 2 ? "0" : "") + rest;
}

}  // namespace muniment::release
