// The closed set of rule kinds. Each kind is a struct read from a pack and one small pure function
// over facts; there is no expression language. Who may check a rule needs only its source beside
// it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/rules/facts.h"

namespace muniment::rules {

// V: read in the source's own text; V2: in a secondary source; K: from knowledge, not re-read.
enum class Confidence { V, V2, K };

// A condition: every named fact has one of the listed values. The value "" matches a fact that is
// unknown or empty. No entries: always met.
struct When {
    struct Is {
        std::string fact;
        std::vector<std::string> values;
    };
    std::vector<Is> all;
    bool met(const Facts& facts) const;
    bool asks(std::string_view fact) const;
};

// What every rule carries.
struct Rule {
    std::string id;    // "us-federal/hipaa-164-508#expiry-stated"
    std::string cite;  // "45 CFR 164.508(c)(1)(v)"
    std::string say;   // the sentence for people
    Day from{};
    std::optional<Day> until;  // last day in force
    Confidence confidence = Confidence::V;
    std::string replaces;           // id of the rule of a higher layer that this one stands in for
    std::vector<std::string> also;  // further paragraphs the rule carries out
    When when;
    std::string where;  // "hipaa-164-508.toml:14", for messages
    bool in_force(Day today) const { return from <= today && (!until || today <= *until); }
};

// Where a check belongs: to the form as a HIPAA authorization, to the same form as a consent under
// 42 CFR part 2, to the request as a whole, to the letter by which access is denied, to a person's
// review of what is the minimum necessary, or to a notice of breach.
enum class Subject { authorization, part2_consent, request, denial, minimum_review, breach_notice };

// Kind "requires": at least one of the named facts must be filled in.
struct Requires : Rule {
    Subject on = Subject::request;
    bool warning = false;
    std::vector<std::string> any_of;
};
bool satisfied(const Requires& rule, const Facts& facts);

// Kind "forbids": the condition must not be met.
struct Forbids : Rule {
    Subject on = Subject::request;
    bool warning = false;
};
bool satisfied(const Forbids& rule, const Facts& facts);

// Kind "permits": a row of a decision table. `table` is "disclosure" (may this go at all?) or a
// segment's name (what more does this part of the record ask for?). `answer` is the department's
// word, in order of strictness: required, allow, allow_minimum_necessary, need, deny. `basis` names
// the ground, for the questions that follow from it. Within a layer no two rows of a table may
// speak on the same facts, but a `first` row speaks before the others (tables.h proves it).
struct Permits : Rule {
    std::string table;
    std::string answer;
    std::string basis;
    bool first = false;
    std::vector<std::string> only;    // the fields that may go; empty: what the request asks for
    std::vector<std::string> duties;  // what the facility must do besides, sentences for people
    std::string notice;               // id of the text that must go with the records
};
int strictness(std::string_view answer);  // 0 for required; -1 for a word that is none of them

// Kind "answers": a row of a yes-or-no table, such as "accounting" or "minimum_necessary".
struct Answers : Rule {
    std::string question;
    bool yes = false;
};

// Kind "clock": an event starts `days` calendar or business days (Monday to Friday, less the
// federal holidays where the clock says so, less the listed days); the event's day is day 0, the
// deadline is the end of the last day and is never rolled. One extension of at most
// `extension_days` more.
struct Clock : Rule {
    std::string event;
    int days = 0;
    bool business = false;
    int extension_days = 0;
    bool federal_holidays = false;  // holidays.h
    std::vector<Day> holidays;      // a state's or facility's own days
};
Day due(const Clock& clock, Day event);
Day due_extended(const Clock& clock, Day event);  // the latest day an extension can reach

// Kind "fact": a name that rows ask about and the values it can have; the empty value, "not known",
// is one of them only where listed. Not law, so it has no citation.
struct Fact {
    std::string name;
    std::vector<std::string> values;
    std::string say;
};

// Kind "ground": a ground of the law on which a requester may rest a request. The first ground
// that lists a kind of requester is what the desk assumes for it.
struct Ground : Rule {
    std::string name;                     // the value of the fact "ground"
    std::vector<std::string> requesters;  // who may claim it
};

// Kind "question": what the desk must find out where a request rests on one of these grounds. Its
// name is a fact; the answer is "true" or "false", or one of `values`; "" while not known.
struct Question : Rule {
    std::string name;
    std::vector<std::string> grounds;  // "all": every ground
    std::vector<std::string> values;   // empty: yes or no
};

// Kind "segment": a part of the record that the law decides on its own. `say` is its name.
struct Segment : Rule {
    std::string name;
};

// What a classifying rule looks at.
enum class By { label, loinc, icd10, snomed, rxnorm, cpt, title, author, words };

// Kind "classifies": something in an item that makes it part of a segment. Codes match whole, or
// from their beginning where the value ends in "*"; title, author and words match whole words.
struct Classifies : Rule {
    std::string segment;
    By by = By::label;
    std::vector<std::string> values;
    bool certain = true;  // false: a person decides; until then the item counts as classified
};
// Does the rule recognize this code, title, author or text? The value that did, or nullptr.
const std::string* recognizes(const Classifies& rule, std::string_view text);

// Kind "protocol": what a routine request on a ground gets by default (45 CFR 164.514(d)(3)(i)).
// Names of sections and LOINC document codes, none: all of them; days back from the end of the
// matter, 0: no limit.
struct Protocol : Rule {
    std::vector<std::string> sections;
    std::vector<std::string> document_types;
    int days_back = 0;
};

// Kind "fee": what a copy may cost under a condition. Whole cents.
struct Fee : Rule {
    struct Tier {
        std::int64_t to = 0;  // the last page at this price; 0: every further page
        std::int64_t cents = 0;
    };
    bool limit = false;      // a cap: never charged by itself, but no charge may be higher
    bool unlimited = false;  // this law sets no amount; it only says so
    std::optional<std::int64_t> flat;  // instead of everything else
    std::int64_t base = 0;             // search, retrieval, handling; once
    std::vector<Tier> pages;
    std::int64_t per_year = 0;          // for each year of records
    std::int64_t per_quarter_hour = 0;  // of clerical time, begun quarters count
    std::int64_t media = 0;             // each disc or drive
    std::int64_t certification = 0;     // each affidavit or certificate
    std::vector<std::string> at_cost;   // items charged at what they cost: see Cost
    std::optional<std::int64_t> maximum;
};

// What something costs the facility: labour (for copying), supplies, media, postage, summary (or
// explanation), clerical. Charged only where a rule lists the item under at_cost.
struct Cost {
    std::string item;
    std::int64_t count = 0;
    std::int64_t cents_each = 0;
    std::int64_t per = 1;  // 60: count in minutes, cents for an hour
};
bool is_cost_item(std::string_view item);

// What is copied. Counts from 0 to count_max.
struct Copying {
    static constexpr std::int64_t count_max = 10'000'000;
    std::int64_t pages = 0;
    std::int64_t years = 0;
    std::int64_t clerical_minutes = 0;
    std::int64_t media = 0;
    std::int64_t certifications = 0;
    std::vector<Cost> costs;
};

// One line of the arithmetic: count * cents_each / per, the part of a cent dropped in favour of
// whoever pays. `item` is flat, base, pages, years, clerical, media, certification or a Cost's.
struct Charge {
    std::string item;
    std::int64_t first = 0, last = 0;  // of pages
    std::int64_t count = 0;
    std::int64_t cents_each = 0;
    std::int64_t per = 1;
    std::int64_t cents = 0;
};
struct Amount {
    std::vector<Charge> lines;
    std::int64_t total = 0;  // of the lines, at most the rule's maximum
    bool at_maximum = false;
};
Amount amount_of(const Fee& rule, const Copying& copying);

// Kind "denial": a ground on which access might be denied. What is no ground of the law is listed
// too (`lawful` = false), so that its refusal can say why. `when` is who and what it reaches.
struct Denial : Rule {
    std::string name;
    bool lawful = false;
    bool reviewable = false;
    bool judgment = false;  // a licensed health care professional must have judged the case
};

// Kind "signal": something about an access to a record that speaks for it being improper, worth
// `weight` points unless one of the named facts explains it.
struct Signal : Rule {
    std::string name;
    int weight = 0;
    std::vector<std::string> unless;
};
enum class Spoke { silent, suppressed, fired };
Spoke spoke(const Signal& rule, const Facts& facts);

// Kind "limit": a number that the facility sets for itself, such as the score from which an access
// is reviewed.
struct Limit : Rule {
    std::string name;
    int value = 0;
};

// Kind "penalty": what each violation of one provision may cost in a calendar year, whole dollars.
// `when` is the tier and the age of the violation; from and until are days of assessment.
struct Penalty : Rule {
    std::int64_t minimum = 0;         // each violation
    std::int64_t maximum = 0;         // each violation
    std::int64_t cap = 0;             // all of one provision in one calendar year
    std::int64_t discretion_cap = 0;  // what the enforcer says it would ask at most; 0: nothing
};
struct PenaltyRange {
    static constexpr std::int64_t violations_max = 1'000'000'000;
    std::int64_t least = 0;
    std::int64_t most = 0;
};
PenaltyRange penalty_for(const Penalty& rule, std::int64_t violations);

// Kind "role": what a job may do, and within which bounds (45 CFR 164.308(a)(4), 164.514(d)(2)).
// Names of permissions are the program's (kernel/house/desk.h); who holds several roles may what
// any one of them allows.
struct Role : Rule {
    std::string role;
    std::vector<std::string> may;       // permissions
    std::vector<std::string> purposes;  // of use that may be stated; the first is assumed
    // One of these must connect the person with a patient whose record is opened; none listed: it
    // is not asked for, only written down.
    std::vector<std::string> relations;
    int relation_days = 0;                // after the relation's last sign; 0: however long ago
    std::vector<std::string> withheld;    // security labels of what is not shown
    std::vector<std::string> never_with;  // roles that one person does not hold besides
    bool trained = false;                 // not without training on time
    bool second_factor = false;           // signs in with one
};
struct AccessAsked {
    std::string_view permission;
    std::string_view purpose;
    bool of_patient = false;  // a patient's record is opened, by somebody in this relation
    std::string_view relation;
    int relation_age_days = 0;  // since its last sign
    bool other_facility = false;
    bool training_overdue = false;
};
// Which bound of the role says no; none: the role allows it.
enum class Bound { none, permission, purpose, training, facility, relation };
Bound refused_by(const Role& role, const AccessAsked& asked);
AccessAsked asked_of(const Facts& facts);

// What can be said while not every fact is known: Kleene's three values.
enum class Truth { no, unknown, yes };
// A fact without a value is unknown, unless the condition lists "" among the values it accepts.
Truth truth(const When& when, const Facts& facts);

// Kind "exception": a way in which what would be forbidden is lawful, met when its conditions are.
struct Exception : Rule {
    std::string name;
};

// Kind "condition": one paragraph of an exception (or of another list, such as the elements of a
// definition). Met when one of `any` is; it asks nothing where `applies` is not met. Conditions of
// one list that name a `way` are alternatives: all of one way's are enough.
struct Condition : Rule {
    std::string of;   // the exception's name, or the list's
    std::string way;  // empty: it belongs to every way
    When applies;
    std::vector<When> any;
};
// No value: it does not apply. Where it is not known whether it applies, only "yes" is certain.
std::optional<Truth> truth(const Condition& condition, const Facts& facts);

}  // namespace muniment::rules
