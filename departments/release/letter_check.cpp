// Reads a letter as its recipient will, and looks for the names of specially protected records.
#include <algorithm>

#include "base/text.h"
#include "departments/release/letters.h"

namespace muniment::release {
namespace {

void add(std::vector<std::string>& all, const std::string& text) {
    if (!text.empty()) all.push_back(text);
}

struct Reader {
    std::vector<std::string>& all;

    void operator()(const pdf::Heading& block) { add(all, block.text); }
    void operator()(const pdf::Paragraph& block) {
        std::string text;
        for (const pdf::Run& run : block.runs) text += run.text;
        add(all, text);
    }
    void operator()(const pdf::Preformatted& block) { add(all, block.text); }
    void operator()(const pdf::KeyValues& block) {
        for (const pdf::Pair& pair : block.pairs) add(all, pair.key + ": " + pair.value);
    }
    void operator()(const pdf::Table& block) {
        for (const pdf::Column& column : block.columns) add(all, column.title);
        for (const auto& row : block.rows) add(all, join(row, " "));
    }
    void operator()(const pdf::Bullets& block) {
        for (const std::string& item : block.items) add(all, item);
    }
    void operator()(const pdf::Notice& block) { add(all, block.title + "\n" + block.text); }
    void operator()(const pdf::Letterhead& block) {
        add(all, block.name + "\n" + join(block.lines, "\n"));
    }
    void operator()(const pdf::Signature& block) {
        add(all, join({block.name, block.title, block.date}, "\n"));
    }
    void operator()(const pdf::Rule&) {}
    void operator()(const pdf::PageBreak&) {}
    void operator()(const pdf::Space&) {}
    void operator()(const pdf::Picture&) {}
    void operator()(const pdf::Contents&) {}
};

// Does the text name it as whole words? Both as they are written.
bool names(const std::string& text, const std::string& phrase) {
    rules::Classifies words;
    words.by = rules::By::words;
    words.values = {phrase};
    return rules::recognizes(words, text) != nullptr;
}

}  // namespace

std::string text_of(const pdf::Document& document) {
    std::vector<std::string> all;
    add(all, document.title);
    for (const pdf::Section& section : document.sections) {
        add(all, section.title);
        add(all, join({section.header.left, section.header.center, section.header.right}, " "));
        for (const pdf::Block& block : section.blocks) std::visit(Reader{all}, block);
        add(all, section.footer);
    }
    return join(all, "\n");
}

std::vector<Finding> check_letter(const pdf::Document& document, const Request& request,
                                  const rules::Packs& packs, Day today) {
    std::vector<Finding> found;
    if (is_access(request)) return found;
    const std::string text = text_of(document);
    for (const rules::Segment* segment : packs.segments(today))
        if (names(text, segment->say) || names(text, replaced(segment->name, "_", " ")))
            found.push_back({segment->id, "42 CFR 2.13(c)(2)",
                             "The letter names a specially protected part of the record (" +
                                 segment->say + "); say it without naming it.",
                             Severity::defect});
    return found;
}

}  // namespace muniment::release
