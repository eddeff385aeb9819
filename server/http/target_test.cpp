// What a target and a Host field name, and which are refused.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "server/http/parse.h"

namespace muniment::http {
namespace {

TEST_CASE("paths are decoded") {
    struct Row {
        std::string target;
        std::string path;
    };
    const Row rows[] = {
        {"/", "/"},
        {"/api/status", "/api/status"},
        {"/a/", "/a/"},
        {"/a%20b", "/a b"},
        {"/a+b", "/a+b"},  // plus is a space in queries only
        {"/caf%C3%A9", "/caf\xC3\xA9"},
        {"/a%3Fb", "/a?b"},
        {"/a...b/.hidden/..x", "/a...b/.hidden/..x"},
        {"/assets/index-D9_x~1.js?v=2", "/assets/index-D9_x~1.js"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.target);
        const auto target = parse_target(row.target);
        REQUIRE(target);
        CHECK(target->path == row.path);
    }
}

TEST_CASE("queries are decoded into names and values") {
    const auto target =
        parse_target("/c?q=Smith+J&from=2026-01-01&empty=&bare&&u=%C3%A9%26%3D&e=a=b&line=%0A");
    REQUIRE(target);
    const std::map<std::string, std::string> expected = {
        {"q", "Smith J"}, {"from", "2026-01-01"}, {"empty", ""},  {"bare", ""},
        {"e", "a=b"},     {"u", "\xC3\xA9&="},    {"line", "\n"},
    };
    CHECK(target->query == expected);
    const auto none = parse_target("/c?");
    REQUIRE(none);
    CHECK(none->query.empty());
}

TEST_CASE("targets that could be read two ways are refused") {
    const std::string rows[] = {
        "",
        "*",
        "api",
        "http://localhost/api",  // absolute-form
        "localhost:443",         // authority-form
        "//evil.example/x",      // empty first segment: a redirect elsewhere
        "/a//b",
        "/..",
        "/../etc/passwd",
        "/a/../b",
        "/a/./b",
        "/a/%2e%2e/b",
        "/a/%2E./b",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/a%00b",
        "/a%0d%0aSet-Cookie:x",
        "/a%7f",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a%c3",     // UTF-8 cut short
        "/a%c0%af",  // overlong slash
        "/a b",
        "/a#b",
        "/\xC3\xA9",  // must be percent-encoded
        "/a?x=%",
        "/a?x=%g0",
        "/a?x=%00",
        "/a?x=%ff",
        "/a?=1",
        "/a?x=1&x=2",
        "/a?x=1&%78=2",
    };
    for (const std::string& row : rows) {
        CAPTURE(row);
        const auto target = parse_target(row);
        REQUIRE_FALSE(target);
        CHECK(target.error().fault == Fault::incorrect);
        CHECK_FALSE(target.error().message.empty());
    }
}

TEST_CASE("errors do not repeat what was asked for, which may name a patient") {
    const auto target = parse_target("/patients/SMITH%zz");
    REQUIRE_FALSE(target);
    CHECK(target.error().message.find("SMITH") == std::string::npos);
}

TEST_CASE("host names") {
    struct Row {
        std::string field;
        std::optional<std::string> name;  // null: not well formed
    };
    const Row rows[] = {
        {"localhost", "localhost"},
        {"LocalHost:8080", "localhost"},
        {"127.0.0.1:1", "127.0.0.1"},
        {"[::1]", "[::1]"},
        {"[::1]:8443", "[::1]"},
        {"him.example-hospital.org", "him.example-hospital.org"},
        {"", std::nullopt},
        {":80", std::nullopt},
        {"localhost:", std::nullopt},
        {"localhost:x", std::nullopt},
        {"localhost:123456", std::nullopt},
        {"user@localhost", std::nullopt},
        {"localhost/a", std::nullopt},
        {"localhost, other", std::nullopt},
        {"[::1", std::nullopt},
        {"[]", std::nullopt},
        {"[::1]x", std::nullopt},
        {"[localhost]", std::nullopt},
        {"::1", std::nullopt},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        const auto name = host_name(row.field);
        REQUIRE(name.has_value() == (row.name.has_value()));
        if (name) CHECK(*name == *row.name);
    }
}

TEST_CASE("with a list of hosts, only those and loopback names are allowed") {
    const std::vector<std::string> hosts = {"him.example.org"};
    CHECK(host_allowed("him.example.org", hosts));
    CHECK(host_allowed("HIM.Example.org:8443", hosts));
    CHECK(host_allowed("localhost:8080", hosts));
    CHECK(host_allowed("127.0.0.1", hosts));
    CHECK(host_allowed("[::1]:8080", hosts));
    CHECK_FALSE(host_allowed("evil.example", hosts));
    CHECK_FALSE(host_allowed("him.example.org.evil.example", hosts));
    CHECK_FALSE(host_allowed("localhost.evil.example", hosts));
    CHECK(host_allowed("evil.example", {}));
    CHECK_FALSE(host_allowed("user@evil.example", {}));
}

}  // namespace
}  // namespace muniment::http
