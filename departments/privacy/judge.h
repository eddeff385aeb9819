// Every access judged: which of a closed set of facts hold of it, which signals of the packs speak
// on them, and what they come to. Pure, deterministic, and independent of the order of the events:
// the verdict on one access depends on the set of accesses judged with it, not on its place.
// A score is a reason to look, never a finding: a person decides (45 CFR 164.308(a)(1)(ii)(D)).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/json.h"
#include "engines/rules/packs.h"

namespace muniment::privacy {

// What can hold of an access; signals ask about them by name. The first ones are evidence that
// comes with the access (who looked for it is kernel/people); the rest is found out here.
enum class Fact : std::uint8_t {
    // A relation between the person and the patient: any one of them is a reason to look.
    care_team,
    encounter,
    appointment,
    order,
    documented,
    referral,
    claim,
    task,     // a case, worklist item or request for records about this patient
    request,  // the patient asked this person
    // Reasons of the work, without a relation to this one patient.
    on_call,
    transport,
    consult,
    quality_review,
    bulk_job,
    emergency,         // the glass was broken
    relation_unknown,  // nobody looked for one: nothing is held against the person
    // Found out.
    no_relation,
    same_surname,
    frequent_surname,
    same_contact,    // address or telephone
    same_household,  // address
    co_worker,
    same_department,  // of a co-worker
    employee_health,
    own_record,
    vip,
    neighbour,
    long_deceased,
    in_the_news,
    glass_unfollowed,
    off_shift,
    other_unit,
    unusual_hour,
    out_of_place,  // one of the three before
    volume_spike,
    repeated,
    emergency_contact,
    access_ended,
    sensitive,
    care_role,
    listed_only,   // stood in a search's list and was never opened
    never_charted  // found by a search, opened, and nothing written
};
BOOST_DESCRIBE_ENUM(Fact, care_team, encounter, appointment, order, documented, referral, claim,
                    task, request, on_call, transport, consult, quality_review, bulk_job, emergency,
                    relation_unknown, no_relation, same_surname, frequent_surname, same_contact,
                    same_household, co_worker, same_department, employee_health, own_record, vip,
                    neighbour, long_deceased, in_the_news, glass_unfollowed, off_shift, other_unit,
                    unusual_hour, out_of_place, volume_spike, repeated, emergency_contact,
                    access_ended, sensitive, care_role, listed_only, never_charted)

using FactSet = std::uint64_t;
constexpr FactSet bit(Fact fact) { return FactSet{1} << static_cast<unsigned>(fact); }
inline constexpr FactSet relations = bit(Fact::care_team) | bit(Fact::encounter) |
                                     bit(Fact::appointment) | bit(Fact::order) |
                                     bit(Fact::documented) | bit(Fact::referral) |
                                     bit(Fact::claim) | bit(Fact::task) | bit(Fact::request);
// What may come with an access.
inline constexpr FactSet given = bit(Fact::no_relation) - 1;
std::vector<std::string> names_of(FactSet facts);

enum class Deed : std::uint8_t { view, search, write, give, break_glass, denied };
BOOST_DESCRIBE_ENUM(Deed, view, search, write, give, break_glass, denied)

inline constexpr std::uint32_t nobody = 0xffffffff;

// One access. `user` and `patient` are places in the Roster.
struct Event {
    Instant at{};
    std::int32_t day = 0;  // of the facility, since 1970
    std::uint8_t hour = 0;
    Deed deed = Deed::view;
    std::uint32_t user = nobody;
    std::uint32_t patient = nobody;
    FactSet evidence = 0;  // of `given`
};

// Names, addresses and the like are interned: equal text, equal number; 0 is "not known". Nothing
// here can be read back into what it was made of.
using Interned = std::uint32_t;
struct Staff {
    Interned surname = 0, address = 0, phone = 0, street = 0;
    std::vector<Interned> contacts;  // names of emergency contacts
    std::uint64_t departments = 0;   // one bit each
    std::uint32_t group = 0;         // peers: the same role in the same department
    std::uint32_t self = nobody;     // the patient this person is
    std::uint8_t shift_from = 0, shift_to = 24;
    bool care_role = false;
    bool employee_health = false;
    std::optional<Instant> ends;  // of the employment, or the notice of it
};
struct Patient {
    Interned surname = 0, name = 0, address = 0, phone = 0, street = 0;
    bool frequent_surname = false;
    bool vip = false;
    bool sensitive = false;  // a minor's, or a segment the law keeps apart
    std::uint64_t departments = 0;
    std::optional<std::int32_t> died;     // day
    std::optional<std::int32_t> in_news;  // day
    std::uint32_t employee = nobody;      // the user this patient is
};
struct Roster {
    std::vector<Staff> staff;
    std::vector<Patient> patients;
};

// The numbers a facility sets (kind "limit"), by the same names.
struct ReviewLimits {
    int review_score = 50;
    int page_score = 80;
    int pairs_per_person = 5;
    int minutes_per_case = 12;
    int due_days = 7;         // within which a case is looked at
    int urgent_due_days = 1;  // from page_score on
    int minutes_per_day = 120;
    int patients_per_hour = 50;
    int sigmas = 3;
    int history_days = 5;  // fewer days of own history: the peers' stands in
    int deceased_days = 30;
    int news_days = 14;
    int follow_up_hours = 24;
    int repeat_days = 3;
    int unusual_permille = 10;
};
BOOST_DESCRIBE_STRUCT(ReviewLimits, (),
                      (review_score, page_score, pairs_per_person, minutes_per_case, due_days,
                       urgent_due_days, minutes_per_day, patients_per_hour, sigmas, history_days,
                       deceased_days, news_days, follow_up_hours, repeat_days, unusual_permille))

// A signal as the judge uses it: masks instead of names.
struct Weighed {
    const rules::Signal* rule = nullptr;
    int weight = 0;
    FactSet all = 0;
    FactSet unless = 0;
};
struct Scoring {
    std::vector<Weighed> signals;  // at most 64
    ReviewLimits limits;
};
// The signals and limits in force. `weights` (by name) stand instead of the packs': see feedback.h.
// incorrect when a pack asks about a fact that is not one of the closed set.
Result<Scoring> scoring_of(const rules::Packs& packs, Day today,
                           const std::map<std::string, int>& weights = {});

// What a person, or her peers where she is new, usually does.
struct Usual {
    double hour_mean = 0, hour_sigma = 0;  // distinct patients in an hour in which she worked
    double day_mean = 0, day_sigma = 0;
    std::array<std::uint16_t, 24> permille{};  // of her accesses, by hour
    int days = 0;                              // of history
};
struct Baselines {
    std::vector<Usual> users;
    std::map<std::uint32_t, Usual> groups;
};
Baselines baselines_of(std::span<const Event> history, const Roster& roster);

struct Judged {
    std::int32_t score = 0;
    FactSet facts = 0;
    std::uint64_t fired = 0;       // bits of Scoring::signals
    std::uint64_t suppressed = 0;  // would have spoken, but is explained
};
// One for each event, in the same order. `until`: what is known reaches so far; a broken glass
// whose follow-up may still come is not held against anybody.
std::vector<Judged> judge(std::span<const Event> events, const Roster& roster,
                          const Baselines& baselines, const Scoring& scoring, Instant until);

// A verdict in words.
struct SignalReason {
    std::string signal;  // name
    std::string rule;    // id
    std::string cite;
    int weight = 0;
    std::string say;
    std::vector<std::string> because;  // the facts; of a suppressed one: what explains it
};
BOOST_DESCRIBE_STRUCT(SignalReason, (), (signal, rule, cite, weight, say, because))
struct AccessVerdict {
    int score = 0;
    std::vector<SignalReason> reasons;  // heaviest first
    std::vector<SignalReason> suppressed;
};
BOOST_DESCRIBE_STRUCT(AccessVerdict, (), (score, reasons, suppressed))
AccessVerdict explain(const Judged& judged, const Scoring& scoring);

}  // namespace muniment::privacy
