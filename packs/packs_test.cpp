#include "packs/packs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace muniment::packs {

// Goal: what ships, loads: every citation well formed, every example holding.
TEST_CASE("the shipped packs load") {
    const auto loaded = rules::Packs::load(shipped());
    if (!loaded) FAIL(loaded.error().message);
    CHECK(loaded->packs().size() == shipped().size());
    CHECK(loaded->grounds(*parse_day("2026-11-22")).size() >= 3);
}

// Goal: the program and the folder say the same; a pack's id is its path.
TEST_CASE("the packs built in are the packs of the folder") {
    const auto folder = read_folder("packs");
    REQUIRE(folder);
    const auto built_in = shipped();
    REQUIRE(folder->size() == built_in.size());
    for (std::size_t i = 0; i < built_in.size(); ++i) {
        CHECK((*folder)[i].name == built_in[i].name);
        CHECK((*folder)[i].text == built_in[i].text);
    }
    const auto loaded = rules::Packs::load(*folder);
    REQUIRE(loaded);
    for (const rules::Pack& pack : loaded->packs()) CHECK(pack.id + ".toml" == pack.file);
}

TEST_CASE("a folder that is not there is not found") {
    const auto folder = read_folder("packs/no-such-folder");
    REQUIRE(!folder);
    CHECK(folder.error().fault == Fault::not_found);
}

// Goal: 45 CFR 164.508(c)(1)-(2) whole: six elements and three statements, each its own rule.
TEST_CASE("every element and statement of an authorization has a rule") {
    const auto loaded = rules::Packs::load(shipped());
    REQUIRE(loaded);
    std::set<std::string> cites;
    for (const rules::Pack& pack : loaded->packs())
        for (const rules::Rule* rule : rules::rules_of(pack)) cites.insert(rule->cite);
    for (const char* cite :
         {"45 CFR 164.508(c)(1)(i)", "45 CFR 164.508(c)(1)(ii)", "45 CFR 164.508(c)(1)(iii)",
          "45 CFR 164.508(c)(1)(iv)", "45 CFR 164.508(c)(1)(v)", "45 CFR 164.508(c)(1)(vi)",
          "45 CFR 164.508(c)(2)(i)", "45 CFR 164.508(c)(2)(ii)", "45 CFR 164.508(c)(2)(iii)"})
        CHECK_MESSAGE(cites.contains(cite), cite);
}

}  // namespace muniment::packs
