#include "departments/release/redaction.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.h"

namespace muniment::release {
namespace {

const std::string note =
    "PROGRESS NOTE\nSeen today.\n\nFamily history:\nHer sister Eva has asthma.\nASSESSMENT AND "
    "PLAN\n"
    "Rest. Called Eva.\n";

Redaction passage(std::int64_t begin, std::int64_t end,
                  const std::string& reason = "other person") {
    return {derived_uuid("note"), 3, begin, end, reason, "45 CFR 164.502(b)(1)"};
}

}  // namespace

TEST_CASE("sections go from heading to heading") {
    const auto sections = sections_of(note);
    REQUIRE(sections.size() == 3);
    CHECK(sections[0].title == "PROGRESS NOTE");
    CHECK(sections[1].title == "Family history");
    CHECK(sections[2].title == "ASSESSMENT AND PLAN");
    CHECK(sections[0].end == sections[1].begin);
    CHECK(sections[2].end == static_cast<std::int64_t>(note.size()));
    CHECK(without(note, {passage(sections[1].begin, sections[1].end)}).find("asthma") ==
          std::string::npos);
    CHECK(sections_of("no headings here: none at all, for the line is a sentence").empty());
}

TEST_CASE("words are found wherever they stand") {
    const std::string phrases[] = {"eva"};
    const auto found = find_words(derived_uuid("note"), 3, note, phrases, "other person", "");
    REQUIRE(found);
    REQUIRE(found->size() == 2);
    const std::string left = without(note, *found);
    CHECK(left.find("Eva") == std::string::npos);
    CHECK(left.find("Her sister [removed: other person] has asthma.") != std::string::npos);
}

// Goal: a passage that cannot be removed safely is refused, each for its own reason.
TEST_CASE("what is no passage") {
    struct Row {
        Redaction passage;
        const char* says;
    };
    const std::string text = "caf\xC3\xA9 noir";
    const Row rows[] = {
        {passage(0, 4), "inside a character"},
        {passage(4, 6), "inside a character"},
        {passage(-1, 3), "within"},
        {passage(3, 3), "within"},
        {passage(5, 4), "within"},
        {passage(0, 99), "within"},
        {passage(0, 3, " "), "saying why"},
        {passage(0, 3), ""},
        {passage(3, 5), ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.passage.begin);
        CAPTURE(row.passage.end);
        const std::string fault = fault_of(row.passage, text, 3);
        if (*row.says == 0)
            CHECK(fault == "");
        else
            CHECK_MESSAGE(fault.find(row.says) != std::string::npos, fault);
    }
    CHECK(fault_of(passage(0, 3), text, 4).find("newer version") != std::string::npos);
}

TEST_CASE("overlapping passages become one") {
    CHECK(without("0123456789", {passage(2, 5), passage(4, 7)}) == "01[removed: other person]789");
    CHECK(without("0123456789", {passage(2, 9), passage(4, 5)}) == "01[removed: other person]9");
    CHECK(without("0123456789", {passage(8, 10), passage(0, 1)}) ==
          "[removed: other person]1234567[removed: other person]");
    CHECK(without("as it is", {}) == "as it is");
}

// Goal: whatever is taken out, no byte of it is left, and all else is there in order.
TEST_CASE("nothing of a passage is left, nothing else is lost") {
    const bool holds = rc::check([] {
        const auto size = *rc::gen::inRange<std::int64_t>(1, 200);
        std::string text(static_cast<std::size_t>(size), 'a');
        std::vector<Redaction> passages;
        const int count = *rc::gen::inRange(0, 6);
        for (int i = 0; i < count; ++i) {
            const auto begin = *rc::gen::inRange<std::int64_t>(0, size);
            const auto end = *rc::gen::inRange<std::int64_t>(begin + 1, size + 1);
            passages.push_back(passage(begin, end, "R"));
            for (std::int64_t at = begin; at < end; ++at) text[static_cast<std::size_t>(at)] = 'X';
        }
        const std::string left = without(text, passages);
        RC_ASSERT(left.find('X') == std::string::npos);
        RC_ASSERT(std::ranges::count(replaced(left, "[removed: R]", ""), 'a') ==
                  std::ranges::count(text, 'a'));
    });
    CHECK(holds);
}

}  // namespace muniment::release
