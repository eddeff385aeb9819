// Any bytes in every kind of block must give a PDF of at least one page, quickly, or a clean error.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ensure.h"
#include "base/text.h"
#include "formats/pdf/render.h"
#include "formats/pdf/shown.h"

using namespace muniment;

namespace {

// The first byte chooses the block; the rest is cut at 0xFE into its texts.
pdf::Block block_of(unsigned choice, const std::vector<std::string_view>& parts) {
    const auto part = [&parts](std::size_t i) { return std::string(parts[i % parts.size()]); };
    switch (choice % 8) {
        case 0:
            return pdf::Paragraph{
                {{part(0), pdf::Face::bold}, {part(1)}, {part(2), pdf::Face::italic}}};
        case 1:
            return pdf::Preformatted{part(0)};
        case 2:
            return pdf::Table{{{part(0), 3}, {part(1), 1, pdf::Align::right}},
                              {{part(2), part(3)}, {part(4), part(5)}}};
        case 3:
            return pdf::KeyValues{{{part(0), part(1)}, {part(2), part(3)}}, 2};
        case 4:
            return pdf::Bullets{{part(0), part(1)}};
        case 5:
            return pdf::Notice{part(0), part(1)};
        case 6:
            return pdf::Signature{part(0), part(1), part(2)};
        default:
            return pdf::Heading{part(0), 1};
    }
}

}  // namespace

// fontconfig 2.14 loses some 30 kB once in a process, reading its files.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto parts = split(bytes.substr(1), '\xfe');
    const pdf::Shown shown = pdf::shown_text(bytes, [](char32_t) { return true; });
    ensure(is_utf8(shown.text), "shown text is UTF-8");
    pdf::Document document{.title = "t"};
    document.sections = {pdf::Section{.title = std::string(parts[0]),
                                      .footer = std::string(parts[0]),
                                      .blocks = {block_of(data[0], parts), pdf::Contents{}}}};
    const auto rendered = pdf::render(document);
    ensure(static_cast<bool>(rendered), "any text can be rendered");
    ensure(rendered->page_count >= 1, "there is a page");
    return 0;
}
