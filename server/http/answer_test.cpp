// Heads of answers: the defaults, what overrides them, and what may never be sent.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/answer.h"

#include <doctest/doctest.h>

namespace muniment::http {
namespace {

bool has(const std::string& head, const std::string& line) {
    return head.find("\r\n" + line + "\r\n") != std::string::npos;
}

std::string head_of(const Response& response, Connection connection = Connection::keep) {
    auto head = answer_head(response, connection);
    REQUIRE(head);
    return *head;
}

TEST_CASE("a JSON answer") {
    Response response;
    response.body = "{}";
    const std::string head = head_of(response);
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(head.ends_with("\r\n\r\n"));
    CHECK(has(head, "Content-Type: application/json"));
    CHECK(has(head, "Content-Length: 2"));
    CHECK(has(head, "X-Content-Type-Options: nosniff"));
    CHECK(has(head, "Referrer-Policy: no-referrer"));
    CHECK(has(head, "X-Frame-Options: DENY"));
    CHECK(has(head, "Cache-Control: no-store"));
    CHECK_FALSE(has(head, "Connection: close"));
    CHECK(has(head_of(response, Connection::close), "Connection: close"));
}

TEST_CASE("every answer tells a browser what it may not do with it") {
    Response response;
    const std::string head = head_of(response);
    CHECK(has(head,
              "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action "
              "'none'; frame-ancestors 'none'"));
    CHECK(has(head, "Cross-Origin-Opener-Policy: same-origin"));
    CHECK(has(head, "Cross-Origin-Resource-Policy: same-origin"));
    CHECK(head.find("\r\nPermissions-Policy: ") != std::string::npos);
    CHECK(head.find("camera=()") != std::string::npos);
    response.content_type = "application/pdf";
    CHECK(head_of(response).find("frame-ancestors 'self'") != std::string::npos);
}

TEST_CASE("only TLS promises TLS for the future (RFC 6797 7.2)") {
    const Response response;
    CHECK(head_of(response).find("Strict-Transport-Security") == std::string::npos);
    const auto head = answer_head(response, Connection::keep, Transport::tls);
    REQUIRE(head);
    CHECK(has(*head, "Strict-Transport-Security: max-age=31536000; includeSubDomains"));
}

TEST_CASE("a handler's own fields replace the defaults") {
    Response response;
    response.headers = {
        {"cache-control", "max-age=60"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}};
    const std::string head = head_of(response);
    CHECK(has(head, "cache-control: max-age=60"));
    CHECK_FALSE(has(head, "Cache-Control: no-store"));
    CHECK(has(head, "Set-Cookie: a=1"));
    CHECK(has(head, "Set-Cookie: b=2"));
}

TEST_CASE(
    "shared content is sent instead of the body, and may be cached only if the handler says so") {
    Response response;
    response.content_type = "text/css";
    response.shared_body = std::make_shared<const std::string>("a{}");
    response.body = "not sent";
    const std::string head = head_of(response);
    CHECK(has(head, "Content-Length: 3"));
    CHECK(has(head, "Cache-Control: no-store"));
}

TEST_CASE("204 and 304 say nothing of content") {
    for (const int status : {204, 304}) {
        CAPTURE(status);
        Response response;
        response.status = status;
        const std::string head = head_of(response);
        CHECK(head.find("Content-Length") == std::string::npos);
        CHECK(head.find("Content-Type:") == std::string::npos);
        CHECK_FALSE(has_content(status));
    }
    CHECK(has_content(200));
}

TEST_CASE("a status without a phrase of its own is sent all the same") {
    Response response;
    response.status = 418;
    CHECK(head_of(response).starts_with("HTTP/1.1 418 \r\n"));
}

TEST_CASE("answers that would break the framing are our bug") {
    struct Row {
        std::string what;
        Response response;
    };
    const auto with = [](const char* name, const std::string& value) {
        Response response;
        response.headers = {{name, value}};
        return response;
    };
    Response low, high, type;
    low.status = 199;
    high.status = 600;
    type.content_type = "text/html\r\nSet-Cookie: a=1";
    const Row rows[] = {
        {"informational status", low},
        {"status of four digits to come", high},
        {"line break in the type", type},
        {"line break in a value", with("Location", "/a\r\nSet-Cookie: a=1")},
        {"bare LF in a value", with("Location", "/a\nb")},
        {"NUL in a value", with("Location", std::string("/a\0", 3))},
        {"empty name", with("", "a")},
        {"colon in a name", with("A: b\r\nC", "d")},
        {"space in a name", with("A b", "c")},
        {"own length", with("content-length", "3")},
        {"own coding", with("Transfer-Encoding", "chunked")},
        {"own connection", with("Connection", "keep-alive")},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto head = answer_head(row.response, Connection::keep);
        REQUIRE_FALSE(head);
        CHECK(head.error().fault == Fault::bug);
    }
}

}  // namespace
}  // namespace muniment::http
