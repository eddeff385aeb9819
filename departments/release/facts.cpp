#include "departments/release/facts.h"

#include "base/text.h"
#include "departments/release/authorization.h"
#include "engines/rules/packs.h"

namespace muniment::release {
namespace {

using std::chrono::year_month_day;
using std::chrono::years;

bool is_minor(const PatientFacts& patient, Day today) {
    return patient.birth_date && today < years_later(*patient.birth_date, 18);
}

// The ages at which state laws let minors act: 740 ILCS 110/4 and CA FAM 6924 speak of 12 to 17.
const char* age_band(const PatientFacts& patient, Day today) {
    if (!patient.birth_date) return "";
    if (today < years_later(*patient.birth_date, 12)) return "under_12";
    return today < years_later(*patient.birth_date, 18) ? "12_to_17" : "18_or_more";
}

// Asks for everything, by its flag or by naming no limit at all.
bool is_entire(const Scope& scope) {
    return scope.entire_record || (!scope.from && !scope.to && scope.encounters.empty() &&
                                   scope.document_types.empty() && scope.sections.empty());
}

bool contains_either_way(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && (a.find(b) != a.npos || b.find(a) != b.npos);
}

bool names_requester(const Authorization& form, const Requester& requester) {
    const std::string recipient = lower(trim(form.recipient));
    return contains_either_way(recipient, lower(trim(requester.name))) ||
           contains_either_way(recipient, lower(trim(requester.organization)));
}

// What of the scope the form's words do not cover: "whole_record", "period" or "no".
const char* beyond_form(const Scope& scope, const Authorization& form) {
    const auto period = described_period(form.information);
    if (period && (!scope.from || !scope.to || *scope.from < period->first ||
                   *scope.to > period->last || scope.entire_record))
        return scope.encounters.empty() || scope.entire_record ? "period" : "no";
    if (is_entire(scope) && !describes_whole_record(form.information)) return "whole_record";
    return "no";
}

void add_scope_facts(rules::Facts& facts, const Scope& scope, Day today) {
    facts.set("scope_entire", is_entire(scope));
    facts.set("scope_justification", scope.justification);
    facts.set("scope_days",
              scope.from && scope.to && *scope.to < *scope.from ? "reversed" : "good");
    facts.set("scope_in_future",
              (scope.from && *scope.from > today) || (scope.to && *scope.to > today));
}

void add_requester_facts(rules::Facts& facts, const Request& request) {
    facts.set("requester", enum_name(request.requester.kind));
    facts.set("requester_name", request.requester.name);
    facts.set("requester_organization", request.requester.organization);
    facts.set("requester_address", request.requester.address);
    facts.set("requester_email", request.requester.email);
    facts.set("identity_verified", request.identity_verified);
    facts.set("verification_method", request.verification_method);
    facts.set("treatment_stated", !trim(request.treatment_statement).empty());
}

void add_facility_facts(rules::Facts& facts, const FacilityFacts& facility) {
    facts.set("state", facility.state);
    facts.set("facility_kind", enum_name(facility.kind));
    facts.set("facility_part2_program", !facility.part2_programs.empty());
}

// Is the requester in another state than the facility? Nothing is said where either is unknown.
void add_place_facts(rules::Facts& facts, const Requester& requester,
                     const FacilityFacts& facility) {
    add_facility_facts(facts, facility);
    if (!requester.state.empty() && !facility.state.empty())
        facts.set("requester_out_of_state", requester.state != facility.state);
}

// Which of the record an order or subpoena names is a matter of its days.
void add_process_facts(rules::Facts& facts, const Request& request) {
    const Process process = request.process.value_or(Process{});
    facts.set("process_issuer", process.issuer);
    facts.set("process_describes", process.describes);
    if (process.issued_on) facts.set("process_issued_on", *process.issued_on);
}

void add_patient_facts(rules::Facts& facts, const PatientFacts& patient, Day today) {
    facts.set("patient_deceased", patient.deceased_on.has_value());
    facts.set("patient_minor", is_minor(patient, today));
    facts.set("patient_age", age_band(patient, today));
    facts.set("record_protected", is_protected(patient, today));
}

// The facts that need the form and the request beside each other.
void add_comparisons(rules::Facts& facts, const View& view, const Authorization& form) {
    const Requester& requester = view.request.requester;
    if (!trim(form.recipient).empty() && !(requester.name + requester.organization).empty())
        facts.set("form_recipient_is_requester", names_requester(form, requester));
    if (form.signed_by == Signer::patient && form.signed_on && view.patient.deceased_on &&
        *form.signed_on > *view.patient.deceased_on)
        facts.set("form_signature_date", "after_death");
    if (!trim(form.information).empty())
        facts.set("scope_beyond_form", beyond_form(view.request.scope, form));
}

}  // namespace

void add_statements(rules::Facts& facts, const Request& request, const rules::Packs& packs,
                    Day today) {
    for (const rules::Question* question : packs.questions(today)) {
        const auto answer = request.statements.find(question->name);
        facts.set(question->name, answer == request.statements.end() ? "" : answer->second);
    }
}

rules::Facts facility_facts(const FacilityFacts& facility) {
    rules::Facts facts;
    add_facility_facts(facts, facility);
    return facts;
}

Day years_later(Day day, int count) {
    const year_month_day moved = year_month_day{day} + years{count};
    return moved.ok() ? Day{moved} : Day{moved.year() / std::chrono::March / 1};
}

Day years_before(Day day, int count) {
    const year_month_day moved = year_month_day{day} - years{count};
    return moved.ok() ? Day{moved} : Day{moved.year() / std::chrono::February / 28};
}

bool is_protected(const PatientFacts& patient, Day today) {
    return !patient.deceased_on || today <= years_later(*patient.deceased_on, 50);
}

rules::Facts request_facts(const View& view, Day today) {
    const Request& request = view.request;
    rules::Facts facts;
    add_requester_facts(facts, request);
    add_patient_facts(facts, view.patient, today);
    add_scope_facts(facts, request.scope, today);
    add_place_facts(facts, request.requester, view.facility);
    add_process_facts(facts, request);
    facts.set("format", enum_name(request.format));
    facts.set("manner", enum_name(request.manner));
    facts.set("purpose", request.purpose);
    if (request.received_on != Day{}) facts.set("received_on", request.received_on);
    facts.set("received_in_future", request.received_on > today);
    facts.set("received_today", request.received_on == today);
    if (request.authorization) {
        add_form_facts(facts, *request.authorization, today);
        add_comparisons(facts, view, *request.authorization);
    }
    return facts;
}

}  // namespace muniment::release
