// Blocks to pieces: what each kind of block looks like on the page, and its tags.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "formats/pdf/flow.h"

namespace muniment::pdf {
namespace {

constexpr Style style_normal{}, style_letter{.size = 10.5, .pitch = 14.6},
    style_small{.size = 8, .pitch = 11, .ink = ink_muted}, style_cell{.size = 8.5, .pitch = 11.4},
    style_head{.size = 8, .pitch = 11, .ink = ink_accent, .face = Face::bold},
    style_key{.size = 8, .pitch = 11.4, .ink = ink_muted},
    style_note{.families = mono_families, .size = 8.2, .pitch = 11.2};
constexpr Style heading_styles[] = {
    {.size = 15, .pitch = 20, .ink = ink_accent, .face = Face::bold},
    {.size = 11.5, .pitch = 16, .ink = ink_accent, .face = Face::bold},
    {.size = 9.5, .pitch = 13, .ink = ink_text, .face = Face::bold},
};
constexpr double heading_gaps[] = {20, 15, 10};
constexpr double hairline = 0.5, cell_side = 4.5, cell_top = 2.6, row_height_max = body_height / 3;

const Style& style_of(Size size) {
    return size == Size::letter ? style_letter : size == Size::small ? style_small : style_normal;
}

struct Grid {  // where lines stand inside a piece
    double top, pitch;
};

class Builder {
  public:
    Builder(const Document& document, Typesetter& type) : document_(document), type_(type) {}

    Result<Flow> run() {
        const std::size_t root = tag("Document", no_tag);
        for (section_ = 0; section_ < document_.sections.size(); ++section_) {
            const Section& section = document_.sections[section_];
            section_tag_ = tag("Sect", root);
            flow_.first_pieces.push_back(flow_.pieces.size());
            break_pending_ = section.start == Start::new_page;
            for (block_ = 0; block_ < section.blocks.size(); ++block_)
                TRY(std::visit([this](const auto& block) { return add(block); },
                               section.blocks[block_]));
            if (flow_.first_pieces.back() == flow_.pieces.size()) push({});  // an empty section
        }
        flow_.replaced = type_.replaced();
        return std::move(flow_);
    }

  private:
    Error wrong(const std::string& why) const {
        return {Fault::incorrect, "Section " + std::to_string(section_ + 1) + ", block " +
                                      std::to_string(block_ + 1) + ": " + why};
    }

    std::size_t tag(const char* name, std::size_t parent) {
        flow_.tags.push_back({name, parent});
        return flow_.tags.size() - 1;
    }

    void push(Piece piece) {
        piece.section = section_;
        piece.extent.new_page = break_pending_ && !flow_.pieces.empty();
        break_pending_ = false;
        flow_.pieces.push_back(std::move(piece));
    }

    PangoLayout* keep(LayoutPtr layout) {
        flow_.layouts.push_back(std::move(layout));
        return flow_.layouts.back().get();
    }

    std::vector<Line> lines(std::string_view text, const Style& style, double x, double top,
                            double width, Align align, std::size_t tag) {
        PangoLayout* layout = keep(type_.set(type_.shown(text), style, width));
        return lines_of(layout, style, x, top, width, align, tag);
    }

    // One piece for each line, the first two and the last two kept together.
    void push_lines(std::vector<Line> all, const Style& style, double gap) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            Piece piece{.extent = {.gap = i == 0 ? gap : 0, .height = style.pitch}};
            if (all.size() > 1 && (i == 0 || i + 2 == all.size()))
                piece.extent.keep = Keep::with_next;
            all[i].baseline = baseline_of(style);
            piece.lines = {all[i]};
            push(std::move(piece));
        }
    }

    void keep_last_with_next(std::size_t first) {
        for (std::size_t i = first; i < flow_.pieces.size(); ++i)
            flow_.pieces[i].extent.keep = Keep::with_next;
    }

    Status add(const Heading& block) {
        if (block.level < 1 || block.level > 3)
            return wrong("a heading's level is 1, 2 or 3, not " + std::to_string(block.level) +
                         ".");
        const char* const names[] = {"H1", "H2", "H3"};
        const auto level = static_cast<std::size_t>(block.level - 1);
        const Style& style = heading_styles[level];
        const std::size_t first = flow_.pieces.size();
        flow_.bookmarks.push_back({type_.shown(block.text), block.level, first});
        push_lines(lines(block.text, style, 0, 0, body_width, Align::left,
                         tag(names[level], section_tag_)),
                   style, heading_gaps[level]);
        if (block.level == 1) {
            Piece& last = flow_.pieces.back();
            last.boxes.push_back({0, style.pitch + 2.5, body_width, 0.9, ink_accent});
            last.extent.height += 5;
        }
        keep_last_with_next(first);
        return ok();
    }

    Status add(const Paragraph& block) {
        const Style& style = style_of(block.size);
        std::vector<Run> runs;
        for (const Run& run : block.runs) runs.push_back({type_.shown(run.text), run.face});
        PangoLayout* layout = keep(type_.set(runs, style, body_width));
        push_lines(lines_of(layout, style, 0, 0, body_width, block.align, tag("P", section_tag_)),
                   style, style.pitch * 0.55);
        return ok();
    }

    Status add(const Preformatted& block) {
        push_lines(
            lines(block.text, style_note, 0, 0, body_width, Align::left, tag("P", section_tag_)),
            style_note, 7);
        return ok();
    }

    Status add(const Bullets& block) {
        const std::size_t list = tag("L", section_tag_);
        for (const std::string& item : block.items) {
            const std::size_t entry = tag("LI", list);
            Line bullet =
                lines("\u2022", style_normal, 4, 0, 12, Align::left, tag("Lbl", entry))[0];
            const std::size_t first = flow_.pieces.size();
            push_lines(
                lines(item, style_normal, 16, 0, body_width - 16, Align::left, tag("LBody", entry)),
                style_normal, 3.5);
            auto& lines_there = flow_.pieces[first].lines;
            lines_there.insert(lines_there.begin(), bullet);
        }
        return ok();
    }

    Status add(const Notice& block) {
        const std::size_t part = tag("P", section_tag_);
        Style title = style_normal;
        title.face = Face::bold;
        const double inset = 10, top = 7, width = body_width - 2 * inset;
        std::vector<Line> all;
        if (!block.title.empty())
            all = lines(block.title, title, inset, top, width, Align::left, part);
        const double below = top + static_cast<double>(all.size()) * title.pitch;
        auto body = lines(block.text, style_normal, inset, below, width, Align::left, part);
        all.insert(all.end(), body.begin(), body.end());
        push_split(std::move(all), {top, style_normal.pitch}, 10, [](Piece& piece) {
            piece.boxes.push_back({0, 0, body_width, piece.extent.height, ink_notice});
            piece.boxes.push_back({0, 0, 2.2, piece.extent.height, ink_accent});
        });
        return ok();
    }

    // Lines that stand on the grid top + n * pitch, as one piece; one too high for a third of a
    // page is cut between lines, so that a long cell can go on overleaf.
    template <class Decorate>
    void push_split(std::vector<Line> all, Grid grid, double gap, Decorate decorate,
                    std::size_t head = no_head) {
        const auto count = lines_in(all, grid);
        const std::size_t most = static_cast<double>(count) * grid.pitch <= row_height_max * 1.2
                                     ? count
                                     : static_cast<std::size_t>(row_height_max / grid.pitch);
        for (std::size_t from = 0; from < std::max<std::size_t>(count, 1); from += most) {
            const std::size_t here = std::min(most, count - from);
            const double above = static_cast<double>(from) * grid.pitch;
            Piece piece{.extent = {.gap = from == 0 ? gap : 0,
                                   .height = 2 * grid.top + static_cast<double>(here) * grid.pitch,
                                   .head = head}};
            for (Line line : all) {
                line.baseline -= above;
                if (line.baseline > grid.top && line.baseline < piece.extent.height - grid.top)
                    piece.lines.push_back(line);
            }
            if (from > 0) retag(piece.lines);
            decorate(piece);
            push(std::move(piece));
            if (most == 0) return;
        }
    }

    static std::size_t lines_in(const std::vector<Line>& all, const Grid& grid) {
        double lowest = grid.top;
        for (const Line& line : all) lowest = std::max(lowest, line.baseline);
        return static_cast<std::size_t>(std::ceil((lowest - grid.top) / grid.pitch));
    }

    // What goes on overleaf is a row of its own in the structure tree.
    void retag(std::vector<Line>& part) {
        std::map<std::size_t, std::size_t> renewed;
        for (Line& line : part) {
            if (!renewed.contains(line.tag)) {
                const Tag old = flow_.tags[line.tag];
                std::size_t parent = old.parent;
                if (std::string_view(flow_.tags[parent].name) == "TR") {
                    if (!renewed.contains(parent))
                        renewed[parent] = tag("TR", flow_.tags[parent].parent);
                    parent = renewed[parent];
                }
                renewed[line.tag] = tag(old.name, parent);
            }
            line.tag = renewed[line.tag];
        }
    }

    Status add(const KeyValues& block) {
        if (block.columns < 1 || block.columns > 3)
            return wrong("key-value pairs stand in 1, 2 or 3 columns.");
        const auto columns = static_cast<std::size_t>(block.columns);
        const double gutter = 14,
                     width = (body_width - gutter * static_cast<double>(columns - 1)) /
                             static_cast<double>(columns),
                     key_width = columns == 1 ? 120 : width * 0.36;
        const std::size_t table = tag("Table", section_tag_);
        for (std::size_t first = 0; first < block.pairs.size(); first += columns) {
            const std::size_t row = tag("TR", table);
            const std::size_t count = std::min(columns, block.pairs.size() - first);
            std::vector<Line> all;
            for (std::size_t i = 0; i < count; ++i) {
                const Pair& pair = block.pairs[first + i];
                const double x = static_cast<double>(i) * (width + gutter);
                append(all, lines(pair.key, style_key, x, cell_top, key_width - 6, Align::left,
                                  tag("TH", row)));
                append(all, lines(pair.value, style_cell, x + key_width, cell_top,
                                  width - key_width, Align::left, tag("TD", row)));
            }
            push_split(std::move(all), {cell_top, style_cell.pitch}, first == 0 ? 8 : 0,
                       [&](Piece& piece) {
                           for (std::size_t i = 0; i < columns; ++i)
                               piece.boxes.push_back({static_cast<double>(i) * (width + gutter),
                                                      piece.extent.height - hairline, width,
                                                      hairline, ink_hairline});
                       });
        }
        return ok();
    }

    static void append(std::vector<Line>& all, const std::vector<Line>& more) {
        all.insert(all.end(), more.begin(), more.end());
    }
    // The same, and `height` grows to what the tallest of them needs.
    static void append(std::vector<Line>& all, double& height, const std::vector<Line>& more,
                       const Style& style) {
        height = std::max(height, static_cast<double>(more.size()) * style.pitch);
        append(all, more);
    }

    struct Columns {
        std::vector<double> x, width;
        std::vector<Align> align;
    };

    static Columns grid_of(const std::vector<Column>& columns) {
        Columns grid;
        double total = 0, x = 0;
        for (const Column& column : columns) total += column.weight;
        for (const Column& column : columns) {
            const double width = body_width * column.weight / total;
            grid.x.push_back(x + cell_side);
            grid.width.push_back(std::max(6.0, width - 2 * cell_side));
            grid.align.push_back(column.align);
            x += width;
        }
        return grid;
    }

    Status check(const Table& block) const {
        if (block.columns.empty()) return wrong("a table needs a column.");
        for (const Column& column : block.columns)
            if (!(column.weight > 0) || !std::isfinite(column.weight))
                return wrong("a column's weight is a number above 0.");
        for (std::size_t i = 0; i < block.rows.size(); ++i)
            if (block.rows[i].size() != block.columns.size())
                return wrong("row " + std::to_string(i + 1) + " has " +
                             std::to_string(block.rows[i].size()) + " cells for " +
                             std::to_string(block.columns.size()) + " columns.");
        return ok();
    }

    // The index of the head piece.
    std::size_t push_head(const std::vector<Column>& columns, const Columns& grid,
                          std::size_t table) {
        const std::size_t row = tag("TR", table);
        std::vector<Line> all;
        double height = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            append(all, height,
                   lines(columns[i].title, style_head, grid.x[i], 3.2, grid.width[i], grid.align[i],
                         tag("TH", row)),
                   style_head);
        Piece head{.extent = {.gap = 9, .height = height + 6.4, .keep = Keep::with_next}};
        head.boxes = {{0, 0, body_width, head.extent.height, ink_head},
                      {0, head.extent.height - 0.8, body_width, 0.8, ink_accent}};
        head.lines = std::move(all);
        push(std::move(head));
        return flow_.pieces.size() - 1;
    }

    void push_row(const std::vector<std::string>& cells, const Columns& grid, std::size_t table,
                  std::size_t head, bool striped) {
        const std::size_t row = tag("TR", table);
        std::vector<Line> all;
        for (std::size_t i = 0; i < cells.size(); ++i)
            append(all, lines(cells[i], style_cell, grid.x[i], cell_top, grid.width[i],
                              grid.align[i], tag("TD", row)));
        push_split(
            std::move(all), {cell_top, style_cell.pitch}, 0,
            [&](Piece& piece) {
                const double bottom = piece.extent.height;
                if (striped) piece.boxes.push_back({0, 0, body_width, bottom, ink_stripe});
                piece.boxes.push_back({0, bottom - hairline, body_width, hairline, ink_hairline});
            },
            head);
    }

    Status add(const Table& block) {
        TRY(check(block));
        const Columns grid = grid_of(block.columns);
        const std::size_t table = tag("Table", section_tag_);
        const std::size_t head = push_head(block.columns, grid, table);
        for (std::size_t i = 0; i < block.rows.size(); ++i)
            push_row(block.rows[i], grid, table, head, i % 2 == 1);
        return ok();
    }

    Status add(const Contents&) {
        const std::vector<Column> columns = {{"Title", 54, Align::left},
                                             {"Date", 15, Align::left},
                                             {"Type", 23, Align::left},
                                             {"Page", 8, Align::right}};
        const Columns grid = grid_of(columns);
        const std::size_t head = push_head(columns, grid, tag("Table", section_tag_));
        const std::size_t toc = tag("TOC", section_tag_);
        for (std::size_t i = 0; i < document_.sections.size(); ++i) {
            const Section& section = document_.sections[i];
            if (section.listing == Listing::unlisted) continue;
            const std::size_t before = flow_.pieces.size();
            push_contents_row(section, i, grid, toc, head);
            flow_.pieces[before].page_of = i;
        }
        return ok();
    }

    void push_contents_row(const Section& section, std::size_t target, const Columns& grid,
                           std::size_t toc, std::size_t head) {
        const std::size_t item = tag("TOCI", toc);
        const std::size_t link = tag(link_tag, item);
        flow_.tags[link].attributes = "dest='s" + std::to_string(target) + "'";
        std::vector<Line> all;
        double height = style_cell.pitch;
        const std::string* const texts[] = {&section.title, &section.date, &section.type};
        for (std::size_t i = 0; i < 3; ++i)
            append(
                all, height,
                lines(*texts[i], style_cell, grid.x[i], cell_top, grid.width[i], Align::left, link),
                style_cell);
        Piece piece{.extent = {.height = height + 2 * cell_top, .head = head}};
        piece.boxes = {{0, piece.extent.height - hairline, body_width, hairline, ink_hairline}};
        piece.lines = std::move(all);
        push(std::move(piece));
    }

    Status add(const Rule&) {
        Piece piece{.extent = {.gap = 10, .height = 2}};
        piece.boxes = {{0, 0.7, body_width, 0.6, ink_hairline}};
        push(std::move(piece));
        return ok();
    }

    Status add(const PageBreak&) {
        break_pending_ = true;
        return ok();
    }

    Status add(const Space& block) {
        if (!(block.points >= 0 && block.points <= body_height))
            return wrong("a space is between 0 points and the height of a page.");
        push(Piece{.extent = {.height = block.points}});
        return ok();
    }

    Status add(const Letterhead& block) {
        const std::size_t first = flow_.pieces.size();
        const std::size_t part = tag("P", section_tag_);
        const Style name{.size = 16, .pitch = 21, .ink = ink_accent, .face = Face::bold};
        push_lines(lines(block.name, name, 0, 0, body_width, Align::left, part), name, 0);
        for (const std::string& line : block.lines)
            push_lines(lines(line, style_small, 0, 0, body_width, Align::left, part), style_small,
                       0);
        Piece& last = flow_.pieces.back();
        last.boxes.push_back({0, last.extent.height + 6, body_width, 1.2, ink_accent});
        last.extent.height += 22;
        for (std::size_t i = first; i + 1 < flow_.pieces.size(); ++i)
            flow_.pieces[i].extent.keep = Keep::with_next;
        return ok();
    }

    Status add(const Signature& block) {
        const std::size_t part = tag("P", section_tag_);
        const double width = 250, date_x = 300, date_width = 120;
        Piece piece{.extent = {.gap = 34}};
        piece.boxes = {{0, 14, width, 0.7, ink_text}, {date_x, 14, date_width, 0.7, ink_text}};
        double height = 0, date_height = 0;
        Style name = style_normal;
        name.face = Face::bold;
        append(piece.lines, height, lines(block.name, name, 0, 17, width, Align::left, part), name);
        const double below = 17 + height;
        append(piece.lines, date_height,
               lines(block.title, style_small, 0, below, width, Align::left, part), style_small);
        piece.extent.height = below + date_height;
        double label = 0;
        append(piece.lines, label,
               lines("Date", style_small, date_x, 17, date_width, Align::left, part), style_small);
        if (!block.date.empty())
            append(piece.lines, label,
                   lines(block.date, style_normal, date_x, 0, date_width, Align::left, part),
                   style_normal);
        push(std::move(piece));
        return ok();
    }

    static constexpr const char* link_tag = "Link";

    const Document& document_;
    Typesetter& type_;
    Flow flow_;
    std::size_t section_ = 0, block_ = 0, section_tag_ = no_tag;
    bool break_pending_ = false;
};

}  // namespace

Result<Flow> flow_of(const Document& document, Typesetter& typesetter) {
    return Builder(document, typesetter).run();
}

}  // namespace muniment::pdf
