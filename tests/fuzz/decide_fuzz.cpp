// Any bytes as lines for the batch verb: one answer for every line with something on it.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <sstream>

#include "base/ensure.h"
#include "departments/release/batch.h"
#include "engines/rules/packs.h"
#include "packs/packs.h"

using namespace muniment;

static const rules::Packs& shipped() {
    static const auto loaded = rules::Packs::load(packs::shipped());
    return *loaded;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    std::ostringstream out;
    const auto counts = release::decide_batch(in, out, shipped());
    const std::string answers = out.str();
    ensure(std::ranges::count(answers, '\n') == counts.decided + counts.failed,
           "a line was answered twice or not at all");
    ensure(counts.decided + counts.failed <= counts.lines, "more answers than lines");
    return 0;
}
