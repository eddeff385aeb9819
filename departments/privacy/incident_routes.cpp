// Every request about incidents and breaches: one table.
#include "departments/privacy/incident_handlers.h"

namespace muniment::privacy {

using house::gives;
using house::takes;
using enum house::Permission;

static const house::Route all[] = {
    {"GET", "/privacy/incidents", privacy_read, list_incidents, nullptr, gives<IncidentList>,
     "The worklist of incidents, counts by state"},
    {"POST", "/privacy/incidents", privacy_work, report_incident, takes<IncidentForm>,
     gives<IncidentView>, "Take an incident: who learned what when, whose information"},
    {"GET", "/privacy/incidents/{id}", privacy_read, show_incident, nullptr, gives<IncidentView>,
     "An incident: facts, assessment, clock board, history"},
    {"PUT", "/privacy/incidents/{id}", privacy_work, edit_incident, takes<IncidentEdit>,
     gives<IncidentView>, "Correct its facts and the four factors"},
    {"POST", "/privacy/incidents/{id}/step", privacy_work, step_incident, takes<IncidentStep>,
     gives<IncidentView>, "Triage, contain, investigate, notify, file, close, reopen"},
    {"POST", "/privacy/incidents/{id}/decision", privacy_work, decide_incident,
     takes<IncidentVerdict>, gives<IncidentView>,
     "Decide what the assessment came to, signed; never by the person concerned",
     house::Proof::fresh},
    {"POST", "/privacy/incidents/{id}/entries", privacy_work, note_incident, takes<IncidentEntry>,
     gives<IncidentView>, "Put a containment step, action, sanction, delay or filing on its file"},
    {"GET", "/privacy/incidents/{id}/people", privacy_read, list_people, nullptr, gives<PeopleView>,
     "The people affected, all or of one status"},
    {"POST", "/privacy/incidents/{id}/people", privacy_work, add_people, takes<PeopleCommand>,
     gives<IncidentView>, "Add people: MRNs, or a table with names and addresses"},
    {"POST", "/privacy/incidents/{id}/people/{person}", privacy_work, correct_person,
     takes<PersonCommand>, gives<PersonView>, "Correct an address, next of kin, state"},
    {"POST", "/privacy/incidents/{id}/sent", privacy_work, mark_sent, takes<SentCommand>,
     gives<IncidentView>, "Proof: letters sent or returned, people told otherwise"},
    {"POST", "/privacy/incidents/{id}/notices/preview", privacy_work, preview_notice,
     takes<NoticeCommand>, nullptr, "The pages a notice would have, marked as a preview"},
    {"POST", "/privacy/incidents/{id}/notices", privacy_work, write_notice, takes<NoticeCommand>,
     gives<IncidentView>, "Write a notice; one that lacks required content is refused"},
    {"GET", "/privacy/incidents/{id}/notices/{notice}", privacy_read, show_notice, nullptr, nullptr,
     "A notice that was written; person: the letter to that one; letters=0: the first 200 letters "
     "in one file, letters=200 the next"},
    {"GET", "/privacy/incidents/{id}/hhs.csv", privacy_read, hhs_fields, nullptr, nullptr,
     "The fields of the HHS breach portal"},
    {"GET", "/privacy/breach-log", privacy_read, show_breach_log, nullptr, gives<BreachLog>,
     "The year's breaches of fewer than 500, and when HHS must have them"},
    {"GET", "/privacy/breach-log.csv", privacy_read, breach_log_file, nullptr, nullptr,
     "The same as a file"},
    {"GET", "/privacy/penalties", privacy_read, estimate_penalty, nullptr, gives<PenaltyEstimate>,
     "What violations may cost, with the arithmetic; assessed_on, violated_on, tier, violations, "
     "knew_on, corrected_on"},
};

std::vector<house::Route> incident_routes() { return {std::begin(all), std::end(all)}; }

}  // namespace muniment::privacy
