// Is this package exactly what was released, and does the ledger hold the release? Everything is
// checked from the package's own bytes, offline; the answer is sentences for the person who asks.
// web/verify/verify.html does the same in a browser and says the same sentences.
// Format: docs/formats/package.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace muniment::release {

struct Verification {
    struct Statement {
        bool good = false;
        std::string says;
        bool operator==(const Statement&) const = default;
    };
    bool proved = false;                // every statement is good
    std::vector<Statement> statements;  // all of them, never only the first bad one
    std::string caution;                // what the proof still leaves to the reader; may be empty
};

// trusted_key: the ledger's verifier key (vkey line) as the reader knows it from the facility, or
// empty. Without it the package's own key is used, and the caution says what that leaves open.
Verification verify_package(std::string_view zip_bytes, std::string_view trusted_key = {});

}  // namespace muniment::release
