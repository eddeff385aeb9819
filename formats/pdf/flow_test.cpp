// Layout before pages: lines on their grid, columns by weight, rows cut without loss, structure of
// the parts.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/flow.h"

#include <doctest/doctest.h>

#include <numeric>
#include <set>

#include "formats/pdf/builder.h"
#include "formats/pdf/finish.h"

namespace muniment::pdf {
namespace {

struct Setting {
    Setting() {
        const auto fonts = Fonts::load();
        REQUIRE_MESSAGE(fonts, (fonts ? "" : fonts.error().message));
        type.emplace(**fonts);
    }
    Flow flow(std::vector<Block> blocks) {
        document.sections = {Section{.title = "s", .blocks = std::move(blocks)}};
        auto result = flow_of(document, {0, 1}, *type);
        REQUIRE(result);
        return *std::move(result);
    }
    std::optional<Typesetter> type;
    Document document{.title = "t"};
};

std::string text_of(const Line& line) {
    return {pango_layout_get_text(line.line->layout) + line.line->start_index,
            static_cast<std::size_t>(line.line->length)};
}

}  // namespace

TEST_CASE("the fonts cover what American records are written in") {
    const auto fonts = Fonts::load();
    REQUIRE(fonts);
    for (const char32_t c :
         U"Az09\u00e9\u00f1\u0142\u03b2\u0416\u05d0\u0627\u2264\u2265\u00b5\u00b0\u2192\u2022\u2013"
         U"\u2019\u20ac\ufffd")
        if (c != 0) CHECK_MESSAGE((*fonts)->covers(c), static_cast<unsigned>(c));
    CHECK_FALSE((*fonts)->covers(U'\ue000'));
}

TEST_CASE("columns share the width by weight, and none is too narrow for a character") {
    const struct {
        std::vector<double> weights;
        std::vector<double> widths;  // of whole cells
    } cases[] = {
        {{1}, {490}},
        {{1, 1}, {245, 245}},
        {{3, 1}, {367.5, 122.5}},
        {{1, 0.001}, {466, 24}},
        {{1, 1, 0.0001, 0.0001}, {221, 221, 24, 24}},
    };
    for (const auto& c : cases) {
        std::vector<Column> columns;
        for (const double weight : c.weights) columns.push_back({"", weight});
        const Columns at = columns_of(columns);
        double x = 0;
        for (std::size_t i = 0; i < c.widths.size(); ++i) {
            CHECK(at.width[i] + 2 * cell_side == doctest::Approx(c.widths[i]).epsilon(0.001));
            CHECK(at.x[i] == doctest::Approx(x + cell_side).epsilon(0.001));
            x += c.widths[i];
        }
    }
    CHECK(columns_of(std::vector<Column>(60, {"", 1})).width[59] > 0);
}

TEST_CASE("lines stand on the grid, at the side they are told") {
    Setting setting;
    const Style style;
    const auto at = [&](const char* text, Align align) {
        static std::vector<Laid> kept;
        kept.push_back(setting.type->set(text, style, 200));
        return lines_of(kept.back().lines, style, 10, 5, 200, align, 7);
    };
    const auto left = at("one\ntwo", Align::left), right = at("one", Align::right),
               center = at("one", Align::center),
               hebrew = at("\u05e9\u05dc\u05d5\u05dd", Align::left);
    REQUIRE(left.size() == 2);
    CHECK(left[0].x == 10);
    CHECK(left[0].tag == 7);
    CHECK(left[0].baseline == doctest::Approx(5 + baseline_of(style)));
    CHECK(left[1].baseline == doctest::Approx(5 + baseline_of(style) + style.pitch));
    CHECK(right[0].x > 150);
    CHECK(right[0].x < 210);
    CHECK(center[0].x == doctest::Approx((right[0].x + 10) / 2));
    CHECK(hebrew[0].x > 150);
}

TEST_CASE("a wrapped line keeps its space, so that words stay apart when copied") {
    Setting setting;
    const Laid laid = setting.type->set("several words that do not fit", Style{}, 60);
    const auto lines = lines_of(laid.lines, Style{}, 0, 0, 60, Align::left, 0);
    REQUIRE(lines.size() > 1);
    for (const Line& line : lines)
        for (GSList* at = line.line->runs; at != nullptr; at = at->next) {
            const PangoGlyphString* glyphs = static_cast<PangoGlyphItem*>(at->data)->glyphs;
            for (int i = 0; i < glyphs->num_glyphs; ++i)
                CHECK(glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY);
        }
}

// Long text is laid out in parts; no character is lost between them, and no line ends early.
TEST_CASE("long text comes out whole, line by line") {
    Setting setting;
    std::string words, lines;
    for (int i = 0; i < 3000; ++i) words += "w\u00f6rd" + std::to_string(i) + " ";
    for (int i = 0; i < 3000; ++i)
        lines += "line " + std::to_string(i) + (i % 3 == 0 ? "\n\n" : "\n");
    const struct {
        std::string text;
        std::size_t lines_min, lines_max;
    } cases[] = {{words, 285, 295},
                 {std::string(20'000, 'W'), 364, 364},
                 {lines, 4001, 4001},
                 {std::string(1500, '\n'), 1501, 1501},
                 {std::string(1499, 'x') + "\n" + std::string(1500, 'y'), 30, 40},
                 {"", 1, 1}};
    for (const auto& c : cases) {
        const Laid laid = setting.type->set(c.text, Style{}, 490);
        CHECK(laid.lines.size() >= c.lines_min);
        CHECK(laid.lines.size() <= c.lines_max);
        std::string seen;
        for (const Line& line : lines_of(laid.lines, Style{}, 0, 0, 490, Align::left, 0))
            seen += text_of(line);
        std::erase(seen, ' ');
        std::string wanted = c.text;
        std::erase(wanted, '\n');
        std::erase(wanted, ' ');
        CHECK(seen == wanted);
    }
}

TEST_CASE("bold stays on its words beyond the first part") {
    Setting setting;
    const std::string before(4000, 'a');
    const Laid laid =
        setting.type->set({{before + " "}, {"bold", Face::bold}, {" after"}}, Style{}, 490);
    std::string bold;
    for (const PangoLayoutLine* line : laid.lines)
        for (GSList* at = line->runs; at != nullptr; at = at->next) {
            const PangoItem* item = static_cast<PangoGlyphItem*>(at->data)->item;
            PangoFontDescription* font = pango_font_describe(item->analysis.font);
            if (pango_font_description_get_weight(font) == PANGO_WEIGHT_BOLD)
                bold.append(pango_layout_get_text(line->layout) + item->offset,
                            static_cast<std::size_t>(item->length));
            pango_font_description_free(font);
        }
    CHECK(bold == "bold");
}

TEST_CASE("a long row is cut into parts without loss, each a row of the structure tree") {
    Setting setting;
    std::string cell;
    for (int i = 0; i < 200; ++i) cell += "word" + std::to_string(i) + " ";
    const Flow flow = setting.flow({Table{{{"h"}, {"i"}}, {{cell, "short"}}}});
    std::string seen;
    std::set<std::size_t> rows;
    for (std::size_t i = 1; i < flow.pieces.size(); ++i) {
        const Piece& piece = flow.pieces[i];
        CHECK(piece.extent.head == 0);
        CHECK(piece.extent.height < body_height / 4);
        for (const Line& line : piece.lines) {
            CHECK(line.baseline > 0);
            CHECK(line.baseline < piece.extent.height);
            const std::size_t row = flow.tags[line.tag].parent;
            CHECK(std::string_view(flow.tags[row].name) == "TR");
            rows.insert(row);
            if (text_of(line).find("short") == std::string::npos) seen += text_of(line);
        }
    }
    CHECK(flow.pieces.size() > 5);
    CHECK(rows.size() == flow.pieces.size() - 1);
    CHECK(seen == cell);
}

TEST_CASE("headings hold on to what follows, paragraphs leave no line alone") {
    Setting setting;
    std::string text;
    for (int i = 0; i < 90; ++i) text += "words and ";
    const Flow flow = setting.flow({Heading{"Heading", 1}, Paragraph{{{text}}}});
    std::vector<Keep> keeps;
    for (const Piece& piece : flow.pieces) keeps.push_back(piece.extent.keep);
    REQUIRE(keeps.size() > 6);
    CHECK(keeps[0] == Keep::with_next);
    CHECK(keeps[1] == Keep::with_next);
    CHECK(keeps[2] == Keep::free);
    CHECK(keeps[keeps.size() - 2] == Keep::with_next);
    CHECK(keeps.back() == Keep::free);
}

TEST_CASE("finishing refuses what was not drawn whole") {
    const Document document{.title = "t", .sections = {Section{}}};
    for (const char* bytes : {"", "%PDF-1.5\n", "no PDF at all"}) {
        const auto result = finish(bytes, document, 1);
        REQUIRE_FALSE(result);
        CHECK(result.error().fault == Fault::unavailable);
    }
}

}  // namespace muniment::pdf
