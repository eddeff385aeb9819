// Which transport is allowed, whose word about the client is believed, how often one may ask, and
// the way from http:// to https://.
// SPDX-License-Identifier: Apache-2.0
#include "server/front.h"

#include <doctest/doctest.h>

#include "server/http/test_client.h"
#include "tests/support/certificates.h"
#include "tests/support/site.h"

namespace muniment::server {
namespace {

using namespace std::chrono_literals;
using http::Line;
using http::Request;
const http::RateLimiter::Time start{1000s};

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (http::same_name(key, name)) return value;
    return "";
}

Request from(const std::string& remote, const std::string& cookie = "") {
    Request request;
    request.method = "GET";
    request.path = "/";
    request.remote = remote;
    if (!cookie.empty()) request.headers.add("Cookie", cookie);
    return request;
}

TEST_CASE("nothing is served to a network in the clear unless it is said (45 CFR 164.312(e)(1))") {
    struct Row {
        std::string address;
        bool tls, plain, good;
    };
    const Row rows[] = {
        {"127.0.0.1", false, false, true}, {"127.8.0.1", false, false, true},
        {"::1", false, false, true},       {"0.0.0.0", false, false, false},
        {"::", false, false, false},       {"192.0.2.7", false, false, false},
        {"0.0.0.0", true, false, true},    {"192.0.2.7", false, true, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.address);
        Options options;
        options.address = row.address;
        if (row.tls) options.tls = http::TlsFiles{"a", "b"};
        options.plain = row.plain ? Plain::anywhere : Plain::loopback;
        const Status status = check_transport(options);
        CHECK(bool(status) == row.good);
        if (!status) CHECK(status.error().message.find("--tls-cert") != std::string::npos);
    }
}

TEST_CASE("only the trusted proxy is believed, and of its list only the last name") {
    struct Row {
        std::string proxy, remote, said, becomes;
        bool secure;
    };
    const Row rows[] = {
        {"", "192.0.2.7", "198.51.100.1", "192.0.2.7", false},
        {"192.0.2.1", "192.0.2.7", "198.51.100.1", "192.0.2.7", false},
        {"192.0.2.1", "192.0.2.1", "198.51.100.1", "198.51.100.1", true},
        {"192.0.2.1", "192.0.2.1", "127.0.0.1, 198.51.100.1", "198.51.100.1", true},
        {"192.0.2.1", "192.0.2.1", "", "192.0.2.1", true},
        {"192.0.2.1", "192.0.2.1", std::string(100, 'x'), "192.0.2.1", true},
    };
    SystemRandom random;
    for (const Row& row : rows) {
        CAPTURE(row.said);
        Options options;
        options.trusted_proxy = row.proxy;
        const Front front(options, random);
        Request request = from(row.remote);
        request.headers.add("X-Forwarded-For", row.said);
        request.headers.add("X-Forwarded-Proto", "https");
        front.settle(request);
        CHECK(request.remote == row.becomes);
        CHECK(request.secure == row.secure);
    }
}

TEST_CASE("who asks too often gets 429 with the seconds to wait; others do not wait with them") {
    SystemRandom random;
    Options options;
    options.rate_per_address = {0.1, 3};
    options.rate_per_session = {0.5, 2};
    Front front(options, random);
    for (int i = 0; i < 3; ++i) CHECK_FALSE(front.refuse(from("192.0.2.7"), start));
    const auto refused = front.refuse(from("192.0.2.7"), start);
    REQUIRE(refused);
    CHECK(refused->status == 429);
    CHECK(header(*refused, "Retry-After") == "10");
    CHECK_FALSE(front.refuse(from("192.0.2.8"), start));
    CHECK_FALSE(front.refuse(from("192.0.2.7"), start + 10s));
    // This machine is not counted by address, but its sessions are.
    for (int i = 0; i < 50; ++i) CHECK_FALSE(front.refuse(from("127.0.0.1"), start));
    for (int i = 0; i < 2; ++i) CHECK_FALSE(front.refuse(from("127.0.0.1", "s=1"), start));
    const auto session = front.refuse(from("127.0.0.1", "s=1"), start);
    REQUIRE(session);
    CHECK(header(*session, "Retry-After") == "2");
    CHECK_FALSE(front.refuse(from("127.0.0.1", "s=2"), start));
    Request program = from("127.0.0.1");
    program.headers.add("Authorization", "Bearer x");
    for (int i = 0; i < 2; ++i) CHECK_FALSE(front.refuse(program, start));
    CHECK(front.refuse(program, start));
}

TEST_CASE("a page is sent on to TLS, a call of the API is refused, and nobody is sent elsewhere") {
    struct Row {
        std::string method, path, host, to;
        int port = 8443;
        std::vector<std::string> hosts = {};
    };
    const Row rows[] = {
        {"GET", "/", "him.example.org", "https://him.example.org:8443/"},
        {"GET", "/release/a b", "him.example.org:8080", "https://him.example.org/release/a%20b",
         443},
        {"GET", "/x", "[::1]:8080", "https://[::1]:8443/x"},
        {"GET", "/x", "evil.example", "https://him.example.org/x", 443, {"him.example.org"}},
        {"GET", "/\r\nSet-Cookie: a", "h.example", "https://h.example/%0D%0ASet-Cookie%3A%20a",
         443},
        {"GET", "/@evil.example", "h.example", "https://h.example/%40evil.example", 443},
        {"POST", "/", "h.example", ""},
        {"GET", "/api/session", "h.example", ""},
        {"POST", "/api/session", "h.example", ""},
        {"GET", "/api", "h.example", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path);
        Request request = from("192.0.2.7");
        request.method = row.method;
        request.path = row.path;
        request.headers.add("Host", row.host);
        Options options;
        options.hosts = row.hosts;
        const auto response = to_tls(request, options, static_cast<std::uint16_t>(row.port));
        CHECK(response.status == (row.to.empty() ? 403 : 308));
        CHECK(header(response, "Location") == row.to);
    }
    Request asked = from("192.0.2.7");
    asked.headers.add("Host", "h.example");
    asked.query = {{"a", "1&b=2"}};
    CHECK(header(to_tls(asked, {}, 443), "Location") == "https://h.example/?a=1%26b%3D2");
}

TEST_CASE("the whole server over TLS: the API there, only the way there on the other port") {
    const tests::Site site(tests::Engine::sqlite);
    const testing::CertificateFolder files;
    Options options;
    options.port = options.tls_port = 0;
    options.tls = http::TlsFiles{files.certificate, files.key};
    const auto app = App::start(*site.house, tests::shipped_packs(), options);
    REQUIRE(app);
    Line clear((*app)->redirecting());
    clear.say("GET /release HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto heard = clear.hear();
    CHECK(heard.status == 308);
    CHECK(heard.head.find("Location: https://localhost:" + std::to_string((*app)->port()) +
                          "/release\r\n") != std::string::npos);
    clear.say("GET /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(clear.hear().status == 403);
    Line wrong((*app)->port());
    wrong.say("GET /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(wrong.hear().status == 400);
    CHECK((*app)->reload_tls());
}

}  // namespace
}  // namespace muniment::server
