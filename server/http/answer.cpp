// The head of an answer.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/answer.h"

#include <algorithm>
#include <array>

namespace muniment::http {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        default:
            return "";  // RFC 9112 4: the phrase may be absent
    }
}

// Devices the client never uses; publickey-credentials is for signing in with a passkey.
constexpr std::string_view permissions_policy =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
    "fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
    "payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), "
    "screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

bool is_value(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    const auto legal = [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), legal);
}

// These say where the answer ends; only this file may write them.
bool is_framing(std::string_view name) {
    return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") ||
           same_name(name, "Connection");
}

bool sendable(const Response& response) {
    return response.status >= 200 && response.status <= 599 && is_value(response.content_type) &&
           std::all_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
               return is_token(header.first) && is_value(header.second) &&
                      !is_framing(header.first);
           });
}

void add(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

void add_default(std::string& head, const Response& response, std::string_view name,
                 std::string_view value) {
    const bool given =
        std::any_of(response.headers.begin(), response.headers.end(),
                    [&](const auto& header) { return same_name(header.first, name); });
    if (!given) add(head, name, value);
}

}  // namespace

bool has_content(int status) { return status != 204 && status != 304; }

// What a browser may do with an answer that says nothing of it itself: nothing (an answer of the
// API is data, never a page). PDF viewers need styles and frames of their own making.
static std::string_view content_policy(const Response& response) {
    if (response.content_type.starts_with("application/pdf"))
        return "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

static void add_security(std::string& head, const Response& response, Transport transport) {
    add_default(head, response, "X-Content-Type-Options", "nosniff");
    add_default(head, response, "Referrer-Policy", "no-referrer");
    add_default(head, response, "X-Frame-Options", "DENY");
    add_default(head, response, "Content-Security-Policy", content_policy(response));
    add_default(head, response, "Permissions-Policy", permissions_policy);
    add_default(head, response, "Cross-Origin-Opener-Policy", "same-origin");
    add_default(head, response, "Cross-Origin-Resource-Policy", "same-origin");
    add_default(head, response, "Cache-Control", "no-store");
    // RFC 6797 7.2: never over plain HTTP.
    if (transport == Transport::tls)
        add_default(head, response, "Strict-Transport-Security",
                    "max-age=31536000; includeSubDomains");
}

Result<std::string> answer_head(const Response& response, Connection connection,
                                Transport transport) {
    if (!sendable(response))
        return Error{Fault::bug, "a Response has a status or a header field that cannot be sent"};
    std::string head;
    head.reserve(1024);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason(response.status)).append("\r\n");
    if (has_content(response.status)) {
        if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
        add(head, "Content-Length", std::to_string(response.content().size()));
    }
    for (const auto& [name, value] : response.headers) add(head, name, value);
    add_security(head, response, transport);
    if (connection == Connection::close) add(head, "Connection", "close");
    head += "\r\n";
    return head;
}

}  // namespace muniment::http
