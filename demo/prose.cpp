// Slots, alternatives and the flow of lines.
// SPDX-License-Identifier: Apache-2.0
#include "demo/prose.h"

#include <vector>

#include "base/text.h"

namespace muniment::demo {
namespace {

constexpr std::size_t columns = 92;

// Chooses one part of every [a|b|c]; what stands outside is copied.
std::string chosen(std::string_view narrative, Dice& dice) {
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const std::size_t open = narrative.find('[', at);
        out += narrative.substr(at, open - at);
        if (open == std::string_view::npos) return out;
        const std::size_t close = narrative.find(']', open);
        ensure(close != std::string_view::npos, "a narrative has an open bracket");
        out += dice.pick(split(narrative.substr(open + 1, close - open - 1), '|'));
        at = close + 1;
    }
}

bool is_heading(std::string_view line) {
    for (const char c : line)
        if (!((c >= 'A' && c <= 'Z') || c == ' ' || c == '/' || c == ',' || c == '-')) return false;
    return line.size() > 2;
}

bool is_item(std::string_view line) {
    const bool numbered =
        line.size() > 3 && line[0] >= '1' && line[0] <= '9' && line.substr(1, 2) == ". ";
    return numbered || line.starts_with("- ");
}

void wrap(std::string_view paragraph, std::string& out) {
    const std::string indent(is_item(paragraph) ? (paragraph[0] == '-' ? 2U : 3U) : 0U, ' ');
    std::size_t used = 0;
    for (const std::string_view word : split(paragraph, ' ')) {
        if (word.empty()) continue;
        if (used > 0 && used + 1 + word.size() > columns) {
            out += "\n" + indent;
            used = indent.size();
        } else if (used > 0) {
            out += ' ';
            ++used;
        }
        out += word;
        used += word.size();
    }
    out += '\n';
}

}  // namespace

std::string filled(std::string_view narrative, const Words& words, Dice& dice) {
    const std::string text = chosen(narrative, dice);
    const std::string_view view = text;
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const std::size_t open = view.find('{', at);
        out += view.substr(at, open - at);
        if (open == std::string_view::npos) return out;
        const std::size_t close = view.find('}', open);
        ensure(close != std::string_view::npos, "a narrative has an open brace");
        const auto found = words.find(view.substr(open + 1, close - open - 1));
        if (found == words.end())
            throw Bug("a narrative uses the unknown word " +
                      std::string(view.substr(open, close - open + 1)));
        out += found->second;
        at = close + 1;
    }
}

std::string flowed(std::string_view text) {
    std::string out, paragraph;
    const auto flush = [&] {
        if (!paragraph.empty()) wrap(paragraph, out);
        paragraph.clear();
    };
    for (const std::string_view line : split(text, '\n')) {
        const bool verbatim = line.empty() || is_heading(line) || line.starts_with("  ");
        if (verbatim || is_item(line)) flush();
        if (verbatim) {
            if (line.empty() && out.ends_with("\n\n")) continue;
            out.append(line).append("\n");
        } else {
            if (!paragraph.empty()) paragraph += ' ';
            paragraph += line;
            // Lists of medicines have one line each; "Continue:" announces one.
            if (line.starts_with("- ") || line.ends_with(':')) flush();
        }
    }
    flush();
    return out;
}

}  // namespace muniment::demo
