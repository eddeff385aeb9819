// An event as a FHIR R4 AuditEvent by the profiles of IHE BALP 1.1.3: the action, its profile
// (IHE.BasicAudit.), type and subtype.
//
//     view, export, print   PatientRead, or Read           rest        read
//     search                PatientQuery, or Query         rest        search
//     create, amend         Patient{Create,Update}, ...    rest        create, update
//     release of a patient  PrivacyDisclosure.Source       DCM 110106  disclose
//     break_glass           none                           DCM 110113  DCM 110127
//     denied                none: what succeeded only      DCM 110113  DCM 110132
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/audit/record.h"

namespace muniment::audit {

// The profile's canonical address; empty: none.
std::string profile_of(const AuditRecord& record);
json::object audit_event(const AuditRecord& record, const Source& source);
// One line of ndjson, with its line end.
std::string audit_event_line(const AuditRecord& record, const Source& source);

// A Bundle of type collection, or a searchset with its total and links (relation, address).
using Links = std::vector<std::pair<std::string, std::string>>;
json::object collection_of(json::array events, Instant at);
json::object searchset_of(json::array events, std::int64_t total, const Links& links);

}  // namespace muniment::audit
