// What may be said of a practice: names and values of the packs, within the limits.
#include "departments/exchange/practice.h"

#include <algorithm>
#include <set>

namespace muniment::exchange {
namespace {

const std::set<std::string, std::less<>> computed_facts = {"exception_over", "infeasibility_letter",
                                                           "licence_begun", "licence_concluded"};

void note(std::set<std::string>& names, const rules::When& when) {
    for (const auto& is : when.all) names.insert(is.fact);
}

// Every fact that some condition asks about, whenever it is in force.
std::set<std::string> facts_of_conditions(const rules::Packs& packs) {
    std::set<std::string> names;
    for (const auto& pack : packs.packs())
        for (const auto& condition : pack.conditions) {
            note(names, condition.applies);
            for (const auto& when : condition.any) note(names, when);
        }
    return names;
}

std::set<std::string> exception_names(const rules::Packs& packs) {
    std::set<std::string> names;
    for (const auto& pack : packs.packs())
        for (const auto& exception : pack.exceptions) names.insert(exception.name);
    return names;
}

Error wrong(const std::string& field, const std::string& what) {
    return {Fault::incorrect, "Field \"" + field + "\" " + what};
}

Status check_text(const std::string& field, const std::string& text) {
    if (text.size() > words_bytes_max)
        return wrong(field, "is longer than " + std::to_string(words_bytes_max) + " bytes.");
    return ok();
}

Status check_list(const std::string& field, const std::vector<std::string>& list) {
    if (list.size() > items_max)
        return wrong(field, "has more than " + std::to_string(items_max) + " items.");
    for (const std::string& text : list) TRY(check_text(field, text));
    return ok();
}

// What a practice and a segment of it have in common.
struct Said {
    const std::string& field;
    const std::map<std::string, std::string>& facts;
    const std::map<std::string, FactEvidence>& evidence;
    const std::vector<std::string>& claims;
    const std::string& required_by_law;
};

Status check_fact(const std::string& field, const std::string& value, const FactAsked* fact) {
    if (fact == nullptr) return wrong(field, "is no fact that the rules ask about.");
    if (fact->computed) return wrong(field, "follows from the days of the case; give those.");
    if (!value.empty() && std::ranges::find(fact->values, value) == fact->values.end())
        return wrong(field, "has a value that it cannot have.");
    return ok();
}

const FactAsked* find(const std::vector<FactAsked>& known, const std::string& name) {
    const auto at = std::ranges::find(known, name, &FactAsked::name);
    return at == known.end() ? nullptr : &*at;
}

Status check_said(const Said& said, const std::vector<FactAsked>& known,
                  const std::set<std::string>& exceptions) {
    for (const auto& [name, value] : said.facts)
        TRY(check_fact(said.field + "facts", value, find(known, name)));
    for (const auto& [name, evidence] : said.evidence) {
        if (find(known, name) == nullptr)
            return wrong(said.field + "evidence", "is about no fact that the rules ask about.");
        TRY(check_text(said.field + "evidence", evidence.text));
        TRY(check_text(said.field + "evidence", evidence.reference));
    }
    TRY(check_list(said.field + "claims", said.claims));
    for (const std::string& claim : said.claims)
        if (!exceptions.contains(claim))
            return wrong(said.field + "claims", "names no exception of 45 CFR part 171.");
    if (!said.required_by_law.empty() && !rules::is_citation(said.required_by_law))
        return wrong(said.field + "required_by_law",
                     "must be a citation in the form \"45 CFR 164.502(a)\".");
    return ok();
}

Status check_words(const Practice& practice) {
    TRY(check_text("description", practice.description));
    TRY(check_text("decider", practice.decider));
    TRY(check_list("alternatives", practice.alternatives));
    TRY(check_list("policies", practice.policies));
    if (practice.segments.size() > segments_max)
        return wrong("segments", "has more than " + std::to_string(segments_max) + " items.");
    return ok();
}

// Days in the wrong order are slips of the pen.
Status check_days(const Practice& practice) {
    for (const auto& day : {practice.answered_on, practice.letter_sent_on,
                            practice.licence_begun_on, practice.licence_concluded_on})
        if (day && practice.received_on && *day < *practice.received_on)
            return wrong("received_on", "must not be after the days of what answered it.");
    return ok();
}

}  // namespace

std::vector<FactAsked> asked(const rules::Packs& packs) {
    const auto names = facts_of_conditions(packs);
    std::vector<FactAsked> known;
    for (const auto& pack : packs.packs())
        for (const rules::Fact& fact : pack.facts) {
            if (!names.contains(fact.name)) continue;
            FactAsked one{fact.name, fact.say, fact.values, computed_facts.contains(fact.name)};
            std::erase(one.values, "");
            known.push_back(std::move(one));
        }
    return known;
}

Status check(const Practice& practice, const rules::Packs& packs) {
    TRY(check_words(practice));
    TRY(check_days(practice));
    const auto known = asked(packs);
    const auto exceptions = exception_names(packs);
    const std::string whole;
    TRY(check_said(
        {whole, practice.facts, practice.evidence, practice.claims, practice.required_by_law},
        known, exceptions));
    std::set<std::string> ids;
    for (const PracticeSegment& segment : practice.segments) {
        const std::string field = "segments.";
        if (segment.id.empty() || !ids.insert(segment.id).second)
            return wrong("segments.id", "must be there, and different for each segment.");
        TRY(check_text("segments.id", segment.id));
        TRY(check_text("segments.say", segment.say));
        TRY(check_said(
            {field, segment.facts, segment.evidence, segment.claims, segment.required_by_law},
            known, exceptions));
    }
    return ok();
}

}  // namespace muniment::exchange
