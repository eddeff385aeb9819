// Text to lines: fonts, wrapping, alignment.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/flow.h"

#include <pango/pangofc-font.h>

#include "formats/pdf/shown.h"

namespace muniment::pdf {
namespace {

PangoFontDescription* description_of(const Style& style) {
    PangoFontDescription* description = pango_font_description_new();
    pango_font_description_set_family_static(description, style.families);
    pango_font_description_set_absolute_size(description, style.size * PANGO_SCALE);
    if (style.face == Face::bold) pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD);
    if (style.face == Face::italic)
        pango_font_description_set_style(description, PANGO_STYLE_ITALIC);
    return description;
}

void insert(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t to) {
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, attribute);
}

// No ligatures: copied text must be what was written, letter by letter.
PangoAttrList* attributes_of(const std::vector<Run>& runs, const std::vector<std::size_t>& ends) {
    PangoAttrList* list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"));
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    std::size_t at = 0;
    for (std::size_t i = 0; i < runs.size(); at = ends[i++]) {
        if (runs[i].face == Face::bold)
            insert(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), at, ends[i]);
        if (runs[i].face == Face::italic)
            insert(list, pango_attr_style_new(PANGO_STYLE_ITALIC), at, ends[i]);
    }
    return list;
}

// Where a line was wrapped pango leaves an empty glyph for the space. A real one, of no width,
// keeps the words apart for those who copy or listen, and spares every such line an ActualText
// span.
void restore_spaces(PangoLayoutLine* line) {
    const char* text = pango_layout_get_text(line->layout);
    for (GSList* at = line->runs; at != nullptr; at = at->next) {
        auto* run = static_cast<PangoGlyphItem*>(at->data);
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            const int where = run->item->offset + run->glyphs->log_clusters[i];
            if (run->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY && text[where] == ' ')
                run->glyphs->glyphs[i].glyph =
                    pango_fc_font_get_glyph(PANGO_FC_FONT(run->item->analysis.font), ' ');
        }
    }
}

// A space before each line break: in the text that is copied or read aloud, words stay apart.
void append_spaced(std::string& all, std::string_view text) {
    for (const char c : text) {
        if (c == '\n' && !all.empty() && all.back() != '\n') all += ' ';
        all += c;
    }
}

}  // namespace

Typesetter::Typesetter(const Fonts& fonts) : fonts_(fonts), context_(fonts.new_context()) {}

std::string Typesetter::shown(std::string_view text) {
    Shown shown = shown_text(text, [this](char32_t c) { return fonts_.covers(c); });
    replaced_ += shown.replaced;
    return std::move(shown.text);
}

LayoutPtr Typesetter::set(const std::vector<Run>& runs, const Style& style, double width) const {
    std::string text;
    std::vector<std::size_t> ends;
    for (const Run& run : runs) {
        append_spaced(text, run.text);
        ends.push_back(text.size());
    }
    LayoutPtr layout(pango_layout_new(context_.get()));
    PangoFontDescription* description = description_of(style);
    pango_layout_set_font_description(layout.get(), description);
    pango_font_description_free(description);
    PangoAttrList* attributes = attributes_of(runs, ends);
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

LayoutPtr Typesetter::set(const std::string& text, const Style& style, double width) const {
    return set(std::vector<Run>{{text, Face::regular}}, style, width);
}

double baseline_of(const Style& style) {  // Noto Sans: ascent 1.069, descent 0.293 of the size
    return (style.pitch - 1.362 * style.size) / 2 + 1.069 * style.size;
}

std::vector<Line> lines_of(PangoLayout* layout, const Style& style, double x, double top,
                           double width, Align align, std::size_t tag) {
    std::vector<Line> lines;
    double baseline = top + baseline_of(style);
    for (GSList* at = pango_layout_get_lines(layout); at != nullptr; at = at->next) {
        auto* line = static_cast<PangoLayoutLine*>(at->data);
        restore_spaces(line);
        const bool right = align == Align::right ||
                           (align == Align::left && line->resolved_dir == PANGO_DIRECTION_RTL);
        double shift = 0;
        if (right || align == Align::center) {
            PangoRectangle extents;
            pango_layout_line_get_extents(line, nullptr, &extents);
            shift = width - extents.width / static_cast<double>(PANGO_SCALE);
            if (!right) shift /= 2;
        }
        lines.push_back({line, x + shift, baseline, style.ink, tag});
        baseline += style.pitch;
    }
    return lines;
}

}  // namespace muniment::pdf
