// The deployment held against the Security Rule: each item at its limit and beyond it, what cannot
// be known is never called good, and what is measured is what is there.
// SPDX-License-Identifier: Apache-2.0
#include "server/doctor.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "kernel/house/upkeep.h"
#include "tests/support/site.h"

namespace muniment::server {
namespace {

namespace fs = std::filesystem;
using tests::Site;

const Day today = *parse_day("2026-11-22");

DoctorRow row_of(const std::vector<DoctorRow>& rows, std::string_view item) {
    for (const DoctorRow& row : rows)
        if (row.item == item) return row;
    FAIL("no row for ", std::string(item));
    return {};
}

DoctorRow judged(const std::string& item, std::optional<std::int64_t> number) {
    return row_of(judge(tests::shipped_packs(), {{item, {number, "seen"}}}, today), item);
}

TEST_CASE("each item: the last good number, the first bad one, and its paragraph") {
    struct Row {
        std::string item, cite;
        std::int64_t good, bad;
    };
    const Row rows[] = {
        {"transport", "45 CFR 164.312(e)(1)", 1, 0},  // and 45 CFR 164.312(e)(2)(ii)
        {"certificate_days", "45 CFR 164.312(e)(2)(i)", 14, 13},
        {"encryption", "45 CFR 164.312(a)(2)(iv)", 1, 0},
        {"master_key_private", "45 CFR 164.312(a)(1)", 1, 0},
        {"master_key_apart", "45 CFR 164.312(a)(2)(iv)", 1, 0},
        {"keys_apart", "45 CFR 164.308(a)(7)(ii)(A)", 1, 0},
        {"folder_private", "45 CFR 164.312(a)(1)", 1, 0},
        {"audit", "45 CFR 164.312(b)", 1, 0},
        {"fsck_days", "45 CFR 164.312(c)(2)", 30, 31},
        {"fsck_good", "45 CFR 164.312(c)(1)", 1, 0},
        {"witness", "45 CFR 164.312(c)(2)", 1, 0},
        {"backup_days", "45 CFR 164.308(a)(7)(ii)(A)", 1, 2},
        {"drill_days", "45 CFR 164.308(a)(7)(ii)(D)", 365, 366},
        {"drill_good", "45 CFR 164.308(a)(7)(ii)(B)", 1, 0},
        {"proposed_drill_days", "90 FR 898", 30, 31},
        {"proposed_restore_hours", "90 FR 898", 72, 75},
        {"proposed_mfa_percent", "90 FR 898", 100, 99},
        {"proposed_encryption_in_transit", "90 FR 898", 1, 0},
        {"idle_minutes", "45 CFR 164.312(a)(2)(iii)", 15, 16},
        {"access_review_days", "45 CFR 164.308(a)(4)(ii)(C)", 90, 91},
        {"emergency", "45 CFR 164.312(a)(2)(ii)", 1, 0},
        {"confined", "45 CFR 164.308(a)(5)(ii)(B)", 1, 0},
        {"disk_percent", "45 CFR 164.308(a)(7)(i)", 10, 9},
        {"database_log", "45 CFR 164.308(a)(7)(i)", 1, 0},
        {"clock", "45 CFR 164.312(b)", 1, 0},
        {"proposed_patches_days", "90 FR 898", 15, 17},
    };
    CHECK(judge(tests::shipped_packs(), {}, today).size() == std::size(rows));
    for (const Row& row : rows) {
        CAPTURE(row.item);
        CHECK(judged(row.item, row.good).health == Health::ok);
        CHECK(judged(row.item, row.good).to_do.empty());
        const DoctorRow bad = judged(row.item, row.bad);
        CHECK(bad.health == Health::finding);
        CHECK(bad.cite == row.cite);
        CHECK(bad.proposed == (row.cite == "90 FR 898"));
        CHECK_FALSE(bad.requirement.empty());
        CHECK(judged(row.item, std::nullopt).health == Health::unknown);
    }
}

TEST_CASE("what was not measured is unknown, never good") {
    for (const DoctorRow& row : judge(tests::shipped_packs(), {}, today))
        CHECK(row.health == Health::unknown);
    CHECK(judge(tests::shipped_packs(), {}, *parse_day("2004-01-01")).empty());
}

std::vector<DoctorRow> examined(Site& site) {
    const auto view = site.house->view();
    REQUIRE(view);
    const auto answer = examine(*site.house, **view, tests::shipped_packs());
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    return answer->rows;
}

TEST_CASE("what is measured is what is there, and changes with it") {
    for (const tests::Engine engine : tests::engines()) {
        Site site(engine);
        const fs::path data = site.house->folder();
        const auto health = [&](const char* item) { return row_of(examined(site), item).health; };
        CHECK(health("transport") == Health::unknown);
        CHECK(health("master_key_private") == Health::ok);
        fs::permissions(data / "master.key", fs::perms::group_read, fs::perm_options::add);
        CHECK(health("master_key_private") == Health::finding);
        CHECK(health("master_key_apart") == Health::finding);
        CHECK(health("folder_private") == Health::ok);
        fs::permissions(data, fs::perms::others_exec, fs::perm_options::add);
        CHECK(health("folder_private") == Health::finding);
        CHECK(health("audit") == Health::ok);
        CHECK(health("witness") == Health::finding);
        CHECK(health("disk_percent") != Health::unknown);

        CHECK(health("backup_days") == Health::finding);
        house::Upkeep upkeep;
        upkeep.kind = house::UpkeepKind::backup;
        REQUIRE(house::keep_upkeep(*site.house, upkeep));
        CHECK(health("backup_days") == Health::ok);
        site.clock.move(std::chrono::hours(49));
        CHECK(health("backup_days") == Health::finding);

        upkeep.kind = house::UpkeepKind::drill;
        upkeep.seconds = 75 * 3600;
        REQUIRE(house::keep_upkeep(*site.house, upkeep));
        CHECK(health("drill_days") == Health::ok);
        CHECK(health("drill_good") == Health::ok);
        CHECK(health("proposed_restore_hours") == Health::finding);
        upkeep.good = false;
        REQUIRE(house::keep_upkeep(*site.house, upkeep));
        CHECK(health("drill_good") == Health::finding);
        site.clock.move(std::chrono::hours(24 * 40));
        CHECK(health("proposed_drill_days") == Health::finding);
        CHECK(health("drill_days") == Health::ok);
    }
}

TEST_CASE("how it is served is read from what the server wrote") {
    Site site(tests::Engine::sqlite);
    struct Row {
        Serving serving;
        Health transport, proposed;
    };
    const Instant now = site.house->now();
    const Row rows[] = {
        {{now, "127.0.0.1", false, false, {}, true, true}, Health::ok, Health::finding},
        {{now, "0.0.0.0", false, false, {}, true, true}, Health::finding, Health::finding},
        {{now, "0.0.0.0", false, true, {}, true, true}, Health::ok, Health::finding},
        {{now, "0.0.0.0", true, false, now + std::chrono::hours(24), true, true},
         Health::ok,
         Health::ok},
    };
    for (const Row& row : rows) {
        REQUIRE(keep_serving(site.house->folder(), row.serving));
        const auto found = examined(site);
        CHECK(row_of(found, "transport").health == row.transport);
        CHECK(row_of(found, "proposed_encryption_in_transit").health == row.proposed);
        CHECK(row_of(found, "confined").health == Health::ok);
        CHECK(row_of(found, "certificate_days").health ==
              (row.serving.tls ? Health::finding : Health::unknown));
    }
    REQUIRE(keep_serving(site.house->folder(), {now, "::1", false, false, {}, true, false}));
    CHECK(row_of(examined(site), "confined").health == Health::finding);
    std::ofstream(fs::path(site.house->folder()) / "serving.json") << "{";
    CHECK(row_of(examined(site), "transport").health == Health::unknown);
}

TEST_CASE("only an administrator sees it, and it tells of no patient") {
    Site site(tests::Engine::sqlite);
    const auto answer = site.ask("GET", "/security/doctor");
    REQUIRE(answer);
    CHECK(answer->content.find(tests::marker) == std::string::npos);
    CHECK(answer->content.find("45 CFR 164.312(b)") != std::string::npos);
}

}  // namespace
}  // namespace muniment::server
