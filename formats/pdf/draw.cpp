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
    explicit OpenTags(cairo_t* cairo) : cairo_(cairo) {}

    // Of the next chapter. The document's tag is the first of every chapter, and stays open.
    void use(const std::vector<Tag>& tags) {
        close_to(1);
        tags_ = &tags;
    }
    void open(std::size_t tag) {
        if (!open_.empty() && open_.back() == tag) return;
        std::vector<std::size_t> path;
        for (std::size_t at = tag; at != no_tag; at = tag_of(at).parent) path.push_back(at);
        std::reverse(path.begin(), path.end());
        std::size_t same = 0;
        while (same < path.size() && same < open_.size() && path[same] == open_[same]) ++same;
        close_to(same);
        for (; same < path.size(); ++same) {
            const Tag& next = tag_of(path[same]);
            cairo_tag_begin(cairo_, next.name, next.attributes.c_str());
            open_.push_back(path[same]);
        }
    }

    // Ends what holds text itself: content belongs to one page, groups go on.
    void end_page() {
        std::size_t keep = 0;
        while (keep < open_.size() && is_group(tag_of(open_[keep]).name)) ++keep;
        close_to(keep);
    }
    void close_to(std::size_t depth) {
        for (; open_.size() > depth; open_.pop_back())
            cairo_tag_end(cairo_, tag_of(open_.back()).name);
    }

  private:
    static bool is_group(std::string_view name) {
        return name == "Document" || name == "Sect" || name == "Table" || name == "L" ||
               name == "TOC";
    }
    const Tag& tag_of(std::size_t tag) const { return (*tags_)[tag]; }

    cairo_t* cairo_;
    const std::vector<Tag>* tags_ = nullptr;
    std::vector<std::size_t> open_;
};

// A heading that the reader's list of bookmarks shows, on its page.
struct Mark {
    std::string text;
    int level;
    std::size_t page;
    double y;
};

}  // namespace

class Drawing::Artist {
  public:
    Artist(const std::vector<Running>& running, const Measured& whole, Typesetter& type)
        : running_(running),
          whole_(whole),
          type_(type),
          surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, page_width, page_height)),
          cairo_(cairo_create(surface_)),
          tags_(cairo_) {
        cairo_pdf_surface_restrict_to_version(surface_, CAIRO_PDF_VERSION_1_5);
    }
    ~Artist() {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }
    Artist(const Artist&) = delete;
    Artist& operator=(const Artist&) = delete;

    void add(const Flow& flow, const Pages& pages) {
        flow_ = &flow;
        pages_ = &pages;
        tags_.use(flow.tags);
        for (const Bookmark& mark : flow.bookmarks) {
            const Place& place = pages.places[mark.piece];
            marks_.push_back({mark.text, mark.level, done_ + place.page, place.y});
        }
        std::size_t piece = 0, repeat = 0, section = flow.chapter.first;
        for (std::size_t page = 0; page < pages.count; ++page) {
            const std::size_t first = piece;
            while (piece < flow.pieces.size() && pages.places[piece].page == page) ++piece;
            if (first < piece) section = flow.pieces[first].section;
            draw_header(running_[section].header);
            draw_footer(section, done_ + page);
            for (; repeat < pages.repeats.size() && pages.repeats[repeat].page == page; ++repeat)
                draw_repeat(flow.pieces[pages.repeats[repeat].piece]);
            draw_pieces(first, piece);
            tags_.end_page();
            // The tags of a page that was shown can no longer be closed.
            if (page + 1 == pages.count)
                tags_.close_to(done_ + pages.count == whole_.page_count ? 0 : 1);
            cairo_show_page(cairo_);
        }
        done_ += pages.count;
    }

    Result<std::string> finish() {
        add_bookmarks();
        return written();
    }

  private:
    Result<std::string> written() {
        if (failed_) return *failed_;
        const cairo_status_t drawn = cairo_status(cairo_);
        cairo_surface_finish(surface_);
        const cairo_status_t ended = cairo_surface_status(surface_);
        const cairo_status_t failed = drawn != CAIRO_STATUS_SUCCESS ? drawn : ended;
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
            for (const Box& box : flow_->pieces[i].boxes) draw_box(box, pages_->places[i].y);
        for (std::size_t i = first; i < end; ++i) {
            const Piece& piece = flow_->pieces[i];
            const double y = pages_->places[i].y;
            if (flow_->first_piece(piece.section) == i) name_place(piece.section, y);
            for (const Line& line : piece.lines) {
                tags_.open(line.tag);
                draw_line(line, y);
            }
            if (piece.image.picture != nullptr) draw_image(piece.image, y);
            if (piece.page_of != no_tag) draw_page_number(piece, y);
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
        const std::size_t page = whole_.section_pages[piece.page_of] + 1;
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

    std::string page_text(std::size_t section, std::size_t page) const {
        std::size_t first = 0, end = whole_.page_count;
        if (running_[section].page_numbers == PageNumbers::of_section) {
            first = whole_.section_pages[section];
            if (section + 1 < whole_.section_pages.size()) end = whole_.section_pages[section + 1];
        }
        return "Page " + std::to_string(page - first + 1) + " of " + std::to_string(end - first);
    }

    void draw_footer(std::size_t section, std::size_t page) {
        const double top = page_height - body_bottom + 16;
        draw_box({0, top - 4 - body_top, body_width, 0.6, ink_hairline}, 0);
        draw_text(running_[section].footer, style_running, top, 0.8, Align::left);
        draw_text(page_text(section, page), style_running, top, 0.18, Align::right);
    }

    void add_bookmarks() {
        std::array<int, 4>
            parents{};  // parents[level - 1] is what a bookmark of that level hangs on
        for (const Mark& mark : marks_) {
            const std::string at = "page=" + std::to_string(mark.page + 1) + " pos=[0 " +
                                   std::to_string(std::max(0.0, body_top + mark.y - 12)) + "]";
            const auto level = static_cast<std::size_t>(mark.level);
            const int id = cairo_pdf_surface_add_outline(surface_, parents[level - 1],
                                                         mark.text.c_str(), at.c_str(),
                                                         static_cast<cairo_pdf_outline_flags_t>(0));
            std::fill(parents.begin() + mark.level, parents.end(), id);
        }
    }

    const std::vector<Running>& running_;
    const Measured& whole_;
    Typesetter& type_;
    const Flow* flow_ = nullptr;  // of the chapter that is drawn
    const Pages* pages_ = nullptr;
    std::size_t done_ = 0;  // pages of the chapters before
    std::vector<Mark> marks_;
    std::string bytes_;
    std::optional<Error> failed_;  // a picture that could not be had
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    OpenTags tags_;
};

Drawing::Drawing(const std::vector<Running>& running, const Measured& whole, Typesetter& typesetter)
    : artist_(std::make_unique<Artist>(running, whole, typesetter)) {}
Drawing::~Drawing() = default;
void Drawing::add(const Flow& flow, const Pages& pages) { artist_->add(flow, pages); }
Result<std::string> Drawing::finish() { return artist_->finish(); }

}  // namespace muniment::pdf
