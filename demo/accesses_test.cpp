// The demo's accesses: the same for a seed, and only the planted ones without a reason.
#include "demo/accesses.h"

#include <doctest/doctest.h>

namespace muniment::demo {

TEST_CASE("accesses of the last weeks, and the one who had no reason") {
    Options options;
    options.today = *parse_day("2026-11-22");
    const auto all = looked(options);
    const auto same = looked(options);
    REQUIRE(all.size() == same.size());
    CHECK(all.size() > 500);
    std::size_t without = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Looked& one = all[i];
        REQUIRE(one.minute == same[i].minute);
        CHECK(one.patient < static_cast<std::size_t>(options.patients));
        CHECK(one.day > 0);
        CHECK((one.minute >= 0 && one.minute < 24 * 60));
        if (i > 0) CHECK(all[i - 1].day >= one.day);
        if (one.relation != "none") {
            CHECK(one.patient != snooped(options));
            continue;
        }
        ++without;
        CHECK(one.employee == snooper);
        CHECK(one.patient == snooped(options));
    }
    CHECK(without == 9);
}

TEST_CASE("a hospital of one patient has accesses too") {
    Options options;
    options.patients = 1;
    CHECK(snooped(options) == 0);
    CHECK(looked(options).size() == 9);
}

}  // namespace muniment::demo
