// Goal: shapes, gaps and kinds of tokens as the detectors read them; only our own masks are masks.
#include "engines/text/tokens.h"

#include <doctest/doctest.h>

using namespace muniment::text;

namespace {
const Lexicon& lexicon() {
    static const Lexicon made;
    return made;
}
}  // namespace

TEST_CASE("the shape of a token") {
    struct Row {
        const char* text;
        Shape shape;
    };
    const Row rows[] = {
        {"Mary", Shape::capital},        {"MARY", Shape::upper},        {"mary", Shape::lower},
        {"McGee", Shape::capital},       {"12", Shape::number},         {"12b", Shape::code},
        {"\xc3\x89lan", Shape::capital}, {"\xc3\xa9lan", Shape::lower}, {",", Shape::sign},
        {"[NAME]", Shape::mask},         {"[NAMES]", Shape::sign}};
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(Tokens(row.text, lexicon())[0].shape == row.shape);
    }
}

TEST_CASE("gaps, printed signs and the world outside") {
    const Tokens tokens("a b\nc\n\nd\xe2\x80\x99s", lexicon());
    REQUIRE(tokens.size() == 6);
    CHECK(tokens[1].gap == Gap::space);
    CHECK(tokens[2].gap == Gap::line);
    CHECK(tokens[3].gap == Gap::paragraph);
    CHECK(tokens.sign(4, '\''));
    CHECK(tokens.touches(5));
    CHECK(tokens[6].shape == Shape::none);
    CHECK(tokens[static_cast<std::size_t>(-1)].shape == Shape::none);
    CHECK(tokens.number(0) == -1);
    CHECK(Tokens("0042", lexicon()).number(0) == 42);
}

TEST_CASE("kinds come from the lists, a phrase's to each of its words") {
    const Tokens tokens("Mary lives in New York; Grace has a medical record", lexicon());
    CHECK(tokens[0].is(kinds(Kind::given)));
    CHECK(tokens[3].is(kinds(Kind::state)));
    CHECK(tokens[4].is(kinds(Kind::state)));
    CHECK(tokens[6].is(kinds(Kind::given_word)));
    CHECK(!tokens[6].is(kinds(Kind::given)));
    CHECK(tokens[9].is(kinds(Kind::mrn_label)));
    CHECK(tokens[10].is(kinds(Kind::mrn_label)));
}
