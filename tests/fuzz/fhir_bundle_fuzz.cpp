// Any bytes as a bundle: no crash, and every entry handed out lies inside the bytes received.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "formats/fhir/fhir.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const fhir::Sink sink{
        [&](fhir::Entry&& entry) {
            ensure(entry.json.data() >= bytes.data() &&
                       entry.json.data() + entry.json.size() <= bytes.data() + bytes.size(),
                   "an entry points outside its document");
            ensure(!entry.summary.type.empty(), "an entry has no type");
            return ok();
        },
        [&](fhir::BadEntry&& bad) {
            ensure(bad.offset <= size, "a bad entry begins behind the end");
            ensure(!bad.reason.empty(), "a bad entry has no reason");
        }};
    (void)fhir::parse_bundle(bytes, "fuzz", sink);
    (void)fhir::parse_resource(bytes, "fuzz", sink);
    return 0;
}
