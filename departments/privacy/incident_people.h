// The people whom an incident concerns: one record each, counted as individuals, not as records, by
// state of residence; and the proof that each was told.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/incident.h"

namespace muniment::privacy {

// returned: the letter came back or there is no address, so a substitute notice is due. no_kin:
// known to be dead and the address of the next of kin is not known (45 CFR 164.404(d)(2)).
enum class PersonStatus { waiting, sent, returned, told, no_kin };
BOOST_DESCRIBE_ENUM(PersonStatus, waiting, sent, returned, told, no_kin)

struct AffectedWords {
    std::string name;
    std::string mrn;
    std::string address;
    std::string next_of_kin;  // whom the letter goes to, of somebody who is dead
    std::string method;       // first-class mail, e-mail as agreed, telephone, home page
    std::optional<Day> returned_on;
    bool deceased = false;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(AffectedWords, (),
                      (name, mrn, address, next_of_kin, method, returned_on, deceased, note))

struct Affected {
    Uuid id;
    std::int64_t version = 1;
    Uuid incident;
    Uuid patient;           // nil: not in the chart
    std::string residence;  // "WA"; empty: not known
    PersonStatus status = PersonStatus::waiting;
    std::optional<Day> told_on;
    AffectedWords words;
};

inline constexpr std::size_t people_max = 10'000;  // of one incident
inline constexpr std::int64_t letters_max = 200;   // in one file to print, or one act

// Sealed with the patient's key, or the incident's where the patient is not in the chart.
Result<house::Draft> affected_draft(house::House& house, const Affected& person);
Result<Affected> read_affected(house::View& view, const Uuid& id);
struct PeopleFilter {
    std::string status;  // empty: all
    std::int64_t offset = 0;
    std::int64_t limit = 50;
};
Result<std::vector<Affected>> people_of(house::View& view, const CaseId& incident,
                                        const PeopleFilter& filter);
// Patients who are on the list already.
Result<std::vector<Uuid>> patients_of(house::View& view, const CaseId& incident);

// From the index columns only: nobody's content is opened.
struct PeopleCounts {
    std::map<std::string, std::int64_t> residents;
    std::map<std::string, std::int64_t> statuses;
    std::map<std::string, Day> told_on;  // by state, once nobody there waits
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(PeopleCounts, (), (residents, statuses, told_on, total))
struct PeopleCell {
    std::string residence;
    PersonStatus status = PersonStatus::waiting;
    std::int64_t count = 0;
    std::optional<Day> last;
};
PeopleCounts counts_of(const std::vector<PeopleCell>& cells);
Result<PeopleCounts> count_people(house::View& view, const CaseId& incident);

// The state in the last part of an address, "1 Main St, Lowell, MA 01851" or "Massachusetts
// 01851"; empty when it is none.
std::string residence_of(const std::string& address);

std::vector<const store::Table*> incident_tables();

}  // namespace muniment::privacy
