// The trail as AuditEvents over the API: every route says what it does, the search parameters, the
// pages, and that reading the trail stands in the trail.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "kernel/audit/audit.h"
#include "tests/support/site.h"

namespace muniment::server {

using namespace tests;

namespace {

json::object found(Site& site, const std::string& query) {
    return site.must("GET", "/audit/events" + query).as_object();
}
std::size_t count_of(const json::object& bundle) {
    const json::value* entries = bundle.if_contains("entry");
    return entries == nullptr ? 0 : entries->as_array().size();
}

}  // namespace

// Goal: a route that nobody thought of has a row that was meant for it, and no row is dead.
TEST_CASE("audit: what each route does is said by a row") {
    std::set<std::string_view> used;
    for (const house::Route& route : all_routes()) {
        const std::string action = std::string(route.method) + " " + std::string(route.path);
        CAPTURE(action);
        for (const audit::ActionRow& row : audit::action_rows()) {
            if (!audit::fits(row.pattern, action)) continue;
            CHECK(row.pattern != "*");  // that one is for jobs
            used.insert(row.pattern);
            break;
        }
        const auto done = audit::class_of(action);
        CHECK(done != audit::ActionClass::denied);
        if (action.ends_with(".pdf") || action.ends_with(".zip") || action.ends_with(".csv"))
            CHECK(done != audit::ActionClass::view);
        if (route.method == "GET") {
            CHECK(done != audit::ActionClass::create);
            CHECK(done != audit::ActionClass::amend);
        }
    }
    for (const audit::ActionRow& row : audit::action_rows()) {
        const std::string pattern(row.pattern);
        CAPTURE(pattern);
        const bool exact = pattern.find('*') == pattern.npos && pattern.find(' ') != pattern.npos;
        if (exact && !pattern.starts_with("imported")) CHECK(used.contains(row.pattern));
    }
}

TEST_CASE("audit: events by date, patient and agent, page by page") {
    Site site(Engine::sqlite);
    for (int i = 0; i < 3; ++i) site.must("GET", "/chart/" + Site::p());
    const auto first = found(site, "?_count=2&patient=Patient/" + Site::p());
    CHECK(first.at("type").as_string() == "searchset");
    CHECK(first.at("total").as_int64() == 3);
    CHECK(count_of(first) == 2);
    CHECK(first.at("link").at(1).at("relation").as_string() == "next");
    const std::string next(first.at("link").at(1).at("url").as_string());
    CHECK(next.find("_offset=2") != next.npos);
    CHECK(next.find("patient=Patient/" + Site::p()) != next.npos);
    // The first page was read: that is a fourth entry.
    CHECK(found(site, "?patient=" + Site::p()).at("total").as_int64() == 4);
    const auto event = first.at("entry").at(0).at("resource");
    CHECK(event.at("meta").at("profile").at(0).as_string().ends_with("PatientRead"));
    const struct {
        const char* query;
        bool any;
    } rows[] = {
        {"?date=2026-11-22", true},
        {"?date=ge2026-11-22", true},
        {"?date=gt2026-11-22", false},
        {"?date=lt2026-11-22", false},
        {"?date=le2026-11-22", true},
        {"?date=eq2026-11-21", false},
        {"?from=2026-11-22", true},
        {"?to=2026-11-21", false},
        {"?from=2026-11-22&to=2026-11-22", true},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.query));
        CHECK((count_of(found(site, row.query)) > 0) == row.any);
    }
    CHECK(count_of(found(site, "?agent=" + to_text(derived_uuid("somebody else")))) == 0);
    for (const char* wrong : {"?date=yesterday", "?date=xx2026-11-22", "?patient=p", "?agent=1",
                              "?_count=x", "?from=2026-13-01"}) {
        CAPTURE(std::string(wrong));
        const auto answer = site.ask("GET", std::string("/audit/events") + wrong);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fault == Fault::incorrect);
    }
}

TEST_CASE("audit: status says how far a collector has been told") {
    Site site(Engine::sqlite);
    CHECK(site.must("GET", "/status").at("audit").as_array().empty());
    site.must("GET", "/chart/" + Site::p());
    auto kept = audit::read_place(**site.house->view(), "siem:6514");
    REQUIRE(kept);
    kept->place.sent = 12;
    REQUIRE(site.house->act(audit::act_of(*kept, 12)));
    const auto lag = site.must("GET", "/status").at("audit").at(0);
    CHECK(lag.at("collector").as_string() == "siem:6514");
    CHECK(lag.at("sent").as_int64() == 12);
    CHECK(lag.at("waiting").as_int64() == 1);
}

}  // namespace muniment::server
