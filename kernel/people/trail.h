// The access trail: who saw what of whom, when, for which stated purpose, and by which relation
// with the patient. Written by kernel/desk with everything that is shown; read here. Reading the
// trail of a patient is itself an access to that patient.
// Source: 45 CFR 164.312(b); the fields are those of IHE BALP and of domain practice.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/people.h"

namespace muniment::people {

// What connects a person with a patient at a moment, strongest first; `none`: it was looked for and
// nothing was found; `unknown`: nobody looked (entries of old, and of other systems).
enum class Relation {
    self,
    care_team,
    encounter,
    order,
    documented,
    task,  // a case of the desk about this patient, which the person's role works on
    request,
    emergency,
    none,
    unknown
};
BOOST_DESCRIBE_ENUM(Relation, self, care_team, encounter, order, documented, task, request,
                    emergency, none, unknown)

struct Seen {
    std::string what;  // the table of the records
    std::int64_t records = 0;
    std::vector<Uuid> ids;  // the first ones
};
BOOST_DESCRIBE_STRUCT(Seen, (), (what, records, ids))

struct Access {
    Uuid id;
    Uuid patient;  // nil: of no patient in particular
    Uuid user;     // nil: the system, or somebody without an account
    Instant at{};
    std::string action;   // "GET /patients/{id}", "access.denied", "imported: view"
    std::string purpose;  // "TREATMENT"
    Relation relation = Relation::unknown;
    std::string evidence;  // what shows the relation: a record's id; no words of the record
    std::string from;      // the client's network address
    std::vector<Seen> seen;
    Uuid entry;  // of the ledger
};

// What is kept beside the columns of an access entry.
struct AccessContent {
    Relation relation = Relation::unknown;
    std::string evidence;
    std::string from;
    std::vector<Seen> seen;
};
BOOST_DESCRIBE_STRUCT(AccessContent, (), (relation, evidence, from, seen))

// One entry as a draft, for whoever writes accesses: kernel/desk, the command line, imports of
// other systems' logs. Its id and ledger entry are made when it is committed.
house::Draft access_draft(house::House& house, const Access& access);

// A patient as the actor stands to her.
struct Connection {
    Relation relation = Relation::unknown;
    std::string evidence;         // a record's id
    std::optional<Instant> last;  // the relation's last sign; absent: it goes on
    bool other_facility = false;  // never seen at the actor's facility
};
using Connections = std::map<Uuid, Connection>;  // by patient

// The drafts that record what a view read for an actor: one row per patient.
std::vector<house::Draft> access_drafts(house::House& house, const house::Actor& actor,
                                        const std::string& action,
                                        const std::vector<house::Read>& reads,
                                        const Connections& connections = {});

struct AccessFilter {
    Uuid patient;  // nil: all
    Uuid user;     // nil: all
    std::optional<Instant> from;
    std::optional<Instant> to;  // not included
    std::int64_t offset = 0;
    std::int64_t limit = 200;  // at most 100,000
    Uuid id = {};              // nil: all; else the one entry, found by its key
};
// Newest first. Of a patient or a user it uses an index; of neither, the index by time.
Result<std::vector<Access>> accesses(house::View& view, const AccessFilter& filter);
Result<std::int64_t> count_accesses(house::View& view, const AccessFilter& filter);
// The same, one after the other and oldest first, for whoever goes through very many: nothing is
// noted in the view, so this is for the system's own jobs and for people who may see the trail of
// anybody.
Status each_access(house::View& view, const AccessFilter& filter,
                   const std::function<void(const Access&)>& take);
// Those with an id behind this one, in the order of ids, which is that of writing to within a
// commit's time; nothing is noted.
Result<std::vector<Access>> accesses_behind(house::View& view, const Uuid& id, std::int64_t limit);

// Every account, with what is known of the person.
Result<std::vector<house::Record<User>>> all_users(house::View& view);

}  // namespace muniment::people
