// A disclosure that one desk learned of and another desk lists: an impermissible one that was no
// release of ours, such as a theft or a misdirected e-mail (45 CFR 164.528(a)(1)). One case per
// patient, so that it is that patient's record; the privacy desk writes it, the accounting reads
// it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.h"

namespace muniment::tasks {

inline constexpr const char* disclosure_kind = "disclosure";
// The states of such a case; a later decision may find that there was nothing to list.
inline constexpr const char* disclosure_listed = "listed";
inline constexpr const char* disclosure_withdrawn = "withdrawn";

// 45 CFR 164.528(b)(2)(i) to (iv). It is brief and content of the case alike, and is shown to the
// patient: no other patient's name stands in it.
struct NotedDisclosure {
    Day date{};
    std::string recipient;
    std::string description;  // what was disclosed
    std::string purpose;
    std::string basis;     // a word of the packs, as releases have it
    std::string incident;  // number of the case that found it
    bool operator==(const NotedDisclosure&) const = default;
};
BOOST_DESCRIBE_STRUCT(NotedDisclosure, (), (date, recipient, description, purpose, basis, incident))

}  // namespace muniment::tasks
