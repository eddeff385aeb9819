// Reference texts to their normal form.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/reference.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::fhir {

namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_type(std::string_view text) {
    return !text.empty() && text[0] >= 'A' && text[0] <= 'Z' &&
           std::all_of(text.begin(), text.end(), is_letter);
}

// FHIR R4 2.24.0.1 `id`; the limit of 64 is not enforced, as senders break it.
bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
    });
}

// %7C and the like (RFC 3986 2.1); a percent sign that begins no escape stays.
std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = text[at] == '%' ? from_hex(text.substr(at + 1, 2)) : std::nullopt;
        if (byte && byte->size() == 1) {
            decoded += *byte;
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

// Type?identifier=system|value; of several parameters the identifier decides.
Reference conditional(std::string_view type, std::string_view query) {
    Reference to;
    for (const std::string_view part : split(query, '&')) {
        constexpr std::string_view name = "identifier=";
        if (!part.starts_with(name)) continue;
        const std::string token = percent_decoded(part.substr(name.size()));
        const std::size_t bar = token.find('|');
        to.type = type;
        if (bar != token.npos) to.identifier_system = token.substr(0, bar);
        to.identifier_value = bar == token.npos ? token : token.substr(bar + 1);
    }
    return to;
}

// The last two segments, after any /_history/version.
Reference last_two(std::string_view path) {
    const std::size_t history = path.find("/_history/");
    path = path.substr(0, history);
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos) return {};
    const std::string_view id = path.substr(slash + 1);
    std::string_view type = path.substr(0, slash);
    type = type.substr(type.rfind('/') + 1);  // npos + 1 is 0: the whole
    Reference to;
    if (!is_type(type) || !is_id(id)) return to;
    to.type = type;
    to.id = id;
    return to;
}

}  // namespace

Reference parse_reference(std::string_view text) {
    Reference to;
    for (const std::string_view prefix : {"urn:uuid:", "urn:oid:"})
        if (text.starts_with(prefix)) {
            const std::string_view id = text.substr(prefix.size());
            if (is_id(id)) to.id = id;
            return to;
        }
    if (text.starts_with('#')) return to;
    const std::size_t query = text.find('?');
    if (query == text.npos) return last_two(text.substr(0, text.find('#')));
    const std::string_view type = text.substr(0, query);
    const std::string_view name = type.substr(type.rfind('/') + 1);
    return is_type(name) ? conditional(name, text.substr(query + 1)) : to;
}

Uuid resource_id(std::string_view type, std::string_view id) {
    if (parse_uuid(id)) return derived_uuid(lower(id));
    return derived_uuid(std::string(type) + "/" + std::string(id));
}

}  // namespace muniment::fhir
