// Blocks of text to pieces: what each looks like on the page, and its tags.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "formats/pdf/builder.h"

namespace muniment::pdf {
namespace {

constexpr Style heading_styles[] = {
    {.size = 15, .pitch = 20, .ink = ink_accent, .face = Face::bold},
    {.size = 11.5, .pitch = 16, .ink = ink_accent, .face = Face::bold},
    {.size = 9.5, .pitch = 13, .ink = ink_text, .face = Face::bold},
};
constexpr const char* heading_tags[] = {"H1", "H2", "H3"};
constexpr double heading_gaps[] = {22, 16, 11};

Style bold(Style style) {
    style.face = Face::bold;
    return style;
}

const Style& style_of(Size size) {
    return size == Size::letter ? style_letter : size == Size::small ? style_small : style_normal;
}

}  // namespace

std::vector<Chapter> chapters_of(const Document& document) {
    std::vector<Chapter> chapters;
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        if (chapters.empty() || document.sections[i].start == Start::new_page)
            chapters.push_back({i, i});
        chapters.back().end = i + 1;
    }
    return chapters;
}

Result<Flow> Builder::run() {
    flow_.chapter = chapter_;
    const std::size_t root = tag("Document", no_tag);
    for (section_ = chapter_.first; section_ < chapter_.end; ++section_) {
        const Section& section = document_.sections[section_];
        section_tag_ = tag("Sect", root);
        flow_.first_pieces.push_back(flow_.pieces.size());
        break_pending_ = break_pending_ || section.start == Start::new_page;
        for (block_ = 0; block_ < section.blocks.size(); ++block_)
            TRY(std::visit([this](const auto& block) { return add(block); },
                           section.blocks[block_]));
        if (flow_.first_pieces.back() == flow_.pieces.size()) push({});  // an empty section
    }
    return std::move(flow_);
}

Error Builder::wrong(const std::string& why) const {
    return {Fault::incorrect, "Section " + std::to_string(section_ + 1) + ", block " +
                                  std::to_string(block_ + 1) + ": " + why};
}

std::size_t Builder::tag(const char* name, std::size_t parent) {
    flow_.tags.push_back({name, parent});
    return flow_.tags.size() - 1;
}

void Builder::push(Piece piece) {
    piece.section = section_;
    piece.extent.gap = std::max(piece.extent.gap, room_below_);
    piece.extent.new_page = break_pending_ && !flow_.pieces.empty();
    break_pending_ = after_heading_ = false;
    room_below_ = 0;
    flow_.pieces.push_back(std::move(piece));
}

std::vector<PangoLayoutLine*> Builder::keep(Laid laid) {
    std::move(laid.layouts.begin(), laid.layouts.end(), std::back_inserter(flow_.layouts));
    return std::move(laid.lines);
}

std::vector<Line> Builder::lines(std::string_view text, const Style& style, double x, double top,
                                 double width, Align align, std::size_t tag) {
    return lines_of(keep(type_.set(type_.shown(text), style, width)), style, x, top, width, align,
                    tag);
}

void Builder::push_lines(std::vector<Line> all, const Style& style, double gap) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        Piece piece{.extent = {.gap = i == 0 ? gap : 0, .height = style.pitch}};
        if (all.size() > 1 && (i == 0 || i + 2 == all.size())) piece.extent.keep = Keep::with_next;
        all[i].baseline = baseline_of(style);
        piece.lines = {all[i]};
        push(std::move(piece));
    }
}

void Builder::keep_together(std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) flow_.pieces[i].extent.keep = Keep::with_next;
}

Status Builder::add(const Heading& block) {
    if (block.level < 1 || block.level > 3)
        return wrong("a heading's level is 1, 2 or 3, not " + std::to_string(block.level) + ".");
    const auto level = static_cast<std::size_t>(block.level - 1);
    const Style& style = heading_styles[level];
    const std::size_t first = flow_.pieces.size();
    flow_.bookmarks.push_back({type_.shown(block.text), block.level, first});
    push_lines(lines(block.text, style, 0, 0, body_width, Align::left,
                     tag(heading_tags[level], section_tag_)),
               style, heading_gaps[level]);
    if (block.level == 1) {
        Piece& last = flow_.pieces.back();
        last.boxes.push_back({0, style.pitch + 2.5, body_width, 0.9, ink_accent});
        last.extent.height += 5;
    }
    keep_together(first, flow_.pieces.size());
    after_heading_ = true;
    return ok();
}

Status Builder::add(const Paragraph& block) {
    const Style& style = style_of(block.size);
    std::vector<Run> runs;
    for (const Run& run : block.runs) runs.push_back({type_.shown(run.text), run.face});
    const auto laid = keep(type_.set(runs, style, body_width));
    push_lines(lines_of(laid, style, 0, 0, body_width, block.align, tag("P", section_tag_)), style,
               after_heading_ ? 4 : style.pitch * 0.55);
    return ok();
}

Status Builder::add(const Preformatted& block) {
    push_lines(lines(block.text, style_note, 0, 0, body_width, Align::left, tag("P", section_tag_)),
               style_note, 9);
    return ok();
}

Status Builder::add(const Bullets& block) {
    const std::size_t list = tag("L", section_tag_);
    const double indent = 16;
    for (const std::string& item : block.items) {
        const std::size_t entry = tag("LI", list);
        const Line bullet =
            lines("\u2022", style_normal, 4, 0, indent, Align::left, tag("Lbl", entry))[0];
        const std::size_t first = flow_.pieces.size();
        push_lines(lines(item, style_normal, indent, 0, body_width - indent, Align::left,
                         tag("LBody", entry)),
                   style_normal, 3.5);
        auto& there = flow_.pieces[first].lines;
        there.insert(there.begin(), bullet);
    }
    room_below_ = 8;
    return ok();
}

Status Builder::add(const Notice& block) {
    const double inset = 10, top = 7, width = body_width - 2 * inset;
    std::vector<Line> all;
    if (!block.title.empty())
        all = lines(block.title, bold(style_normal), inset, top, width, Align::left,
                    tag("P", section_tag_));
    const double below = top + static_cast<double>(all.size()) * style_normal.pitch;
    append(all, lines(block.text, style_normal, inset, below, width, Align::left,
                      tag("P", section_tag_)));
    push_split(all, {top, style_normal.pitch}, 11, [](Piece& piece, Part) {
        piece.boxes.push_back({0, 0, body_width, piece.extent.height, ink_notice});
        piece.boxes.push_back({0, 0, 2.2, piece.extent.height, ink_accent});
    });
    room_below_ = 13;
    return ok();
}

Status Builder::add(const Rule&) {
    Piece piece{.extent = {.gap = 10, .height = 2}};
    piece.boxes = {{0, 0.7, body_width, 0.6, ink_hairline}};
    push(std::move(piece));
    return ok();
}

Status Builder::add(const PageBreak&) {
    break_pending_ = true;
    return ok();
}

Status Builder::add(const Space& block) {
    if (!(block.points >= 0 && block.points <= body_height))
        return wrong("a space is between 0 points and the height of a page.");
    push(Piece{.extent = {.height = block.points}});
    return ok();
}

Status Builder::add(const Letterhead& block) {
    const Style name{.size = 16, .pitch = 21, .ink = ink_accent, .face = Face::bold};
    const std::size_t first = flow_.pieces.size();
    push_lines(lines(block.name, name, 0, 0, body_width, Align::left, tag("P", section_tag_)), name,
               0);
    for (const std::string& line : block.lines)
        push_lines(lines(line, style_small, 0, 0, body_width, Align::left, tag("P", section_tag_)),
                   style_small, 0);
    Piece& last = flow_.pieces.back();
    last.boxes.push_back({0, last.extent.height + 6, body_width, 1.2, ink_accent});
    last.extent.height += 22;
    keep_together(first, flow_.pieces.size() - 1);
    return ok();
}

Status Builder::add(const Signature& block) {
    const double width = 250, date_x = 300, date_width = 120, line_y = 14, under = 17;
    const auto put = [&](const std::string& text, const Style& style, double x, double y,
                         double w) {
        return lines(text, style, x, y, w, Align::left, tag("P", section_tag_));
    };
    Piece piece{.extent = {.gap = 34}};
    piece.boxes = {{0, line_y, width, 0.7, ink_text}, {date_x, line_y, date_width, 0.7, ink_text}};
    piece.lines = put(block.name, bold(style_normal), 0, under, width);
    const double below = under + static_cast<double>(piece.lines.size()) * style_normal.pitch;
    const auto title = put(block.title, style_small, 0, below, width);
    append(piece.lines, title);
    if (!block.date.empty())
        append(piece.lines, put(block.date, style_normal, date_x, 0, date_width));
    append(piece.lines, put("Date", style_small, date_x, under, date_width));
    piece.extent.height = below + static_cast<double>(title.size()) * style_small.pitch;
    push(std::move(piece));
    return ok();
}

Result<Flow> flow_of(const Document& document, Chapter chapter, Typesetter& typesetter) {
    return Builder(document, chapter, typesetter).run();
}

}  // namespace muniment::pdf
