// Greedy, one pass: each chain goes on the current page if it fits, else on the next.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/paginate.h"

namespace muniment::pdf {
namespace {

// One past the last piece that must stand with `first`.
std::size_t chain_end(const std::vector<Extent>& pieces, std::size_t first) {
    std::size_t end = first;
    while (end + 1 < pieces.size() && pieces[end].keep == Keep::with_next &&
           !pieces[end + 1].new_page)
        ++end;
    return end + 1;
}

double height_of(const std::vector<Extent>& pieces, std::size_t first, std::size_t end) {
    double height = pieces[first].height;
    for (std::size_t i = first + 1; i < end; ++i) height += pieces[i].gap + pieces[i].height;
    return height;
}

class Paginator {
  public:
    Paginator(const std::vector<Extent>& pieces, double body_height)
        : pieces_(pieces), body_height_(body_height) {}

    Pages run() {
        for (std::size_t i = 0, end = 0; i < pieces_.size(); ++i) {
            if (i >= end) {
                end = chain_end(pieces_, i);
                begin_chain(i, height_of(pieces_, i, end));
            }
            put(i);
        }
        return std::move(out_);
    }

  private:
    bool at_top() const { return y_ <= top_; }

    void next_page() {
        ++out_.count;
        y_ = top_ = 0;
    }

    void begin_chain(std::size_t i, double height) {
        if (pieces_[i].new_page && !at_top()) return next_page();
        if (at_top()) return;
        if (height <= body_height_ && y_ + pieces_[i].gap + height > body_height_) next_page();
    }

    void put(std::size_t i) {
        const Extent& piece = pieces_[i];
        if (!at_top() && y_ + piece.gap + piece.height > body_height_) next_page();
        if (!at_top())
            y_ += piece.gap;
        else if (piece.head != no_head && top_ == 0)
            repeat_head(piece.head);
        out_.places.push_back({out_.count - 1, y_});
        y_ += piece.height;
    }

    void repeat_head(std::size_t head) {
        out_.repeats.push_back({out_.count - 1, head});
        y_ = top_ = pieces_[head].height;
    }

    const std::vector<Extent>& pieces_;
    double body_height_;
    double y_ = 0;
    double top_ = 0;  // where the first piece of this page stands: under a repeated head
    Pages out_;
};

}  // namespace

Pages paginate(const std::vector<Extent>& pieces, double body_height) {
    return Paginator(pieces, body_height).run();
}

}  // namespace muniment::pdf
