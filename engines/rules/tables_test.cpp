#include "engines/rules/tables.h"

#include <doctest/doctest.h>

namespace muniment::rules {
namespace {

const std::string common =
    "cite = \"45 CFR 164.506(c)(2)\"\nfrom = 2003-04-14\nconfidence = \"V\"\nsay = \"Words.\"\n";

std::string vocabulary(const std::string& grounds) {
    std::string text;
    for (const char c : grounds)
        text += std::string("[[ground]]\nid = \"") + c + "\"\n" + common +
                "requesters = [\"anyone\"]\n";
    return text + "[[question]]\nid = \"asked\"\n" + common + "grounds = [\"a\"]\n" +
           "[[fact]]\nid = \"form\"\nvalues = [\"none\", \"good\"]\nsay = \"The form.\"\n";
}

std::string row(const std::string& id, const std::string& when, const std::string& more = "") {
    return "[[permits]]\nid = \"" + id + "\"\n" + common + "when = { " + when +
           " }\nanswer = \"allow\"\nbasis = \"x\"\napplies = [{ " + more + " }]\n" +
           "silent = [{ ground = \"none\" }]\n";
}

// A row whose example is its own condition, all conditions being single values.
std::string plain(const std::string& id, const std::string& when) { return row(id, when, when); }

std::string said(const std::string& rules) {
    const auto packs = Packs::load(
        {{"t.toml",
          "[pack]\nid = \"us/t\"\nsource = \"test\"\nlayer = \"federal\"\nchecked = 2026-11-22\n"
          "effective = 2003-04-14\n" +
              rules}});
    return packs ? "" : packs.error().message;
}

const std::string yes = plain("yes", R"(ground = "a", asked = "true")");
const std::string no =
    row("no", R"(ground = "a", asked = ["false", ""])", R"(ground = "a", asked = "false")");

}  // namespace

// Goal: a table is refused exactly when some facts get no answer or two, and the message says
// which.
TEST_CASE("a table must be whole and of one voice") {
    struct Row {
        const char* name;
        std::string rules;
        const char* says;  // empty: it loads
    };
    const Row rows[] = {
        {"whole", vocabulary("a") + yes + no, ""},
        {"not known is not no",
         vocabulary("a") + yes + plain("no", R"(ground = "a", asked = "false")"),
         R"(no row for: asked = "", ground = "a")"},
        {"a ground nobody decides", vocabulary("ab") + yes + no, R"(no row for: )"},
        {"a row for every ground",
         vocabulary("ab") + yes + no + plain("rest", R"(ground = "b", form = "none")") +
             plain("rest-good", R"(ground = "b", form = "good")"),
         ""},
        {"two answers",
         vocabulary("a") + yes + no + plain("again", R"(ground = "a", asked = "true")"),
         "speaks on facts on which us/t#yes speaks too"},
        {"two answers at a corner",
         vocabulary("a") + yes + no + plain("good", R"(ground = "a", form = "good")"),
         "speaks on facts on which us/t#yes"},
        {"a value that is none", vocabulary("a") + yes + no + plain("odd", R"(form = "perfect")"),
         R"(whether form is "perfect", which it never is)"},
        {"a ground that is none", vocabulary("a") + yes + no + plain("odd", R"(ground = "c")"),
         R"(whether ground is "c", which it never is)"},
    };
    for (const Row& one : rows) {
        CAPTURE(one.name);
        const std::string message = said(one.rules);
        if (*one.says == 0)
            CHECK(message == "");
        else
            CHECK_MESSAGE(message.find(one.says) != std::string::npos, message);
    }
}

TEST_CASE("a table need not answer for those who may not claim the ground") {
    const std::string who =
        "[[fact]]\nid = \"requester\"\nvalues = [\"anyone\", \"media\"]\nsay = \"Who.\"\n"
        "[[ground]]\nid = \"b\"\n" +
        common + "requesters = [\"media\"]\n";
    const std::string rest = plain("rest", R"(ground = "b", requester = "media")");
    CHECK(said(vocabulary("a") + who + yes + no + rest) == "");
}

TEST_CASE("a first row may speak over the others, and not over another first row") {
    const std::string first = plain("first", R"(form = "good")") + "first = true\n";
    CHECK(said(vocabulary("a") + yes + no + first) == "");
    const std::string other = plain("other", R"(asked = "true")") + "first = true\n";
    CHECK(said(vocabulary("a") + yes + no + first + other).find("us/t#first speaks too") !=
          std::string::npos);
}

TEST_CASE("rows of different times do not meet, and history need not be whole") {
    const std::string old =
        plain("old", R"(ground = "a", asked = "true")") + "until = 2002-01-01\n";
    const std::string early =
        "[[permits]]\nid = \"old\"\ncite = \"45 CFR 164.506\"\n"
        "from = 2003-04-14\nuntil = 2010-01-01\nconfidence = \"V\"\n"
        "say = \"Words.\"\nwhen = { asked = \"true\" }\nanswer = \"deny\"\n"
        "basis = \"x\"\napplies = [{ asked = \"true\" }]\nsilent = [{}]\n";
    std::string late = yes;
    late.replace(late.find("from = 2003-04-14"), 17, "from = 2010-01-02");
    CHECK(said(vocabulary("a") + early + late + no) == "");
    CHECK(said(vocabulary("a") + old + yes + no).find("until is before from") != std::string::npos);
}

// Goal: the proof agrees with trying every combination, on tables that a seed makes up.
TEST_CASE("the geometry agrees with brute force") {
    unsigned seed = 12345;
    const auto next = [&seed](unsigned below) {
        seed = seed * 1664525u + 1013904223u;
        return (seed >> 16) % below;
    };
    const std::vector<std::string> values = {"true", "false", ""};
    int whole = 0, refused = 0;
    for (int round = 0; round < 400; ++round) {
        std::string rules;
        for (const char* id : {"a"})
            rules += std::string("[[ground]]\nid = \"") + id + "\"\n" + common +
                     "requesters = [\"x\"]\n";
        for (const char* id : {"p", "q"})
            rules +=
                std::string("[[question]]\nid = \"") + id + "\"\n" + common + "grounds = [\"a\"]\n";
        std::vector<std::pair<unsigned, unsigned>> boxes;  // masks of accepted values of p and q
        const unsigned count = 1 + next(3);
        for (unsigned i = 0; i < count; ++i) {
            const std::pair<unsigned, unsigned> box{1 + next(7), 1 + next(7)};
            boxes.push_back(box);
            const auto list = [&](unsigned mask) {
                std::string text;
                for (unsigned bit = 0; bit < 3; ++bit)
                    if (mask >> bit & 1)
                        text += (text.empty() ? "\"" : ", \"") + values[bit] + "\"";
                return "[" + text + "]";
            };
            const auto one = [&](unsigned mask) {
                for (unsigned bit = 0; bit < 3; ++bit)
                    if (mask >> bit & 1) return values[bit];
                return values[0];
            };
            rules += row(
                "r" + std::to_string(i),
                "ground = \"a\", p = " + list(box.first) + ", q = " + list(box.second),
                "ground = \"a\", p = \"" + one(box.first) + "\", q = \"" + one(box.second) + "\"");
        }
        bool good = true;
        for (unsigned p = 0; p < 3; ++p)
            for (unsigned q = 0; q < 3; ++q) {
                int speak = 0;
                for (const auto& [in_p, in_q] : boxes) speak += (in_p >> p & 1) && (in_q >> q & 1);
                good = good && speak == 1;
            }
        CHECK((said(rules) == "") == good);
        ++(good ? whole : refused);
    }
    CHECK(whole > 0);
    CHECK(refused > 0);
}

}  // namespace muniment::rules
