// Turns blocks into pieces, one after another. Private to blocks.cpp (text) and tables.cpp (grids).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/pdf/flow.h"

namespace muniment::pdf {

inline constexpr Style style_normal{}, style_letter{.size = 10.5, .pitch = 14.6},
    style_small{.size = 8, .pitch = 11, .ink = ink_muted}, style_cell{.size = 8.5, .pitch = 11.4},
    style_head{.size = 8, .pitch = 11, .ink = ink_accent, .face = Face::bold},
    style_key{.size = 8, .pitch = 11.4, .ink = ink_muted},
    style_note{.families = mono_families, .size = 8.2, .pitch = 11.2};
inline constexpr double hairline = 0.5, cell_side = 4.5, cell_top = 2.6, cell_width_min = 24;

// Where the lines of a piece stand: on top + n * pitch, with `top` left free below them as well.
struct Grid {
    double top, pitch;
};

struct Columns {
    std::vector<double> x, width;  // of the text, inside the cells
    std::vector<Align> align;
};
Columns columns_of(const std::vector<Column>& columns);

class Builder {
  public:
    Builder(const Document& document, Chapter chapter, Typesetter& type)
        : document_(document), chapter_(chapter), type_(type) {}
    Result<Flow> run();

  private:
    Status add(const Heading& block);
    Status add(const Paragraph& block);
    Status add(const Preformatted& block);
    Status add(const KeyValues& block);
    Status add(const Table& block);
    Status add(const Bullets& block);
    Status add(const Notice& block);
    Status add(const Rule& block);
    Status add(const PageBreak& block);
    Status add(const Space& block);
    Status add(const Letterhead& block);
    Status add(const Signature& block);
    Status add(const Picture& block);
    Status add(const Contents& block);

    Error wrong(const std::string& why) const;
    std::size_t tag(const char* name, std::size_t parent);
    void push(Piece piece);
    std::vector<PangoLayoutLine*> keep(Laid laid);
    std::vector<Line> lines(std::string_view text, const Style& style, double x, double top,
                            double width, Align align, std::size_t tag);
    // One piece for each line, the first two and the last two kept together.
    void push_lines(std::vector<Line> all, const Style& style, double gap);
    void keep_together(std::size_t first, std::size_t end);
    // Lines on a grid as one piece. One that is high is cut between lines, so that a long cell can
    // go on overleaf; `decorate` draws each part and is told whether it is the last.
    enum class Part { last, not_last };
    void push_split(const std::vector<Line>& all, Grid grid, double gap,
                    const std::function<void(Piece&, Part)>& decorate, std::size_t head = no_head);
    void retag(std::vector<Line>& part);

    Status check(const Table& block) const;
    // The index of the head piece.
    std::size_t push_head(const std::vector<Column>& columns, const Columns& at, std::size_t table);
    void push_row(const std::vector<std::string>& cells, const Columns& at, std::size_t table,
                  std::size_t head, bool striped);
    void push_contents_row(std::size_t target, const Columns& at, std::size_t toc,
                           std::size_t head);

    const Document& document_;
    const Chapter chapter_;
    Typesetter& type_;
    Flow flow_;
    std::size_t section_ = 0, block_ = 0, section_tag_ = no_tag;
    bool break_pending_ = false;
    double room_below_ = 0;       // the least gap before what comes next
    bool after_heading_ = false;  // the last piece is a heading: what follows stands close to it
};

void append(std::vector<Line>& all, const std::vector<Line>& more);

}  // namespace muniment::pdf
