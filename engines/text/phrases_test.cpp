// Goal: whole words only, in any case, across the gaps the header names and no others; every hit of
// every phrase; limits refused by place.
#include "engines/text/phrases.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "engines/text/words.h"

using namespace muniment;
using namespace muniment::text;

namespace {

Phrases built(std::initializer_list<Phrase> phrases) {
    auto made = Phrases::build(phrases);
    REQUIRE(made);
    return *std::move(made);
}

// "1@0-13 2@4-7": what was found and where.
std::string found(const Phrases& phrases, std::string_view text) {
    std::string all;
    for (const Hit& hit : phrases.find(text))
        all += (all.empty() ? "" : " ") + std::to_string(hit.id) + "@" + std::to_string(hit.begin) +
               "-" + std::to_string(hit.end);
    return all;
}

}  // namespace

TEST_CASE("a phrase is found as whole words, in any case, across ordinary gaps") {
    const Phrases phrases = built({{"substance use", 1},
                                   {"use", 2},
                                   {"Parkinson's", 3},
                                   {"St. Mary", 4},
                                   {"M\xc3\xbcller", 5},
                                   {"\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd", 6}});
    struct Row {
        const char* text;
        const char* found;
    };
    const Row rows[] = {
        {"substance use", "1@0-13 2@10-13"},
        {"SUBSTANCE-USE!", "1@0-13 2@10-13"},
        {"substance\n    use", "1@0-17 2@14-17"},
        {"substance\n\nuse", "2@11-14"},       // a paragraph ends
        {"substance. Use", "2@11-14"},         // a sentence ends
        {"substance (use", "2@11-14"},         // not a gap that joins
        {"substance, use", "1@0-14 2@11-14"},  // as in "Doe, Jane"
        {"substances use", "2@11-14"},         // no part of a word
        {"misuse used reuse", ""},
        {"use1 _use_ 2use", "2@6-9"},  // digits belong to the word, _ does not
        {"parkinson's parkinsons", "3@0-11"},
        {"PARKINSON\xe2\x80\x99S", "3@0-13"},  // a printed apostrophe
        {"St. Mary St Mary", "4@0-8 4@9-16"},
        {"st\xc2\xa0mary", "4@0-8"},  // a no-break space
        {"M\xc3\x9cLLER m\xc3\xbcllers", "5@0-7"},
        {"\xd0\xb8\xd0\x92\xd0\x90\xd0\x9d", "6@0-8"},
        {"", ""},
        {"\xff\xfe use \xc3", "2@3-6"},            // not UTF-8: nothing breaks
        {"\xe2\x80\x9cuse\xe2\x80\x9d", "2@3-6"},  // printed quotes are signs
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(found(phrases, row.text) == row.found);
    }
}

TEST_CASE(
    "hits inside and across others are all given, the longer first; longest() keeps one a place") {
    const Phrases phrases = built({{"a b", 1}, {"a b c", 2}, {"b c d", 3}, {"a", 4}, {"A-B", 5}});
    CHECK(found(phrases, "a b c d") == "2@0-5 1@0-3 5@0-3 4@0-1 3@2-7");
    const auto kept = longest(phrases.find("a b c d a"));
    REQUIRE(kept.size() == 2);
    CHECK(kept[0] == Hit{0, 5, 2});
    CHECK(kept[1] == Hit{8, 9, 4});
}

TEST_CASE("the same phrase twice under one id counts once") {
    CHECK(found(built({{"hiv test", 7}, {"HIV  Test", 7}}), "HIV test") == "7@0-8");
}

TEST_CASE("what cannot be a phrase is refused by its place") {
    struct Row {
        std::string text;
        const char* says;
    };
    const Row rows[] = {
        {"", "Phrase 2 has no word"},
        {" .,- \xe2\x80\x94", "Phrase 2 has no word"},
        {std::string(65, 'x'), "Phrase 2 has a word of more than 64 bytes"},
        {"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "Phrase 2 has more than 16 words"},
    };
    for (const Row& row : rows) {
        const auto refused = Phrases::build({{"fine", 1}, {row.text, 2}});
        REQUIRE(!refused);
        CHECK(refused.error().message.find(row.says) == 0);
    }
    CHECK(Phrases::build({{std::string(64, 'x'), 1}}));
    std::vector<Phrase> same;
    for (std::uint32_t id = 0; id < 17; ++id) same.push_back({"x", id});
    CHECK(!Phrases::build(same));
    same.pop_back();
    CHECK(Phrases::build(same));
}

TEST_CASE("a word too long to be in a phrase is passed over, not cut") {
    const Phrases phrases = built({{std::string(64, 'x'), 1}, {"y", 2}});
    CHECK(found(phrases, std::string(65, 'x') + " y") == "2@66-67");
    CHECK(found(phrases, std::string(64, 'X')) == "1@0-64");
}

TEST_CASE("ten thousand phrases are each found, and nothing else") {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 10'000; ++i)
        texts.push_back("word" + std::to_string(i % 100) + " term" + std::to_string(i / 100));
    std::vector<Phrase> list;
    for (std::size_t i = 0; i < texts.size(); ++i) list.push_back({texts[i], std::uint32_t(i)});
    const auto phrases = Phrases::build(list);
    REQUIRE(phrases);
    CHECK(phrases->size() == 10'000);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto hits = phrases->find("x " + texts[i] + " word100 term1");
        REQUIRE(hits.size() == 1);
        CHECK(hits[0] == Hit{2, 2 + texts[i].size(), std::uint32_t(i)});
    }
}

TEST_CASE("folding keeps every byte's place") {
    struct Row {
        const char* text;
        const char* folded;
    };
    const Row rows[] = {{"Doe, J.", "doe, j."},
                        {"\xc3\x89T\xc3\x89 \xc3\x97", "\xc3\xa9t\xc3\xa9 \xc3\x97"},
                        {"\xc5\x81\xc3\xb3"
                         "d\xc5\xba \xc5\xbd",
                         "\xc5\x82\xc3\xb3"
                         "d\xc5\xba \xc5\xbe"},
                        {"\xce\xa3 \xd0\x81", "\xcf\x83 \xd1\x91"},
                        {"\xff"
                         "A",
                         "\xff"
                         "a"}};
    for (const Row& row : rows) CHECK(folded(row.text) == row.folded);
}
