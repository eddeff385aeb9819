// Tables, key-value grids and the index to pieces: columns, rules, rows that go on overleaf.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "formats/pdf/builder.h"

namespace muniment::pdf {
namespace {

constexpr std::size_t lines_whole_max = 14;  // a row of more lines may be cut
constexpr std::size_t lines_in_part = 4;

std::size_t lines_in(const std::vector<Line>& all, const Grid& grid) {
    double lowest = grid.top;
    for (const Line& line : all) lowest = std::max(lowest, line.baseline);
    return std::max<std::size_t>(
        1, static_cast<std::size_t>(std::ceil((lowest - grid.top) / grid.pitch)));
}

}  // namespace

void append(std::vector<Line>& all, const std::vector<Line>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

// Widths by weight, none too narrow to hold a character; the wide ones give what the narrow ones
// need.
Columns columns_of(const std::vector<Column>& columns) {
    double total = 0, narrow = 0, wide = 0;
    for (const Column& column : columns) total += column.weight;
    const double least = std::min(cell_width_min, body_width / static_cast<double>(columns.size()));
    const auto share = [&](const Column& column) { return body_width * column.weight / total; };
    for (const Column& column : columns)
        (share(column) < least ? narrow : wide) += std::max(least, share(column));
    Columns out;
    double x = 0;
    for (const Column& column : columns) {
        const double width =
            share(column) < least ? least : share(column) * (body_width - narrow) / wide;
        out.x.push_back(x + cell_side);
        out.width.push_back(std::max(6.0, width - 2 * cell_side));
        out.align.push_back(column.align);
        x += width;
    }
    return out;
}

void Builder::push_split(const std::vector<Line>& all, Grid grid, double gap,
                         const std::function<void(Piece&, Part)>& decorate, std::size_t head) {
    const std::size_t count = lines_in(all, grid);
    const std::size_t most = count <= lines_whole_max ? count : lines_in_part;
    for (std::size_t from = 0; from < count; from += most) {
        const std::size_t here = std::min(most, count - from);
        const Part part = from + here == count ? Part::last : Part::not_last;
        const double top = from == 0 ? grid.top : 0, end = static_cast<double>(here) * grid.pitch;
        Piece piece{.extent = {.gap = from == 0 ? gap : 0,
                               .height = top + end + (part == Part::last ? grid.top : 0),
                               .head = head}};
        for (Line line : all) {
            line.baseline -= grid.top + static_cast<double>(from) * grid.pitch;
            if (line.baseline <= 0 || line.baseline > end) continue;
            line.baseline += top;
            piece.lines.push_back(line);
        }
        if (from > 0) retag(piece.lines);
        decorate(piece, part);
        push(std::move(piece));
    }
}

// What goes on overleaf is a row of its own in the structure tree.
void Builder::retag(std::vector<Line>& part) {
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

Status Builder::add(const KeyValues& block) {
    if (block.columns < 1 || block.columns > 3)
        return wrong("key-value pairs stand in 1, 2 or 3 columns.");
    const auto columns = static_cast<std::size_t>(block.columns);
    const double gutter = 14, width = (body_width - gutter * (block.columns - 1)) / block.columns,
                 key_width = columns == 1 ? 120 : width * 0.36;
    const auto left = [&](std::size_t i) { return static_cast<double>(i) * (width + gutter); };
    const std::size_t table = tag("Table", section_tag_);
    for (std::size_t first = 0; first < block.pairs.size(); first += columns) {
        const std::size_t row = tag("TR", table);
        const std::size_t count = std::min(columns, block.pairs.size() - first);
        std::vector<Line> all;
        for (std::size_t i = 0; i < count; ++i) {
            const Pair& pair = block.pairs[first + i];
            append(all, lines(pair.key, style_key, left(i), cell_top, key_width - 6, Align::left,
                              tag("TH", row)));
            append(all, lines(pair.value, style_cell, left(i) + key_width, cell_top,
                              width - key_width, Align::left, tag("TD", row)));
        }
        push_split(
            all, {cell_top, style_cell.pitch}, first == 0 ? 8 : 0, [&](Piece& piece, Part part) {
                for (std::size_t i = 0; part == Part::last && i < columns; ++i)
                    piece.boxes.push_back(
                        {left(i), piece.extent.height - hairline, width, hairline, ink_hairline});
            });
    }
    room_below_ = 11;
    return ok();
}

Status Builder::check(const Table& block) const {
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

std::size_t Builder::push_head(const std::vector<Column>& columns, const Columns& at,
                               std::size_t table) {
    const double top = 3.2;
    const std::size_t row = tag("TR", table);
    std::vector<Line> all;
    for (std::size_t i = 0; i < columns.size(); ++i)
        append(all, lines(columns[i].title, style_head, at.x[i], top, at.width[i], at.align[i],
                          tag("TH", row)));
    const auto count = static_cast<double>(lines_in(all, {top, style_head.pitch}));
    Piece head{.extent = {.gap = after_heading_ ? 6.0 : 9.0,
                          .height = count * style_head.pitch + 2 * top,
                          .keep = Keep::with_next}};
    head.boxes = {{0, 0, body_width, head.extent.height, ink_head},
                  {0, head.extent.height - 0.8, body_width, 0.8, ink_accent}};
    head.lines = std::move(all);
    push(std::move(head));
    return flow_.pieces.size() - 1;
}

void Builder::push_row(const std::vector<std::string>& cells, const Columns& at, std::size_t table,
                       std::size_t head, bool striped) {
    const std::size_t row = tag("TR", table);
    std::vector<Line> all;
    for (std::size_t i = 0; i < cells.size(); ++i)
        append(all, lines(cells[i], style_cell, at.x[i], cell_top, at.width[i], at.align[i],
                          tag("TD", row)));
    const auto decorate = [&](Piece& piece, Part part) {
        const double bottom = piece.extent.height;
        if (striped) piece.boxes.push_back({0, 0, body_width, bottom, ink_stripe});
        if (part == Part::last)
            piece.boxes.push_back({0, bottom - hairline, body_width, hairline, ink_hairline});
    };
    push_split(all, {cell_top, style_cell.pitch}, 0, decorate, head);
}

Status Builder::add(const Table& block) {
    TRY(check(block));
    const Columns at = columns_of(block.columns);
    const std::size_t table = tag("Table", section_tag_);
    const std::size_t head = push_head(block.columns, at, table);
    for (std::size_t i = 0; i < block.rows.size(); ++i)
        push_row(block.rows[i], at, table, head, i % 2 == 1);
    room_below_ = 11;
    return ok();
}

Status Builder::add(const Contents&) {
    const std::vector<Column> columns = {
        {"Title", 54}, {"Date", 15}, {"Type", 23}, {"Page", 8, Align::right}};
    const Columns at = columns_of(columns);
    const std::size_t head = push_head(columns, at, tag("Table", section_tag_));
    const std::size_t toc = tag("TOC", section_tag_);
    for (std::size_t i = 0; i < document_.sections.size(); ++i)
        if (document_.sections[i].listing == Listing::listed) push_contents_row(i, at, toc, head);
    room_below_ = 11;
    return ok();
}

void Builder::push_contents_row(std::size_t target, const Columns& at, std::size_t toc,
                                std::size_t head) {
    const Section& section = document_.sections[target];
    const std::size_t link = tag("Link", tag("TOCI", toc));
    flow_.tags[link].attributes = "dest='s" + std::to_string(target) + "'";
    std::vector<Line> all;
    const std::string* const texts[] = {&section.title, &section.date, &section.type};
    for (std::size_t i = 0; i < 3; ++i)  // the space keeps the texts apart for those who listen
        append(all, lines(*texts[i] + " ", style_cell, at.x[i], cell_top, at.width[i], Align::left,
                          link));
    const auto count = static_cast<double>(lines_in(all, {cell_top, style_cell.pitch}));
    Piece piece{.extent = {.height = count * style_cell.pitch + 2 * cell_top, .head = head}};
    piece.boxes = {{0, piece.extent.height - hairline, body_width, hairline, ink_hairline}};
    piece.lines = std::move(all);
    piece.page_of = target;
    push(std::move(piece));
}

}  // namespace muniment::pdf
