// Which incidents are disclosures to be accounted for, and the case each patient gets of one.
#include "departments/privacy/incident_accounting.h"

#include "base/text.h"

namespace muniment::privacy {

using house::Call;
using tasks::NotedDisclosure;

namespace {

// 45 CFR 160.103: a disclosure is to somebody outside the entity that holds the information. An
// access of our own workforce is a use, which 45 CFR 164.528 does not list.
bool went_outside(const IncidentContent& content) {
    if (content.reach != IncidentReach::by_kind) return content.reach == IncidentReach::outside;
    return content.type != IncidentType::snooping;
}

bool is_impermissible(const IncidentContent& content) {
    const BreachResult result = content.decision->result;
    return result == BreachResult::breach || result == BreachResult::low_probability;
}

std::string description_of(const IncidentContent& content) {
    std::string text(trim(content.disclosed));
    if (text.empty()) text = "health information";
    if (!content.occurred_from)
        text += "; the day is not known, it was found out on the day given";
    else if (content.occurred_to && *content.occurred_to > *content.occurred_from)
        text += "; until " + to_text(*content.occurred_to);
    return text;
}

tasks::Case case_of(const Call& call, const CaseId& incident, const std::string& number,
                    const Uuid& patient) {
    tasks::Case record;
    record.id =
        CaseId{derived_uuid("disclosure|" + to_text(incident) + "/" + to_text(PatientId{patient}))};
    record.kind = tasks::disclosure_kind;
    // Its own number, for numbers are unique; people read the incident's, which the words hold.
    record.number = number + "-D-" + to_text(record.id).substr(0, 23);
    record.patient = patient;
    record.updated = call.house.now();
    return record;
}

// What stands there already; version 0 of nothing.
Result<std::int64_t> version_of(house::View& view, const tasks::Case& record) {
    const auto known = TRY(tasks::cases_of(view, tasks::disclosure_kind, record.patient));
    for (const tasks::Case& one : known)
        if (one.id == record.id) return one.version;
    return std::int64_t{0};
}

Status put_case(const Call& call, const OpenIncident& next, const Uuid& patient,
                std::vector<house::Draft>& more) {
    if (patient.is_nil()) return ok();  // not in the chart: there is no accounting to ask for
    auto record = case_of(call, next.record.id, next.record.number, patient);
    record.version = TRY(version_of(call.view, record)) + 1;
    const auto& content = next.content;
    record.state =
        content.accounting_withdrawn ? tasks::disclosure_withdrawn : tasks::disclosure_listed;
    record.received = content.accounted->date;
    record.content = to_json_text(*content.accounted);
    record.brief = record.content;
    more.push_back(TRY(tasks::draft_of(call.house, record)));
    return ok();
}

}  // namespace

std::optional<NotedDisclosure> disclosure_of(const IncidentContent& content,
                                             const std::string& number) {
    // A release of ours that went wrong is in the accounting by itself.
    if (!content.decision || !content.release_case.empty()) return {};
    if (!is_impermissible(content) || !went_outside(content)) return {};
    const auto discovered = discovery_of(content.facts).day;
    const auto date = content.occurred_from ? content.occurred_from : discovered;
    if (!date) return {};
    const std::string recipient(trim(content.recipient));
    return NotedDisclosure{*date,
                           recipient.empty() ? "not known" : recipient,
                           description_of(content),
                           "impermissible disclosure",
                           "impermissible",
                           number};
}

Status account(const Call& call, OpenIncident& next, std::vector<house::Draft>& more) {
    IncidentContent& content = next.content;
    if (!content.decision) return ok();
    const auto now = disclosure_of(content, next.record.number);
    const bool withdrawn = content.accounted && !now;
    if (!now && !withdrawn) return ok();
    if (withdrawn == content.accounting_withdrawn && (withdrawn || now == content.accounted))
        return ok();
    if (now) content.accounted = now;
    content.accounting_withdrawn = withdrawn;
    const auto patients = TRY(patients_of(call.view, next.record.id));
    for (const Uuid& one : patients) TRY(put_case(call, next, one, more));
    return ok();
}

Status account_for(const Call& call, const OpenIncident& next, const std::vector<Affected>& added,
                   std::vector<house::Draft>& more) {
    if (!next.content.accounted || next.content.accounting_withdrawn) return ok();
    for (const Affected& one : added) TRY(put_case(call, next, one.patient, more));
    return ok();
}

}  // namespace muniment::privacy
