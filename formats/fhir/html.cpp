// HTML to text: a small tokenizer in the manner of browsers (what is not a tag is text), and a
// writer that folds white space and starts lines at block elements.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "formats/fhir/attachment.h"
#include "formats/fhir/charset.h"
#include "formats/fhir/escape.h"

namespace muniment::fhir {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'; }

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr auto blocks = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "body",     "br",     "caption", "center",
     "dd",      "div",     "dl",    "dt",         "fieldset", "footer", "form",    "h1",
     "h2",      "h3",      "h4",    "h5",         "h6",       "header", "hr",      "li",
     "main",    "nav",     "ol",    "option",     "p",        "pre",    "section", "table",
     "tbody",   "tfoot",   "thead", "tr",         "ul"});
// Their content is not for reading. Ends only at the matching end tag.
constexpr auto dropped = std::to_array<std::string_view>(
    {"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "title"});

// Entity names of U+00A0 to U+00FF, in order (HTML 4.01 24.2.1).
constexpr auto latin1_names = std::to_array<std::string_view>(
    {"nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
     "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
     "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
     "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
     "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
     "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
     "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
     "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
     "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
     "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
     "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"});
static_assert(latin1_names.size() == 96);

struct Named {
    std::string_view name;
    char32_t code_point;
};
constexpr auto other_names = std::to_array<Named>(
    {{"amp", '&'},       {"lt", '<'},       {"gt", '>'},        {"quot", '"'},
     {"apos", '\''},     {"ndash", 0x2013}, {"mdash", 0x2014},  {"lsquo", 0x2018},
     {"rsquo", 0x2019},  {"sbquo", 0x201A}, {"ldquo", 0x201C},  {"rdquo", 0x201D},
     {"bdquo", 0x201E},  {"bull", 0x2022},  {"hellip", 0x2026}, {"dagger", 0x2020},
     {"permil", 0x2030}, {"prime", 0x2032}, {"euro", 0x20AC},   {"trade", 0x2122},
     {"larr", 0x2190},   {"uarr", 0x2191},  {"rarr", 0x2192},   {"darr", 0x2193},
     {"minus", 0x2212},  {"infin", 0x221E}, {"asymp", 0x2248},  {"ne", 0x2260},
     {"le", 0x2264},     {"ge", 0x2265},    {"alpha", 0x3B1},   {"beta", 0x3B2},
     {"gamma", 0x3B3},   {"delta", 0x3B4},  {"Delta", 0x394},   {"mu", 0x3BC},
     {"Omega", 0x3A9},   {"omega", 0x3C9},  {"ensp", ' '},      {"emsp", ' '},
     {"thinsp", ' '},    {"zwnj", 0x200C},  {"zwj", 0x200D}});

std::optional<char32_t> named(std::string_view name) {
    for (const Named& one : other_names)
        if (one.name == name) return one.code_point;
    const auto* const found = std::find(latin1_names.begin(), latin1_names.end(), name);
    if (found == latin1_names.end()) return std::nullopt;
    return static_cast<char32_t>(0xA0 + (found - latin1_names.begin()));
}

char32_t cleaned(std::uint32_t code_point) {
    if (code_point == 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0xFFFD;
    if (code_point < 0x20 && code_point != '\t' && code_point != '\n') return ' ';
    return code_point <= 0xFF ? windows_1252(static_cast<unsigned char>(code_point)) : code_point;
}

std::optional<char32_t> numbered(std::string_view digits) {  // "233" or "xE9"
    const bool hex = digits.starts_with('x') || digits.starts_with('X');
    if (hex) digits.remove_prefix(1);
    if (digits.empty()) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : digits) {
        const char low = static_cast<char>(c | 0x20);
        const bool letter = hex && low >= 'a' && low <= 'f';
        if (!is_digit(c) && !letter) return std::nullopt;
        const int digit = is_digit(c) ? c - '0' : low - 'a' + 10;
        value = std::min(value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit), 0x110000u);
    }
    return cleaned(value);
}

// Folds white space; a break wins over a tab, a tab over a space.
class Writer {
  public:
    void space() { wait(' '); }
    void tab() { wait('\t'); }
    void line() { wait('\n'); }
    void put(char32_t c) {
        settle();
        append_utf8(text_, c);
    }
    void put_byte(char c) {
        settle();
        text_ += c;
    }
    std::string take() {
        return std::move(text_);  // what still waits at the end is not wanted
    }
    void keep_newline() {  // inside <pre>
        if (!text_.empty()) text_ += '\n';
        waiting_ = '\0';
    }

  private:
    static int rank(char c) { return c == '\n' ? 3 : c == '\t' ? 2 : c == ' ' ? 1 : 0; }
    void wait(char c) {
        if (rank(c) > rank(waiting_)) waiting_ = c;
    }
    void settle() {
        const bool at_line_start = text_.empty() || text_.back() == '\n';
        if (waiting_ != '\0' && !at_line_start) text_ += waiting_;
        waiting_ = '\0';
    }
    std::string text_;
    char waiting_ = '\0';
};

class HtmlReader {
  public:
    explicit HtmlReader(std::string_view html) : html_(html) {}

    std::string run() {
        while (at_ < html_.size()) {
            const char c = html_[at_];
            if (c == '<' && markup()) continue;
            if (c == '&' && entity()) continue;
            character(c);
            ++at_;
        }
        return out_.take();
    }

  private:
    std::string_view rest() const { return html_.substr(at_); }

    void character(char c) {
        if (!is_space(c))
            out_.put_byte(c);
        else if (pre_ > 0 && c == '\n')
            out_.keep_newline();
        else if (pre_ > 0 && c == ' ')
            out_.put_byte(c);
        else
            out_.space();
    }

    void pass(std::string_view end) {  // to behind `end`, or to the end of all
        const std::size_t found = html_.find(end, at_);
        at_ = found == html_.npos ? html_.size() : found + end.size();
    }

    bool markup() {
        if (rest().starts_with("<!--")) return pass("-->"), true;
        if (rest().starts_with("<![CDATA[")) return cdata(), true;
        if (rest().starts_with("<!") || rest().starts_with("<?")) return pass(">"), true;
        const bool end = rest().starts_with("</");
        const std::size_t name_at = at_ + (end ? 2 : 1);
        if (name_at >= html_.size() || !is_letter(html_[name_at])) return false;
        tag(name_at, end);
        return true;
    }

    void cdata() {
        at_ += std::string_view("<![CDATA[").size();
        const std::size_t end = std::min(html_.find("]]>", at_), html_.size());
        for (; at_ < end; ++at_) character(html_[at_]);
        at_ = std::min(end + 3, html_.size());
    }

    // at_ to behind the '>' that is not inside a quoted attribute; says whether it was "/>".
    bool pass_attributes() {
        char quote = '\0';
        for (; at_ < html_.size(); ++at_) {
            const char c = html_[at_];
            if (quote != '\0') {
                if (c == quote) quote = '\0';
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                ++at_;
                return html_[at_ - 2] == '/';
            }
        }
        return false;
    }

    void tag(std::size_t name_at, bool end) {
        std::size_t name_end = name_at;
        while (name_end < html_.size() && (is_letter(html_[name_end]) || is_digit(html_[name_end])))
            ++name_end;
        const std::string name = lower(html_.substr(name_at, name_end - name_at));
        at_ = name_end;
        const bool closed = pass_attributes();
        if (is_in(dropped, name)) {
            if (!end && !closed) drop(name);
            return;
        }
        if (name == "pre") pre_ = end ? 0 : 1;
        if (is_in(blocks, name)) out_.line();
        if ((name == "td" || name == "th") && !end) out_.tab();
        if (name == "li" && !end) out_.put_byte('-'), out_.space();
    }

    // To behind the end tag of `name`.
    void drop(const std::string& name) {
        while (at_ < html_.size()) {
            pass("</");
            if (lower(rest().substr(0, name.size())) != name) continue;
            at_ += name.size();
            if (at_ < html_.size() && is_letter(html_[at_])) continue;
            pass(">");
            return;
        }
    }

    bool entity() {
        constexpr std::size_t name_max = 12;
        const std::size_t end = rest().substr(0, name_max).find(';');
        if (end == std::string_view::npos || end < 2) return false;
        const std::string_view name = rest().substr(1, end - 1);
        const auto c = name[0] == '#' ? numbered(name.substr(1)) : named(name);
        if (!c) return false;
        if (*c == ' ' || *c == 0xA0 || *c == '\t' || *c == '\n')
            out_.space();
        else
            out_.put(*c);
        at_ += end + 1;
        return true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    int pre_ = 0;
    Writer out_;
};

}  // namespace

std::string html_text(std::string_view html) { return HtmlReader(html).run(); }

}  // namespace muniment::fhir
