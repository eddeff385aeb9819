// Rule packs: TOML texts with cited rules, loaded once, asked many times. Loading runs every rule's
// own examples and refuses the whole load, with file, line, rule and reason, when anything is wrong
// (docs/formats/packs.md). Layers: federal <- state <- payer <- facility. A lower layer may be
// stricter or fill a blank; to loosen, its rule must say `replaces`.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "engines/rules/rules.h"

namespace muniment::rules {

struct PackText {
    std::string name;  // for messages: "us-federal/hipaa-164-508.toml"
    std::string text;
};

enum class Layer { federal, state, payer, facility };

struct Pack {
    std::string id;      // "us-federal/hipaa-164-508"
    std::string source;  // what the rules were read from
    Layer layer = Layer::federal;
    Day checked{};    // the day a person last read the pack against its source
    Day effective{};  // no rule of the pack is in force before
    Hash sha256;      // of the text
    std::string text;
    std::string file;
    std::vector<Requires> requires_;
    std::vector<Forbids> forbids;
    std::vector<Permits> permits;
    std::vector<Answers> answers;
    std::vector<Clock> clocks;
    std::vector<Fact> facts;
    std::vector<Ground> grounds;
    std::vector<Question> questions;
    std::vector<Segment> segments;
    std::vector<Classifies> classifies;
    std::vector<Protocol> protocols;
    std::vector<Fee> fees;
    std::vector<Denial> denials;
    std::vector<Exception> exceptions;
    std::vector<Condition> conditions;
    std::vector<Signal> signals;
    std::vector<Limit> limits;
    std::vector<Penalty> penalties;
    std::vector<Role> roles;
};

// One thing that a requires or forbids rule found wrong.
struct Found {
    const Rule* rule;
    bool warning;
};

// What the permission table says: the deciding row, and every row that spoke.
struct Permission {
    const Permits* row = nullptr;  // nullptr: no row's condition is met
    std::vector<const Permits*> heard;
};

struct Due {
    const Clock* clock = nullptr;  // nullptr: no clock runs
    Day day{};
};

inline constexpr std::size_t pack_bytes_max = 1 << 20;
inline constexpr std::size_t packs_max = 256;
inline constexpr std::size_t rules_per_pack_max = 2000;
inline constexpr std::size_t text_bytes_max = 2000;  // of one string in a pack
inline constexpr std::size_t list_items_max = 200;
inline constexpr int days_max = 3660;
inline constexpr int cents_max = 10'000'000;
inline constexpr int dollars_max = 100'000'000;

// Immutable after loading; safe to share between threads. Pointers in the answers live as long as
// the Packs they came from.
class Packs {
  public:
    static Result<Packs> load(const std::vector<PackText>& texts);

    const std::vector<Pack>& packs() const { return packs_; }  // federal first

    // Every check on `subject` in force on `today` that the facts do not satisfy, in pack order.
    std::vector<Found> check(Subject subject, const Facts& facts, Day today) const;

    // The row of `table` that speaks in the highest layer stands unless a lower layer's is stricter
    // or replaces it; no layer may contradict "required".
    Permission permission(std::string_view table, const Facts& facts, Day today) const;

    // The row that answers the question, layers weighed as above ("yes" is the stricter answer);
    // nullptr: no row does.
    const Answers* answer(std::string_view question, const Facts& facts, Day today) const;

    // The earliest deadline that an event on `day` starts; replaced clocks do not count.
    Due due(std::string_view event, Day day, const Facts& facts, Day today) const;

    // Every clock that an event starts, in pack order: who must show each date, not only the
    // earliest.
    std::vector<const Clock*> clocks(std::string_view event, const Facts& facts, Day today) const;
    // The row for a tier on the day of assessment; nullptr: none is loaded for that day.
    const Penalty* penalty(const Facts& facts, Day assessed_on) const;

    // In pack order, those in force on `today`.
    std::vector<const Ground*> grounds(Day today) const;
    std::vector<const Question*> questions(Day today) const;
    std::vector<const Segment*> segments(Day today) const;
    std::vector<const Classifies*> classifies(const Facts& facts, Day today) const;
    // The lowest layer's protocol whose condition is met; nullptr: the request is reviewed by hand.
    const Protocol* protocol(const Facts& facts, Day today) const;

    // Every table and cap that speaks on a copy, in pack order; what is asked for may not be more
    // than the least of them.
    std::vector<const Fee*> fees(const Facts& facts, Day today) const;
    std::vector<const Denial*> denials(Day today) const;
    // Replaced ones do not count.
    std::vector<const Exception*> exceptions(Day today) const;
    std::vector<const Condition*> conditions(std::string_view of, Day today) const;
    // In pack order; what a lower layer replaced is left out.
    std::vector<const Signal*> signals(Day today) const;
    // The lowest layer's; nullptr: no pack sets it.
    const Limit* limit(std::string_view name, Day today) const;

    // The lowest layer's rule of each role.
    std::vector<const Role*> roles(Day today) const;

    // Every fact some rule asks about, sorted: a desk's test checks that it supplies them all. Not
    // those of signals, which ask about accesses.
    std::vector<std::string> facts_asked() const;

  private:
    bool stands(const Rule& rule, const Facts& facts, Day today) const;
    Status note_replacement(const Rule& rule, const Pack& pack);
    std::vector<Pack> packs_;
    std::vector<Rule> replacing_;  // what says `replaces`, by whichever kind
};

// Every rule of a pack, whichever its kind.
std::vector<const Rule*> rules_of(const Pack& pack);

// True for the forms a citation may have: "45 CFR 164.508(c)(1)(i)", "42 USC 17935(e)(1)", and for
// a facility's or payer's own rules "Policy ROI-2 4.1".
bool is_citation(std::string_view text);

}  // namespace muniment::rules
