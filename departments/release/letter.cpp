// Reads the templates that are built into the program.
#include "departments/release/letter.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "departments/release/assets.h"

namespace muniment::release {

static Template parse(std::string_view text) {
    constexpr std::string_view mark = "template ";
    const auto line_end = text.find('\n');
    ensure(text.starts_with(mark) && line_end != text.npos, "a template begins with its id");
    Template parsed{std::string(text.substr(mark.size(), line_end - mark.size())), {}};
    std::string_view rest = text.substr(line_end);
    while (!rest.empty()) {
        const auto gap = std::min(rest.find("\n\n"), rest.size());
        const auto paragraph = trim(rest.substr(0, gap));
        if (!paragraph.empty()) parsed.paragraphs.emplace_back(paragraph);
        rest.remove_prefix(std::min(gap + 2, rest.size()));
    }
    return parsed;
}

Template letter_template(std::string_view name) {
    const std::string path = std::string(name) + ".txt";
    const Assets all = assets::release_templates();
    const auto found = std::ranges::find(all, path, &Asset::path);
    ensure(found != all.end(), "there is no letter template of this name");
    return parse(found->bytes);
}

Template letter_template(std::string_view name, Language language) {
    return letter_template(std::string(name) + (language == Language::spanish ? ".es" : ""));
}

std::string in_language(std::string text, Language language) {
    if (language == Language::english) return text;
    static const Template sentences = letter_template("sentences-spanish");
    for (const std::string& pair : sentences.paragraphs) {
        const auto end = pair.find('\n');
        ensure(end != pair.npos, "a sentence stands without its translation");
        text = replaced(text, pair.substr(0, end), trim(pair.substr(end)));
    }
    return text;
}

std::string fill(std::string_view paragraph, const Words& words) {
    std::string filled;
    for (;;) {
        const auto open = paragraph.find('{');
        filled += paragraph.substr(0, open);
        if (open == paragraph.npos) return filled;
        const auto close = paragraph.find('}', open);
        ensure(close != paragraph.npos, "a brace in a letter template is not closed");
        const auto word = words.find(std::string(paragraph.substr(open + 1, close - open - 1)));
        ensure(word != words.end(), "a letter template names a word that is not given");
        filled += word->second;
        paragraph.remove_prefix(close + 1);
    }
}

}  // namespace muniment::release
