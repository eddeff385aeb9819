#include "departments/exchange/assess.h"

#include <algorithm>
#include <set>

#include "departments/exchange/deadlines.h"
#include "departments/exchange/exchange.h"

namespace muniment::exchange {
namespace {

using rules::Condition;
using rules::Truth;

// What is known of one segment: facts, their evidence, and what is invoked.
struct Known {
    rules::Facts facts;
    std::map<std::string, FactEvidence> evidence;
    std::set<std::string> claims;
    std::string required_by_law;
};

void lay_over(Known& known, const std::map<std::string, std::string>& facts,
              const std::map<std::string, FactEvidence>& evidence) {
    for (const auto& [name, value] : facts) known.facts.set(name, std::string_view(value));
    for (const auto& [name, one] : evidence) known.evidence[name] = one;
}

Known known_of(const Practice& practice, const PracticeSegment* segment, const Computed& computed) {
    Known known{{}, {}, {practice.claims.begin(), practice.claims.end()}, practice.required_by_law};
    lay_over(known, practice.facts, practice.evidence);
    if (segment != nullptr) {
        lay_over(known, segment->facts, segment->evidence);
        if (!segment->claims.empty())
            known.claims = {segment->claims.begin(), segment->claims.end()};
        if (!segment->required_by_law.empty()) known.required_by_law = segment->required_by_law;
        if (segment->shared) known.facts.set("practice", "done_as_asked");
    }
    lay_over(known, computed.facts, computed.evidence);  // last: no person outranks a calendar
    return known;
}

// Every fact that the condition looks at, each once, in the order of the rule.
std::vector<FactUsed> facts_used(const Condition& condition, const Known& known) {
    std::vector<FactUsed> used;
    const auto add = [&](const rules::When& when) {
        for (const auto& is : when.all) {
            if (std::ranges::find(used, is.fact, &FactUsed::name) != used.end()) continue;
            const auto evidence = known.evidence.find(is.fact);
            used.push_back({is.fact, std::string(known.facts.value(is.fact)),
                            evidence == known.evidence.end() ? FactEvidence{} : evidence->second});
        }
    };
    for (const auto& when : condition.any) add(when);
    add(condition.applies);
    return used;
}

bool is_evidence(const FactEvidence& evidence) {
    return !evidence.text.empty() || !evidence.reference.empty();
}

// The burden of proof is the actor's: of the facts that meet the condition at least one must be
// evidenced. A condition that is met by an absence asks for nothing.
bool is_evidenced(const Condition& condition, const Known& known) {
    for (const auto& when : condition.any) {
        if (truth(when, known.facts) != Truth::yes) continue;
        bool stated = false;
        for (const auto& is : when.all) {
            if (known.facts.value(is.fact).empty()) continue;
            stated = true;
            const auto found = known.evidence.find(is.fact);
            if (found != known.evidence.end() && is_evidence(found->second)) return true;
        }
        if (!stated) return true;
    }
    return false;
}

enum class Proof { asked, not_asked };

Answer answer_of(const Condition& condition, const Known& known, Proof proof) {
    const auto said = truth(condition, known.facts);
    if (!said) return Answer::not_applicable;
    if (*said == Truth::no) return Answer::not_met;
    if (*said == Truth::unknown) return Answer::unknown;
    return proof == Proof::not_asked || is_evidenced(condition, known) ? Answer::met
                                                                       : Answer::no_evidence;
}

ConditionChecked checked(const Condition& condition, const Known& known, Proof proof) {
    return {condition.id,
            condition.cite,
            condition.say,
            condition.way,
            answer_of(condition, known, proof),
            facts_used(condition, known)};
}

Truth truth_of(Answer answer) {
    if (answer == Answer::not_met) return Truth::no;
    return answer == Answer::unknown || answer == Answer::no_evidence ? Truth::unknown : Truth::yes;
}

Standing outcome_of(Truth truth) {
    return truth == Truth::yes  ? Standing::met
           : truth == Truth::no ? Standing::failed
                                : Standing::open;
}

// All conditions without a way, and all of at least one way where there are ways.
void weigh(ExceptionChecked& exception) {
    Truth common = Truth::yes;
    std::map<std::string, Truth> ways;
    for (const ConditionChecked& one : exception.conditions) {
        if (one.way.empty()) {
            common = std::min(common, truth_of(one.answer));
        } else {
            const auto [way, _] = ways.emplace(one.way, Truth::yes);
            way->second = std::min(way->second, truth_of(one.answer));
        }
    }
    Truth best = ways.empty() ? Truth::yes : Truth::no;
    for (const auto& [_, truth] : ways) best = std::max(best, truth);
    for (const auto& [way, truth] : ways)
        if (truth == best && best != Truth::no) exception.ways.push_back(way);
    exception.outcome = outcome_of(std::min(common, best));
}

ExceptionChecked check_exception(const rules::Exception& rule, const Known& known,
                                 const rules::Packs& packs, Day law_of) {
    ExceptionChecked exception{rule.name,        rule.id,   rule.cite,
                               rule.say,         rule.from, known.claims.contains(rule.name),
                               Standing::failed, {},        {}};
    for (const Condition* condition : packs.conditions(rule.name, law_of))
        exception.conditions.push_back(checked(*condition, known, Proof::asked));
    for (const Condition* condition : packs.conditions("every_exception", law_of))
        exception.conditions.push_back(checked(*condition, known, Proof::not_asked));
    weigh(exception);
    return exception;
}

// The part of the definition named, and what can be said of all its elements together.
Truth check_elements(std::string_view part, const Known& known, const rules::Packs& packs,
                     Day law_of, std::vector<ConditionChecked>& into) {
    const auto conditions = packs.conditions(part, law_of);
    Truth least = conditions.empty() ? Truth::no : Truth::yes;  // before April 5, 2021: no rule
    for (const Condition* condition : conditions) {
        into.push_back(checked(*condition, known, Proof::not_asked));
        least = std::min(least, truth_of(into.back().answer));
    }
    return least;
}

bool is_part_of(const ConditionChecked& condition, const ExceptionChecked& exception) {
    return condition.way.empty() ||
           std::ranges::find(exception.ways, condition.way) != exception.ways.end();
}

void list_missing(const ExceptionChecked& exception, std::vector<MissingProof>& into) {
    for (const ConditionChecked& one : exception.conditions) {
        if (one.answer != Answer::unknown && one.answer != Answer::no_evidence) continue;
        if (!is_part_of(one, exception)) continue;
        MissingProof missing{exception.name, one.cite, one.say, {}};
        for (const FactUsed& fact : one.facts)
            if (fact.value.empty() || !is_evidence(fact.evidence))
                missing.facts.push_back(fact.name);
        into.push_back(std::move(missing));
    }
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

void say(SegmentAssessed& segment, Verdict verdict, std::string because,
         std::vector<std::string> cites) {
    segment.verdict = verdict;
    segment.because = std::move(because);
    segment.cites = std::move(cites);
}

std::vector<std::string> cites_of(const std::vector<ConditionChecked>& elements, Answer answer) {
    std::vector<std::string> cites;
    for (const ConditionChecked& one : elements)
        if (one.answer == answer) cites.push_back(one.cite);
    return cites;
}

// The exceptions whose outcome is this one.
std::vector<const ExceptionChecked*> those(const SegmentAssessed& segment, Standing outcome) {
    std::vector<const ExceptionChecked*> found;
    for (const ExceptionChecked& one : segment.exceptions)
        if (one.outcome == outcome) found.push_back(&one);
    return found;
}

bool say_safe(SegmentAssessed& segment) {
    std::vector<std::string> titles, cites;
    for (const ExceptionChecked* one : those(segment, Standing::met)) {
        titles.push_back(one->name + (one->ways.empty() ? "" : " (" + joined(one->ways) + ")"));
        cites.push_back(one->cite);
    }
    if (titles.empty()) return false;
    say(segment, Verdict::SAFE, "Every condition is met and evidenced of: " + joined(titles) + ".",
        std::move(cites));
    return true;
}

// Only what the actor invokes holds the verdict open: of an exception that nobody thought of
// nothing is known, and that must not look like a paper to be looked for (docs/decisions/0043).
bool say_open(SegmentAssessed& segment) {
    std::vector<std::string> cites;
    for (const ExceptionChecked* one : those(segment, Standing::open))
        if (one->claimed) {
            cites.push_back(one->cite);
            list_missing(*one, segment.missing);
        }
    if (cites.empty()) return false;
    say(segment, Verdict::NEED_DOCUMENTATION,
        "What was invoked may be met, but " + std::to_string(segment.missing.size()) +
            (segment.missing.size() == 1 ? " condition is" : " conditions are") +
            " not known or not evidenced.",
        std::move(cites));
    return true;
}

void say_risk(SegmentAssessed& segment, Truth interferes, Truth knows) {
    const bool high = interferes == Truth::yes && knows == Truth::yes;
    std::string because = "No exception is met. ";
    because += interferes == Truth::yes  ? "The practice is likely to interfere"
               : interferes == Truth::no ? "The practice is said not to interfere"
                                         : "Whether the practice interferes is not known";
    because += knows == Truth::yes  ? ", and the knowledge that the rule asks for is there."
               : knows == Truth::no ? ", but the knowledge that the rule asks for is not."
                                    : ", and what was known of that is not said.";
    say(segment, high ? Verdict::RISK_HIGH : Verdict::RISK_REVIEW, because + " A person decides.",
        cites_of(segment.elements, Answer::met));
}

// 45 CFR 171.103 in the order of its elements.
SegmentAssessed assess_segment(const Known& known, const rules::Packs& packs, Day law_of) {
    SegmentAssessed segment;
    const Truth covered = check_elements("covered", known, packs, law_of, segment.elements);
    const Truth interferes = check_elements("interference", known, packs, law_of, segment.elements);
    const Truth knows = check_elements("knowledge", known, packs, law_of, segment.elements);
    for (const auto* rule : packs.exceptions(law_of))
        segment.exceptions.push_back(check_exception(*rule, known, packs, law_of));
    if (covered == Truth::no) {
        say(segment, Verdict::NOT_APPLICABLE,
            "Not covered: no actor of the rule, no electronic health information, no practice, or "
            "a day before the rule.",
            cites_of(segment.elements, Answer::not_met));
    } else if (!known.required_by_law.empty()) {
        say(segment, Verdict::LAWFUL, "A law requires the practice.",
            {known.required_by_law, "45 CFR 171.103(a)"});
    } else if (covered == Truth::unknown) {
        for (const ConditionChecked& one : segment.elements) {
            if (one.answer != Answer::unknown) continue;
            MissingProof missing{"", one.cite, one.say, {}};
            for (const FactUsed& fact : one.facts)
                if (fact.value.empty()) missing.facts.push_back(fact.name);
            segment.missing.push_back(std::move(missing));
        }
        say(segment, Verdict::NEED_DOCUMENTATION, "Whether the rule reaches this is not known yet.",
            cites_of(segment.elements, Answer::unknown));
    } else if (!say_safe(segment) && !say_open(segment)) {
        say_risk(segment, interferes, knows);
    }
    return segment;
}

std::set<std::string> all_claims(const Practice& practice) {
    std::set<std::string> claims(practice.claims.begin(), practice.claims.end());
    for (const PracticeSegment& segment : practice.segments)
        claims.insert(segment.claims.begin(), segment.claims.end());
    return claims;
}

std::vector<PracticeExposure> exposure_of(const Practice& practice, const rules::Packs& packs,
                                          Day law_of) {
    Known known;
    lay_over(known, practice.facts, practice.evidence);
    std::vector<PracticeExposure> exposure;
    for (const Condition* one : packs.conditions("exposure", law_of))
        exposure.push_back(
            {one->cite, one->say, answer_of(*one, known, Proof::not_asked) == Answer::met});
    return exposure;
}

// 45 CFR 171.200: an exception is met only while it lasts.
std::vector<PracticeAlert> alerts_of(const Practice& practice, const PracticeAssessed& assessment,
                                     const rules::Packs& packs, Day today) {
    std::vector<PracticeAlert> alerts;
    if (is_over(practice, today))
        alerts.push_back({"exception_ended", "45 CFR 171.200",
                          "What the exception rested on ended on " + to_text(*practice.ends_on) +
                              ", and the information is still withheld: give it, or say why not."});
    for (const PracticeClock& one : assessment.deadlines)
        if (one.run == Run::late)
            alerts.push_back(
                {"deadline_late", one.cite, "Was due on " + to_text(one.due) + ": " + one.say});
    std::set<std::string> in_force;
    for (const auto* rule : packs.exceptions(assessment.law_of)) in_force.insert(rule->name);
    for (const std::string& claim : all_claims(practice))
        if (!in_force.contains(claim))
            alerts.push_back({"exception_not_in_force", "45 CFR 171.103(a)",
                              "The exception " + claim + " did not exist on " +
                                  to_text(assessment.law_of) + "."});
    return alerts;
}

}  // namespace

PracticeAssessed assess(const Practice& practice, const rules::Packs& packs, Day today) {
    PracticeAssessed assessment;
    assessment.assessed_on = today;
    assessment.law_of = practice.practiced_on.value_or(today);
    const Computed worked_out = computed(practice, packs, today);
    for (const PracticeSegment& segment : practice.segments) {
        auto one =
            assess_segment(known_of(practice, &segment, worked_out), packs, assessment.law_of);
        one.id = segment.id;
        one.say = segment.say;
        assessment.segments.push_back(std::move(one));
    }
    if (practice.segments.empty())
        assessment.segments.push_back(
            assess_segment(known_of(practice, nullptr, worked_out), packs, assessment.law_of));
    for (const SegmentAssessed& one : assessment.segments)
        assessment.verdict = std::max(assessment.verdict, one.verdict);
    assessment.deadlines = deadlines(practice, all_claims(practice), packs, today);
    assessment.exposure = exposure_of(practice, packs, assessment.law_of);
    assessment.alerts = alerts_of(practice, assessment, packs, today);
    for (const auto& pack : packs.packs())
        if (!pack.conditions.empty()) assessment.packs.push_back({pack.id, pack.sha256});
    return assessment;
}

std::optional<Day> due_of(const PracticeAssessed& assessment) {
    std::optional<Day> earliest;
    for (const PracticeClock& one : assessment.deadlines)
        if (!one.done && (!earliest || one.due < *earliest)) earliest = one.due;
    return earliest;
}

// One line of the batch, as documented; in a named namespace because it is described.
struct BlockingLine {
    std::string id;
    std::optional<Day> today;
    std::optional<Practice> practice;
};
BOOST_DESCRIBE_STRUCT(BlockingLine, (), (id, today, practice))

Result<json::object> assess_line(const json::value& line, const rules::Packs& packs) {
    const auto read = TRY(from_json<BlockingLine>(line));
    if (!read.today) return Error{Fault::incorrect, "Field \"today\" is missing; add the day."};
    if (!read.practice)
        return Error{Fault::incorrect, "Field \"practice\" is missing; add what was done."};
    TRY(check(*read.practice, packs));
    return json::object{{"assessment", to_json(assess(*read.practice, packs, *read.today))}};
}

}  // namespace muniment::exchange
