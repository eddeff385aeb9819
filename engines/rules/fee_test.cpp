#include <doctest/doctest.h>

#include "base/ensure.h"
#include "engines/rules/packs.h"
#include "engines/rules/read_pack.h"

namespace muniment::rules {
namespace {

// Thirty dollars, which pay for ten pages; then three prices.
Fee tiers() {
    Fee rule;
    rule.base = 3000;
    rule.pages = {{10, 0}, {60, 100}, {400, 50}, {0, 25}};
    return rule;
}

std::string lines(const Amount& amount) {
    std::string all;
    for (const Charge& line : amount.lines) {
        all += (all.empty() ? "" : "; ") + line.item;
        if (line.last > 0)
            all += " " + std::to_string(line.first) + "-" + std::to_string(line.last);
        all += " " + std::to_string(line.count) + "x" + std::to_string(line.cents_each) +
               (line.per == 1 ? "" : "/" + std::to_string(line.per)) + "=" +
               std::to_string(line.cents);
    }
    return all;
}

const std::string good = R"toml([pack]
id        = "test/fees"
source    = "a schedule"
layer     = "state"
checked   = 2026-11-22
effective = 2003-04-14

[[fee]]
id         = "pages"
cite       = "TX HSC 241.154(b)"
from       = 2003-04-14
confidence = "K"
when       = { state = "TX" }
base       = 3000
pages      = [{ to = 10, cents = 0 }, { to = 60, cents = 100 }, { cents = 25 }]
at_cost    = ["postage"]
say        = "Priced by the page."
applies    = [{ state = "TX" }]
silent     = [{ state = "CA" }]
examples   = [{ pages = 10, total = 3000 }, { pages = 61, postage_cost = 500, total = 8525 }]

[[denial]]
id         = "danger"
cite       = "45 CFR 164.524(a)(3)(i)"
from       = 2003-04-14
confidence = "V"
lawful     = true
reviewable = true
judgment   = true
say        = "Danger to life."
applies    = [{}]
)toml";

std::string refusal(const std::string& text) {
    const auto pack = read_pack({"test.toml", text});
    return pack ? "" : pack.error().message;
}

}  // namespace

// Goal: each boundary between prices, and each side of it.
TEST_CASE("pages are priced by where they stand") {
    struct Row {
        std::int64_t pages;
        std::int64_t total;
    };
    const Row rows[] = {{0, 3000},  {1, 3000},    {10, 3000},   {11, 3100},   {60, 8000},
                        {61, 8050}, {400, 25000}, {401, 25025}, {1000, 40000}};
    for (const Row& row : rows) {
        CAPTURE(row.pages);
        CHECK(amount_of(tiers(), {.pages = row.pages}).total == row.total);
    }
    CHECK(lines(amount_of(tiers(), {.pages = 401})) ==
          "base 1x3000=3000; pages 1-10 10x0=0; pages 11-60 50x100=5000; "
          "pages 61-400 340x50=17000; pages 401-401 1x25=25");
    CHECK_THROWS_AS(amount_of(tiers(), {.pages = -1}), Bug);
    CHECK_THROWS_AS(amount_of(tiers(), {.pages = Copying::count_max + 1}), Bug);
}

// Goal: each kind of item, alone; what was not asked for makes no line.
TEST_CASE("items") {
    struct Row {
        const char* name;
        void (*set)(Fee&);
        Copying copying;
        std::string lines;
    };
    const Row rows[] = {
        {"a year", [](Fee& f) { f.per_year = 100; }, {.years = 3}, "years 3x100=300"},
        {"a quarter begun counts",
         [](Fee& f) { f.per_quarter_hour = 400; },
         {.clerical_minutes = 16},
         "clerical 2x400=800"},
        {"a quarter is not two",
         [](Fee& f) { f.per_quarter_hour = 400; },
         {.clerical_minutes = 15},
         "clerical 1x400=400"},
        {"media", [](Fee& f) { f.media = 250; }, {.media = 2}, "media 2x250=500"},
        {"certificate",
         [](Fee& f) { f.certification = 1500; },
         {.certifications = 1},
         "certification 1x1500=1500"},
        {"cost that may be charged",
         [](Fee& f) { f.at_cost = {"postage"}; },
         {.costs = {{"postage", 1, 780}, {"labour", 7, 2500, 60}}},
         "postage 1x780=780"},
        {"part of a cent is dropped",
         [](Fee& f) { f.at_cost = {"labour"}; },
         {.costs = {{"labour", 7, 2500, 60}}},
         "labour 7x2500/60=291"},
        {"flat, whatever else",
         [](Fee& f) { f.flat = 650; },
         {.pages = 900, .costs = {{"postage", 1, 780}}},
         "flat 1x650=650"},
        {"free", [](Fee& f) { f.flat = 0; }, {.pages = 900}, "flat 1x0=0"},
        {"nothing asked", [](Fee& f) { f.per_year = 100, f.media = 250; }, {}, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        Fee rule;
        row.set(rule);
        CHECK(lines(amount_of(rule, row.copying)) == row.lines);
    }
}

TEST_CASE("no more than the maximum") {
    Fee rule = tiers();
    rule.maximum = 8000;
    CHECK(amount_of(rule, {.pages = 60}).total == 8000);
    CHECK(!amount_of(rule, {.pages = 60}).at_maximum);
    CHECK(amount_of(rule, {.pages = 61}).total == 8000);
    CHECK(amount_of(rule, {.pages = 61}).at_maximum);
}

TEST_CASE("fees and denials are read and found") {
    const auto packs = Packs::load({{"test.toml", good}});
    REQUIRE_MESSAGE(packs, (packs ? "" : packs.error().message));
    const Day today = *parse_day("2026-11-22");
    const auto fees = packs->fees({{"state", "TX"}}, today);
    REQUIRE(fees.size() == 1);
    CHECK(fees[0]->id == "test/fees#pages");
    CHECK(fees[0]->pages.size() == 3);
    CHECK(packs->fees({{"state", "CA"}}, today).empty());
    CHECK(packs->fees({{"state", "TX"}}, *parse_day("2003-04-13")).empty());
    REQUIRE(packs->denials(today).size() == 1);
    CHECK(packs->denials(today)[0]->name == "danger");
    CHECK(packs->denials(today)[0]->judgment);
}

// Goal: a table that no reader could mean, or that its examples do not bear out, does not load.
TEST_CASE("a fee or denial with one thing wrong is refused") {
    struct Row {
        const char* from;
        const char* to;
        const char* says;
    };
    const Row rows[] = {
        {"total = 3000", "total = 3001", "example 1 comes to 3000 cents, not 3001"},
        {"pages = 61, postage_cost = 500, total = 8525", "pages = 60, total = 8000",
         "no example reaches page 61"},
        {"examples   = [", "examples_ = [", "it has no example"},
        {"{ to = 60, cents = 100 }", "{ to = 5, cents = 100 }", "not in order"},
        {"{ cents = 25 }", "{ to = 90, cents = 25 }", "must be for every further page"},
        {"{ to = 60, cents = 100 }", "{ to = 60, cent = 100 }", "it has no cents"},
        {"{ to = 60, cents = 100 }", "{ to = 60, cents = 0.5 }", "must be a whole number"},
        {"base       = 3000", "base = -1", "base must be a whole number"},
        {"base       = 3000", "base = 3000\nflat = 10", "one of them only"},
        {"base       = 3000", "base = 3000\nunlimited = true", "one of them only"},
        {"[\"postage\"]", "[\"search\"]", "no item of cost"},
        {"postage_cost", "stamp_cost", "is not known for its kind"},
        {"when       = { state = \"TX\" }\nbase", "base", "it prices every copy"},
        {"silent     = [{ state = \"CA\" }]", "", "no example under silent"},
        {"lawful     = true", "lawful = false", "is not reviewed or judged"},
        {"lawful     = true", "", "it has no lawful"},
    };
    REQUIRE(refusal(good) == "");
    for (const Row& row : rows) {
        std::string text = good;
        const auto at = text.find(row.from);
        REQUIRE(at != text.npos);
        text.replace(at, std::string(row.from).size(), row.to);
        const std::string says = refusal(text);
        CHECK_MESSAGE(says.find(row.says) != says.npos, row.to << ": " << says);
    }
}

}  // namespace muniment::rules
