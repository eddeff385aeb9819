// Chooses the format's reader, holds every page against the limits, and chooses how a page is kept.
#include "formats/image/image.h"

#include <algorithm>

#include "base/ensure.h"
#include "formats/image/codecs.h"

namespace muniment::image {
namespace {

Facts facts_of(std::string_view bytes, const Limits& limits) {
    const auto kind = kind_of(bytes);
    if (!kind) return refused("The file is not a PNG, JPEG or TIFF image.");
    if (bytes.size() > limits.bytes_max)
        return refused("The image file is larger than is allowed here.");
    if (*kind == Kind::png) return png_facts(bytes);
    return *kind == Kind::jpeg ? jpeg_facts(bytes) : tiff_facts(bytes, limits);
}

std::string too_large(std::size_t page) {
    return "Page " + std::to_string(page + 1) +
           " of the image is larger than is allowed here; scan it with fewer dots per inch.";
}

// What the page takes when it is unpacked: libraries hand out colours with four bytes a pixel.
std::uint64_t unpacked_bytes(const PageFacts& page) {
    const std::uint64_t pixels = std::uint64_t{page.width} * page.height;
    return page.bilevel ? pixels / 8 + page.height : pixels * 4;
}

Status within(const PageFacts& page, std::size_t index, const Limits& limits) {
    if (page.width == 0 || page.height == 0)
        return refused("Page " + std::to_string(index + 1) + " of the image has no pixels.");
    const std::uint64_t pixels = std::uint64_t{page.width} * page.height;
    if (pixels > limits.pixels_max || unpacked_bytes(page) > limits.page_bytes_max)
        return refused(too_large(index));
    return ok();
}

// Half covered pixels count: what an area touches is gone.
std::uint32_t from_share(double share, std::uint32_t size) {
    return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * size);
}
std::uint32_t to_share(double share, std::uint32_t size) {
    const double end = std::clamp(share, 0.0, 1.0) * size;
    const auto whole = static_cast<std::uint32_t>(end);
    return std::min(size, whole < end ? whole + 1 : whole);
}

struct Point {
    double x, y;
};

// Where a point of the page as shown lies in the page as stored; both from 0 to 1.
Point stored_point(int orientation, Point shown) {
    const auto [u, v] = shown;
    switch (orientation) {
        case 2:
            return {1 - u, v};
        case 3:
            return {1 - u, 1 - v};
        case 4:
            return {u, 1 - v};
        case 5:
            return {v, u};
        case 6:
            return {v, 1 - u};
        case 7:
            return {1 - v, 1 - u};
        case 8:
            return {1 - v, u};
        default:
            return shown;
    }
}

void blacken(Pixels& pixels, std::uint32_t x0, std::uint32_t y0, std::uint32_t x1,
             std::uint32_t y1) {
    const std::size_t each = pixels.ink == Ink::colour ? 3 : 1;
    for (std::uint32_t y = y0; y < y1; ++y) {
        const std::size_t row = y * pixels.stride();
        if (pixels.ink != Ink::bilevel) {
            std::fill_n(pixels.bytes.begin() + static_cast<std::ptrdiff_t>(row + x0 * each),
                        (x1 - x0) * each, '\0');
            continue;
        }
        for (std::uint32_t x = x0; x < x1; ++x) {
            char& byte = pixels.bytes[row + x / 8];
            byte = static_cast<char>(static_cast<unsigned char>(byte) | (0x80u >> (x % 8)));
        }
    }
}

Pixels as_gray(const Pixels& pixels) {
    if (pixels.ink != Ink::bilevel) return pixels;
    Pixels gray{pixels.width, pixels.height, Ink::gray, {}};
    gray.bytes.resize(std::size_t{gray.width} * gray.height);
    for (std::uint32_t y = 0; y < gray.height; ++y)
        for (std::uint32_t x = 0; x < gray.width; ++x) {
            const auto byte = static_cast<unsigned char>(pixels.bytes[y * pixels.stride() + x / 8]);
            gray.bytes[std::size_t{y} * gray.width + x] =
                (byte & (0x80u >> (x % 8))) != 0 ? '\0' : '\xff';
        }
    return gray;
}

Pixels without_colours(const Pixels& pixels) {
    Pixels gray{pixels.width, pixels.height, Ink::gray, {}};
    gray.bytes.resize(pixels.bytes.size() / 3);
    for (std::size_t i = 0; i < gray.bytes.size(); ++i) gray.bytes[i] = pixels.bytes[3 * i];
    return gray;
}

Pixels without_grays(const Pixels& pixels) {
    Pixels bilevel{pixels.width, pixels.height, Ink::bilevel, {}};
    bilevel.bytes.resize(bilevel.stride() * bilevel.height);
    for (std::uint32_t y = 0; y < pixels.height; ++y)
        for (std::uint32_t x = 0; x < pixels.width; ++x)
            if (pixels.bytes[std::size_t{y} * pixels.width + x] == '\0')
                blacken(bilevel, x, y, x + 1, y + 1);
    return bilevel;
}

bool has_colours(const std::string& bytes) {
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3)
        if (bytes[i] != bytes[i + 1] || bytes[i] != bytes[i + 2]) return true;
    return false;
}

// Whether the page's file kept it with loss: then writing it as JPEG again loses little more.
bool is_lossy(std::string_view bytes, const PageFacts& page) {
    const auto kind = kind_of(bytes);
    return kind == Kind::jpeg || (kind == Kind::tiff && is_lossy_tiff(bytes, page));
}

Sheet kept(Pixels pixels, bool lossy) {
    Sheet sheet{Coding::pixels, pixels.width, pixels.height, pixels.ink, {}};
    if (pixels.ink == Ink::bilevel) {
        sheet.coding = Coding::fax;
        sheet.bytes = encode_fax(pixels);
    } else if (lossy && pixels.width < 65'000 && pixels.height < 65'000) {
        sheet.coding = Coding::jpeg;
        sheet.bytes = encode_jpeg(pixels);
    } else {
        sheet.bytes = std::move(pixels.bytes);
    }
    return sheet;
}

}  // namespace

std::size_t Pixels::stride() const {
    const std::size_t wide = width;
    return ink == Ink::bilevel ? (wide + 7) / 8 : ink == Ink::gray ? wide : 3 * wide;
}

std::optional<Kind> kind_of(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Kind::png;
    if (bytes.starts_with("\xff\xd8\xff")) return Kind::jpeg;
    for (const std::string_view start :
         {std::string_view("II*\0", 4), std::string_view("MM\0*", 4), std::string_view("II+\0", 4),
          std::string_view("MM\0+", 4)})
        if (bytes.starts_with(start)) return Kind::tiff;
    return std::nullopt;
}

const char* media_type(Kind kind) {
    return kind == Kind::png ? "image/png" : kind == Kind::jpeg ? "image/jpeg" : "image/tiff";
}

std::string cannot_read(std::string why) { return "The image cannot be read: " + std::move(why); }

Facts pages_of(std::string_view bytes, const Limits& limits) {
    auto pages = TRY(facts_of(bytes, limits));
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        TRY(within(pages[i], i, limits));
        all += std::uint64_t{pages[i].width} * pages[i].height;
    }
    if (pages.empty()) return refused("The image has no page.");
    if (all > limits.all_pixels_max)
        return refused("The pages of the image are larger together than is allowed here.");
    return pages;
}

Facts whole_pages_of(std::string_view bytes, const Limits& limits) {
    auto pages = TRY(pages_of(bytes, limits));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto pixels = decode(bytes, pages[i], limits);
        if (!pixels)
            return Error{pixels.error().fault,
                         "Page " + std::to_string(i + 1) + ": " + pixels.error().message};
    }
    return pages;
}

Result<Pixels> decode(std::string_view bytes, const PageFacts& page, const Limits& limits) {
    TRY(within(page, 0, limits));
    const auto kind = kind_of(bytes);
    ensure(kind.has_value(), "facts come from an image");
    auto pixels = TRY(*kind == Kind::png    ? decode_png(bytes, page)
                      : *kind == Kind::jpeg ? decode_jpeg(bytes)
                                            : decode_tiff(bytes, page, limits));
    if (pixels.width != page.width || pixels.height != page.height)
        return refused(cannot_read("its size is said twice, and differently."));
    return pixels;
}

void cover(Pixels& pixels, int orientation, std::span<const Area> areas) {
    for (const Area& area : areas) {
        const auto share = [](std::int64_t part) { return static_cast<double>(part) / 10'000; };
        const Point a = stored_point(orientation, {share(area.left), share(area.top)});
        const Point b = stored_point(
            orientation, {share(area.left + area.width), share(area.top + area.height)});
        blacken(pixels, from_share(std::min(a.x, b.x), pixels.width),
                from_share(std::min(a.y, b.y), pixels.height),
                to_share(std::max(a.x, b.x), pixels.width),
                to_share(std::max(a.y, b.y), pixels.height));
    }
}

Pixels upright(const Pixels& pixels, int orientation) {
    Pixels from = as_gray(pixels);
    if (orientation <= 1 || orientation > 8) return from;
    Pixels to{from.width, from.height, from.ink, {}};
    if (orientation >= 5) std::swap(to.width, to.height);
    to.bytes.resize(from.bytes.size());
    const std::size_t each = from.ink == Ink::colour ? 3 : 1;
    for (std::uint32_t y = 0; y < to.height; ++y)
        for (std::uint32_t x = 0; x < to.width; ++x) {
            const Point at =
                stored_point(orientation, {(x + 0.5) / to.width, (y + 0.5) / to.height});
            const std::size_t source =
                from_share(at.y, from.height) * from.stride() + from_share(at.x, from.width) * each;
            std::copy_n(from.bytes.data() + source, each,
                        to.bytes.data() + y * to.stride() + x * each);
        }
    return to;
}

Pixels reduced(Pixels pixels) {
    if (pixels.ink == Ink::colour && !has_colours(pixels.bytes)) pixels = without_colours(pixels);
    const bool grays = pixels.ink == Ink::gray &&
                       std::ranges::any_of(pixels.bytes, [](char c) { return c != 0 && c != -1; });
    if (pixels.ink == Ink::gray && !grays) pixels = without_grays(pixels);
    return pixels;
}

Result<Sheet> sheet_of(std::string_view bytes, const PageFacts& page, std::span<const Area> covered,
                       const Limits& limits) {
    if (covered.empty() && kind_of(bytes) == Kind::jpeg)
        if (auto bare = bare_jpeg(bytes))
            return Sheet{Coding::jpeg, page.width, page.height, Ink::colour, *std::move(bare)};
    auto pixels = TRY(decode(bytes, page, limits));
    cover(pixels, page.orientation, covered);
    return kept(std::move(pixels), is_lossy(bytes, page));
}

Result<std::string> png_of(std::string_view bytes, const PageFacts& page,
                           std::span<const Area> covered, const Limits& limits) {
    auto pixels = TRY(decode(bytes, page, limits));
    cover(pixels, page.orientation, covered);
    return encode_png(upright(pixels, page.orientation));
}

}  // namespace muniment::image
