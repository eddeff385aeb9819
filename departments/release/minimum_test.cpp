// 45 CFR 164.502(b), 45 CFR 164.514(d)(3), 45 CFR 164.514(d)(5): protocols, reviews, reliance.
#include "departments/release/minimum.h"

#include <doctest/doctest.h>

#include <functional>
#include <random>

#include "base/text.h"
#include "departments/release/sample.h"
#include "departments/release/scope.h"

namespace muniment::release {
namespace {

using sample::day;
using sample::today;

// A plan asks for what the federal protocol for a claim lets go, and no more.
View claim() {
    View view{sample::request(RequesterKind::health_plan), {day("1960-05-04"), {}}, {}};
    view.request.ground = "payment";
    view.request.purpose = "review of a claim";
    view.request.statements = {{"payment_of_recipient", "true"}, {"restriction", "none"}};
    view.request.scope.sections = {Section::documents, Section::results};
    view.request.scope.document_types = {"18842-5"};
    return view;
}

// A subpoena with notice: the minimum-necessary rule applies, and there is no protocol for it.
View subpoena() {
    View view{sample::request(RequesterKind::attorney), {day("1960-05-04"), {}}, {}};
    view.request.ground = "subpoena";
    view.request.purpose = "Roe v. Doe";
    return view;
}

Minimum of(const View& view, const std::optional<MinimumChoice>& recorded = {},
           const rules::Packs& packs = sample::federal()) {
    Decision decision = decide(view, packs, today);
    decision.minimum_necessary = decision.minimum_necessary || view.request.ground == "subpoena";
    return minimum_of(view, decision, packs, today, recorded);
}

std::string said(const std::vector<Excess>& excesses) {
    std::string all;
    for (const Excess& one : excesses) all += (all.empty() ? "" : "; ") + one.say;
    return all;
}

MinimumAnswer review() {
    MinimumAnswer answer;
    answer.kind = MinimumKind::review;
    answer.answers = {{"review_need", "the infusions of May"},
                      {"review_limits", "orders of the same days"},
                      {"review_less", "a summary shows no doses"}};
    return answer;
}
MinimumAnswer reliance() {
    MinimumAnswer answer;
    answer.kind = MinimumKind::reliance;
    answer.representation = "the plan's letter of November 20";
    answer.reasonable = true;
    return answer;
}

}  // namespace

// Goal: a scope that the protocol covers is routine; each thing more that it asks for is named, and
// one click takes it out.
TEST_CASE("what goes beyond a protocol is said and can be taken out") {
    struct Row {
        const char* what;
        std::function<void(Scope&)> spoil;
        const char* beyond;
    };
    const Row rows[] = {
        {"within", [](Scope&) {}, ""},
        {"as far back as it goes", [](Scope& s) { s.from = day("2025-06-29"); }, ""},
        {"a day before", [](Scope& s) { s.from = day("2025-06-28"); }, "days before 2025-06-29"},
        {"no first day", [](Scope& s) { s.from.reset(); }, "days before 2025-06-29"},
        {"no last day: counted from receipt",
         [](Scope& s) {
             s.from = day("2025-11-18");
             s.to.reset();
         },
         "days before 2025-11-19"},
        {"a last day after receipt",
         [](Scope& s) {
             s.from = day("2025-11-19");
             s.to = day("2026-11-22");
         },
         ""},
        {"a part more", [](Scope& s) { s.sections.push_back(Section::medications); },
         "medications"},
        {"every part", [](Scope& s) { s.sections.clear(); },
         "medications, allergies, immunizations"},
        {"a type more", [](Scope& s) { s.document_types.emplace_back("11488-4"); }, "11488-4"},
        {"every type", [](Scope& s) { s.document_types.clear(); }, "documents of every type"},
        {"a type of documents that are not asked for",
         [](Scope& s) {
             s.sections = {Section::results};
             s.document_types = {"11488-4"};
         },
         ""},
        {"the entire record of two parts",
         [](Scope& s) {
             s.entire_record = true;
             s.justification = "audit of every visit";
         },
         "the entire record; documents of every type; days before 2025-11-19"},
        {"no limit at all", [](Scope& s) { s = Scope{}; },
         "the entire record; medications, allergies, immunizations; documents of every type; days "
         "before 2025-11-19"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        View view = claim();
        row.spoil(view.request.scope);
        const Minimum minimum = of(view);
        REQUIRE(minimum.protocol);
        CHECK(minimum.protocol->rule == "us-federal/hipaa-164-514#payment-claim");
        CHECK(said(minimum.beyond) == row.beyond);
        CHECK(minimum.may_go == minimum.beyond.empty());
        CHECK((minimum.state == MinimumState::routine) == minimum.beyond.empty());
        CHECK(minimum.narrowed.has_value() != minimum.beyond.empty());
        if (!minimum.narrowed) continue;
        CHECK(is_within(*minimum.narrowed, view.request.scope));
        view.request.scope = *minimum.narrowed;
        CHECK(of(view).state == MinimumState::routine);
    }
}

// Goal: an empty list means everything, so what has nothing in common is never narrowed to one.
TEST_CASE("nothing in common is not everything") {
    View view = claim();
    view.request.scope.sections = {Section::medications};
    CHECK(!of(view).narrowed);
    view.request.scope.sections = {Section::documents};
    view.request.scope.document_types = {"11488-4"};
    CHECK(!of(view).narrowed);
    view.request.scope.sections = {Section::documents, Section::results};
    REQUIRE(of(view).narrowed);
    CHECK(of(view).narrowed->sections == std::vector{Section::results});
    view.request.scope.sections.clear();
    REQUIRE(of(view).narrowed);
    CHECK(of(view).narrowed->sections ==
          std::vector{Section::results, Section::procedures, Section::conditions});
    const auto choice = choose(of(view), {}, view.request, decide(view, sample::federal(), today));
    REQUIRE(choice);
    CHECK(choice->scope == *of(view).narrowed);
    view.request.scope.sections = {Section::medications};
    const auto none = choose(of(view), {}, view.request, decide(view, sample::federal(), today));
    REQUIRE(!none);
    CHECK(none.error().cite == "45 CFR 164.514(d)(3)(i)");
}

// Goal: where the rule does not reach the request, nothing is asked (45 CFR 164.502(b)(2)).
TEST_CASE("access, treatment and authorizations are not asked for a choice") {
    for (const View& view : {sample::patient(), sample::provider(), sample::attorney()}) {
        const Minimum minimum = of(view);
        CHECK(minimum.state == MinimumState::not_applicable);
        CHECK(minimum.may_go);
        CHECK(!minimum.protocol);
        const auto choice =
            choose(minimum, review(), view.request, decide(view, sample::federal(), today));
        REQUIRE(!choice);
        CHECK(choice.error().cite == "45 CFR 164.502(b)(2)");
    }
}

// Goal: a review or reliance stands for the request it was made for, and for nothing more.
TEST_CASE("a choice covers what it was made for") {
    struct Row {
        const char* what;
        std::function<void(View&)> spoil;
        bool stands;
    };
    const Row rows[] = {
        {"the same", [](View&) {}, true},
        {"a narrower period", [](View& v) { v.request.scope.from = day("2026-02-01"); }, true},
        {"a part less", [](View& v) { v.request.scope.sections.pop_back(); }, true},
        {"another telephone", [](View& v) { v.request.requester.phone = "555-0100"; }, true},
        {"a day more", [](View& v) { v.request.scope.from = day("2025-12-31"); }, false},
        {"an open end", [](View& v) { v.request.scope.to.reset(); }, false},
        {"a part more", [](View& v) { v.request.scope.sections.push_back(Section::allergies); },
         false},
        {"every part", [](View& v) { v.request.scope.sections.clear(); }, false},
        {"the entire record", [](View& v) { v.request.scope.entire_record = true; }, false},
        {"another requester", [](View& v) { v.request.requester.organization = "Plan D"; }, false},
        {"another kind of requester",
         [](View& v) { v.request.requester.kind = RequesterKind::covered_entity; }, false},
        {"another purpose", [](View& v) { v.request.purpose = "audit"; }, false},
        {"another ground", [](View& v) { v.request.ground = "operations"; }, false},
    };
    View asked = claim();
    asked.request.scope.sections = {Section::medications, Section::results};
    asked.request.scope.document_types.clear();
    for (const MinimumAnswer& answer : {review(), reliance()}) {
        const auto choice =
            choose(of(asked), answer, asked.request, decide(asked, sample::federal(), today));
        REQUIRE_MESSAGE(choice, (choice ? "" : choice.error().message));
        CHECK(choice->pack_sha256 != Hash{});
        for (const Row& row : rows) {
            CAPTURE(row.what);
            View view = asked;
            row.spoil(view);
            CHECK(covers(*choice, view.request, decide(view, sample::federal(), today)) ==
                  row.stands);
            if (!row.stands && of(view).state != MinimumState::routine)
                CHECK(!of(view, *choice).may_go);
            if (row.stands) CHECK(of(view, *choice).may_go);
        }
    }
}

// Goal: each criterion is answered (45 CFR 164.514(d)(3)(ii)(A)).
TEST_CASE("a review answers every criterion") {
    const View view = subpoena();
    const Minimum minimum = of(view);
    CHECK(minimum.state == MinimumState::unreviewed);
    CHECK(!minimum.may_go);
    CHECK(minimum.rule.cite == "45 CFR 164.514(d)(3)(ii)(B)");
    REQUIRE(minimum.criteria.size() == 3);
    const Decision decision = decide(view, sample::federal(), today);
    CHECK(choose(minimum, review(), view.request, decision));
    for (const Criterion& one : minimum.criteria)
        for (const char* words : {"", "  "}) {
            MinimumAnswer answer = review();
            answer.answers[one.name] = words;
            const auto choice = choose(minimum, answer, view.request, decision);
            REQUIRE(!choice);
            CHECK(choice.error().cite == "45 CFR 164.514(d)(3)(ii)(A)");
            CHECK(choice.error().message.find(one.say) != std::string::npos);
        }
    const auto protocol = choose(minimum, {}, view.request, decision);
    REQUIRE(!protocol);
    CHECK(protocol.error().cite == "45 CFR 164.514(d)(3)(ii)");
}

// Goal: only those whom 45 CFR 164.514(d)(3)(iii) names may be relied on, and not without a word.
TEST_CASE("on whom the desk may rely") {
    struct Row {
        RequesterKind who;
        const char* ground;
        const char* cite;  // "": nobody's word is enough
    };
    const Row rows[] = {
        {RequesterKind::health_oversight, "oversight", "45 CFR 164.514(d)(3)(iii)(A)"},
        {RequesterKind::law_enforcement, "le_victim", "45 CFR 164.514(d)(3)(iii)(A)"},
        {RequesterKind::coroner, "coroner", "45 CFR 164.514(d)(3)(iii)(A)"},
        {RequesterKind::health_plan, "payment", "45 CFR 164.514(d)(3)(iii)(B)"},
        {RequesterKind::covered_entity, "payment", "45 CFR 164.514(d)(3)(iii)(B)"},
        {RequesterKind::business_associate, "business_associate", "45 CFR 164.514(d)(3)(iii)(C)"},
        {RequesterKind::researcher, "research_waiver", "45 CFR 164.514(d)(3)(iii)(D)"},
        {RequesterKind::attorney, "subpoena", ""},
        {RequesterKind::funeral_director, "funeral", ""},
        {RequesterKind::employer, "workplace", ""},
        {RequesterKind::family, "involved_in_care", ""},
        {RequesterKind::foundation, "fundraising", ""},
        {RequesterKind::workers_compensation, "workers_compensation", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(enum_name(row.who));
        View view{sample::request(row.who), {day("1960-05-04"), {}}, {}};
        view.request.ground = row.ground;
        Decision decision = decide(view, sample::federal(), today);
        REQUIRE(decision.ground == row.ground);
        decision.minimum_necessary = true;
        const Minimum minimum = minimum_of(view, decision, sample::federal(), today);
        CHECK((minimum.reliance ? minimum.reliance->cite : "") == row.cite);
        const auto choice = choose(minimum, reliance(), view.request, decision);
        CHECK(bool(choice) == (*row.cite != '\0'));
        if (!choice) CHECK(choice.error().cite == "45 CFR 164.514(d)(3)(iii)");
        for (const bool silent : {false, true}) {
            MinimumAnswer answer = reliance();
            if (silent)
                answer.representation = " ";
            else
                answer.reasonable = false;
            CHECK(!choose(minimum, answer, view.request, decision));
        }
    }
}

// Goal: the facility's protocol stands in the program's place, and only its own packs may let go
// what nobody has looked at.
TEST_CASE("the facility's layer") {
    const View view = claim();
    const Minimum house = of(view, {}, sample::with_facility());
    REQUIRE(house.protocol);
    CHECK(house.protocol->rule == "facility-example/minimum-necessary#house-claim");
    CHECK(house.protocol->from == day("2025-12-29"));

    auto texts = packs::shipped();
    texts.push_back({"house/loose.toml", R"([pack]
id = "house/loose"
source = "Policy"
layer = "facility"
checked = 2026-11-22
effective = 2024-01-01
[[answers]]
id = "no-review"
cite = "Policy X 1"
from = 2024-01-01
confidence = "V"
replaces = "us-federal/hipaa-164-514#minimum-review"
question = "minimum_review"
yes = false
say = "Looked at by another system."
applies = [{ ground = "payment" }]
)"});
    const auto loose = rules::Packs::load(texts);
    REQUIRE_MESSAGE(loose, (loose ? "" : loose.error().message));
    const Minimum minimum = of(subpoena(), {}, *loose);
    CHECK(minimum.state == MinimumState::unreviewed);
    CHECK(minimum.may_go);

    // No row at all: it waits.
    texts.pop_back();
    for (rules::PackText& text : texts)
        text.text = replaced(text.text, "= \"minimum_review\"\nyes", "= \"another\"\nyes");
    const auto silent = rules::Packs::load(texts);
    REQUIRE_MESSAGE(silent, (silent ? "" : silent.error().message));
    CHECK(!of(subpoena(), {}, *silent).may_go);
}

// Where the law lists the fields that may go, nothing of the chart goes, whatever the scope.
TEST_CASE("listed fields are routine") {
    View view{sample::request(RequesterKind::law_enforcement), {day("1960-05-04"), {}}, {}};
    view.request.ground = "le_identify";
    view.request.statements = {{"identify_whom", "missing_person"}, {"asks_for_tissue", "false"}};
    view.request.scope = Scope{};
    const Minimum minimum = of(view);
    REQUIRE(minimum.protocol);
    CHECK(minimum.protocol->rule == "us-federal/hipaa-164-514#listed-fields");
    CHECK(minimum.state == MinimumState::routine);
}

// Goal, over drawn scopes and choices: what the rule reaches goes only within a protocol, or within
// the scope that somebody has answered for.
TEST_CASE("nothing goes that nobody chose") {
    std::mt19937 random(164514);
    const auto below = [&](unsigned n) { return random() % n; };
    const auto drawn = [&] {
        Scope scope;
        if (below(3)) scope.from = day("2024-01-01") + std::chrono::days(below(1000));
        if (below(3)) scope.to = day("2025-01-01") + std::chrono::days(below(690));
        for (int section = 0; section < 7; ++section)
            if (below(3) == 0) scope.sections.push_back(static_cast<Section>(section));
        for (const char* type : {"18842-5", "11488-4", "11504-8"})
            if (below(4) == 0) scope.document_types.emplace_back(type);
        scope.entire_record = below(8) == 0;
        return scope;
    };
    int went = 0, stayed = 0;
    for (int i = 0; i < 2000; ++i) {
        View view = below(2) ? claim() : subpoena();
        view.request.scope = drawn();
        std::optional<MinimumChoice> recorded;
        if (below(2)) {
            recorded.emplace();
            recorded->kind = below(2) ? MinimumKind::review : MinimumKind::protocol;
            recorded->requester = view.request.requester;
            recorded->purpose = view.request.purpose;
            recorded->ground = view.request.ground;
            recorded->scope = drawn();
        }
        const Minimum minimum = of(view, recorded);
        (minimum.may_go ? went : stayed)++;
        if (!minimum.may_go) continue;
        Item item;  // any of the record that the scope asks for
        item.section = static_cast<Section>(below(7));
        item.date = day("2023-06-01") + std::chrono::days(below(1270));
        item.type_code = below(2) ? "18842-5" : "34109-9";
        if (!asks_for(view.request.scope, item)) continue;
        const bool by_protocol =
            minimum.protocol && std::ranges::count(minimum.protocol->sections, item.section) == 1 &&
            *item.date >= *minimum.protocol->from &&
            (item.section != Section::documents || item.type_code == "18842-5");
        const bool by_choice = recorded && asks_for(recorded->scope, item);
        CHECK((by_protocol || by_choice));
    }
    CHECK(went > 50);
    CHECK(stayed > 100);
}

}  // namespace muniment::release
