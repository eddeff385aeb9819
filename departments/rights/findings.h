// What stands in the way of an answer: an ordinary value, all of them at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::rights {

struct Finding {
    std::string rule;  // empty: no row of a pack, but the paragraph itself
    std::string cite;
    std::string message;
    bool operator==(const Finding&) const = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (rule, cite, message))

// All findings as one error, so that a person mends them together; ok when there is none.
inline Status must_be_none(const std::vector<Finding>& findings) {
    if (findings.empty()) return ok();
    std::string all;
    for (const Finding& one : findings) all += (all.empty() ? "" : " ") + one.message;
    return Error{Fault::incorrect, all, findings.front().cite};
}

}  // namespace muniment::rights
