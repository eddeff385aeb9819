// Any text, by both methods, with and without known identifiers: places are in order and inside the
// text, what was put in stands there, nothing certain is found in the result, and no known
// identifier is left.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/ensure.h"
#include "base/text.h"
#include "engines/text/deid.h"

using namespace muniment;
using namespace muniment::text;

static const Deidentifier engine;

static void check(std::string_view text, const Known& known, const DeidOptions& options) {
    const auto done = engine.run(text, known, options);
    if (!is_utf8(text)) return ensure(!done, "a text that is not UTF-8 was taken");
    ensure(bool(done), "a text was refused");
    std::string rebuilt;
    std::size_t at = 0;
    for (const Removed& one : done->removed) {
        ensure(one.begin >= at && one.end > one.begin && one.end <= text.size(), "a place outside");
        rebuilt += std::string(text.substr(at, one.begin - at)) + one.replacement;
        at = one.end;
    }
    ensure(rebuilt + std::string(text.substr(at)) == done->text,
           "the places do not explain the result");
    const auto again = engine.run(done->text, known, options);
    for (const Removed& one : again->removed)
        ensure(one.certainty == Certainty::uncertain ||
                   done->text.substr(one.begin, one.end - one.begin) == one.replacement,
               "something certain was left");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Known known{.names = {"Jane Quill Zorvath"},
                      .addresses = {"77 Oak Avenue"},
                      .phones = {"212-555-0123"}};
    const Day today = *parse_day("2026-11-22");
    check(text, {}, {Method::safe_harbor, today});
    check(text, known, {Method::safe_harbor, today});
    check(text, known, {Method::limited_data_set, today});
    return 0;
}
