#include "kernel/chart/consent.h"

#include <doctest/doctest.h>

#include "kernel/chart/directives.h"

namespace muniment::chart {

namespace {

Day day(const char* text) { return *parse_day(text); }
const Day on = day("2026-11-22");

Consent of(ConsentKind kind, const std::string& party = "") {
    Consent one;
    one.id = derived_uuid(std::string(enum_name(kind)) + party);
    one.kind = kind;
    one.given_on = day("2026-11-01");
    one.provisions = provisions_of(kind, party);
    return one;
}

std::string answer(const std::vector<Consent>& all, const Sharing& sharing) {
    const auto found = weigh(all, sharing);
    return found ? std::string(enum_name(found->effect)) : "silent";
}

Sharing to(const std::string& who, const std::string& label = "",
           const std::string& why = "TREAT") {
    return {who, false, label, why, on};
}

}  // namespace

// Goal: the most specific provision wins and deny wins ties; what no consent speaks of is left to
// the law.
TEST_CASE("consent: most specific wins, deny wins ties") {
    const Consent single = of(ConsentKind::part2_single), none = of(ConsentKind::no_sud),
                  plan = of(ConsentKind::no_party, "Juniper Health Plan"),
                  clinic = of(ConsentKind::share_party, "Cedar Clinic"),
                  not_clinic = of(ConsentKind::no_party, "Cedar Clinic"),
                  network = of(ConsentKind::no_network);
    Sharing through = to("State HIE");
    through.network = true;
    struct Row {
        std::vector<Consent> all;
        Sharing sharing;
        const char* answer;
    };
    const Row rows[] = {
        {{}, to("anyone"), "silent"},
        {{single}, to("anyone", "SUD"), "permit"},
        {{single}, to("anyone", "SUD", "HLEGAL"), "silent"},
        {{single}, to("anyone"), "silent"},
        {{none}, to("anyone", "SUD"), "deny"},
        {{none}, to("anyone"), "silent"},
        // The single consent asks for the purpose besides: it is the more specific.
        {{none, single}, to("anyone", "SUD"), "permit"},
        {{none, single}, to("anyone", "SUD", "HLEGAL"), "deny"},
        {{plan}, to("juniper health plan, Inc."), "deny"},
        {{plan}, to("another plan"), "silent"},
        {{clinic, not_clinic}, to("Cedar Clinic"), "deny"},
        {{not_clinic, clinic}, to("Cedar Clinic"), "deny"},
        {{network}, through, "deny"},
        {{network}, to("State HIE"), "silent"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.sharing.recipient);
        CAPTURE(row.sharing.label);
        CHECK(answer(row.all, row.sharing) == row.answer);
    }
}

TEST_CASE("consent: it counts from its day until it is withdrawn, and within its period") {
    Consent none = of(ConsentKind::no_party, "Cedar Clinic");
    Sharing early = to("Cedar Clinic");
    early.on = day("2026-10-31");
    CHECK(answer({none}, early) == "silent");
    early.on = day("2026-11-01");
    CHECK(answer({none}, early) == "deny");
    none.provisions.front().to = day("2026-11-21");
    CHECK(answer({none}, to("Cedar Clinic")) == "silent");
    none.provisions.front().to = on;
    CHECK(answer({none}, to("Cedar Clinic")) == "deny");
    none.status = ConsentStatus::inactive;
    CHECK(answer({none}, to("Cedar Clinic")) == "silent");
}

// Goal: what is written as FHIR is read back the same, given and withdrawn.
TEST_CASE("consent: to FHIR R4 and back") {
    for (const ConsentKind kind :
         {ConsentKind::part2_single, ConsentKind::no_sud, ConsentKind::no_network,
          ConsentKind::no_party, ConsentKind::share_party}) {
        CAPTURE(std::string(enum_name(kind)));
        Consent one = of(kind, kind == ConsentKind::no_party || kind == ConsentKind::share_party
                                   ? "Cedar Clinic"
                                   : "");
        one.signer = "Ada Lindgren";
        one.form = derived_uuid("form");
        auto back = consent_of_json(consent_json(one, "Patient/ada"));
        REQUIRE(back);
        back->id = one.id;
        CHECK(*back == one);
        one.status = ConsentStatus::inactive;
        one.withdrawn_on = on;
        back = consent_of_json(consent_json(one, "Patient/ada"));
        REQUIRE(back);
        back->id = one.id;
        CHECK(*back == one);
    }
}

// Goal: a consent from elsewhere is read with its exceptions, which ask what the root asks, too.
TEST_CASE("consent: nested provisions of another system") {
    const auto read = consent_of_json(R"({"resourceType":"Consent","status":"active",
      "dateTime":"2026-01-05T10:00:00Z","provision":{"type":"permit","purpose":[{"code":"TREAT"}],
      "provision":[{"type":"deny","securityLabel":[{"code":"HIV"}]},
                   {"type":"deny","actor":[{"reference":{"display":"Cedar Clinic"}}]}]}})");
    REQUIRE(read);
    CHECK(read->provisions.size() == 3);
    CHECK(answer({*read}, to("anyone")) == "permit");
    CHECK(answer({*read}, to("anyone", "HIV")) == "deny");
    CHECK(answer({*read}, to("anyone", "HIV", "HPAYMT")) == "silent");
    CHECK(answer({*read}, to("Cedar Clinic")) == "deny");
    CHECK(!consent_of_json(R"({"resourceType":"Patient"})"));
    CHECK(!consent_of_json("no json"));
    const auto other = consent_of_json(R"({"resourceType":"Consent","status":"draft"})");
    REQUIRE(other);
    CHECK(other->status == ConsentStatus::not_in_force);
}

// 45 CFR 164.526(d)(5)(i), 45 CFR 164.526(d)(5)(ii), 45 CFR 164.526(c)(1).
TEST_CASE("directives: which papers of an amendment go with future disclosures") {
    using enum PaperKind;
    struct Row {
        std::vector<PaperKind> kept;
        bool asked;
        std::size_t sent;
    };
    const Row rows[] = {
        {{request}, false, 0},
        {{request, denial}, false, 0},
        {{request, denial}, true, 2},
        {{request, denial, statement}, false, 3},
        {{request, denial, statement, rebuttal}, false, 4},
        {{request, acceptance}, false, 2},
    };
    for (const Row& row : rows) {
        AmendmentLink link;
        link.asked_for_future = row.asked;
        for (const PaperKind kind : row.kept) link.papers.push_back({kind, on, "words"});
        CHECK(papers_to_send(link).size() == row.sent);
    }
}

}  // namespace muniment::chart
