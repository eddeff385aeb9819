#include "kernel/desk/router.h"

#include <optional>

#include "base/text.h"

namespace muniment::desk {

using Names = std::map<std::string, std::string>;

static bool is_name(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

// The values of the pattern's {names}; nullopt when the path is another one.
static std::optional<Names> match(std::string_view pattern, std::string_view path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size()) return std::nullopt;
    Names names;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (is_name(wanted[i]) && !given[i].empty())
            names[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = given[i];
        else if (wanted[i] != given[i])
            return std::nullopt;
    }
    return names;
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    Match best;
    bool found_path = false;
    for (const house::Route& route : routes_) {
        auto names = match(route.path, path);
        if (!names) continue;
        found_path = true;
        if (route.method != method) continue;
        if (best.route == nullptr || names->size() < best.path.size())
            best = {&route, *std::move(names), false};
    }
    best.other_method = best.route == nullptr && found_path;
    return best;
}

}  // namespace muniment::desk
