// What a request names: the target's path and query, and the Host field. Strict: see parse.h.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "server/http/parse.h"

namespace muniment::http {
namespace {

Error wrong(const char* message) { return {Fault::incorrect, message}; }

bool is_control(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }

enum class Plus { plus, space };

// Percent-decoding (RFC 3986 2.1); nullopt when a "%" is not followed by two hexadecimal digits.
std::optional<std::string> decoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const auto byte = i + 3 <= text.size() ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
            if (!byte) return std::nullopt;
            out += *byte;
            i += 2;
        } else {
            out += text[i] == '+' && plus == Plus::space ? ' ' : text[i];
        }
    }
    return out;
}

Status check_segments(std::string_view path) {
    const auto segments = split(path.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i] == "." || segments[i] == "..")
            return wrong("The path has a \".\" or \"..\" segment; ask for the resource directly.");
        if (segments[i].empty() && i + 1 < segments.size())
            return wrong("The path has an empty segment (\"//\"); remove it.");
    }
    return ok();
}

Result<std::string> parse_path(std::string_view raw) {
    auto path = decoded(raw, Plus::plus);
    if (!path) return wrong("The path has a \"%\" without two hexadecimal digits (RFC 3986 2.1).");
    if (std::any_of(path->begin(), path->end(), is_control) || !is_utf8(*path))
        return wrong("The path has control characters or is not UTF-8.");
    const auto slashes = [](std::string_view text) {
        return std::count(text.begin(), text.end(), '/');
    };
    // Who decodes before or after splitting would see different resources.
    if (slashes(*path) != slashes(raw) || path->find('\\') != std::string::npos)
        return wrong(
            "The path has an encoded \"/\" or a \"\\\"; neither is part of any name here.");
    TRY(check_segments(*path));
    return std::move(*path);
}

Status parse_query(std::string_view raw, std::map<std::string, std::string>& into) {
    for (const std::string_view part : split(raw, '&')) {
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        auto name = decoded(part.substr(0, equals), Plus::space);
        auto value = decoded(part.substr(std::min(equals + 1, part.size())), Plus::space);
        if (!name || !value)
            return wrong("The query has a \"%\" without two hexadecimal digits (RFC 3986 2.1).");
        if (name->empty()) return wrong("The query has a value without a name.");
        const std::string both = *name + *value;
        if (both.find('\0') != std::string::npos || !is_utf8(both))
            return wrong("The query has a NUL or is not UTF-8.");
        if (!into.emplace(std::move(*name), std::move(*value)).second)
            return wrong("The query gives a name twice; give it once.");
    }
    return ok();
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_ipv6_char(char c) {
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    if (target.empty() || target[0] != '/')
        return wrong("The request target must begin with \"/\" (origin-form, RFC 9112 3.2.1).");
    const auto legal = [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '#'; };
    if (!std::all_of(target.begin(), target.end(), legal))
        return wrong("The request target has a character that must be percent-encoded.");
    const auto mark = std::min(target.find('?'), target.size());
    Target result;
    result.path = TRY(parse_path(target.substr(0, mark)));
    if (mark < target.size()) TRY(parse_query(target.substr(mark + 1), result.query));
    return result;
}

std::optional<std::string> host_name(std::string_view field) {
    const std::string text = lower(field);
    const bool literal = !text.empty() && text[0] == '[';
    const auto bracket = text.find(']');
    if (literal && bracket == std::string::npos) return std::nullopt;
    const auto end = std::min(literal ? bracket + 1 : text.find(':'), text.size());
    const std::string_view name = std::string_view(text).substr(0, end);
    const std::string_view rest = std::string_view(text).substr(end);
    if (!rest.empty() && (rest[0] != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    const std::string_view inner = literal ? name.substr(1, name.size() - 2) : name;
    if (inner.empty() ||
        !std::all_of(inner.begin(), inner.end(), literal ? is_ipv6_char : is_name_char))
        return std::nullopt;
    return std::string(name);
}

bool host_allowed(std::string_view field, const std::vector<std::string>& hosts) {
    const auto name = host_name(field);
    if (!name) return false;
    if (hosts.empty() || *name == "localhost" || *name == "127.0.0.1" || *name == "[::1]")
        return true;
    return std::any_of(hosts.begin(), hosts.end(),
                       [&](const std::string& host) { return same_name(host, *name); });
}

}  // namespace muniment::http
