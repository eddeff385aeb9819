// Header lookup without case.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/message.h"

#include <algorithm>

namespace muniment::http {

bool same_name(std::string_view a, std::string_view b) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return fold(x) == fold(y); });
}

const std::string* Headers::find(std::string_view name) const {
    for (const auto& [known, value] : items_)
        if (same_name(known, name)) return &value;
    return nullptr;
}

std::string_view Headers::get(std::string_view name) const {
    const std::string* found = find(name);
    return found == nullptr ? std::string_view{} : std::string_view(*found);
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(items_.begin(), items_.end(),
                      [&](const auto& item) { return same_name(item.first, name); }));
}

}  // namespace muniment::http
