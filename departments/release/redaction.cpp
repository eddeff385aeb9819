#include "departments/release/redaction.h"

#include <algorithm>

#include "base/text.h"
#include "engines/text/phrases.h"

namespace muniment::release {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// "ASSESSMENT AND PLAN", "Family history:"
bool is_heading(std::string_view line) {
    const std::string_view words = trim(line);
    if (words.empty() || words.size() > 60) return false;
    if (words.ends_with(':')) return is_upper(words.front());
    return std::ranges::count_if(words, is_upper) >= 3 && std::ranges::none_of(words, is_lower);
}

std::string title_of(std::string_view line) {
    std::string_view title = trim(line);
    if (title.ends_with(':')) title.remove_suffix(1);
    return std::string(title);
}

// Not in the middle of a UTF-8 character.
bool is_boundary(std::string_view text, std::int64_t at) {
    const auto i = static_cast<std::size_t>(at);
    return i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
}

}  // namespace

std::vector<TextSection> sections_of(std::string_view text) {
    std::vector<TextSection> sections;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (is_heading(line)) {
            if (!sections.empty()) sections.back().end = static_cast<std::int64_t>(at);
            sections.push_back({title_of(line), static_cast<std::int64_t>(at),
                                static_cast<std::int64_t>(text.size())});
        }
        at = end + 1;
    }
    return sections;
}

Result<std::vector<Redaction>> find_words(const Uuid& document, std::int64_t version,
                                          std::string_view text,
                                          std::span<const std::string> phrases,
                                          const std::string& reason, const std::string& cite) {
    std::vector<text::Phrase> wanted;
    for (const std::string& phrase : phrases) wanted.push_back({phrase, 0});
    const auto table = TRY(text::Phrases::build(wanted));
    std::vector<Redaction> found;
    for (const text::Hit& hit : text::longest(table.find(text)))
        found.push_back({document, version, static_cast<std::int64_t>(hit.begin),
                         static_cast<std::int64_t>(hit.end), reason, cite});
    return found;
}

std::string fault_of(const Redaction& redaction, std::string_view text, std::int64_t version) {
    if (redaction.version != version)
        return "The document has a newer version than the one that was looked at; look again.";
    if (redaction.page != 0) return "The document is text; it has no pages of an image.";
    if (redaction.begin < 0 || redaction.begin >= redaction.end ||
        redaction.end > static_cast<std::int64_t>(text.size()))
        return "A passage to remove does not lie within the document.";
    if (!is_boundary(text, redaction.begin) || !is_boundary(text, redaction.end))
        return "A passage to remove begins or ends inside a character.";
    if (trim(redaction.reason).empty()) return "A passage is removed without saying why.";
    return "";
}

std::string without(std::string_view text, std::vector<Redaction> passages) {
    std::ranges::sort(passages, {},
                      [](const Redaction& one) { return std::pair(one.begin, -one.end); });
    std::string left;
    std::size_t at = 0;
    for (const Redaction& one : passages) {
        const auto begin = static_cast<std::size_t>(one.begin);
        const auto end = static_cast<std::size_t>(one.end);
        if (begin >= at) {
            left += text.substr(at, begin - at);
            left += "[removed: " + one.reason + "]";
        }
        at = std::max(at, end);
    }
    left += text.substr(at);
    return left;
}

}  // namespace muniment::release
