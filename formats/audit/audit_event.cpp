// AuditEvents: codes, agents and entities in the order of the profiles.
#include "formats/audit/audit_event.h"

namespace muniment::audit {

namespace {

constexpr const char* dcm = "http://dicom.nema.org/resources/ontology/DCM";
constexpr const char* act_reason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
constexpr const char* participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
constexpr const char* event_type = "http://terminology.hl7.org/CodeSystem/audit-event-type";
constexpr const char* entity_type = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
constexpr const char* object_role = "http://terminology.hl7.org/CodeSystem/object-role";
constexpr const char* source_type = "http://terminology.hl7.org/CodeSystem/security-source-type";
constexpr const char* lifecycle = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
constexpr const char* interaction = "http://hl7.org/fhir/restful-interaction";
constexpr const char* uri_system = "urn:ietf:rfc:3986";
// Our own kind of entity, under the number kept for documentation (RFC 5612): the entry of the
// ledger that proves the event.
constexpr const char* own_entity = "urn:oid:1.3.6.1.4.1.32473.1";
constexpr const char* absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
constexpr const char* balp =
    "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

struct Shape {
    ActionClass action;
    const char* profile;  // after "Patient" when a patient is known; empty: none
    const char* type_system;
    const char* type;
    const char* subtype_system;
    const char* subtype;
    const char* letter;     // AuditEvent.action
    const char* verb;       // of iso-21089-lifecycle, beside the subtype; empty: none
    const char* user_role;  // of v3-ParticipationType
};
constexpr Shape shapes[] = {
    {ActionClass::view, "Read", event_type, "rest", interaction, "read", "R", "", "IRCP"},
    {ActionClass::search, "Query", event_type, "rest", interaction, "search", "E", "", "IRCP"},
    {ActionClass::export_, "Read", event_type, "rest", interaction, "read", "R", "extract", "IRCP"},
    {ActionClass::print, "Read", event_type, "rest", interaction, "read", "R", "report", "IRCP"},
    {ActionClass::release, "", dcm, "110106", lifecycle, "disclose", "R", "", "IRCP"},
    {ActionClass::create, "Create", event_type, "rest", interaction, "create", "C", "", "AUT"},
    {ActionClass::amend, "Update", event_type, "rest", interaction, "update", "U", "", "AUT"},
    {ActionClass::break_glass, "", dcm, "110113", dcm, "110127", "E", "", "IRCP"},
    {ActionClass::denied, "", dcm, "110113", dcm, "110132", "E", "", "IRCP"},
};

const Shape& shape_of(const AuditRecord& record) {
    for (const Shape& shape : shapes)
        if (shape.action == record.action) return shape;
    return shapes[0];
}

json::object coding(std::string_view system, std::string_view code) {
    return {{"system", system}, {"code", code}};
}
json::object concept_of(std::string_view system, std::string_view code) {
    return {{"coding", json::array{coding(system, code)}}};
}
std::string urn(const Uuid& id) { return "urn:uuid:" + to_text(id); }
json::object identified(const Uuid& id) {
    return {{"identifier", json::object{{"system", uri_system}, {"value", urn(id)}}}};
}
json::object detail(std::string_view type, std::string_view value) {
    return {{"type", type}, {"valueString", value}};
}

json::array reasons_of(const AuditRecord& record) {
    json::array reasons;
    for (const std::string_view code : reason_codes(record))
        reasons.push_back(concept_of(act_reason, code));
    return reasons;
}

// --- agents ---

json::object house_of(const Source& source) {
    return {{"identifier", json::object{{"value", source.origin}}}, {"display", source.facility}};
}

// A client at the machine itself goes by the machine's name.
json::object network_of(const AuditRecord& record, const Source& source) {
    if (record.from.empty()) return {{"address", source.host}, {"type", "1"}};
    return {{"address", record.from}, {"type", "2"}};
}

// The client of a read takes the data, of anything else it sends the question (DICOM PS3.15 A.5).
json::object client_of(const AuditRecord& record, const Source& source, const char* role) {
    json::object network = network_of(record, source);
    json::object who{{"identifier", json::object{{"value", network.at("address")}}}};
    return {{"type", concept_of(dcm, role)},
            {"who", std::move(who)},
            {"requestor", record.user.is_nil()},
            {"network", std::move(network)}};
}

json::object server_of(const Source& source, const char* role) {
    return {{"type", concept_of(dcm, role)},
            {"who", house_of(source)},
            {"requestor", false},
            {"network", json::object{{"address", source.host}, {"type", "1"}}}};
}

json::object user_of(const AuditRecord& record, const char* role) {
    json::object agent{{"type", concept_of(participation, role)}};
    json::array roles;
    for (const std::string& each : record.roles) roles.push_back(json::object{{"text", each}});
    if (!roles.empty()) agent["role"] = std::move(roles);
    agent["who"] = identified(record.user);
    if (!record.user_name.empty()) agent["name"] = record.user_name;
    agent["requestor"] = true;
    agent["purposeOfUse"] = reasons_of(record);
    return agent;
}

// Who receives a release is named in its case. A link is opened from the recipient's own address;
// of another way the network is not known.
json::object recipient_of(const AuditRecord& record) {
    json::object who{{"display", "the recipient named in the release case"}};
    for (const Entity& entity : record.entities)
        if (entity.what == "tasks_case" && !entity.ids.empty())
            who["identifier"] = identified(entity.ids.front()).at("identifier");
    json::object network{
        {"extension", json::array{json::object{{"url", absent}, {"valueCode", "unknown"}}}}};
    if (record.user.is_nil() && !record.from.empty())
        network = {{"address", record.from}, {"type", "2"}};
    return {{"type", concept_of(dcm, "110152")},
            {"who", std::move(who)},
            {"requestor", false},
            {"network", std::move(network)}};
}

json::array agents_of(const AuditRecord& record, const Source& source, const Shape& shape) {
    json::array agents;
    if (record.action == ActionClass::release) {
        agents.push_back(server_of(source, "110153"));
        agents.push_back(recipient_of(record));
    } else {
        const bool reads = std::string_view(shape.letter) == "R";
        agents.push_back(client_of(record, source, reads ? "110152" : "110153"));
        agents.push_back(server_of(source, reads ? "110153" : "110152"));
    }
    if (!record.user.is_nil()) agents.push_back(user_of(record, shape.user_role));
    // Somebody asked for it; of a release without a signed-in user the recipient did.
    if (record.action == ActionClass::release && record.user.is_nil())
        agents.at(1).as_object()["requestor"] = true;
    return agents;
}

// --- entities ---

json::object patient_of(const AuditRecord& record) {
    return {{"what", json::object{{"reference", "Patient/" + to_text(record.patient)},
                                  {"type", "Patient"}}},
            {"type", coding(entity_type, "1")},
            {"role", coding(object_role, "1")}};
}

// What was shown: one entity, as BALP has it. All of it stands with the ledger's entry.
json::object data_of(const AuditRecord& record) {
    Uuid first = record.entry;
    if (!record.entities.empty() && !record.entities.front().ids.empty())
        first = record.entities.front().ids.front();
    return {{"what", identified(first)},
            {"type", coding(entity_type, "2")},
            {"role", coding(object_role, record.action == ActionClass::release ? "3" : "4")}};
}

json::object query_of(const AuditRecord& record) {
    return {{"type", coding(entity_type, "2")},
            {"role", coding(object_role, "24")},
            {"description", "The route. What was typed is not kept in the trail."},
            {"query", to_base64(record.route)}};
}

json::object ledger_entity(const AuditRecord& record) {
    json::array details{detail("route", record.route), detail("action", name_of(record.action)),
                        detail("relation", record.relation)};
    if (record.index) details.push_back(detail("ledger-index", std::to_string(*record.index)));
    if (!record.evidence.empty()) details.push_back(detail("evidence", record.evidence));
    for (const Entity& entity : record.entities)
        details.push_back(detail("seen", entity.what + " " + std::to_string(entity.records)));
    return {{"what", identified(record.entry)},
            {"type", coding(own_entity, "ledger-entry")},
            {"detail", std::move(details)}};
}

json::array entities_of(const AuditRecord& record) {
    json::array entities;
    if (!record.patient.is_nil()) entities.push_back(patient_of(record));
    entities.push_back(record.action == ActionClass::search ? query_of(record) : data_of(record));
    entities.push_back(ledger_entity(record));
    return entities;
}

// FHIR's instant: milliseconds are enough, and every reader takes them.
std::string instant_text(Instant at) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(at);
    const auto part = std::chrono::duration_cast<std::chrono::milliseconds>(at - whole).count();
    std::string text = to_text(Instant{whole});
    text.pop_back();
    const std::string digits = std::to_string(1000 + part);
    return text + "." + digits.substr(1) + "Z";
}

json::array subtypes_of(const Shape& shape) {
    json::array subtypes{coding(shape.subtype_system, shape.subtype)};
    if (*shape.verb != '\0') subtypes.push_back(coding(lifecycle, shape.verb));
    return subtypes;
}

json::object source_of(const Source& source) {
    return {{"site", source.facility},
            {"observer", house_of(source)},
            {"type", json::array{coding(source_type, "4")}}};
}

}  // namespace

std::string profile_of(const AuditRecord& record) {
    const bool patient = !record.patient.is_nil();
    if (record.action == ActionClass::release)
        return patient ? std::string(balp) + "PrivacyDisclosure.Source" : "";
    const char* profile = shape_of(record).profile;
    if (*profile == '\0') return "";
    return std::string(balp) + (patient ? "Patient" : "") + profile;
}

json::object audit_event(const AuditRecord& record, const Source& source) {
    const Shape& shape = shape_of(record);
    json::object event{{"resourceType", "AuditEvent"}, {"id", to_text(record.id)}};
    if (const std::string profile = profile_of(record); !profile.empty())
        event["meta"] = json::object{{"profile", json::array{profile}}};
    event["type"] = coding(shape.type_system, shape.type);
    event["subtype"] = subtypes_of(shape);
    event["action"] = shape.letter;
    event["recorded"] = instant_text(record.at);
    event["outcome"] = record.action == ActionClass::denied ? "4" : "0";
    if (record.action == ActionClass::denied)
        event["outcomeDesc"] = "Refused: the person's roles do not open this.";
    event["purposeOfEvent"] = reasons_of(record);
    event["agent"] = agents_of(record, source, shape);
    event["source"] = source_of(source);
    event["entity"] = entities_of(record);
    return event;
}

std::string audit_event_line(const AuditRecord& record, const Source& source) {
    return json::serialize(audit_event(record, source)) + "\n";
}

static json::object bundle_of(std::string_view type, json::array events) {
    json::array entries;
    for (json::value& event : events) {
        const std::string id(event.at("id").as_string());
        entries.push_back(
            json::object{{"fullUrl", "urn:uuid:" + id}, {"resource", std::move(event)}});
    }
    json::object bundle{{"resourceType", "Bundle"}, {"type", type}};
    if (!entries.empty()) bundle["entry"] = std::move(entries);
    return bundle;
}

json::object collection_of(json::array events, Instant at) {
    json::object bundle = bundle_of("collection", std::move(events));
    bundle["timestamp"] = instant_text(at);
    return bundle;
}

json::object searchset_of(json::array events, std::int64_t total, const Links& links) {
    json::object bundle = bundle_of("searchset", std::move(events));
    bundle["total"] = total;
    json::array all;
    for (const auto& [relation, url] : links)
        all.push_back(json::object{{"relation", relation}, {"url", url}});
    bundle["link"] = std::move(all);
    if (json::value* entries = bundle.if_contains("entry"))
        for (json::value& entry : entries->as_array())
            entry.as_object()["search"] = json::object{{"mode", "match"}};
    return bundle;
}

}  // namespace muniment::audit
