// Text to lines: fonts, wrapping, alignment.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/flow.h"

#include <pango/pangofc-font.h>

#include <algorithm>
#include <optional>

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

// A stretch of one face, in bytes of the whole text.
struct Stretch {
    std::size_t from, to;
    Face face;
};

// Of the text's part from `from` to `to`. No ligatures: copied text must be what was written,
// letter by letter.
PangoAttrList* attributes_of(const std::vector<Stretch>& stretches, std::size_t from,
                             std::size_t to) {
    PangoAttrList* list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"));
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    for (const Stretch& stretch : stretches) {
        if (stretch.face == Face::regular || stretch.to <= from || stretch.from >= to) continue;
        PangoAttribute* attribute = stretch.face == Face::bold
                                        ? pango_attr_weight_new(PANGO_WEIGHT_BOLD)
                                        : pango_attr_style_new(PANGO_STYLE_ITALIC);
        attribute->start_index = static_cast<guint>(std::max(stretch.from, from) - from);
        attribute->end_index = static_cast<guint>(std::min(stretch.to, to) - from);
        pango_attr_list_insert(list, attribute);
    }
    return list;
}

// Pango's time grows with the square of a line's length, so long text is laid out in parts.
constexpr std::size_t part_max = 1500;

// The end of the part that begins at `from`: the text's end, a line break, or any character.
std::size_t part_end(const std::string& text, std::size_t from) {
    if (text.size() - from <= part_max) return text.size();
    const std::size_t newline = text.rfind('\n', from + part_max);
    if (newline != std::string::npos && newline >= from) return newline;
    std::size_t end = from + part_max;
    while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return end;
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

// Moves a part's lines to `laid` and says where the next part begins. A part that ends inside a
// line gives up its last line, which the next part lays out again with what follows it.
std::optional<std::size_t> take_lines(LayoutPtr part, const std::string& text, std::size_t from,
                                      std::size_t to, Laid& laid) {
    const std::size_t before = laid.lines.size();
    for (GSList* at = pango_layout_get_lines(part.get()); at != nullptr; at = at->next)
        laid.lines.push_back(static_cast<PangoLayoutLine*>(at->data));
    laid.layouts.push_back(std::move(part));
    if (to == text.size()) return std::nullopt;
    if (text[to] == '\n') return to + 1;
    const int start = laid.lines.back()->start_index;
    if (laid.lines.size() == before + 1 || start <= 0) return to;
    laid.lines.pop_back();
    return from + static_cast<std::size_t>(start);
}

}  // namespace

Typesetter::Typesetter(const Fonts& fonts) : fonts_(fonts), context_(fonts.new_context()) {}

std::string Typesetter::shown(std::string_view text) {
    Shown shown = shown_text(text, [this](char32_t c) { return fonts_.covers(c); });
    replaced_ += shown.replaced;
    return std::move(shown.text);
}

LayoutPtr Typesetter::layout(std::string_view text, const Style& style, double width) const {
    LayoutPtr layout(pango_layout_new(context_.get()));
    PangoFontDescription* description = description_of(style);
    pango_layout_set_font_description(layout.get(), description);
    pango_font_description_free(description);
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

Laid Typesetter::set(const std::vector<Run>& runs, const Style& style, double width) const {
    std::string text;
    std::vector<Stretch> stretches;
    for (const Run& run : runs) {
        const std::size_t from = text.size();
        append_spaced(text, run.text);
        stretches.push_back({from, text.size(), run.face});
    }
    Laid laid;
    for (std::optional<std::size_t> from = 0; from;) {
        const std::size_t to = part_end(text, *from);
        LayoutPtr part = layout(std::string_view(text).substr(*from, to - *from), style, width);
        PangoAttrList* attributes = attributes_of(stretches, *from, to);
        pango_layout_set_attributes(part.get(), attributes);
        pango_attr_list_unref(attributes);
        from = take_lines(std::move(part), text, *from, to, laid);
    }
    return laid;
}

Laid Typesetter::set(const std::string& text, const Style& style, double width) const {
    return set(std::vector<Run>{{text, Face::regular}}, style, width);
}

LayoutPtr Typesetter::set_line(const std::string& text, const Style& style, double width) const {
    LayoutPtr line = layout(text, style, width);
    pango_layout_set_single_paragraph_mode(line.get(), TRUE);
    pango_layout_set_ellipsize(line.get(), PANGO_ELLIPSIZE_END);
    return line;
}

double baseline_of(const Style& style) {  // Noto Sans: ascent 1.069, descent 0.293 of the size
    return (style.pitch - 1.362 * style.size) / 2 + 1.069 * style.size;
}

std::vector<Line> lines_of(const std::vector<PangoLayoutLine*>& laid, const Style& style, double x,
                           double top, double width, Align align, std::size_t tag) {
    std::vector<Line> lines;
    double baseline = top + baseline_of(style);
    for (PangoLayoutLine* line : laid) {
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
