#include "departments/release/letter.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "base/text.h"
#include "departments/release/assets.h"

namespace muniment::release {

// Goal: every template carries its name and version, so that what was sent can be found later.
TEST_CASE("templates name themselves") {
    REQUIRE(assets::release_templates().size() >= 9);
    for (const Asset& file : assets::release_templates()) {
        CAPTURE(file.path);
        const std::string name(file.path.substr(0, file.path.size() - 4));
        const Template form = letter_template(name);
        CHECK(form.id.starts_with(name + "/"));
        CHECK(!form.paragraphs.empty());
        for (const std::string& paragraph : form.paragraphs) CHECK(trim(paragraph) == paragraph);
    }
    CHECK_THROWS_AS(letter_template("no such letter"), Bug);
}

TEST_CASE("places are filled, and none is forgotten") {
    const Words words = {{"a", "Ada"}, {"b", "{a}"}};
    struct Row {
        const char* text;
        const char* filled;
    };
    const Row rows[] = {
        {"", ""},       {"no place", "no place"},
        {"{a}", "Ada"}, {"Dear {a}, {a}.", "Dear Ada, Ada."},
        {"{b}", "{a}"},  // a word is never read for places
    };
    for (const Row& row : rows) CHECK(fill(row.text, words) == row.filled);
    CHECK_THROWS_AS(fill("{c}", words), Bug);
    CHECK_THROWS_AS(fill("{a", words), Bug);
}

}  // namespace muniment::release
