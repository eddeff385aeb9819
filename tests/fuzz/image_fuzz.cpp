// Any bytes as an image from outside: no crash, little memory, every refusal has a reason; what can
// be decoded can be covered, kept as a sheet and shown, with the size its header said. The first
// inputs are small images of every kind, made here.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstring>

#include "base/ensure.h"
#include "formats/image/image.h"
#include "tests/support/images.h"

using namespace muniment;

namespace {

const image::Limits limits{.bytes_max = 1 << 20,
                           .pixels_max = 1 << 18,
                           .page_bytes_max = 1 << 20,
                           .pages_max = 8,
                           .all_pixels_max = 1 << 19};

void read_page(std::string_view bytes, const image::PageFacts& page) {
    const auto pixels = image::decode(bytes, page, limits);
    ensure(pixels || !pixels.error().message.empty(), "a refusal has a reason");
    const image::Area area{1000, 2000, 3000, 4000};
    const auto sheet = image::sheet_of(bytes, page, {}, limits);
    const auto covered = image::sheet_of(bytes, page, {&area, 1}, limits);
    const auto png = image::png_of(bytes, page, {&area, 1}, limits);
    if (!pixels) return;
    ensure(pixels->bytes.size() == pixels->stride() * pixels->height, "pixels have their size");
    ensure(sheet && covered && png, "what can be decoded can be shown");
    ensure(sheet->width == page.width && covered->height == page.height, "a sheet has its size");
}

}  // namespace

// Seeds: half the time one of the samples replaces the input, then it is changed as usual.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max, unsigned seed) {
    static const auto samples = image::sample::files();
    if (seed % 64 == 0 || size < 8) {
        const std::string& sample = samples[seed / 64 % samples.size()].bytes;
        if (sample.size() <= max) {
            std::memcpy(data, sample.data(), sample.size());
            size = sample.size();
        }
    }
    return LLVMFuzzerMutate(data, size, max);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto pages = image::pages_of(bytes, limits);
    ensure(pages || !pages.error().message.empty(), "a refusal has a reason");
    if (!pages) return 0;
    ensure(!pages->empty() && pages->size() <= limits.pages_max, "an image has pages");
    for (const image::PageFacts& page : *pages) read_page(bytes, page);
    return 0;
}
