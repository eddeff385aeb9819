// What a department's handlers are: plain functions from a Call to an Outcome, listed in one table
// of routes. A handler cannot write, answer or open a transaction; it returns what should happen,
// and the server commits it together with the access entries of what was read, then answers.
//
//     static Result<Outcome> decide_case(const Call& call) {
//         const auto command = TRY(call.body<Decide>());
//         const auto view = TRY(load(call.view, TRY(call.id())));
//         const Decision decision = decide(view, call.packs, call.today);
//         return outcome(writes(decision), encode(decision));
//     }
//     const Route routes[] = {
//         {"POST", "/release/cases/{id}/decision", Permission::release_work, decide_case,
//          takes<Decide>, gives<CaseView>},
//     };
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <span>

#include "base/schema.h"
#include "kernel/house/house.h"

namespace muniment::rules {
class Packs;
}

namespace muniment::house {

// What a route asks of the actor. Which role holds which, and within which bounds, is said by the
// packs (kernel/people/policy.h).
enum class Permission {
    open,              // nobody need sign in: sign-in itself, the one-time link
    signed_in,         // any user
    chart_read,        // see patients' charts
    release_read,      // see release cases
    release_work,      // open, decide, release, refuse
    ledger_read,       // see the ledger's entries
    administer,        // imports, settings; no patient's content
    people_manage,     // users: join, move, leave; reviews of who may what
    audit_read,        // the access trail of anybody
    privacy_read,      // see access reviews, incidents and breaches
    privacy_work,      // judge accesses, assess incidents, send notices
    rights_read,       // see patients' requests about their rights
    rights_work,       // take and answer them
    compliance_read,   // see information blocking cases
    compliance_work,   // assess them
    training_manage,   // courses, assignments, records of training
    portal,            // a patient's own side: nobody else's record
    requester_portal,  // an attorney's side: the requests made by them
    emergency_access,  // may break the glass
    program,           // a program's access by SMART Backend Services
};
BOOST_DESCRIBE_ENUM(Permission, open, signed_in, chart_read, release_read, release_work,
                    ledger_read, administer, people_manage, audit_read, privacy_read, privacy_work,
                    rights_read, rights_work, compliance_read, compliance_work, training_manage,
                    portal, requester_portal, emergency_access, program)

struct Actor {
    Uuid user;  // nil: not signed in, or the system
    std::string name;
    std::vector<std::string> roles;
    std::set<Permission> permissions;
    std::string purpose = "OPERATIONS";  // purpose of use, as the person chose it
    Uuid self;                           // the patient this user is; nil: none
    std::string practitioner;            // the user's FHIR Practitioner id; empty: none
    std::vector<std::string> departments;
    std::string facility;  // FHIR Organization id; empty: all of them
    Uuid session;
    std::string from;  // the client's network address
    bool training_overdue = false;
};

struct Call {
    const Actor& actor;
    View& view;
    House& house;  // for ids, the clock and the vault; not for acting
    const rules::Packs& packs;
    Day today;
    std::map<std::string, std::string> path;   // {id} in the route -> text
    std::map<std::string, std::string> query;  // ?name=text
    std::string_view content;                  // the request's content

    // The {id} of the path; not_found when it is no id.
    Result<Uuid> id(const std::string& name = "id") const;
    std::string asked(const std::string& name) const;  // of the query; empty when absent
    Result<std::int64_t> number(const std::string& name, std::int64_t otherwise) const;
    Result<std::optional<Day>> day(const std::string& name) const;
    template <class T>
    Result<T> body() const {
        return from_json_text<T>(content.empty() ? "{}" : content);
    }
};

struct Answer {
    int status = 200;
    std::string content_type = "application/json";
    std::string content;
    std::vector<std::pair<std::string, std::string>> headers;
};

struct Outcome {
    std::optional<Act> act;  // absent: nothing changes
    Answer answer;
    bool wakes_jobs = false;  // the act queued a job (kernel/tasks)
};

template <class T>
Answer answer_of(const T& value) {
    Answer answer;
    answer.content = to_json_text(value);
    return answer;
}
template <class T>
Outcome shows(const T& value) {
    return {std::nullopt, answer_of(value), false};
}
template <class T>
Outcome does(Act act, const T& value) {
    return {std::move(act), answer_of(value), false};
}

using Handler = Result<Outcome> (*)(const Call&);
using Describe = json::value (*)(Schemas&);
template <class T>
json::value takes(Schemas& schemas) {
    return schema_of<T>(schemas);
}
template <class T>
json::value gives(Schemas& schemas) {
    return schema_of<T>(schemas);
}

// `fresh`: who asks must have proved to be there a moment ago, as long as the facility says
// (kernel/signin): releasing, destroying, signing.
enum class Proof { session, fresh };

struct Route {
    std::string_view method;
    std::string_view path;  // below /api
    Permission permission = Permission::administer;
    Handler handler = nullptr;
    Describe request = nullptr;  // null: no content
    Describe answer = nullptr;   // null: not JSON
    std::string_view summary;    // one line for the API document
    Proof proof = Proof::session;
};
using Routes = std::span<const Route>;

}  // namespace muniment::house
