#include "kernel/house/desk.h"

#include <charconv>

namespace muniment::house {

Result<Uuid> Call::id(const std::string& name) const {
    const auto found = path.find(name);
    const auto id = found == path.end() ? std::nullopt : parse_uuid(found->second);
    if (!id) return Error{Fault::not_found, "There is no record with this id."};
    return *id;
}

std::string Call::asked(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
}

Result<std::int64_t> Call::number(const std::string& name, std::int64_t otherwise) const {
    const std::string text = asked(name);
    if (text.empty()) return otherwise;
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || number < 0)
        return Error{Fault::incorrect, "\"" + name + "\" must be a whole number, 0 or more."};
    return number;
}

Result<std::optional<Day>> Call::day(const std::string& name) const {
    const std::string text = asked(name);
    if (text.empty()) return std::optional<Day>();
    const auto day = parse_day(text);
    if (!day) return Error{Fault::incorrect, "\"" + name + "\" must be a day as YYYY-MM-DD."};
    return std::optional<Day>(*day);
}

}  // namespace muniment::house
