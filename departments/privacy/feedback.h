// What closed cases teach: how each signal's weight should move, and how often each department was
// suspected wrongly. A proposal, within bounds and explained; a person adopts it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::privacy {

enum class Verdicted { justified, undetermined, inappropriate };
BOOST_DESCRIBE_ENUM(Verdicted, justified, undetermined, inappropriate)

// A closed case: what spoke, and what it came to.
struct Closed {
    std::vector<std::string> signals;
    std::vector<std::string> departments;  // of the person
    Verdicted outcome = Verdicted::undetermined;
};

struct WeightChange {
    std::string signal;
    int pack = 0;  // the pack's weight
    int now = 0;
    int proposed = 0;
    int cases = 0;          // closed with a clear outcome in which it spoke
    int inappropriate = 0;  // of these
    std::string why;
};
BOOST_DESCRIBE_STRUCT(WeightChange, (), (signal, pack, now, proposed, cases, inappropriate, why))

// A weight moves with the share of improper accesses among the cases in which its signal spoke,
// against that of all cases, and never below half or above one and a half of the pack's. With
// fewer than `cases_least` clear cases it stays. Undetermined cases teach nothing.
inline constexpr int cases_least = 10;
std::vector<WeightChange> proposals(const std::map<std::string, int>& pack_weights,
                                    const std::map<std::string, int>& now,
                                    const std::vector<Closed>& closed);

struct DepartmentRate {
    std::string department;
    int closed = 0;
    int justified = 0;
    int permille = 0;  // suspected wrongly, of the closed
};
BOOST_DESCRIBE_STRUCT(DepartmentRate, (), (department, closed, justified, permille))
std::vector<DepartmentRate> false_alarms(const std::vector<Closed>& closed);

// The ladder of sanctions (45 CFR 164.530(e)(1) asks for appropriate ones; the steps are policy).
// What the reviewer found of the conduct decides; a repetition is one step up.
enum class Conduct { inadvertent, careless, curious, malicious };
BOOST_DESCRIBE_ENUM(Conduct, inadvertent, careless, curious, malicious)
struct SanctionStep {
    int level = 1;  // 1 to 4
    std::string action;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(SanctionStep, (), (level, action, why))
SanctionStep sanction_for(Conduct conduct, int earlier_findings);

}  // namespace muniment::privacy
