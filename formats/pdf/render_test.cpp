// Whole documents, rendered and opened again: what a reader, a viewer and a court's archive will
// find.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/render.h"

#include <doctest/doctest.h>

#include "formats/pdf/opened_test.h"

namespace muniment::pdf {
namespace {

// The good case that rows spoil: two sections, headings, a paragraph, one attachment.
Document good() {
    Document document{.title = "Release R-1",
                      .author = "Mercy & Co",
                      .subject = "Records",
                      .created = instant_of(1'795'327'200'000'000)};
    Section first{.title = "Letter", .footer = "Confidential"};
    first.blocks = {Heading{"Letter", 1}, Paragraph{{{"Dear "}, {"reader", Face::bold}}}};
    Section second{.title = "Note",
                   .date = "2026-01-02",
                   .type = "Progress note",
                   .header = {"Mercy Hospital", "Doe, Jane", "Case R-1"}};
    second.blocks = {Heading{"Note", 1}, Heading{"Plan", 2}, Preformatted{"BP 120/80\n  pulse 60"}};
    document.sections = {first, second};
    document.attachments = {
        {"data.json", "application/json", "Data", Relationship::data, "{\"a\":1}"}};
    return document;
}

Document with(std::vector<Block> blocks) {
    Document document = good();
    document.sections.resize(1);
    document.sections[0].blocks = std::move(blocks);
    document.attachments.clear();
    return document;
}

Rendered rendered(const Document& document) {
    Result<Rendered> result = render(document);
    REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
    return *std::move(result);
}

std::string tags_of(std::vector<Block> blocks) {
    return Opened(rendered(with(std::move(blocks))).bytes).tags();
}

}  // namespace

TEST_CASE("a good document opens clean, with what PDF/A-3 asks for") {
    const Rendered out = rendered(good());
    Opened pdf(out.bytes);
    CHECK(pdf.is_clean());
    CHECK(pdf.page_count() == 2);
    CHECK(out.page_count == 2);
    CHECK(out.section_pages == std::vector<std::size_t>{1, 2});
    CHECK(out.replaced_characters == 0);
    CHECK(pdf.at("/Lang") == "en-US");
    CHECK(pdf.at("/MarkInfo/Marked") == "true");
    CHECK(pdf.at("/ViewerPreferences/DisplayDocTitle") == "true");
    CHECK(pdf.at("/OutputIntents/0/S") == "/GTS_PDFA1");
    CHECK(pdf.stream_at("/OutputIntents/0/DestOutputProfile").substr(36, 4) == "acsp");
    const std::string xmp = pdf.stream_at("/Metadata");
    for (const char* part : {"<pdfaid:part>3<", "<pdfaid:conformance>B<", ">Release R-1<",
                             ">Mercy &amp; Co<", "<xmp:CreateDate>2026-11-22T06:00:00Z<"})
        CHECK_MESSAGE(xmp.find(part) != std::string::npos, part);
}

TEST_CASE("equal documents give equal bytes, others do not") {
    CHECK(rendered(good()).bytes == rendered(good()).bytes);
    Document later = good();
    later.created += std::chrono::seconds(1);
    CHECK(rendered(later).bytes != rendered(good()).bytes);
}

TEST_CASE("headings become bookmarks") {
    CHECK(Opened(rendered(good()).bytes).bookmarks() ==
          std::vector<std::string>{"Letter", "Note", "  Plan"});
    // A level that is left out hangs on the last higher one.
    CHECK(
        Opened(rendered(with({Heading{"a", 3}, Heading{"b", 1}, Heading{"c", 3}, Heading{"d", 2}}))
                   .bytes)
            .bookmarks() == std::vector<std::string>{"a", "b", "  c", "  d"});
}

TEST_CASE("every kind of block has its tags") {
    const struct {
        std::vector<Block> blocks;
        const char* tags;
    } cases[] = {
        {{Heading{"a", 1}, Heading{"b", 2}, Heading{"c", 3}}, "Document(Sect(H1 H2 H3))"},
        {{Paragraph{{{"a"}}}, Preformatted{"b"}}, "Document(Sect(P P))"},
        {{Bullets{{"a", "b"}}}, "Document(Sect(L(LI(Lbl LBody) LI(Lbl LBody))))"},
        {{KeyValues{{{"k", "v"}, {"l", "w"}}, 2}}, "Document(Sect(Table(TR(TH TD TH TD))))"},
        {{KeyValues{{{"k", "v"}, {"l", "w"}}, 1}}, "Document(Sect(Table(TR(TH TD) TR(TH TD))))"},
        {{Table{{{"h"}, {"i"}}, {{"a", "b"}}}}, "Document(Sect(Table(TR(TH TH) TR(TD TD))))"},
        {{Notice{"t", "x"}, Rule{}, Space{}, Paragraph{{{"y"}}}}, "Document(Sect(P P P))"},
        {{Letterhead{"n", {"l"}}}, "Document(Sect(P P))"},
        {{Signature{"n", "t", "d"}}, "Document(Sect(P P P P))"},
        {{Contents{}}, "Document(Sect(Table(TR(TH TH TH TH)) TOC(TOCI(Link))))"},
    };
    for (const auto& c : cases) CHECK(tags_of(c.blocks) == c.tags);
}

TEST_CASE("attached files come out as they went in") {
    Document document = good();
    const std::string binary("\0\xff\n%PDF", 7);
    document.attachments.push_back(
        {"\u00fcber.bin", "application/octet-stream", "", Relationship::alternative, binary});
    document.attachments.push_back({"empty", "text/plain", "", Relationship::source, ""});
    Opened pdf(rendered(document).bytes);
    const auto files = pdf.attachments();
    REQUIRE(files.size() == 3);
    CHECK(files[0].name == "data.json");
    CHECK(files[0].bytes == "{\"a\":1}");
    CHECK(files[0].mime == "/application/json");
    CHECK(files[0].relationship == "/Data");
    CHECK(files[1].name == "empty");
    CHECK(files[1].bytes.empty());
    CHECK(files[2].bytes == binary);
    CHECK(files[2].relationship == "/Alternative");
    CHECK(pdf.at("/AF/1/UF") == "\u00fcber.bin");
}

TEST_CASE("what cannot be rendered cannot be measured") { CHECK(!measure(Document{})); }

TEST_CASE("what cannot be rendered says why and where") {
    const struct {
        const char* what;
        void (*spoil)(Document&);
        const char* says;
    } cases[] = {
        {"no title", [](Document& d) { d.title.clear(); }, "title"},
        {"no section", [](Document& d) { d.sections.clear(); }, "needs a section"},
        {"level 0", [](Document& d) { d.sections[1].blocks[1] = Heading{"x", 0}; },
         "Section 2, block 2"},
        {"level 4", [](Document& d) { d.sections[1].blocks[1] = Heading{"x", 4}; }, "not 4"},
        {"a short row",
         [](Document& d) { d.sections[0].blocks[0] = Table{{{"a"}, {"b"}}, {{"1", "2"}, {"1"}}}; },
         "row 2 has 1 cells for 2 columns"},
        {"no columns", [](Document& d) { d.sections[0].blocks[0] = Table{}; }, "needs a column"},
        {"weight 0", [](Document& d) { d.sections[0].blocks[0] = Table{{{"a", 0}}, {}}; },
         "weight"},
        {"weight not a number",
         [](Document& d) { d.sections[0].blocks[0] = Table{{{"a", 0.0 / 0.0}}, {}}; }, "weight"},
        {"4 pairs abreast", [](Document& d) { d.sections[0].blocks[0] = KeyValues{{}, 4}; },
         "1, 2 or 3"},
        {"a space of a mile", [](Document& d) { d.sections[0].blocks[0] = Space{99999}; },
         "height of a page"},
        {"no file name", [](Document& d) { d.attachments[0].name = ""; }, "Attachment 1"},
        {"a path", [](Document& d) { d.attachments[0].name = "../x"; }, "without a folder"},
        {"no media type", [](Document& d) { d.attachments[0].mime = "json"; }, "media type"},
        {"twice the name", [](Document& d) { d.attachments.push_back(d.attachments[0]); },
         "earlier"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.what);
        Document document = good();
        c.spoil(document);
        const Result<Rendered> result = render(document);
        REQUIRE_FALSE(result);
        CHECK(result.error().fault == Fault::incorrect);
        CHECK(result.error().message.find(c.says) != std::string::npos);
    }
}

TEST_CASE("text is found again in reading order, with page numbers that are true") {
    Document document = good();
    Section index{.title = "Index",
                  .listing = Listing::unlisted,
                  .blocks = {Heading{"Index", 1}, Contents{}}};
    document.sections.insert(document.sections.begin(), index);
    std::string note;
    for (int i = 1; i <= 150; ++i) note += "line " + std::to_string(i) + " of the note\n";
    document.sections[1].blocks.push_back(Preformatted{note});
    const Rendered out = rendered(document);
    REQUIRE(out.section_pages.size() == 3);
    CHECK(out.section_pages[0] == 1);
    CHECK(out.section_pages[1] == 2);
    CHECK(out.section_pages[2] == out.page_count);
    const auto measured = measure(document);
    REQUIRE(measured);
    CHECK(measured->page_count == out.page_count);
    const auto index_text = extracted(out.bytes, 1, 1);
    const auto all = extracted(out.bytes, 1, static_cast<int>(out.page_count));
    if (!all || !index_text) {
        MESSAGE("skipped: pdftotext (poppler-utils) is not there");
        return;
    }
    CHECK(index_text->find("\n" + std::to_string(out.page_count) + "\n") != std::string::npos);
    std::size_t from = 0;
    for (int i = 1; i <= 150; ++i) {
        const std::size_t found = all->find("line " + std::to_string(i) + " of the note", from);
        REQUIRE(found != std::string::npos);
        from = found;
    }
    const std::string last = std::to_string(out.page_count);
    CHECK(all->find("Page " + last + " of " + last) != std::string::npos);
    CHECK(all->find("Case R-1") != std::string::npos);
}

TEST_CASE("a table's head stands on each of its pages, and no row is lost") {
    Table table{.columns = {{"Test name", 3}, {"Value", 1, Align::right}}};
    for (int i = 0; i < 120; ++i)
        table.rows.push_back({"row" + std::to_string(i) + ".", std::to_string(i)});
    std::string cell;
    for (int i = 0; i < 300; ++i) cell += "word" + std::to_string(i) + ". ";
    table.rows.push_back({cell, "x"});
    const Rendered out = rendered(with({table}));
    const auto all = extracted(out.bytes, 1, static_cast<int>(out.page_count));
    if (!all) {
        MESSAGE("skipped: pdftotext (poppler-utils) is not there");
        return;
    }
    std::size_t heads = 0;
    for (std::size_t at = 0; (at = all->find("Test name", at)) != std::string::npos; ++at) ++heads;
    CHECK(out.page_count >= 3);
    CHECK(heads == out.page_count);
    for (int i = 0; i < 120; ++i)
        CHECK(all->find("row" + std::to_string(i) + ".") != std::string::npos);
    for (int i = 0; i < 300; ++i)
        CHECK(all->find("word" + std::to_string(i) + ".") != std::string::npos);
}

TEST_CASE("odd text is shown as far as it can be, and counted") {
    const Rendered out = rendered(with({Paragraph{{{std::string("nul\0 bad\xff end", 13)}}}}));
    CHECK(out.replaced_characters == 2);
    Opened pdf(out.bytes);
    CHECK(pdf.is_clean());
    CHECK(rendered(with({Paragraph{{{std::string(100'000, 'W')}}}})).page_count > 20);
    CHECK(rendered(with({})).page_count == 1);
    CHECK(rendered(with({PageBreak{}, PageBreak{}, Paragraph{{{""}}}, PageBreak{}})).page_count ==
          1);
}

TEST_CASE("sections share a page only when told to") {
    Document document = good();
    CHECK(rendered(document).page_count == 2);
    document.sections[1].start = Start::same_page;
    const Rendered out = rendered(document);
    CHECK(out.page_count == 1);
    CHECK(out.section_pages == std::vector<std::size_t>{1, 1});
}

// Goal: of a file with a letter to each of many people every letter counts its own pages.
TEST_CASE("each section may count its own pages") {
    Document document;
    document.title = "Letters";
    document.page_numbers = PageNumbers::of_section;
    Section one, two;
    one.blocks = {Paragraph{{{"To Ann."}}}, PageBreak{}, Paragraph{{{"More."}}}};
    two.blocks = {Paragraph{{{"To Ben."}}}};
    document.sections = {one, two};
    const auto out = render(document);
    REQUIRE(out);
    REQUIRE(out->page_count == 3);
    for (const auto& [page, words] :
         {std::pair{1, "Page 1 of 2"}, std::pair{2, "Page 2 of 2"}, std::pair{3, "Page 1 of 1"}}) {
        const auto text = extracted(out->bytes, page, page);
        if (text) CHECK(text->find(words) != std::string::npos);
    }
}

}  // namespace muniment::pdf
