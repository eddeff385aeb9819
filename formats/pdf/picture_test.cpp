// Goal: a picture stands on its page in the size it was scanned in, is asked for once, goes into
// the file as it is, and a picture that cannot be had leaves no document.
#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/text.h"
#include "formats/pdf/opened_test.h"
#include "formats/pdf/render.h"

namespace muniment::pdf {
namespace {

using Coding = PictureBytes::Coding;

// Eight white lines of group 4, and its end: T.6 2.2 and 2.4.1.1.
const std::string white_fax("\xff\x00\x10\x01", 4);

PictureBytes gray(std::uint32_t width, std::uint32_t height) {
    std::string bytes(std::size_t{width} * height, '\x40');
    bytes[0] = '\x80';
    return {Coding::gray, width, height, std::move(bytes)};
}

Picture picture(PictureBytes bytes, double dpi = 0, int orientation = 1) {
    Picture made{bytes.width, bytes.height, dpi, dpi, orientation, {}};
    made.load = [bytes] { return Result<PictureBytes>(bytes); };
    return made;
}

Document with(std::vector<Block> blocks) {
    Document document{.title = "Scans"};
    document.sections = {Section{.title = "Scan", .blocks = std::move(blocks)}};
    return document;
}

// How the picture is placed: "width 0 0 height x y cm" of the page's content.
std::string content_of(const Document& document, int page = 0) {
    const auto out = render(document);
    REQUIRE_MESSAGE(out, (out ? "" : out.error().message));
    Opened pdf(out->bytes);
    CHECK(pdf.is_clean());
    return pdf.stream_at("/Pages/Kids/" + std::to_string(page) + "/Contents");
}

}  // namespace

TEST_CASE("a picture has its page to itself, or stands under its heading") {
    const auto page_count = [](std::vector<Block> blocks) {
        return measure(with(std::move(blocks)))->page_count;
    };
    const Block scan = picture(gray(850, 1100), 100);
    CHECK(page_count({scan}) == 1);
    CHECK(page_count({Heading{"A scan", 1}, scan}) == 1);
    CHECK(page_count({Heading{"A scan", 1}, scan, scan, scan}) == 3);
    CHECK(page_count({Space{400}, scan}) == 2);
    CHECK(page_count({Heading{"Small", 1}, picture(gray(100, 100), 100)}) == 1);
}

TEST_CASE("a picture is drawn from its bytes alone, once, when it is drawn") {
    int loaded = 0;
    Picture counted = picture(gray(10, 10), 100);
    counted.load = [&] {
        ++loaded;
        return Result<PictureBytes>(gray(10, 10));
    };
    REQUIRE(measure(with({counted})));
    CHECK(loaded == 0);
    REQUIRE(render(with({counted})));
    CHECK(loaded == 1);
}

TEST_CASE("fax goes into the file as it is, and no picture is smoothed") {
    const auto out = render(with({picture({Coding::fax, 8, 8, white_fax}, 100)}));
    REQUIRE_MESSAGE(out, (out ? "" : out.error().message));
    Opened pdf(out->bytes);
    CHECK(pdf.is_clean());
    CHECK(out->bytes.find(white_fax) != std::string::npos);
    CHECK(out->bytes.find("/CCITTFaxDecode") != std::string::npos);
    CHECK(out->bytes.find("/Interpolate true") == std::string::npos);
    CHECK(out->bytes.find("/SMask") == std::string::npos);
}

TEST_CASE("what is wrong with a picture is an error, not a white page") {
    struct Row {
        const char* what;
        Picture picture;
        Fault fault;
    };
    Picture lost = picture(gray(10, 10));
    lost.load = [] { return Result<PictureBytes>(Error{Fault::not_found, "It is gone."}); };
    Picture lacking = picture(gray(10, 10));
    lacking.load = [] {
        PictureBytes bytes = gray(10, 10);
        bytes.bytes.pop_back();
        return Result<PictureBytes>(bytes);
    };
    Picture flat = picture(gray(10, 10));
    flat.height = 0;
    Picture mute = picture(gray(10, 10));
    mute.load = nullptr;
    const Row rows[] = {{"it cannot be had", lost, Fault::not_found},
                        {"bytes are missing", lacking, Fault::bug},
                        {"no height", flat, Fault::incorrect},
                        {"no bytes", mute, Fault::incorrect}};
    CHECK(render(with({picture(gray(10, 10))})));
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto out = render(with({row.picture}));
        REQUIRE(!out);
        CHECK(out.error().fault == row.fault);
    }
}

TEST_CASE("pictures of every orientation and size are drawn") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const std::string content = content_of(with({picture(gray(40, 20), 72, orientation)}));
        CHECK(content.find(" Do") != std::string::npos);
    }
    for (const double dpi : {0.0, 1.0, 72.0, 600.0, 1e9, -5.0})
        CHECK(measure(with({picture(gray(400, 900), dpi)}))->page_count == 1);
}

}  // namespace muniment::pdf
