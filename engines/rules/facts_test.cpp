#include "engines/rules/facts.h"

#include <doctest/doctest.h>

namespace muniment::rules {

TEST_CASE("the latest value stands, and what is not known is empty") {
    Facts facts;
    facts.set("b", "first");
    facts.set("a", true);
    facts.set("b", "second");
    facts.set("day", *parse_day("2026-03-01"));
    CHECK(facts.value("a") == "true");
    CHECK(facts.value("b") == "second");
    CHECK(facts.value("day") == "2026-03-01");
    CHECK(facts.value("c") == "");
    CHECK(facts.names() == std::vector<std::string>{"a", "b", "day"});
}

// Goal: a blank line on a form is not an answer.
TEST_CASE("filled in means that something is said") {
    struct Row {
        const char* value;
        bool filled;
    };
    for (const Row& row : {Row{"text", true}, Row{"true", true}, Row{"0", true},
                           Row{"false", false}, Row{"", false}, Row{" \t", false}}) {
        CAPTURE(row.value);
        CHECK(Facts{{"x", row.value}}.filled("x") == row.filled);
    }
    CHECK(!Facts{}.filled("x"));
}

}  // namespace muniment::rules
