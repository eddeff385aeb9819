#include "engines/rules/packs.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace muniment::rules {
namespace {

Day day(const char* text) { return *parse_day(text); }
const Day today = day("2026-11-22");

// A pack with a head and the rules given as text.
PackText pack(const std::string& id, const std::string& layer, const std::string& rules) {
    return {id + ".toml", "[pack]\nid = \"" + id + "\"\nsource = \"test\"\nlayer = \"" + layer +
                              "\"\nchecked = 2026-11-22\neffective = 2003-04-14\n" + rules};
}

std::string rule(const std::string& kind, const std::string& id, const std::string& rest) {
    return "[[" + kind + "]]\nid = \"" + id +
           "\"\ncite = \"45 CFR 164.506(c)(2)\"\nfrom = 2003-04-14\nconfidence = \"V\"\n"
           "say = \"Says " +
           id + ".\"\n" + rest + "\n";
}

std::string permits(const std::string& id, const std::string& answer,
                    const std::string& more = "") {
    return rule("permits", id,
                "when = { who = \"provider\" }\nbasis = \"treatment\"\nanswer = \"" + answer +
                    "\"\napplies = [{ who = \"provider\" }]\nsilent = [{}]\n" + more);
}

std::string answer_to(const std::vector<PackText>& texts) {
    const auto packs = Packs::load(texts);
    if (!packs) return packs.error().message;
    const Permission permission = packs->permission("disclosure", {{"who", "provider"}}, today);
    return permission.row == nullptr ? "none" : permission.row->answer;
}

}  // namespace

// Goal: a lower layer may be stricter or fill a blank; to loosen it must say `replaces`; what is
// required stays so.
TEST_CASE("layers") {
    const std::string replaces = "replaces = \"us/a#row\"";
    struct Row {
        const char* name;
        std::string federal, facility;
        std::string answer;
    };
    const Row rows[] = {
        {"federal alone", permits("row", "allow"), permits("other", "allow"), "allow"},
        {"stricter below", permits("row", "allow"), permits("own", "need"), "need"},
        {"looser below is not heard", permits("row", "need"), permits("own", "allow"), "need"},
        {"looser with replaces", permits("row", "need"), permits("own", "allow", replaces),
         "allow"},
        {"required cannot be made stricter", permits("row", "required"), permits("own", "deny"),
         "required"},
        {"a first row speaks before the others",
         permits("row", "allow") + permits("row-2", "deny", "first = true"),
         permits("own", "allow"), "deny"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        // The order of loading does not matter.
        CHECK(answer_to({pack("us/a", "federal", row.federal),
                         pack("house/a", "facility", row.facility)}) == row.answer);
        CHECK(answer_to({pack("house/a", "facility", row.facility),
                         pack("us/a", "federal", row.federal)}) == row.answer);
    }
}

TEST_CASE("a blank is filled from below, and every row heard is told") {
    const auto packs = Packs::load({pack("us/a", "federal", permits("row", "allow")),
                                    pack("house/a", "facility", permits("own", "need"))});
    REQUIRE(packs);
    const Permission permission = packs->permission("disclosure", {{"who", "provider"}}, today);
    REQUIRE(permission.heard.size() == 2);
    CHECK(permission.heard[0]->id == "us/a#row");
    CHECK(permission.heard[1]->id == "house/a#own");
    CHECK(packs->permission("disclosure", {{"who", "nobody"}}, today).row == nullptr);
    CHECK(packs->permission("disclosure", {{"who", "provider"}}, day("2003-04-13")).row == nullptr);
}

TEST_CASE("what cannot be loaded together is refused") {
    const PackText federal = pack("us/a", "federal", permits("row", "required"));
    struct Row {
        std::vector<PackText> texts;
        const char* says;
    };
    const Row rows[] = {
        {{federal, federal}, "already loaded"},
        {{pack("us/a", "federal", permits("row", "allow") + permits("row", "need"))},
         "the id is already taken at us/a.toml:7"},
        {{federal, pack("house/a", "facility", permits("own", "need", "replaces = \"us/a#row\""))},
         "what the law requires cannot be replaced"},
        {{pack("house/a", "facility", permits("own", "need", "replaces = \"us/b#row\""))},
         "the rule it replaces is not loaded"},
        {{pack("us/a", "federal", permits("row", "need")),
          pack("us/b", "federal", permits("own", "allow", "replaces = \"us/a#row\""))},
         "only a rule of a higher layer"},
    };
    for (const Row& row : rows) {
        const auto packs = Packs::load(row.texts);
        REQUIRE(!packs);
        CHECK_MESSAGE(packs.error().message.find(row.says) != std::string::npos,
                      packs.error().message);
    }
}

TEST_CASE("checks run by subject and day, and replaced ones do not") {
    const std::string needs =
        "severity = \"warning\"\nany_of = [\"x\"]\npass = [{ x = \"1\" }]\nfail = [{}]\n";
    const std::string federal =
        rule("requires", "form", needs + "on = \"authorization\"") +
        rule("requires", "ask", needs + "on = \"request\"") +
        rule("requires", "old", needs + "on = \"request\"\nuntil = 2020-01-01");
    const auto plain = Packs::load({pack("us/a", "federal", federal)});
    REQUIRE(plain);
    CHECK(plain->check(Subject::request, {}, today).size() == 1);
    CHECK(plain->check(Subject::request, {}, day("2019-01-01")).size() == 2);
    CHECK(plain->check(Subject::request, {{"x", "1"}}, today).empty());
    CHECK(plain->check(Subject::authorization, {}, today)[0].rule->id == "us/a#form");
    CHECK(plain->check(Subject::authorization, {}, today)[0].warning);

    const std::string instead =
        rule("requires", "own",
             "severity = \"defect\"\non = \"request\"\nany_of = [\"y\"]\n"
             "replaces = \"us/a#ask\"\npass = [{ y = \"1\" }]\nfail = [{}]");
    const auto layered =
        Packs::load({pack("us/a", "federal", federal), pack("house/a", "facility", instead)});
    REQUIRE(layered);
    CHECK(layered->check(Subject::request, {{"y", "1"}}, today).empty());
}

TEST_CASE("the earliest clock runs") {
    const auto clock = [](const char* id, int days, const char* due) {
        return rule("clock", id,
                    "event = \"received\"\nunit = \"calendar\"\ndays = " + std::to_string(days) +
                        "\nexamples = [{ event = 2026-11-22, due = " + due + " }]");
    };
    const auto packs = Packs::load({pack("us/a", "federal", clock("long", 30, "2026-12-22")),
                                    pack("us-ca/a", "state", clock("short", 15, "2026-12-07"))});
    REQUIRE(packs);
    const Due due = packs->due("received", today, {}, today);
    REQUIRE(due.clock != nullptr);
    CHECK(due.clock->id == "us-ca/a#short");
    CHECK(due.day == day("2026-12-07"));
    CHECK(packs->due("other", today, {}, today).clock == nullptr);
}

TEST_CASE("a yes below a no is heard, a no below a yes is not") {
    const auto says = [](const char* id, bool yes) {
        return rule("answers", id,
                    std::string("question = \"accounting\"\napplies = [{}]\nyes = ") +
                        (yes ? "true" : "false"));
    };
    for (const bool federal : {true, false})
        for (const bool facility : {true, false}) {
            const auto packs = Packs::load({pack("us/a", "federal", says("row", federal)),
                                            pack("house/a", "facility", says("own", facility))});
            REQUIRE(packs);
            CHECK(packs->answer("accounting", {}, today)->yes == (federal || facility));
            CHECK(packs->answer("other", {}, today) == nullptr);
        }
}

TEST_CASE("the vocabulary, the segments and the protocols are found in order") {
    const std::string head = rule("ground", "access", "requesters = [\"patient\"]") +
                             rule("question", "in_time", "grounds = [\"access\"]") +
                             rule("segment", "hiv", "");
    const std::string codes = rule("classifies", "codes",
                                   "segment = \"hiv\"\nby = \"icd10\"\ncertain = true\n"
                                   "values = [\"B20\", \"O98.7*\"]\napplies = [\"O98.71\"]\n"
                                   "silent = [\"B20.1\"]\nwhen = { state = \"CA\" }");
    const auto protocol = [](const char* id, const char* sections) {
        return rule("protocol", id,
                    std::string("when = { ground = \"access\" }\nsections = ") + sections +
                        "\napplies = [{ ground = \"access\" }]\nsilent = [{}]");
    };
    const std::string row = rule("permits", "row",
                                 "when = { ground = \"access\" }\nbasis = \"x\"\nanswer = "
                                 "\"allow\"\napplies = [{ ground = \"access\" }]\nsilent = [{}]");
    const auto packs =
        Packs::load({pack("us/a", "federal", head + codes + row + protocol("p", "[\"documents\"]")),
                     pack("house/a", "facility", protocol("q", "[\"results\"]"))});
    REQUIRE_MESSAGE(packs, (packs ? "" : packs.error().message));
    CHECK(packs->grounds(today)[0]->name == "access");
    CHECK(packs->questions(today)[0]->name == "in_time");
    CHECK(packs->segments(today)[0]->name == "hiv");
    CHECK(packs->segments(day("2003-04-13")).empty());
    CHECK(packs->classifies({{"state", "CA"}}, today).size() == 1);
    CHECK(packs->classifies({{"state", "NY"}}, today).empty());
    REQUIRE(packs->protocol({{"ground", "access"}}, today) != nullptr);
    CHECK(packs->protocol({{"ground", "access"}}, today)->id == "house/a#q");
    CHECK(packs->protocol({}, today) == nullptr);
    CHECK(packs->facts_asked() == std::vector<std::string>{"ground", "state"});
}

TEST_CASE("codes match whole or from their beginning, words as words") {
    Classifies rule;
    rule.by = By::icd10;
    rule.values = {"B20", "F64*"};
    CHECK(recognizes(rule, "B20") != nullptr);
    CHECK(recognizes(rule, "F64.9") != nullptr);
    CHECK(recognizes(rule, "B200") == nullptr);
    CHECK(recognizes(rule, "b20") == nullptr);
    rule.by = By::words;
    rule.values = {"HIV positive"};
    CHECK(recognizes(rule, "She is HIV positive.") != nullptr);
    CHECK(recognizes(rule, "hiv positive") != nullptr);
    CHECK(recognizes(rule, "HIV positively") == nullptr);
    CHECK(recognizes(rule, "xHIV positive") == nullptr);
}

}  // namespace muniment::rules
