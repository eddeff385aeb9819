#include "departments/release/accounting.h"

#include <algorithm>

#include "departments/release/facts.h"

namespace muniment::release {

Accounted accounting(std::string_view basis, const rules::Packs& packs, Day today) {
    const auto* row = packs.answer("accounting", {{"basis", basis}}, today);
    if (row == nullptr)
        return {true, "", "45 CFR 164.528(a)(1)", "No rule leaves this disclosure out."};
    return {row->yes, row->id, row->cite, row->say};
}

Window accounting_window(Day requested, std::optional<Day> asked_from) {
    // Six years before February 29 is February 28: the longer window, for the patient.
    const Day earliest = years_before(requested, 6);
    return {std::max(asked_from.value_or(earliest), earliest), requested};
}

bool accounting_is_free(Day requested, const std::vector<Day>& provided_before) {
    const Day year_ago = years_before(requested, 1);
    return std::ranges::none_of(provided_before, [&](Day provided) {
        return provided > year_ago && provided <= requested;
    });
}

}  // namespace muniment::release
