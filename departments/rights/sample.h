// Rules and days for this room's tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/ensure.h"
#include "engines/rules/packs.h"
#include "packs/packs.h"

namespace muniment::rights::sample {

inline Day day(const char* text) {
    const auto parsed = parse_day(text);
    ensure(parsed.has_value(), "a sample names a day that is none");
    return *parsed;
}

inline const Day today = day("2026-11-22");

// Every pack that is shipped: the law and the example facility.
inline const rules::Packs& packs() {
    static const rules::Packs loaded = [] {
        auto found = rules::Packs::load(packs::shipped());
        ensure(bool(found), found ? "" : found.error().message.c_str());
        return *std::move(found);
    }();
    return loaded;
}

}  // namespace muniment::rights::sample
