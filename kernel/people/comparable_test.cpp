// One person or place written in several ways is one; two are two.
#include "kernel/people/comparable.h"

#include <doctest/doctest.h>

#include "tests/support/lodge.h"

namespace muniment::people {

TEST_CASE("names and addresses in one form") {
    struct Row {
        const char* written;
        const char* form;
    };
    const Row names[] = {
        {"Okoro, Ben A.", "ben okoro"}, {"ben okoro", "ben okoro"}, {"Ben A. Okoro", "ben okoro"},
        {"O'Neil, Ann", "ann oneil"},   {"Okoro", "okoro"},         {"", ""}};
    for (const Row& row : names) CHECK(comparable_name(row.written) == row.form);
    const Row addresses[] = {{"12 Juniper Street Apt. 4, Mesa, AZ 85001", "12 juniper st 4 85001"},
                             {"12 juniper st unit 4, Mesa AZ 85001-1234", "12 juniper st 4 85001"},
                             {"12 Juniper St., Mesa", "12 juniper st"},
                             {"PO Box 7, Mesa, AZ 85001", "po box 7 85001"},
                             {"", ""},
                             {", Mesa, AZ 85001", ""}};
    for (const Row& row : addresses) CHECK(comparable_address(row.written) == row.form);
    CHECK(comparable_street("12 Juniper Street Apt. 4, Mesa, AZ 85001") == "juniper st 85001");
    CHECK(comparable_street("98 Juniper St, Mesa, AZ 85001") == "juniper st 85001");
    CHECK(comparable_street("") == "");
}

TEST_CASE("digests are the house's own") {
    const tests::Lodge one(tests::Engine::sqlite);
    const tests::Lodge other(tests::Engine::sqlite, std::filesystem::temp_directory_path().string(),
                             2);
    const auto digest = digest_of(*one.house, "ben okoro");
    REQUIRE(digest);
    CHECK(digest->size() == 64);
    CHECK(*digest_of(*one.house, "ben okoro") == *digest);
    CHECK(*digest_of(*one.house, "ann okoro") != *digest);
    CHECK(*digest_of(*other.house, "ben okoro") != *digest);
    CHECK(*digest_of(*one.house, "") == "");
}

}  // namespace muniment::people
