// Goal: every kind of image is read as it was written, and none that is spoiled, too large or of
// another kind gets further than a reason.
#include "formats/image/image.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/support/images.h"

namespace muniment::image {
namespace {

std::string why(const Facts& facts) { return facts ? "" : facts.error().message; }

int difference(const Pixels& a, const Pixels& b) {
    if (a.ink != b.ink || a.bytes.size() != b.bytes.size()) return 1000;
    int most = 0;
    for (std::size_t i = 0; i < a.bytes.size(); ++i)
        most = std::max(most, std::abs(static_cast<unsigned char>(a.bytes[i]) -
                                       static_cast<unsigned char>(b.bytes[i])));
    return most;
}

bool is_black(const Pixels& pixels, std::uint32_t x, std::uint32_t y) {
    const auto byte = static_cast<unsigned char>(
        pixels.bytes[y * pixels.stride() + (pixels.ink == Ink::bilevel ? x / 8
                                            : pixels.ink == Ink::gray  ? x
                                                                       : 3 * x)]);
    return pixels.ink == Ink::bilevel ? (byte & (0x80u >> (x % 8))) != 0 : byte < 40;
}

}  // namespace

TEST_CASE("every kind of image is read as it was written") {
    for (const sample::File& file : sample::files()) {
        CAPTURE(file.name);
        const auto pages = whole_pages_of(file.bytes);
        REQUIRE_MESSAGE(pages, why(pages));
        REQUIRE(pages->size() == file.pages);
        for (const PageFacts& page : *pages) {
            CHECK(page.width == 64);
            CHECK(page.height == 48);
            const auto pixels = decode(file.bytes, page);
            REQUIRE(pixels);
            CHECK(difference(*pixels, sample::page(file.ink)) <= file.tolerance);
        }
    }
}

TEST_CASE("resolution is told where the file tells it") {
    const auto fax = pages_of(sample::tiff({{}}));
    REQUIRE(fax);
    CHECK(std::lround(fax->front().dpi_x) == 204);
    CHECK(std::lround(fax->front().dpi_y) == 196);
    CHECK(pages_of(encode_png(sample::page(Ink::gray)))->front().dpi_x == 0);
}

TEST_CASE("a page is kept as compactly as it can be without loss") {
    struct Row {
        const char* name;
        Coding coding;
    };
    const Row rows[] = {{"g4.tif", Coding::fax},         {"bilevel.png", Coding::fax},
                        {"gray.png", Coding::pixels},    {"lzw_colour.tif", Coding::pixels},
                        {"gray.jpg", Coding::jpeg},      {"colour.jpg", Coding::jpeg},
                        {"jpeg_gray.tif", Coding::jpeg}, {"jpeg_colour.tif", Coding::jpeg}};
    const auto files = sample::files();
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const auto file = std::ranges::find(files, row.name, &sample::File::name);
        REQUIRE(file != files.end());
        const auto sheet = sheet_of(file->bytes, pages_of(file->bytes)->front(), {});
        REQUIRE(sheet);
        CHECK(sheet->coding == row.coding);
        CHECK(sheet->width == 64);
        CHECK(!sheet->bytes.empty());
    }
}

// A fax of 300 pages must stay as small as it came.
TEST_CASE("a fax page is not larger than the page it was made of") {
    const Pixels page = sample::page(Ink::bilevel, 1728, 2200);
    const std::string file = sample::tiff({{.pixels = page, .rows_per_strip = 2200}});
    const auto sheet = sheet_of(file, pages_of(file)->front(), {});
    REQUIRE(sheet);
    CHECK(sheet->bytes.size() <= file.size());
    CHECK(sheet->bytes.size() < 2'000);
}

// What else is in the file goes no further: Exif, comments, what hangs behind the end.
TEST_CASE("a JPEG is taken over without what is not its picture") {
    const std::string jpeg =
        sample::with_exif(encode_jpeg(sample::page(Ink::gray)), 1) + "SECRET BEHIND THE END";
    const std::string named =
        jpeg.substr(0, 2) + std::string("\xff\xfe\0\x0bSECRETABC", 13) + jpeg.substr(2);
    const auto facts = pages_of(named);
    REQUIRE_MESSAGE(facts, why(facts));
    const auto sheet = sheet_of(named, facts->front(), {});
    REQUIRE(sheet);
    CHECK(sheet->bytes.find("SECRET") == std::string::npos);
    CHECK(sheet->bytes.find("Exif") == std::string::npos);
    CHECK(difference(*decode_jpeg(sheet->bytes), *decode_jpeg(named)) == 0);
}

TEST_CASE("spoiled, foreign and enormous files are refused with a reason") {
    const std::string png = encode_png(sample::page(Ink::gray));
    const std::string jpeg = encode_jpeg(sample::page(Ink::gray));
    const std::string fax = sample::tiff({{}, {}});
    const std::string lzw =
        sample::tiff({{.pixels = sample::page(Ink::gray), .compression = COMPRESSION_LZW}});
    std::string huge = png;  // says 2^31 - 1 columns and rows
    for (const std::size_t at : {16u, 20u}) huge.replace(at, 4, "\x7f\xff\xff\xff");
    std::string unknown = lzw;  // its compression becomes 34712, JPEG 2000
    const std::string entry("\x03\x01\x03\0\x01\0\0\0\x05\0", 10);
    REQUIRE(unknown.find(entry) != std::string::npos);
    unknown.replace(unknown.find(entry) + 8, 2, "\x98\x87");
    std::string torn = png;
    torn[torn.size() / 2] ^= 0x55;
    struct Row {
        const char* what;
        std::string bytes;
        const char* reason;
    };
    const Row rows[] = {
        {"nothing", "", "not a PNG"},
        {"a PDF", "%PDF-1.7", "not a PNG"},
        {"a GIF", "GIF89a", "not a PNG"},
        {"half a PNG", png.substr(0, png.size() / 2), "cut off"},
        {"a PNG's start", png.substr(0, 8), "damaged"},
        {"a PNG with a torn part", torn, "damaged"},
        {"an enormous PNG", huge, "larger than is allowed"},
        {"half a JPEG", jpeg.substr(0, jpeg.size() / 2), "damaged or cut off"},
        {"a JPEG without its last byte of data", jpeg.substr(0, jpeg.size() - 8), "cut off"},
        {"a JPEG's start", jpeg.substr(0, 4), "damaged"},
        {"half a TIFF", fax.substr(0, fax.size() / 2), "damaged"},
        {"a TIFF's start", fax.substr(0, 8), "damaged"},
        {"an unknown compression", unknown, "34712"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto pages = whole_pages_of(row.bytes);
        REQUIRE(!pages);
        CHECK_MESSAGE(pages.error().message.find(row.reason) != std::string::npos,
                      pages.error().message);
    }
}

TEST_CASE("a limit is held before anything is unpacked") {
    const std::string fax = sample::tiff({{}, {}, {}});
    struct Row {
        const char* what;
        Limits limits;
        bool good;
    };
    const std::uint64_t pixels = 64 * 48;
    const Row rows[] = {
        {"just enough",
         {.bytes_max = fax.size(),
          .pixels_max = pixels,
          .pages_max = 3,
          .all_pixels_max = 3 * pixels},
         true},
        {"bytes", {.bytes_max = fax.size() - 1}, false},
        {"pixels of a page", {.pixels_max = pixels - 1}, false},
        {"bytes of a page", {.page_bytes_max = 64 * 48 / 8}, false},
        {"pages", {.pages_max = 2}, false},
        {"all pixels", {.all_pixels_max = 3 * pixels - 1}, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(bool(pages_of(fax, row.limits)) == row.good);
    }
}

// Each of the eight ways to hold a page: the bar stands where TIFF 6.0 says that it is seen.
TEST_CASE("pages are turned upright, and covered where they are seen") {
    struct Row {
        int orientation;
        std::uint32_t x, y;  // where the pixel of column 8, row 4 of 64 by 48 is seen
    };
    const Row rows[] = {{1, 8, 4}, {2, 55, 4}, {3, 55, 43}, {4, 8, 43},
                        {5, 4, 8}, {6, 43, 8}, {7, 43, 55}, {8, 4, 55}};
    Pixels dot = sample::page(Ink::gray);
    dot.bytes.assign(dot.bytes.size(), '\xff');
    dot.bytes[4 * 64 + 8] = '\0';
    for (const Row& row : rows) {
        CAPTURE(row.orientation);
        const Pixels turned = upright(dot, row.orientation);
        CHECK(turned.width == (row.orientation >= 5 ? 48 : 64));
        CHECK(is_black(turned, row.x, row.y));
        Pixels covered = sample::page(Ink::gray);
        covered.bytes.assign(covered.bytes.size(), '\xff');
        const Area area{row.x * 10'000 / turned.width, row.y * 10'000 / turned.height, 100, 100};
        cover(covered, row.orientation, {&area, 1});
        CHECK(is_black(upright(covered, row.orientation), row.x, row.y));
        CHECK(is_black(covered, 8, 4));
        CHECK(!is_black(covered, 20, 20));
    }
}

TEST_CASE("what is covered is in no byte of the sheet") {
    const Area bar{0, 0, 7'000, 3'000};
    for (const sample::File& file : sample::files()) {
        CAPTURE(file.name);
        const PageFacts page = pages_of(file.bytes)->front();
        const auto covered = sheet_of(file.bytes, page, {&bar, 1});
        REQUIRE(covered);
        if (covered->coding == Coding::pixels) {
            Pixels expected = sample::page(file.ink);
            cover(expected, 1, {&bar, 1});
            CHECK(covered->bytes == expected.bytes);
        }
        if (covered->coding == Coding::jpeg) {
            const auto again = decode_jpeg(covered->bytes);
            REQUIRE(again);
            for (std::uint32_t x = 0; x < 40; ++x) CHECK(is_black(*again, x, 1));
        }
    }
}

TEST_CASE("orientation is taken from Exif, and from TIFF") {
    const std::string jpeg = encode_jpeg(sample::page(Ink::gray));
    for (int orientation = 0; orientation <= 9; ++orientation) {
        CAPTURE(orientation);
        const int expected = orientation >= 1 && orientation <= 8 ? orientation : 1;
        CHECK(pages_of(sample::with_exif(jpeg, orientation))->front().orientation == expected);
        if (orientation < 1 || orientation > 8) continue;
        const auto page =
            pages_of(sample::tiff({{.orientation = static_cast<std::uint16_t>(orientation)}}));
        CHECK(page->front().orientation == orientation);
        CHECK(page->front().shown_width() == (orientation >= 5 ? 48 : 64));
    }
    CHECK(exif_orientation("MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0") == 1);  // ends early
    const std::string big("MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0", 22);
    CHECK(exif_orientation(big) == 6);
    CHECK(exif_orientation(big.substr(0, 14)) == 1);
    CHECK(exif_orientation("II*\0\xff\xff\xff\xff") == 1);
}

TEST_CASE("a browser gets a page upright") {
    const std::string fax = sample::tiff({{.orientation = ORIENTATION_RIGHTTOP}});
    const auto png = png_of(fax, pages_of(fax)->front(), {});
    REQUIRE(png);
    const auto page = pages_of(*png);
    REQUIRE(page);
    CHECK(page->front().width == 48);
    CHECK(page->front().height == 64);
}

}  // namespace muniment::image
