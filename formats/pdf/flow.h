// A chapter of a document after its text is laid out and before it is put on pages: pieces of known
// height, each with its lines, boxes and place in the structure tree. Widths and heights are
// points. Pango keeps some thirty bytes for a letter, so a long document is laid out chapter by
// chapter.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <pango/pango.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/pdf/document.h"
#include "formats/pdf/fonts.h"
#include "formats/pdf/paginate.h"

namespace muniment::pdf {

struct Ink {
    double red, green, blue;
};
inline constexpr Ink ink_text{0.10, 0.10, 0.11}, ink_muted{0.36, 0.38, 0.41},
    ink_accent{0.09, 0.20, 0.34}, ink_hairline{0.80, 0.82, 0.84}, ink_stripe{0.965, 0.97, 0.975},
    ink_head{0.91, 0.925, 0.94}, ink_notice{0.975, 0.975, 0.965};

// US Letter, with a binding edge's worth of white on both sides.
inline constexpr double page_width = 612, page_height = 792, margin_side = 61, body_top = 76,
                        body_bottom = 60, body_width = page_width - 2 * margin_side,
                        body_height = page_height - body_top - body_bottom;

struct Style {
    const char* families = sans_families;
    double size = 9.5;    // points
    double pitch = 12.9;  // from baseline to baseline
    Ink ink = ink_text;
    Face face = Face::regular;
};

// One node of the structure tree: the name is one that cairo knows; parent is an index, or no_tag.
inline constexpr std::size_t no_tag = static_cast<std::size_t>(-1);
struct Tag {
    const char* name;
    std::size_t parent;
    std::string attributes = {};
};

struct Line {
    PangoLayoutLine* line;  // owned by a layout in Flow::layouts
    double x, baseline;     // from the piece's top left corner, which is the body's left edge
    Ink ink;
    std::size_t tag;
};

struct Box {
    double x, y, width, height;
    Ink ink;
};

// The whole of a piece, from its top left corner.
struct Image {
    const Picture* picture = nullptr;  // owned by the document
    double width = 0, height = 0;      // as shown
};

struct Piece {
    Extent extent;
    std::vector<Box> boxes;
    std::vector<Line> lines;
    Image image;
    std::size_t section = 0;
    std::size_t page_of = no_tag;  // draws the first page of this section at the right edge
};

struct Bookmark {
    std::string text;
    int level;
    std::size_t piece;
};

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, Unref>;

// Lines, and the layouts that own them.
struct Laid {
    std::vector<LayoutPtr> layouts;
    std::vector<PangoLayoutLine*> lines;
};

// Sections of which only the first must begin on a new page: [first, end).
struct Chapter {
    std::size_t first = 0;
    std::size_t end = 0;
};
std::vector<Chapter> chapters_of(const Document& document);

struct Flow {
    Chapter chapter;
    std::vector<Piece> pieces;
    std::vector<Tag> tags;  // the first is the document's
    std::vector<Bookmark> bookmarks;
    std::vector<std::size_t> first_pieces;  // of each section of the chapter
    std::vector<LayoutPtr> layouts;         // keeps the lines alive

    std::size_t first_piece(std::size_t section) const {
        return first_pieces[section - chapter.first];
    }
};

// Sets text in lines. One per rendering, as pango's contexts are not shared between threads.
class Typesetter {
  public:
    explicit Typesetter(const Fonts& fonts);

    // The text as it can be shown; adds to replaced().
    std::string shown(std::string_view text);
    std::size_t replaced() const { return replaced_; }
    // Wrapped at `width`; at least one line. Runs must already be shown().
    Laid set(const std::vector<Run>& runs, const Style& style, double width) const;
    Laid set(const std::string& text, const Style& style, double width) const;
    // One line, cut with an ellipsis where it is too wide.
    LayoutPtr set_line(const std::string& text, const Style& style, double width) const;

  private:
    LayoutPtr layout(std::string_view text, const Style& style, double width) const;
    const Fonts& fonts_;
    std::unique_ptr<PangoContext, Unref> context_;
    std::size_t replaced_ = 0;
};

// The lines, one below another from `top`, each at its side of [x, x + width].
std::vector<Line> lines_of(const std::vector<PangoLayoutLine*>& laid, const Style& style, double x,
                           double top, double width, Align align, std::size_t tag);
// The baseline's distance from the top of its line.
double baseline_of(const Style& style);

// Lays out every block of a chapter. Errors: incorrect, naming the section and block.
Result<Flow> flow_of(const Document& document, Chapter chapter, Typesetter& typesetter);

}  // namespace muniment::pdf
