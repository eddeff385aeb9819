// The lines of the text scenarios: "requester.name: J. Doe" puts a value where a JSON object has
// it, "findings.cite" reads one out again. Used by every runner of tests/scenarios.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace muniment::tests {

// "field: value" in two; no colon: the second is empty and `first` the whole line.
inline std::pair<std::string, std::string> field_and_value(std::string_view line) {
    const auto colon = std::min(line.find(':'), line.size());
    return {std::string(trim(line.substr(0, colon))),
            std::string(trim(line.substr(std::min(colon + 1, line.size()))))};
}

// yes, no, nothing, [a, b] and whole numbers; all else is text.
inline json::value value_of(const std::string& text) {
    if (text == "yes" || text == "no") return text == "yes";
    if (text == "nothing") return json::array{};
    if (text.starts_with("[")) {
        json::array list;
        for (const auto item : split(std::string_view(text).substr(1, text.size() - 2), ','))
            list.push_back(json::value(trim(item)));
        return list;
    }
    const bool digits =
        !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? json::value(std::stoll(text)) : json::value(text);
}

inline void set(json::object& object, std::string_view name, const json::value& value) {
    const auto dot = name.find('.');
    if (dot == name.npos) {
        object[name] = value;
        return;
    }
    json::value& inner = object[name.substr(0, dot)];
    if (!inner.is_object()) inner = json::object{};
    set(inner.get_object(), name.substr(dot + 1), value);
}

inline void erase(json::object& object, std::string_view name) {
    const auto dot = name.find('.');
    if (dot == name.npos)
        object.erase(name);
    else
        erase(object[name.substr(0, dot)].get_object(), name.substr(dot + 1));
}

// "case.state" and the like; empty when there is no such field.
inline std::string text_at(const json::value& value, std::string_view path) {
    if (path.empty()) {
        if (value.is_string()) return std::string(value.get_string());
        if (!value.is_array()) return json::serialize(value);
        std::vector<std::string> items;
        for (const json::value& item : value.get_array()) items.push_back(text_at(item, ""));
        return join(items, ", ");
    }
    const auto dot = std::min(path.find('.'), path.size());
    const auto rest = path.substr(std::min(dot + 1, path.size()));
    const auto name = path.substr(0, dot);
    if (value.is_array()) {  // of every item: "findings.cite" lists all citations
        std::vector<std::string> items;
        if (name == "count") return std::to_string(value.get_array().size());
        for (const json::value& item : value.get_array()) items.push_back(text_at(item, path));
        return join(items, ", ");
    }
    const json::value* found = value.is_object() ? value.get_object().if_contains(name) : nullptr;
    return found == nullptr ? "" : text_at(*found, rest);
}

}  // namespace muniment::tests
