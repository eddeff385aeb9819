// Ids, dates and numbers of a demo record as text.
// SPDX-License-Identifier: Apache-2.0
#include "demo/record.h"

namespace muniment::demo {
namespace {

std::string padded(int number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string clock_text(LocalMinute at) {
    const int minutes = static_cast<int>((at - day_of(at)).count());
    return padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2);
}

}  // namespace

Day day_of(LocalMinute at) { return std::chrono::floor<std::chrono::days>(at); }

std::string chart_day(Day day) {
    const std::string iso = to_text(day);
    return iso.substr(5, 2) + "/" + iso.substr(8, 2) + "/" + iso.substr(0, 4);
}

std::string chart_time(LocalMinute at) { return chart_day(day_of(at)) + " " + clock_text(at); }

std::string fhir_time(LocalMinute at) {
    return to_text(day_of(at)) + "T" + clock_text(at) + ":00" + utc_offset;
}

std::string decimal_text(int value, int decimals) {
    if (decimals == 0) return std::to_string(value);
    int scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const int whole = value < 0 ? -value : value;
    return (value < 0 ? "-" : "") + std::to_string(whole / scale) + "." +
           padded(whole % scale, static_cast<std::size_t>(decimals));
}

int Person::age_on(Day day) const {
    const std::chrono::year_month_day then(birth), now(day);
    const int years = static_cast<int>(now.year()) - static_cast<int>(then.year());
    const bool had_birthday =
        std::make_pair(now.month(), now.day()) >= std::make_pair(then.month(), then.day());
    return had_birthday ? years : years - 1;
}

std::string Person::mrn(Place place) const {
    const int base = place == Place::cedar_fork ? 40000 : 700000;
    return std::string(facility(place).mrn_prefix) + "-" +
           padded(base + static_cast<int>(index) * 7 + 3, 7);
}

std::string Reading::text() const {
    const std::string first = decimal_text(value, test->decimals);
    return test->second_code == nullptr ? first : first + "/" + std::to_string(second);
}

const char* Reading::flag() const {
    if (!ranged) return "";
    if (test->high > 0 && value > test->high) return "H";
    if (test->low > 0 && value < test->low) return "L";
    return "";
}

Uuid Record::id_of(const char* type, std::size_t number) const {
    return derived_uuid("muniment-demo/" + std::to_string(person.seed) + "/patient/" +
                        std::to_string(person.index) + "/" + type + "/" + std::to_string(number));
}

}  // namespace muniment::demo
