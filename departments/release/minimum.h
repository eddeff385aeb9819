// What of a request is the minimum necessary for its purpose (45 CFR 164.502(b), 164.514(d)): the
// protocol for a routine purpose, what the scope asks beyond it, and whether a person's review, or
// what the requester represents, stands for the rest. Pure; the packs hold protocols, criteria and
// who may be relied on (docs/decisions/0029).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"

namespace muniment::rules {
struct Protocol;
}

namespace muniment::release {

// protocol: 45 CFR 164.514(d)(3)(i); review: (d)(3)(ii); reliance: (d)(3)(iii).
enum class MinimumKind { protocol, review, reliance };
BOOST_DESCRIBE_ENUM(MinimumKind, protocol, review, reliance)

// What was chosen, and the request it was chosen for.
struct MinimumChoice {
    MinimumKind kind = MinimumKind::review;
    std::string rule;  // the protocol, or the row that lets the desk rely on the requester
    std::string cite;
    Hash pack_sha256;                            // of the text the rule stood in
    std::map<std::string, std::string> answers;  // of a review, by criterion
    std::string representation;                  // what is relied on, and how it came
    Requester requester;
    std::string purpose;
    std::string ground;
    Scope scope;
    bool of_bulk = false;  // made for every chart of a bulk request
    std::string by;
    Day on{};
};
BOOST_DESCRIBE_STRUCT(MinimumChoice, (),
                      (kind, rule, cite, pack_sha256, answers, representation, requester, purpose,
                       ground, scope, of_bulk, by, on))

// A protocol, as it limits this request.
struct MinimumProtocol {
    std::string rule;
    std::string cite;
    std::string say;
    std::vector<Section> sections;            // empty: all
    std::vector<std::string> document_types;  // LOINC; empty: all
    std::optional<Day> from;                  // nothing older
};
BOOST_DESCRIBE_STRUCT(MinimumProtocol, (), (rule, cite, say, sections, document_types, from))

enum class Beyond { entire_record, sections, document_types, days };
BOOST_DESCRIBE_ENUM(Beyond, entire_record, sections, document_types, days)
struct Excess {
    Beyond what = Beyond::sections;
    std::string say;
    bool operator==(const Excess&) const = default;
};
BOOST_DESCRIBE_STRUCT(Excess, (), (what, say))

// One thing a review must answer.
struct Criterion {
    std::string name;
    std::string say;
    std::string cite;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (name, say, cite))

// not_applicable: the rule does not reach the request; routine: a protocol covers the scope;
// chosen: a review or reliance covers it; beyond: it goes beyond the protocol; unreviewed: there is
// none.
enum class MinimumState { not_applicable, routine, chosen, beyond, unreviewed };
BOOST_DESCRIBE_ENUM(MinimumState, not_applicable, routine, chosen, beyond, unreviewed)

struct Minimum {
    MinimumState state = MinimumState::not_applicable;
    bool may_go = true;  // false: the release waits for a choice
    Reason rule;         // that makes it wait
    std::optional<MinimumProtocol> protocol;
    std::vector<Excess> beyond;
    std::optional<Scope> narrowed;  // to the protocol; absent where they have nothing in common
    std::vector<Criterion> criteria;
    std::optional<Reason> reliance;  // absent: this requester's word is not enough
    std::optional<MinimumChoice> recorded;
};
BOOST_DESCRIBE_STRUCT(Minimum, (),
                      (state, may_go, rule, protocol, beyond, narrowed, criteria, reliance,
                       recorded))

// `decision` is that of `view` under the same packs and day.
Minimum minimum_of(const View& view, const Decision& decision, const rules::Packs& packs, Day today,
                   const std::optional<MinimumChoice>& recorded = {});

// Does everything that `inner` asks for lie within what `outer` asks for?
bool is_within(const Scope& inner, const Scope& outer);
// Was the choice made for this requester, purpose and ground, and for at least this scope?
bool covers(const MinimumChoice& choice, const Request& request, const Decision& decision);

// What a person sends to be recorded.
struct MinimumAnswer {
    MinimumKind kind = MinimumKind::protocol;
    std::map<std::string, std::string> answers;
    std::string representation;
    bool reasonable = false;  // to rely on it, under the circumstances
};
BOOST_DESCRIBE_STRUCT(MinimumAnswer, (), (kind, answers, representation, reasonable))
// The choice that the answer makes of `minimum`, or what is missing, with the paragraph. That of a
// protocol is made for the narrowed scope.
Result<MinimumChoice> choose(const Minimum& minimum, const MinimumAnswer& answer,
                             const Request& request, const Decision& decision);

}  // namespace muniment::release
