// One event of the access trail as it leaves the house: what an auditor's system is told, in
// whichever form. Ids, codes and the names of our own staff; nothing of a record's content.
// Fields: IHE BALP 1.1.3 and 45 CFR 164.312(b).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace muniment::audit {

enum class ActionClass {
    view,
    search,
    export_,
    print,
    release,
    create,
    amend,
    break_glass,
    denied
};
BOOST_DESCRIBE_ENUM(ActionClass, view, search, export_, print, release, create, amend, break_glass,
                    denied)
std::string_view name_of(ActionClass action);  // "export", "break_glass"

// Records of one kind that were seen.
struct Entity {
    std::string what;  // the table of the records
    std::int64_t records = 0;
    std::vector<Uuid> ids;  // the first ones
};

struct AuditRecord {
    Uuid id;
    Instant at{};
    ActionClass action = ActionClass::view;
    std::string route;  // "GET /chart/{patient}"
    Uuid user;          // nil: the system, or somebody without an account
    std::string user_name;
    std::vector<std::string> roles;
    Uuid patient;         // nil: of no patient in particular
    std::string purpose;  // as the trail keeps it: "TREATMENT"
    std::string relation;
    std::string evidence;  // a record's id
    std::string from;      // the client's network address; empty: at the machine itself
    std::vector<Entity> entities;
    Uuid entry;                         // of the ledger
    std::optional<std::int64_t> index;  // its place there; absent: not sequenced yet
};

// The system that recorded it.
struct Source {
    std::string facility;
    std::string origin;  // the ledger's, which names the house
    std::string host;    // the machine's name
};

// The code of HL7's v3-ActReason for a purpose; HOPERAT for one that is not in the list.
std::string_view reason_code(std::string_view purpose);
// The codes of an event: the purpose, and BTG where an emergency opened the record.
std::vector<std::string_view> reason_codes(const AuditRecord& record);

}  // namespace muniment::audit
