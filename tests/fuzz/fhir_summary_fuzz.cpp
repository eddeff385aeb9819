// Any bytes as one resource: what summarizes is UTF-8 throughout, and attachments never crash.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/text.h"
#include "formats/fhir/fhir.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto summary = fhir::summarize(bytes);
    if (!summary) return 0;
    for (const std::string* text :
         {&summary->type, &summary->id, &summary->status, &summary->title, &summary->author,
          &summary->value, &summary->unit, &summary->dosage, &summary->category})
        ensure(is_utf8(*text), "a summary is not UTF-8");
    const auto found = fhir::attachments(bytes);
    if (!found) return 0;
    for (const auto& attachment : *found)
        if (const auto text = fhir::readable_text(attachment))
            ensure(is_utf8(*text), "readable text is not UTF-8");
    return 0;
}
