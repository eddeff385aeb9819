// The law as it stands in the folder packs, which is what is built in (packs_test.cpp): who writes
// a row need not build to try it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include "packs/packs.h"

namespace muniment::release::sample {

inline rules::Packs packs_of_folder(bool with_facility) {
    auto texts = packs::read_folder("packs");
    if (!texts) FAIL(texts.error().message);
    if (!with_facility)
        std::erase_if(*texts, [](const auto& text) { return text.name.starts_with("facility-"); });
    auto loaded = rules::Packs::load(*texts);
    if (!loaded) FAIL(loaded.error().message);
    return *std::move(loaded);
}

// What any house is under: every pack but the example facility's.
inline const rules::Packs& law() {
    static const rules::Packs packs = packs_of_folder(false);
    return packs;
}

inline const rules::Packs& law_and_house() {
    static const rules::Packs packs = packs_of_folder(true);
    return packs;
}

}  // namespace muniment::release::sample
