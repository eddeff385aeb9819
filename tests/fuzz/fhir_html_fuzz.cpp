// Any text as HTML: it ends, grows no markup of its own, and stays UTF-8.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/text.h"
#include "formats/fhir/attachment.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string text = fhir::html_text(bytes);
    ensure(text.size() <= 2 * bytes.size() + 2, "the text is longer than its page");
    if (is_utf8(bytes)) ensure(is_utf8(text), "the text is not UTF-8");
    return 0;
}
