// The table from routes and jobs to what was done.
#include "kernel/audit/audit.h"

namespace muniment::audit {

// Rows for one address stand before rows for shapes of addresses. Looking at a list is a search;
// looking at one thing, which has an id in its address, is a view.
static constexpr ActionRow rows[] = {
    {"access.denied", ActionClass::denied},
    {"imported: export", ActionClass::export_},
    {"imported: print", ActionClass::print},
    {"imported: search", ActionClass::search},
    {"imported: *", ActionClass::view},
    {"POST /emergency", ActionClass::break_glass},
    {"POST /public/d/{token}", ActionClass::release},
    {"POST /release/cases/{id}/release", ActionClass::release},
    {"POST /release/cases/{id}/given", ActionClass::release},
    {"POST /release/bulk/{id}/deliver", ActionClass::release},
    {"release.disclose", ActionClass::release},
    {"release.deliver*", ActionClass::release},
    {"release.bulk_deliver", ActionClass::release},
    {"POST /release/cases/{id}/printed", ActionClass::print},
    {"POST *preview", ActionClass::view},
    {"POST *encrypted", ActionClass::export_},
    {"GET *.pdf", ActionClass::print},
    {"GET *.zip", ActionClass::export_},
    {"GET *.csv", ActionClass::export_},
    {"GET *{*", ActionClass::view},
    {"GET *", ActionClass::search},
    {"POST *{*", ActionClass::amend},
    {"POST *", ActionClass::create},
    {"PUT *", ActionClass::amend},
    {"DELETE *", ActionClass::amend},
    {"*", ActionClass::view},  // a job of a desk
};

std::span<const ActionRow> action_rows() { return rows; }

bool fits(std::string_view pattern, std::string_view text) {
    const auto star = pattern.find('*');
    if (star == pattern.npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t at = star; at <= text.size(); ++at)
        if (fits(rest, text.substr(at))) return true;
    return false;
}

ActionClass class_of(std::string_view action) {
    for (const ActionRow& row : rows)
        if (fits(row.pattern, action)) return row.action;
    return ActionClass::view;
}

}  // namespace muniment::audit
