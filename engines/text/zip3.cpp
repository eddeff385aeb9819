// 45 CFR 164.514(b)(2)(i)(B)(1), (2). The restricted areas: those that the Department of Health and
// Human Services names from the Census of 2000 (Guidance Regarding Methods for De-identification,
// November 26, 2012, page 24) and those that the ZIP Code Tabulation Areas of the Censuses of 2010
// and 2020 add. A code restricted by any of the three stays restricted: the list may only be too
// careful.
#include "engines/text/zip3.h"

#include <algorithm>
#include <array>

namespace muniment::text {

namespace {

constexpr std::array<std::string_view, 23> kRestricted = {
    "036", "059", "063", "102", "202", "203", "204", "205", "369", "556", "692", "753",
    "772", "790", "821", "823", "830", "831", "878", "879", "884", "890", "893"};

// Military codes have no place, hence no people counted by the Census.
bool military(std::string_view three) {
    return three.starts_with("09") || (three >= "962" && three <= "966") || three == "340";
}

}  // namespace

std::string zip3_kept(std::string_view zip) {
    const bool digits = zip.size() >= 3 && std::ranges::all_of(zip.substr(0, 3), [](char c) {
                            return c >= '0' && c <= '9';
                        });
    if (!digits) return "000";
    const std::string_view three = zip.substr(0, 3);
    if (military(three) || std::ranges::find(kRestricted, three) != kRestricted.end()) return "000";
    return std::string(three);
}

}  // namespace muniment::text
