// Any bytes as NDJSON: as many answers as there are lines with something on them.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/text.h"
#include "formats/fhir/fhir.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::size_t lines = 0;
    for (std::string_view line : split(bytes, '\n')) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        lines += line.empty() ? 0 : 1;
    }
    std::size_t answers = 0;
    const fhir::Sink sink{[&](fhir::Entry&&) {
                              ++answers;
                              return ok();
                          },
                          [&](fhir::BadEntry&&) { ++answers; }};
    (void)fhir::parse_lines(bytes, "fuzz", 1, sink);
    ensure(answers == lines, "a line was lost");
    return 0;
}
