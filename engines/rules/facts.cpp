#include "engines/rules/facts.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::rules {
namespace {

constexpr auto by_name = [](const auto& fact, std::string_view name) { return fact.first < name; };

}  // namespace

Facts::Facts(std::initializer_list<std::pair<std::string_view, std::string_view>> facts) {
    for (const auto& [name, value] : facts) set(name, value);
}

void Facts::set(std::string_view name, std::string_view value) {
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), name, by_name);
    if (at != sorted_.end() && at->first == name)
        at->second = value;
    else
        sorted_.emplace(at, name, value);
}

std::string_view Facts::value(std::string_view name) const {
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), name, by_name);
    return at != sorted_.end() && at->first == name ? std::string_view(at->second) : "";
}

bool Facts::filled(std::string_view name) const {
    const std::string_view text = trim(value(name));
    return !text.empty() && text != "false";
}

std::vector<std::string> Facts::names() const {
    std::vector<std::string> names;
    for (const auto& [name, value] : sorted_) names.push_back(name);
    return names;
}

}  // namespace muniment::rules
