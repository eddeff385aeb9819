// One pass over the bytes: decode a character, judge it, write it or its replacement.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/shown.h"

#include <glib.h>

namespace muniment::pdf {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr int marks_max = 4;
constexpr gunichar invalid = 0xffffffff;

struct Decoded {
    gunichar character;
    std::size_t size;
};

// The next character, or `invalid` with the one byte to skip. NUL is a character here.
Decoded decode(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes[0]);
    if (first < 0x80) return {first, 1};
    const gunichar c = g_utf8_get_char_validated(
        bytes.data(), static_cast<gssize>(std::min<std::size_t>(bytes.size(), 4)));
    if (c >= 0xfffffffe) return {invalid, 1};
    return {c, static_cast<std::size_t>(g_unichar_to_utf8(c, nullptr))};
}

bool is_line_end(gunichar c) {
    return c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

bool is_invisible(gunichar c) {
    return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x34f ||
           (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x200e ||
           c == 0x200f || c == 0x61c;
}

bool is_override(gunichar c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

class Writer {
  public:
    explicit Writer(const std::function<bool(char32_t)>& covers) : covers_(covers) {}

    void ascii(char c) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return replace();
        out_.text += c;
        ++column_;
        marks_ = 0;
    }
    void line_end() {
        out_.text += '\n';
        column_ = marks_ = 0;
    }
    void tab() {
        do {
            out_.text += ' ';
        } while (++column_ % 8 != 0);
    }
    void replace() {
        out_.text += replacement;
        ++out_.replaced;
        ++column_;
        marks_ = 0;
    }
    void other(gunichar c, std::string_view bytes) {
        if (is_invisible(c)) return;
        marks_ = g_unichar_ismark(c) ? marks_ + 1 : 0;
        if (marks_ > marks_max) {
            ++out_.replaced;  // stands beyond what a reader could tell apart; its base is kept
            return;
        }
        if (g_unichar_iscntrl(c) || is_override(c) || !covers_(c)) return replace();
        out_.text += bytes;
        ++column_;
    }
    Shown take() { return std::move(out_); }

  private:
    const std::function<bool(char32_t)>& covers_;
    Shown out_;
    int column_ = 0;
    int marks_ = 0;
};

}  // namespace

Shown shown_text(std::string_view bytes, const std::function<bool(char32_t)>& covers) {
    Writer writer(covers);
    for (std::size_t at = 0; at < bytes.size();) {
        const auto [c, size] = decode(bytes.substr(at));
        const bool crlf = c == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
        if (c == invalid)
            writer.replace();
        else if (crlf) {
        } else if (is_line_end(c))
            writer.line_end();
        else if (c == '\t')
            writer.tab();
        else if (c < 0x80)
            writer.ascii(static_cast<char>(c));
        else
            writer.other(c, bytes.substr(at, size));
        at += size;
    }
    return writer.take();
}

}  // namespace muniment::pdf
