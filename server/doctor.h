// Looks a deployment over against the Security Rule, as far as a machine can: each row of
// packs/us-federal/security-rule.toml is measured, and judged ok, a finding, or unknown when it
// cannot be measured from here. Never "ok" for what was not looked at. Proposed rules (90 FR 898)
// are shown as such.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engines/rules/packs.h"
#include "kernel/house/house.h"

namespace muniment::server {

// What `muniment serve` writes beside the data (serving.json), for whoever asks later.
struct Serving {
    Instant since{};
    std::string address;
    bool tls = false;
    bool plain_said = false;  // --plain-http: a proxy in front speaks TLS
    std::optional<Instant> certificate_ends;
    bool calls_confined = false;
    bool files_confined = false;
};
BOOST_DESCRIBE_STRUCT(Serving, (),
                      (since, address, tls, plain_said, certificate_ends, calls_confined,
                       files_confined))
Status keep_serving(const std::string& folder, const Serving& serving);

// One measured thing: a number in the unit its item's name says (1 and 0: it is so, or not), and
// words for a person. Absent number: it cannot be told from here.
struct Measured {
    std::optional<std::int64_t> number;
    std::string seen;
};
using Measures = std::map<std::string, Measured, std::less<>>;  // by item, without "security_"

Result<Measures> measure(house::House& house, house::View& view);

enum class Health { ok, finding, unknown };
BOOST_DESCRIBE_ENUM(Health, ok, finding, unknown)

struct DoctorRow {
    std::string item;
    std::string cite;
    bool proposed = false;  // not in force
    Health health = Health::unknown;
    std::string requirement;
    std::string seen;
    std::string to_do;  // empty when ok
};
BOOST_DESCRIBE_STRUCT(DoctorRow, (), (item, cite, proposed, health, requirement, seen, to_do))

struct DoctorAnswer {
    std::string facility;
    Instant at{};
    std::string version;
    std::int64_t findings = 0;  // of the law in force
    std::int64_t proposed_findings = 0;
    std::int64_t unknown = 0;
    std::vector<DoctorRow> rows;
};
BOOST_DESCRIBE_STRUCT(DoctorAnswer, (),
                      (facility, at, version, findings, proposed_findings, unknown, rows))

// Pure: every row in force, in pack order.
std::vector<DoctorRow> judge(const rules::Packs& packs, const Measures& measures, Day today);
Result<DoctorAnswer> examine(house::House& house, house::View& view, const rules::Packs& packs);

}  // namespace muniment::server
