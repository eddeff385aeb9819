#include "kernel/people/comparable.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace muniment::people {

static std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : lower(text)) {
        const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (part)
            words.back() += c;
        else if (c != '\'' && c != '.' && !words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

static std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

static bool is_number(const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

std::string comparable_name(std::string_view name) {
    const auto comma = name.find(',');
    const auto family = words_of(comma == name.npos ? std::string_view() : name.substr(0, comma));
    auto rest = words_of(comma == name.npos ? name : name.substr(comma + 1));
    if (comma != name.npos && !rest.empty()) rest.resize(1);
    if (comma == name.npos && rest.size() > 2) rest = {rest.front(), rest.back()};
    rest.insert(rest.end(), family.begin(), family.end());
    return joined(rest);
}

static std::string shortened(const std::string& word) {
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"street", "st"},   {"avenue", "ave"},     {"road", "rd"},      {"drive", "dr"},
        {"lane", "ln"},     {"boulevard", "blvd"}, {"court", "ct"},     {"place", "pl"},
        {"terrace", "ter"}, {"north", "n"},        {"south", "s"},      {"east", "e"},
        {"west", "w"},      {"highway", "hwy"},    {"parkway", "pkwy"}, {"circle", "cir"}};
    for (const auto& [full, brief] : known)
        if (word == full) return std::string(brief);
    return word;
}

namespace {
struct Parts {
    std::string number, street, unit, zip;
};
}  // namespace

static Parts parts_of(std::string_view address) {
    static constexpr std::string_view of_unit[] = {"apt", "apartment", "unit", "suite", "ste"};
    Parts parts;
    for (const std::string& word : words_of(address))
        if (is_number(word) && word.size() == 5) parts.zip = word;
    std::vector<std::string> street;
    bool in_unit = false;
    for (const std::string& word : words_of(address.substr(0, address.find(',')))) {
        if (std::ranges::find(of_unit, word) != std::end(of_unit)) {
            in_unit = true;
            continue;
        }
        if (in_unit)
            parts.unit = word;
        else if (parts.number.empty() && street.empty() && is_number(word))
            parts.number = word;
        else
            street.push_back(shortened(word));
    }
    parts.street = joined(street);
    return parts;
}

static std::string with(const std::string& text, const std::string& more) {
    return text.empty() || more.empty() ? text + more : text + " " + more;
}

std::string comparable_address(std::string_view address) {
    const Parts parts = parts_of(address);
    if (parts.street.empty()) return {};
    return with(with(with(parts.number, parts.street), parts.unit), parts.zip);
}

std::string comparable_street(std::string_view address) {
    const Parts parts = parts_of(address);
    return parts.street.empty() ? std::string() : with(parts.street, parts.zip);
}

Result<std::string> digest_of(house::House& house, std::string_view comparable) {
    if (comparable.empty()) return std::string();
    const std::string secret = TRY(house.vault().secret("people-digest", 32));
    return hex(sha256({secret, comparable}));
}

}  // namespace muniment::people
