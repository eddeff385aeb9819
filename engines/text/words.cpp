// Folding is by range, for the scripts named in phrases.h; it never changes the number of bytes of
// a letter, so that positions stay what they were.
#include "engines/text/words.h"

namespace muniment::text {

namespace {

constexpr std::uint64_t kSeed = 0xcbf29ce484222325, kPrime = 0x100000001b3;

// 0: not of a word; 1: of a letter beyond ASCII; else the folded letter or digit.
constexpr std::array<unsigned char, 256> kFold = [] {
    std::array<unsigned char, 256> fold{};
    for (std::size_t c = 'a'; c <= 'z'; ++c) fold[c] = static_cast<unsigned char>(c);
    for (std::size_t c = 'A'; c <= 'Z'; ++c) fold[c] = static_cast<unsigned char>(c + 32);
    for (std::size_t c = '0'; c <= '9'; ++c) fold[c] = static_cast<unsigned char>(c);
    for (std::size_t c = 128; c < 256; ++c) fold[c] = 1;
    return fold;
}();

struct Letter {
    char32_t code = 0;  // 0: not UTF-8
    std::size_t bytes = 1;
};

bool tail(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

// The letter at `at`, of two or three bytes; one of four bytes is no letter that folds.
Letter letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(text[at + i] & 0x3f); };
    const auto first = static_cast<unsigned char>(text[at]);
    if (first >= 0xc2 && first < 0xe0 && tail(text, at + 1))
        return {(first & 0x1fu) << 6 | byte(1), 2};
    if (first >= 0xe0 && first < 0xf0 && tail(text, at + 1) && tail(text, at + 2))
        return {(first & 0xfu) << 12 | byte(1) << 6 | byte(2), 3};
    return {};
}

// Signs and spaces beyond ASCII: Latin-1 signs, general punctuation, arrows to shapes, CJK signs.
bool is_sign(char32_t c) {
    if (c < 0xc0) return c >= 0x80 && c != 0xaa && c != 0xb5 && c != 0xba;
    return c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c < 0x2070) || (c >= 0x2190 && c < 0x2c00) ||
           (c >= 0x3000 && c < 0x3040) || c == 0xfeff || c == 0xfffd;
}

// All of two bytes, as what they fold to is.
char32_t fold(char32_t c) {
    if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 32;
    if ((c >= 0x100 && c < 0x138) || (c >= 0x14a && c < 0x178)) return c == 0x130 ? c : c | 1;
    if ((c >= 0x139 && c < 0x149) || (c >= 0x179 && c < 0x17f)) return c % 2 == 1 ? c + 1 : c;
    if (c >= 0x391 && c <= 0x3a9) return c + 32;
    if (c >= 0x410 && c <= 0x42f) return c + 32;
    return c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

// The bytes of the word's next letter beyond ASCII, folded, or 0 when it is a sign.
std::size_t fold_at(std::string_view text, std::size_t at, std::array<char, 3>& bytes) {
    const Letter letter = letter_at(text, at);
    if (is_sign(letter.code)) return 0;
    for (std::size_t i = 0; i < letter.bytes; ++i) bytes[i] = text[at + i];
    if (letter.bytes != 2) return letter.bytes;
    const char32_t low = fold(letter.code);
    bytes[0] = static_cast<char>(0xc0 | low >> 6);
    bytes[1] = static_cast<char>(0x80 | (low & 0x3f));
    return 2;
}

std::size_t skip_to_word(std::string_view text, std::size_t at) {
    std::array<char, 3> bytes{};
    while (at < text.size()) {
        const unsigned char kind = kFold[static_cast<unsigned char>(text[at])];
        if (kind > 1) return at;
        if (kind == 0)
            ++at;
        else if (fold_at(text, at, bytes) == 0)
            at += letter_at(text, at).bytes;
        else
            return at;
    }
    return at;
}

}  // namespace

bool next_word(std::string_view text, std::size_t from, Word& word) {
    std::size_t at = skip_to_word(text, from);
    if (at >= text.size()) return false;
    word.begin = at;
    std::size_t length = 0;
    std::uint64_t hash = kSeed;
    const auto put = [&](char c) {
        if (length < word.letters_.size()) word.letters_[length] = c;
        ++length;
        hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    };
    std::array<char, 3> bytes{};
    while (at < text.size()) {
        const unsigned char kind = kFold[static_cast<unsigned char>(text[at])];
        if (kind > 1) {
            put(static_cast<char>(kind));
            ++at;
            continue;
        }
        const std::size_t count = kind == 0 ? 0 : fold_at(text, at, bytes);
        if (count == 0) break;
        for (std::size_t i = 0; i < count; ++i) put(bytes[i]);
        at += count;
    }
    word.end = at;
    word.whole = length <= kWordBytesMax;
    word.length_ = word.whole ? length : kWordBytesMax;
    word.hash = (hash ^ hash >> 29) | 1;
    return true;
}

// The slot that holds the word, or the free one where it would stand.
std::size_t Vocabulary::slot(std::string_view folded, std::uint64_t hash) const {
    const std::size_t mask = entries_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = hash & mask;
    for (; entries_[at].length != 0; at = (at + 1) & mask)
        if (entries_[at].tag == tag && entries_[at].length == folded.size() &&
            std::string_view(letters_).substr(entries_[at].at, folded.size()) == folded)
            break;
    return at;
}

std::optional<std::uint32_t> Vocabulary::find(std::string_view folded, std::uint64_t hash) const {
    const Entry& entry = entries_[slot(folded, hash)];
    return entry.length == 0 ? std::nullopt : std::optional(entry.number);
}

std::uint32_t Vocabulary::add(std::string_view folded, std::uint64_t hash) {
    if (const auto there = find(folded, hash)) return *there;
    if (count_ * 2 >= entries_.size()) grow();
    entries_[slot(folded, hash)] = {
        static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(letters_.size()),
        static_cast<std::uint32_t>(count_), static_cast<std::uint32_t>(folded.size())};
    letters_ += folded;
    return static_cast<std::uint32_t>(count_++);
}

void Vocabulary::grow() {
    std::vector<Entry> old(entries_.size() * 2);
    old.swap(entries_);
    Word word;  // folded letters fold to themselves, so the hash comes back
    for (const Entry& entry : old) {
        if (entry.length == 0) continue;
        const std::string_view letters = std::string_view(letters_).substr(entry.at, entry.length);
        next_word(letters, 0, word);
        entries_[slot(letters, word.hash)] = entry;
    }
}

std::string folded(std::string_view text) {
    std::string out(text);
    Word word;
    std::array<char, 3> bytes{};
    for (std::size_t at = 0; next_word(text, at, word); at = word.end)
        for (std::size_t i = word.begin; i < word.end;) {
            const unsigned char kind = kFold[static_cast<unsigned char>(text[i])];
            if (kind > 1) {
                out[i++] = static_cast<char>(kind);
                continue;
            }
            const std::size_t count = fold_at(text, i, bytes);
            for (std::size_t k = 0; k < count; ++k) out[i++] = bytes[k];
        }
    return out;
}

}  // namespace muniment::text
