// Bracket and string matching.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/split.h"

#include <array>
#include <cstring>

namespace muniment::fhir {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool ends_scalar(char c) {
    return is_space(c) || c == ',' || c == ']' || c == '}' || c == ':' || c == '"' || c == '[' ||
           c == '{';
}

// The bytes that matter between brackets.
constexpr auto structural = [] {
    std::array<bool, 256> is{};
    for (const char c : {'"', '{', '}', '[', ']'}) is[static_cast<unsigned char>(c)] = true;
    return is;
}();

}  // namespace

void Splitter::skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
}

bool Splitter::at_end() {
    skip_space();
    return at_ == text_.size();
}

char Splitter::peek() {
    skip_space();
    return at_ < text_.size() ? text_[at_] : '\0';
}

bool Splitter::take(char wanted) {
    if (peek() != wanted || at_ == text_.size()) return false;
    ++at_;
    return true;
}

// Whether the quote at `end` is escaped: an odd number of backslashes stands before it.
bool Splitter::is_escaped(std::size_t begin, std::size_t end) const {
    std::size_t at = end;
    while (at > begin && text_[at - 1] == '\\') --at;
    return (end - at) % 2 != 0;
}

bool Splitter::pass_string() {  // at_ is on the opening quote
    std::size_t begin = at_ + 1;
    while (true) {
        const std::size_t end = text_.find('"', begin);
        if (end == text_.npos) return false;
        if (!is_escaped(begin, end)) {
            at_ = end + 1;
            return true;
        }
        begin = end + 1;
    }
}

// Indentation is a third of many bundles: eight bytes at a time.
void Splitter::skip_indentation() {
    constexpr std::string_view eight = "        ";
    while (text_.size() - at_ >= 8 && std::memcmp(text_.data() + at_, eight.data(), 8) == 0)
        at_ += 8;
}

bool Splitter::pass_scalar() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !ends_scalar(text_[at_])) ++at_;
    return at_ != begin;
}

bool Splitter::pass_brackets() {  // at_ is on the opening bracket
    open_.clear();
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (!structural[static_cast<unsigned char>(c)]) {
            ++at_;
            if (c == '\n') skip_indentation();
        } else if (c == '"') {
            if (!pass_string()) break;
        } else if (c == '{' || c == '[') {
            open_ += c == '{' ? '}' : ']';
            ++at_;
        } else {
            if (open_.back() != c) return false;
            open_.pop_back();
            ++at_;
            if (open_.empty()) return true;
        }
    }
    at_ = begin;  // it never ends: the opening is the better place to name
    return false;
}

bool Splitter::take_string(std::string_view& raw) {
    if (peek() != '"') return false;
    const std::size_t begin = at_;
    if (!pass_string()) return false;
    raw = text_.substr(begin + 1, at_ - begin - 2);
    return true;
}

bool Splitter::take_value(std::string_view& value) {
    const char first = peek();
    const std::size_t begin = at_;
    const bool passed = first == '"'                   ? pass_string()
                        : first == '{' || first == '[' ? pass_brackets()
                                                       : pass_scalar();
    value = passed ? text_.substr(begin, at_ - begin) : std::string_view();
    return passed;
}

bool Splitter::take_member(std::string_view& key) { return take_string(key) && take(':'); }

WholeObject whole_object(std::string_view text) {
    WholeObject found;
    Splitter at(text);
    if (!at.take('{')) return found;
    if (at.take('}')) return {at.at_end(), {}};
    do {
        std::string_view key;
        std::string_view value;
        if (!at.take_member(key) || !at.take_value(value)) return found;
        if (key == "resourceType" && value.starts_with('"'))
            found.resource_type = value.substr(1, value.size() - 2);
    } while (at.take(','));
    found.complete = at.take('}') && at.at_end();
    return found;
}

}  // namespace muniment::fhir
