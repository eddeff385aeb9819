// Any bytes as a PDF from outside: no crash, little memory, every refusal has a reason, and a
// sanitized copy is clean and has as many pages.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/ensure.h"
#include "formats/pdf/inspect.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const pdf::InspectLimits limits{.bytes_max = 1 << 20,
                                    .objects_max = 2000,
                                    .pages_max = 100,
                                    .stream_bytes_max = 1 << 20,
                                    .unpacked_bytes_max = 4 << 20};
    const pdf::Inspection found = pdf::inspect(bytes, limits);
    for (const pdf::HazardFound& one : found.found)
        ensure(!one.reason.empty(), "a refusal has no reason");
    ensure(!found.clean() || (found.pages > 0 && found.pages <= limits.pages_max),
           "a clean PDF has no pages");
    const auto copy = pdf::sanitized(bytes, limits);
    if (!copy) return 0;
    const pdf::Inspection after = pdf::inspect(*copy, limits);
    ensure(after.clean(), "a sanitized copy is not clean");
    ensure(after.pages == found.pages, "a sanitized copy lost pages");
    return 0;
}
