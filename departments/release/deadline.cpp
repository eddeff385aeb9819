#include "departments/release/deadline.h"

#include <algorithm>

#include "departments/release/facts.h"

namespace muniment::release {
namespace {

Error refused(const std::string& reason, const char* cite) {
    return {Fault::incorrect, "The extension does not count: " + reason, cite};
}

}  // namespace

std::optional<Deadline> deadline(const View& view, const rules::Packs& packs, Day today) {
    const Day received = view.request.received_on;
    if (received == Day{}) return std::nullopt;
    const auto [clock, due] =
        packs.due("request_received", received, request_facts(view, today), today);
    if (clock == nullptr) return std::nullopt;
    return Deadline{due, due_extended(*clock, received), clock->id, clock->cite, clock->say};
}

Result<Day> extended(const Deadline& deadline, const Extension& extension, bool taken_before) {
    // 45 CFR 164.524(b)(2)(ii)(A): reasons and a date, in writing, within the first period.
    constexpr auto notice = "45 CFR 164.524(b)(2)(ii)(A)";
    // 45 CFR 164.524(b)(2)(ii)(B): only one.
    if (taken_before) return refused("only one is allowed.", "45 CFR 164.524(b)(2)(ii)(B)");
    if (deadline.latest == deadline.due)
        return refused("the clock that runs has none.", "45 CFR 164.524(b)(2)(ii)");
    if (extension.given_on > deadline.due)
        return refused("the notice was given after the deadline.", notice);
    if (!extension.states_reasons) return refused("the notice states no reasons.", notice);
    if (!extension.stated_date)
        return refused("the notice states no date by which the facility will act.", notice);
    return std::min(*extension.stated_date, deadline.latest);
}

}  // namespace muniment::release
