#include "engines/rules/read_pack.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace muniment::rules {
namespace {

const std::string good = R"toml([pack]
id        = "test/one"
source    = "45 CFR 164.508"
layer     = "federal"
checked   = 2026-11-22
effective = 2003-04-14

[[requires]]
id         = "expiry-stated"
cite       = "45 CFR 164.508(c)(1)(v)"
from       = 2003-04-14
until      = 2099-12-31
confidence = "V"
on         = "authorization"
severity   = "defect"
any_of     = ["date", "event"]
say        = "The form has no expiration date or event."
pass       = [{ date = 2027-01-31 }, { event = "end of the lawsuit" }]
fail       = [{}]

[[clock]]
id         = "access-due"
cite       = "45 CFR 164.524(b)(2)(i)"
from       = 2003-04-14
confidence = "V"
event      = "received"
days       = 30
unit       = "calendar"
say        = "Act within 30 days."
examples   = [{ event = 2026-01-30, due = 2026-03-01 }]
)toml";

std::string refusal(const std::string& text) {
    const auto pack = read_pack({"test.toml", text});
    return pack ? "" : pack.error().message;
}

}  // namespace

TEST_CASE("a good pack is read whole") {
    const auto pack = read_pack({"test.toml", good});
    REQUIRE(pack);
    CHECK(pack->id == "test/one");
    CHECK(pack->layer == Layer::federal);
    CHECK(pack->sha256 == sha256(good));
    REQUIRE(pack->requires_.size() == 1);
    const Requires& rule = pack->requires_[0];
    CHECK(rule.id == "test/one#expiry-stated");
    CHECK(rule.where == "test.toml:8");
    CHECK(rule.any_of == std::vector<std::string>{"date", "event"});
    CHECK(rule.until == parse_day("2099-12-31"));
    CHECK(rule.on == Subject::authorization);
    CHECK(rules_of(*pack).size() == 2);
}

// Goal: whatever is wrong with a pack, it is refused and the message leads to it. Each row spoils
// one thing in the good pack; the refusal must name the file, and the rule where there is one, and
// contain the words of the last column.
TEST_CASE("a pack with one thing wrong is refused") {
    struct Row {
        const char* from;
        const char* to;
        const char* says;
    };
    const Row rows[] = {
        {"[[requires]]", "[[demands]]", "not a kind of rule"},
        {"[[requires]]", "[requires]", "write the rules of the kind as [["},
        {"[pack]", "[park]", "no [pack] table"},
        {"id        = \"test/one\"", "", "it has no id"},
        {"test/one", "Test One", "not a name in small letters"},
        {"layer     = \"federal\"", "layer = \"cosmic\"", "layer must be one of: federal"},
        {"checked   = 2026-11-22", "checked = \"2026-11-22\"", "must be a day"},
        {"effective = 2003-04-14", "effective = 2004-04-14", "before the pack's effective day"},
        {"cite       = \"45 CFR 164.508(c)(1)(v)\"", "", "\"expiry-stated\": it has no cite"},
        {"45 CFR 164.508(c)(1)(v)", "HIPAA 508",
         "\"expiry-stated\": a citation is not in the form"},
        {"45 CFR 164.508(c)(1)(v)", "Policy ROI-2 1", "a citation is not in the form"},
        {"from       = 2003-04-14\nuntil", "until", "it has no from"},
        {"until      = 2099-12-31", "until = 2001-01-01", "until is before from"},
        {"until      = 2099-12-31", "till = 2099-12-31", "line 12 is not known"},
        {"confidence = \"V\"\non", "confidence = \"high\"\non", "confidence must be one of: V, V2"},
        {"on         = \"authorization\"", "", "it has no on"},
        {"severity   = \"defect\"", "severity = \"bad\"", "severity must be one of"},
        {"any_of     = [\"date\", \"event\"]", "any_of = []", "any_of names no fact"},
        {"any_of     = [\"date\", \"event\"]", "any_of = [3]", "any_of must be text"},
        {"any_of     = [\"date\", \"event\"]", "any_of = \"date\"", "any_of must be a list"},
        {"say        = \"The form", "say_ = \"The form", "it has no say"},
        {"say        = \"The form has no expiration date or event.\"", "say = \"  \"",
         "say must be text"},
        {"pass       = [{ date = 2027-01-31 }, { event = \"end of the lawsuit\" }]", "",
         "\"expiry-stated\": it has no example under pass"},
        {"fail       = [{}]", "", "\"expiry-stated\": it has no example under fail"},
        {"{ date = 2027-01-31 }", "{}",
         "\"expiry-stated\": its example 1 under pass does not hold"},
        {"fail       = [{}]", "fail = [{}, { date = 2027-01-31 }]",
         "its example 2 under fail does not hold"},
        {"fail       = [{}]", "fail = [{ date = 3 }]", "not text, a flag or a day"},
        {"fail       = [{}]", "fail = [\"date\"]", "must list tables of facts"},
        {"due = 2026-03-01", "due = 2026-03-02", "\"access-due\": from 2026-01-30 it reaches"},
        {"examples   = [{ event = 2026-01-30, due = 2026-03-01 }]", "", "it has no example"},
        {"due = 2026-03-01 }", "due = 2026-03-01, roll = true }", "is not known for its kind"},
        {"days       = 30", "days = -1", "days must be a whole number from 0"},
        {"days       = 30", "days = 30.5", "days must be a whole number from 0"},
        {"unit       = \"calendar\"", "unit = \"lunar\"",
         "unit must be one of: calendar, business"},
        {"[[clock]]", "[[clock", "not well-formed TOML"},
        {"any_of     = [", "when = { date = [] }\nany_of = [", "a list of wanted values is empty"},
        {"any_of     = [", "when = \"always\"\nany_of = [", "when must be a table"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.from);
        CAPTURE(row.to);
        const std::size_t at = good.find(row.from);
        REQUIRE(at != good.npos);
        std::string spoiled = good;
        spoiled.replace(at, std::string(row.from).size(), row.to);
        const std::string said = refusal(spoiled);
        CHECK_MESSAGE(said.find(row.says) != said.npos, said);
        CHECK_MESSAGE(said.starts_with("test.toml:"), said);
    }
}

TEST_CASE("rules that would decide everything are refused") {
    const std::string head = good.substr(0, good.find("[[requires]]"));
    const std::string common = R"toml(
id = "all"
cite = "45 CFR 164.508"
from = 2003-04-14
confidence = "V"
say = "Everything."
)toml";
    const std::string forbids =
        "[[forbids]]" + common +
        "on = \"request\"\nseverity = \"defect\"\npass = [{}]\nfail = [{}]\n";
    CHECK(refusal(head + forbids).find("forbids everything") != std::string::npos);
    const std::string permits =
        "[[permits]]" + common +
        "answer = \"allow\"\nbasis = \"x\"\napplies = [{}]\nsilent = [{}]\n";
    CHECK(refusal(head + permits).find("decides everything") != std::string::npos);
    const std::string odd = replaced(permits, "\"allow\"", "\"maybe\"");
    CHECK(refusal(head + odd).find("not one of the five") != std::string::npos);
    CHECK(refusal(head).find("has no rule") != std::string::npos);
}

TEST_CASE("limits hold") {
    CHECK(refusal(good + "#" + std::string(pack_bytes_max, 'x')).find("limit") !=
          std::string::npos);
    const std::string long_say(text_bytes_max + 1, 'x');
    CHECK(refusal(replaced(good, "Act within 30 days.", long_say)).find("say must be text") !=
          std::string::npos);
    std::string deep = good + "[[answers]]\nwhen = { x = ";
    deep += std::string(5000, '[') + std::string(5000, ']') + " }\n";
    CHECK(refusal(deep).find("not well-formed TOML") != std::string::npos);
}

}  // namespace muniment::rules
