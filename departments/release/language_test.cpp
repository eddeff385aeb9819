#include "departments/release/language.h"

#include <doctest/doctest.h>

namespace muniment::release {

TEST_CASE("days in both languages") {
    const Day day = *parse_day("2026-01-03");
    CHECK(long_day(day, Language::english) == "January 3, 2026");
    CHECK(long_day(day, Language::spanish) == "3 de enero de 2026");
    CHECK(long_day(*parse_day("2028-12-29"), Language::spanish) == "29 de diciembre de 2028");
}

TEST_CASE("money") {
    struct Row {
        std::int64_t cents;
        const char* text;
    };
    const Row rows[] = {{0, "$0.00"},        {5, "$0.05"},           {650, "$6.50"},
                        {99'999, "$999.99"}, {100'000, "$1,000.00"}, {123'456'789, "$1,234,567.89"},
                        {-650, "-$6.50"}};
    for (const Row& row : rows) CHECK(money(row.cents) == row.text);
}

}  // namespace muniment::release
