// Page by page: boxes first, then lines inside their tags, so that only text is in the structure
// tree.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/draw.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <optional>

#include "formats/pdf/builder.h"
#include "formats/pdf/picture.h"

namespace muniment::pdf {
namespace {

constexpr Style style_running{.size = 7.5, .pitch = 10, .ink = ink_muted},
    style_facility{.size = 8, .pitch = 10.5, .ink = ink_accent, .face = Face::bold};

cairo_status_t append(void* into, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

// The tags that are open now, from the root inwards. Cairo knows a fixed list of names; another one
// would end the file without a word.
class OpenTags {
  public:
    OpenTags(cairo_t* cairo, const std::vector<Tag>& tags) : cairo_(cairo), tags_(tags) {}

    void open(std::size_t tag) {
        if (!open_.empty() && open_.back() == tag) return;
        std::vector<std::size_t> path;
        for (std::size_t at = tag; at != no_tag; at = tags_[at].parent) path.push_back(at);
        std::reverse(path.begin(), path.end());
        std::size_t same = 0;
        while (same < path.size() && same < open_.size() && path[same] == open_[same]) ++same;
        close_to(same);
        for (; same < path.size(); ++same) {
            cairo_tag_begin(cairo_, tags_[path[same]].name, tags_[path[same]].attributes.c_str());
            open_.push_back(path[same]);
        }
    }

    // Ends what holds text itself: content belongs to one page, groups go on.
    void end_page() {
        std::size_t keep = 0;
        while (keep < open_.size() && is_group(tags_[open_[keep]].name)) ++keep;
        close_to(keep);
    }
    void close_to(std::size_t depth) {
        for (; open_.size() > depth; open_.pop_back())
            cairo_tag_end(cairo_, tags_[open_.back()].name);
    }

  private:
    static bool is_group(std::string_view name) {
        return name == "Document" || name == "Sect" || name == "Table" || name == "L" ||
               name == "TOC";
    }
    cairo_t* cairo_;
    const std::vector<Tag>& tags_;
    std::vector<std::size_t> open_;
};

class Artist {
  public:
    Artist(const Document& document, const Flow& flow, const Pages& pages, Typesetter& type)
        : document_(document),
          flow_(flow),
          pages_(pages),
          type_(type),
          surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, page_width, page_height)),
          cairo_(cairo_create(surface_)),
          tags_(cairo_, flow.tags) {
        cairo_pdf_surface_restrict_to_version(surface_, CAIRO_PDF_VERSION_1_5);
    }
    ~Artist() {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }
    Artist(const Artist&) = delete;
    Artist& operator=(const Artist&) = delete;

    Result<std::string> run() {
        std::size_t piece = 0, repeat = 0, section = 0;
        for (std::size_t page = 0; page < pages_.count; ++page) {
            const std::size_t first = piece;
            while (piece < flow_.pieces.size() && pages_.places[piece].page == page) ++piece;
            if (first < piece) section = flow_.pieces[first].section;
            draw_header(document_.sections[section].header);
            draw_footer(document_.sections[section].footer, page);
            for (; repeat < pages_.repeats.size() && pages_.repeats[repeat].page == page; ++repeat)
                draw_repeat(flow_.pieces[pages_.repeats[repeat].piece]);
            draw_pieces(first, piece);
            tags_.end_page();
            if (page + 1 == pages_.count) tags_.close_to(0);
            cairo_show_page(cairo_);
        }
        add_bookmarks();
        return finish();
    }

  private:
    Result<std::string> finish() {
        if (failed_) return *failed_;
        const cairo_status_t drawn = cairo_status(cairo_);
        cairo_surface_finish(surface_);
        const cairo_status_t written = cairo_surface_status(surface_);
        const cairo_status_t failed = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
        if (failed != CAIRO_STATUS_SUCCESS)
            return Error{Fault::unavailable,
                         std::string("The PDF could not be drawn: cairo says \"") +
                             cairo_status_to_string(failed) + "\"."};
        return std::move(bytes_);
    }

    void ink(const Ink& ink) { cairo_set_source_rgb(cairo_, ink.red, ink.green, ink.blue); }

    void draw_box(const Box& box, double y) {
        ink(box.ink);
        cairo_rectangle(cairo_, margin_side + box.x, body_top + y + box.y, box.width, box.height);
        cairo_fill(cairo_);
    }

    void draw_line(const Line& line, double y) {
        ink(line.ink);
        cairo_move_to(cairo_, margin_side + line.x, body_top + y + line.baseline);
        pango_cairo_show_layout_line(cairo_, line.line);
    }

    void draw_pieces(std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i)
            for (const Box& box : flow_.pieces[i].boxes) draw_box(box, pages_.places[i].y);
        for (std::size_t i = first; i < end; ++i) {
            const Piece& piece = flow_.pieces[i];
            if (flow_.first_pieces[piece.section] == i)
                name_place(piece.section, pages_.places[i].y);
            for (const Line& line : piece.lines) {
                tags_.open(line.tag);
                draw_line(line, pages_.places[i].y);
            }
            if (piece.image.picture != nullptr) draw_image(piece.image, pages_.places[i].y);
            if (piece.page_of != no_tag) draw_page_number(piece, pages_.places[i].y);
        }
    }

    // Between tags: of what is not text the structure tree says nothing.
    void draw_image(const Image& image, double y) {
        if (failed_) return;
        tags_.end_page();
        auto bytes = image.picture->load();
        const Status drawn =
            bytes ? show_picture(cairo_, image, *std::move(bytes), margin_side, body_top + y)
                  : Status(bytes.error());
        if (!drawn) failed_ = drawn.error();
    }

    void name_place(std::size_t section, double y) {
        tags_.end_page();
        const std::string name = "name='s" + std::to_string(section) +
                                 "' x=0 y=" + std::to_string(std::max(0.0, body_top + y - 12)) +
                                 " internal";
        cairo_tag_begin(cairo_, CAIRO_TAG_DEST, name.c_str());
        cairo_tag_end(cairo_, CAIRO_TAG_DEST);
    }

    // A head above the rest of its table: seen, but not a second row of the structure tree.
    void draw_repeat(const Piece& piece) {
        for (const Box& box : piece.boxes) draw_box(box, 0);
        for (const Line& line : piece.lines) draw_line(line, 0);
    }

    // One line of the running header or footer; what is too wide is cut with an ellipsis.
    void draw_text(const std::string& text, const Style& style, double top, double share,
                   Align align) {
        const double width = body_width * share, x = align == Align::right ? body_width - width : 0;
        const LayoutPtr line = type_.set_line(text, style, width);
        const std::vector<PangoLayoutLine*> laid = {pango_layout_get_line(line.get(), 0)};
        draw_line(lines_of(laid, style, x, top - body_top, width, align, no_tag)[0], 0);
    }

    void draw_page_number(const Piece& piece, double y) {
        const std::size_t page = pages_.places[flow_.first_pieces[piece.page_of]].page + 1;
        const Laid laid = type_.set(std::to_string(page), style_cell, body_width);
        draw_line(lines_of(laid.lines, style_cell, 0, cell_top, body_width - cell_side,
                           Align::right, no_tag)[0],
                  y);
    }

    void draw_header(const Header& header) {
        if (header.left.empty() && header.center.empty() && header.right.empty()) return;
        draw_text(header.left, style_facility, 34, 0.68, Align::left);
        draw_text(header.right, style_facility, 34, 0.3, Align::right);
        draw_text(header.center, style_running, 45, 1, Align::left);
        draw_box({0, 59 - body_top, body_width, 0.6, ink_hairline}, 0);
    }

    void draw_footer(const std::string& line, std::size_t page) {
        const double top = page_height - body_bottom + 16;
        draw_box({0, top - 4 - body_top, body_width, 0.6, ink_hairline}, 0);
        draw_text(line, style_running, top, 0.8, Align::left);
        draw_text("Page " + std::to_string(page + 1) + " of " + std::to_string(pages_.count),
                  style_running, top, 0.18, Align::right);
    }

    void add_bookmarks() {
        std::array<int, 4>
            parents{};  // parents[level - 1] is what a bookmark of that level hangs on
        for (const Bookmark& mark : flow_.bookmarks) {
            const Place& place = pages_.places[mark.piece];
            const std::string at = "page=" + std::to_string(place.page + 1) + " pos=[0 " +
                                   std::to_string(std::max(0.0, body_top + place.y - 12)) + "]";
            const auto level = static_cast<std::size_t>(mark.level);
            const int id = cairo_pdf_surface_add_outline(surface_, parents[level - 1],
                                                         mark.text.c_str(), at.c_str(),
                                                         static_cast<cairo_pdf_outline_flags_t>(0));
            std::fill(parents.begin() + mark.level, parents.end(), id);
        }
    }

    const Document& document_;
    const Flow& flow_;
    const Pages& pages_;
    Typesetter& type_;
    std::string bytes_;
    std::optional<Error> failed_;  // a picture that could not be had
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    OpenTags tags_;
};

}  // namespace

Result<std::string> draw(const Document& document, const Flow& flow, const Pages& pages,
                         Typesetter& typesetter) {
    return Artist(document, flow, pages, typesetter).run();
}

}  // namespace muniment::pdf
