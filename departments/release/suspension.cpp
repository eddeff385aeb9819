#include "departments/release/suspension.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::release {

static Day stated_until(const Suspension& suspension, const rules::Packs& packs) {
    if (suspension.kind == SuspensionKind::written)
        return suspension.until.value_or(suspension.stated_on);
    // 45 CFR 164.528(a)(2)(ii)(C): thirty days at most, or the shorter time that was asked for.
    const auto end =
        packs.due("suspension_asked_orally", suspension.stated_on, {}, suspension.stated_on);
    const Day last = end.clock != nullptr ? end.day : suspension.stated_on;
    return std::min(suspension.until.value_or(last), last);
}

Day suspended_until(const Suspension& suspension, const rules::Packs& packs) {
    const Day last = stated_until(suspension, packs);
    if (!suspension.ended_on) return last;
    return std::min(last, *suspension.ended_on - std::chrono::days(1));
}

bool is_active(const Suspension& suspension, const rules::Packs& packs, Day today) {
    return suspension.stated_on <= today && today <= suspended_until(suspension, packs);
}

// The recipient is "person, organization": the agency may be either, whole.
static bool is_to(const std::string& agency, const std::string& recipient) {
    const std::string name = lower(trim(agency));
    const std::string to = lower(trim(recipient));
    return !name.empty() && (to == name || to.ends_with(", " + name) || to.starts_with(name + ","));
}

bool suspends(const Suspension& suspension, const AccountingRow& row, const rules::Packs& packs,
              Day today) {
    if (row.basis != "oversight" && row.basis != "law_enforcement") return false;
    if (!is_to(suspension.agency, row.recipient)) return false;
    return is_active(suspension, packs, today);
}

Status check_suspension(const Suspension& suspension, Day today) {
    std::vector<std::string> missing;
    if (trim(suspension.agency).empty()) missing.emplace_back("the agency");
    if (suspension.stated_on == Day{} || suspension.stated_on > today)
        missing.emplace_back("the day on which it was stated, today at the latest");
    if (trim(suspension.statement).empty()) missing.emplace_back("what was stated");
    const bool oral = suspension.kind == SuspensionKind::oral;
    // 45 CFR 164.528(a)(2)(ii)(A): the identity of the agency or official that spoke.
    if (oral && trim(suspension.official).empty()) missing.emplace_back("which official spoke");
    // 45 CFR 164.528(a)(2)(i): the statement specifies the time.
    if (!oral && !suspension.until) missing.emplace_back("until when, as the statement says");
    if (suspension.until && *suspension.until < suspension.stated_on)
        missing.emplace_back("an end that is not before its beginning");
    if (missing.empty()) return ok();
    return Error{Fault::incorrect, "The suspension lacks: " + join(missing, "; ") + ".",
                 oral ? "45 CFR 164.528(a)(2)(ii)" : "45 CFR 164.528(a)(2)(i)"};
}

Status lift(Suspension& suspension, Day on, std::string_view because, const rules::Packs& packs,
            Day today) {
    if (!is_active(suspension, packs, today))
        return Error{Fault::conflict, "This suspension holds no longer; there is nothing to lift."};
    if (on < suspension.stated_on || on > today)
        return Error{Fault::incorrect, "Field \"ended_on\" must be a day from " +
                                           to_text(suspension.stated_on) + " to today."};
    if (trim(because).empty())
        return Error{Fault::incorrect,
                     "Field \"because\" is empty; say who at the agency lifted it, and how."};
    suspension.ended_on = on;
    suspension.ended_because = std::string(trim(because));
    return ok();
}

}  // namespace muniment::release
