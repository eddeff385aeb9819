// Hostile PDFs, made here by hand: each starts from a good one and does one thing that it should
// not.
#include "formats/pdf/inspect.h"

#include <doctest/doctest.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/text.h"
#include "formats/pdf/render.h"
#include "formats/pdf/unpacked.h"

using namespace muniment;
using namespace muniment::pdf;

namespace {

std::string deflated(const std::string& content) {
    uLongf size = compressBound(content.size());
    std::string out(size, '\0');
    REQUIRE(compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                      reinterpret_cast<const Bytef*>(content.data()), content.size(), 9) == Z_OK);
    out.resize(size);
    return out;
}

std::string stream(const std::string& dictionary, const std::string& data) {
    return "<< " + dictionary + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
           "\nendstream";
}

// A file of these objects, numbered from 1, with a right cross-reference table; the first is the
// catalog.
std::string file_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
    std::string out = "%PDF-1.7\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string at = std::to_string(out.size());
        table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string at = std::to_string(out.size());
    const std::string count = std::to_string(objects.size() + 1);
    return out + "xref\n0 " + count + "\n" + table + "trailer\n<< /Size " + count +
           " /Root 1 0 R " + trailer + " >>\nstartxref\n" + at + "\n%%EOF\n";
}

// One page; the parts that a row adds.
struct Parts {
    std::string catalog;
    std::string page;
    std::string annotation =
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI "
        "(https://example.org) >> >>";
    std::string content = stream("", "BT ET");
    std::string other = "<< >>";  // object 6
    std::string trailer;
};

std::string made(const Parts& parts) {
    return file_of(
        {"<< /Type /Catalog /Pages 2 0 R " + parts.catalog + " >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << >> /Contents 4 "
         "0 R /Annots [5 0 R] " +
             parts.page + " >>",
         parts.content, parts.annotation, parts.other},
        parts.trailer);
}

std::string names_of(const Inspection& inspection) {
    std::string names;
    for (const HazardFound& one : inspection.found)
        names += (names.empty() ? "" : " ") + std::string(enum_name(one.hazard));
    return names;
}

std::string drawn() {
    Document document;
    document.title = "A record";
    Section section;
    section.title = "Page";
    section.blocks = {Heading{"Heading"}, Paragraph{{{"Text."}}}};
    document.sections = {section, section, section};
    const auto rendered = render(document);
    REQUIRE(rendered);
    return rendered->bytes;
}

}  // namespace

TEST_CASE("clean PDFs are clean, and their pages are counted") {
    CHECK(names_of(inspect(made({}))) == "");
    CHECK(inspect(made({})).pages == 1);
    const Inspection ours = inspect(drawn());  // with object streams
    CHECK(names_of(ours) == "");
    CHECK(ours.pages == 3);
    // A place to open at and a link within the document do nothing.
    CHECK(inspect(made({.catalog = "/OpenAction [3 0 R /Fit]"})).clean());
    CHECK(inspect(made({.catalog = "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"})).clean());
    CHECK(inspect(made({.content = stream("/Filter /FlateDecode", deflated("BT ET"))})).clean());
    // A name with an escape in it, as fonts have.
    CHECK(inspect(made({.other = stream("/Type /XObject /BaseFont /Arial#20Bold", "x"),
                        .trailer = "/Extra 6 0 R"}))
              .clean());
}

TEST_CASE("each hostile thing is named") {
    const std::string script = "<< /S /JavaScript /JS (app.alert(1)) >>";
    struct {
        const char* what;
        Parts parts;
        const char* names;
    } rows[] = {
        {"script on opening", {.catalog = "/OpenAction " + script}, "javascript action"},
        {"script by name",
         {.catalog = "/Names << /JavaScript << /Names [(a) " + script + "] >> >>"},
         "javascript"},
        {"script of a page", {.page = "/AA << /O " + script + " >>"}, "javascript action"},
        {"script behind an escaped name",
         {.catalog = "/OpenAction << /S /Java#53cript /J#53 (x) >>"},
         "javascript action"},
        {"script in another object",
         {.catalog = "/OpenAction 6 0 R", .other = script},
         "javascript action"},
        {"script after a harmless action",
         {.catalog = "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next " + script + " >>"},
         "javascript action"},
        {"starts a program", {.catalog = "/OpenAction << /S /Launch /F (calc.exe) >>"}, "action"},
        {"starts a program by a link",
         {.annotation = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch >> >>"},
         "action"},
        {"sends a form",
         {.annotation = "<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /A << /S /SubmitForm /F "
                        "(https://example.org) >> >>"},
         "action"},
        {"goes to a page on the web when opened",
         {.catalog = "/OpenAction << /S /URI /URI (https://example.org) >>"},
         "action"},
        {"a file inside",
         {.catalog =
              "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << /F 6 0 R >> "
              ">>] >> >>",
          .other = stream("/Type /EmbeddedFile", "MZ")},
         "embedded_file"},
        {"a file on a page",
         {.annotation = "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>"},
         "embedded_file"},
        {"an XFA form",
         {.catalog = "/AcroForm << /XFA 6 0 R >>", .other = stream("", "<xdp/>")},
         "xfa"},
        {"rich media",
         {.annotation = "<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>"},
         "rich_media"},
        {"encrypted",
         {.trailer =
              "/ID [(1234567890123456) (1234567890123456)] /Encrypt << /Filter /Standard /V 1 "
              "/R 2 /P -4 /O (12345678901234567890123456789012) /U "
              "(12345678901234567890123456789012) >>"},
         "encrypted"},
        {"a huge picture",
         {.other = stream("/Type /XObject /Subtype /Image /Width 100000 /Height 100000", "x"),
          .trailer = "/Extra 6 0 R"},
         "bomb"},
        {"picture sides that overflow",
         {.other = stream("/Subtype /Image /Width 4294967296 /Height 4294967296", "x"),
          .trailer = "/Extra 6 0 R"},
         "bomb"},
        {"filters upon filters",
         {.other = stream("/Filter [/ASCIIHexDecode /LZWDecode /LZWDecode /LZWDecode]",
                          std::string(100, '0')),
          .trailer = "/Extra 6 0 R"},
         "bomb"},
        {"a page tree without pages", {.catalog = "/Pages 6 0 R"}, "damaged"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const Inspection found = inspect(made(row.parts));
        CHECK(names_of(found) == row.names);
        for (const HazardFound& one : found.found) CHECK_FALSE(one.reason.empty());
    }
}

TEST_CASE("what is no PDF, or a broken one, is told apart") {
    const std::string good = made({});
    struct {
        const char* what;
        std::string bytes;
        const char* names;
    } rows[] = {
        {"nothing", "", "not_pdf"},
        {"a picture", "\x89PNG\r\n", "not_pdf"},
        {"something before it", "x" + good, "not_pdf"},
        {"only a head", "%PDF-1.7\n", "damaged"},
        {"cut off", good.substr(0, good.size() / 2), "damaged"},
        {"a table that points elsewhere", replaced(good, "00000 n \n", "00001 n \n"), "damaged"},
        {"no table", replaced(good, "startxref", "startxxxx"), "damaged"},
        {"objects moved away from their table", replaced(good, "BT ET", "BT        ET"), "damaged"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(names_of(inspect(row.bytes)) == row.names);
    }
}

TEST_CASE("limits hold, each by itself") {
    const std::string zeros = deflated(std::string(1 << 20, '\0'));
    const std::string bomb = made({.content = stream("/Filter /FlateDecode", zeros)});
    const std::string twice =
        made({.content = stream("/Filter [/FlateDecode /FlateDecode]", deflated(zeros))});
    CHECK(inspect(bomb).clean());
    CHECK(names_of(inspect(bomb, {.stream_bytes_max = (1 << 20) - 1})) == "bomb");
    CHECK(names_of(inspect(bomb, {.unpacked_bytes_max = (1 << 20) - 1})) == "bomb");
    CHECK(names_of(inspect(twice, {.stream_bytes_max = 1 << 20})) == "bomb");
    CHECK(inspect(twice).clean());
    CHECK(names_of(inspect(made({}), {.bytes_max = 100})) == "too_large");
    CHECK(names_of(inspect(made({}), {.objects_max = 3})) == "too_large");
    CHECK(names_of(inspect(drawn(), {.pages_max = 2})) == "too_large");
    CHECK(inspect(drawn(), {.pages_max = 3}).clean());
}

TEST_CASE("bombs in the file's own tables are met before the file is opened") {
    const auto with_table = [](const std::string& dictionary, const std::string& data) {
        return "%PDF-1.7\n1 0 obj\n" + stream(dictionary, data) + "\nendobj\n";
    };
    const std::string zeros = deflated(std::string(1 << 20, '\0'));
    const auto limited = [](const std::string& bytes) {
        return unpacks_too_far(bytes, 1 << 18, 1 << 22).has_value();
    };
    CHECK(limited(with_table("/Type /XRef /Filter /FlateDecode", zeros)));
    CHECK(limited(with_table("/Type /ObjStm /Filter [/FlateDecode]", zeros)));
    CHECK_FALSE(limited(with_table("/Type /ObjStm /Filter [ /FlateDecode ]", deflated("x"))));
    for (const char* dictionary :
         {"/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]", "/Type /XRef /Filter /LZWDecode",
          "/Type /Obj#53tm /Filter /ASCIIHexDecode", "/Type /#58Ref /Filter 5 0 R"}) {
        CAPTURE(dictionary);
        CHECK(limited(with_table(dictionary, "x")));
    }
    CHECK_FALSE(limited(with_table("/Type /ObjStm", "x")));
    CHECK_FALSE(limited("the word stream, and endstream\n"));
}

TEST_CASE("a sanitized copy is clean and keeps pages, text and links") {
    const std::string script = "<< /S /JavaScript /JS (app.alert(1)) >>";
    Parts parts;
    parts.catalog = "/OpenAction " + script +
                    " /AcroForm << /XFA 6 0 R >> /Names << /JavaScript << "
                    "/Names [(a) " +
                    script + "] >> /EmbeddedFiles << /Names [] >> >>";
    parts.page = "/AA << /O " + script + " >>";
    parts.annotation = "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>";
    const auto copy = sanitized(made(parts));
    REQUIRE_MESSAGE(copy, (copy ? "" : copy.error().message));
    CHECK(inspect(*copy).clean());
    CHECK(inspect(*copy).pages == 1);
    CHECK(copy->find("BT ET") != std::string::npos);
    for (const char* gone : {"JavaScript", "app.alert", "XFA", "FileAttachment", "EmbeddedFiles"}) {
        CAPTURE(gone);
        CHECK(copy->find(gone) == std::string::npos);
    }
    const auto link = sanitized(made({}));
    REQUIRE(link);
    CHECK(link->find("https://example.org") != std::string::npos);
    CHECK(bool(sanitized(drawn())));
}

TEST_CASE("what no removal mends is refused with its reason") {
    const std::string good = made({});
    CHECK(sanitized("nothing").error().message == "The file is not a PDF.");
    CHECK(sanitized(good.substr(0, 300)).error().fault == Fault::incorrect);
    CHECK_FALSE(sanitized(made({.trailer = "/Encrypt << /Filter /Standard >>"})));
    CHECK_FALSE(sanitized(good, {.bytes_max = 100}));
}
