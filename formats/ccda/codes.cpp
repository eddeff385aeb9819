// Tables. Sources: HL7 OID registry and FHIR R4 "Using codes in resources" 4.3.0 (systems), HL7 v3
// vocabulary ActStatus and ObservationInterpretation.
#include "formats/ccda/codes.h"

#include <algorithm>

namespace muniment::ccda {

namespace {

struct System {
    std::string_view uri;
    std::string_view oid;
    std::string_view name;
};
constexpr System systems[] = {
    {"http://loinc.org", oid::loinc, "LOINC"},
    {"http://snomed.info/sct", oid::snomed, "SNOMED CT"},
    {"http://www.nlm.nih.gov/research/umls/rxnorm", oid::rxnorm, "RxNorm"},
    {"http://hl7.org/fhir/sid/icd-10-cm", "2.16.840.1.113883.6.90", "ICD-10-CM"},
    {"http://hl7.org/fhir/sid/icd-9-cm", "2.16.840.1.113883.6.103", "ICD-9-CM"},
    {"http://www.cms.gov/Medicare/Coding/ICD10", "2.16.840.1.113883.6.4", "ICD-10-PCS"},
    {"http://hl7.org/fhir/sid/cvx", oid::cvx, "CVX"},
    {"http://www.ama-assn.org/go/cpt", "2.16.840.1.113883.6.12", "CPT"},
    {"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "2.16.840.1.113883.6.285",
     "HCPCS"},
    {"http://hl7.org/fhir/sid/ndc", "2.16.840.1.113883.6.69", "NDC"},
    {"http://fdasis.nlm.nih.gov", "2.16.840.1.113883.4.9", "UNII"},
    {"http://unitsofmeasure.org", "2.16.840.1.113883.6.8", "UCUM"},
    {"http://www.ada.org/cdt", "2.16.840.1.113883.6.13", "CDT"},
    {"http://nucc.org/provider-taxonomy", "2.16.840.1.113883.6.101", "NUCC"},
    {"http://terminology.hl7.org/CodeSystem/v3-ActCode", oid::act_code, "ActCode"},
    {"http://hl7.org/fhir/sid/us-npi", "2.16.840.1.113883.4.6", "NPI"},
    {"http://hl7.org/fhir/sid/us-ssn", "2.16.840.1.113883.4.1", "SSN"},
    {"urn:oid:2.16.840.1.113883.6.238", "2.16.840.1.113883.6.238", "Race & Ethnicity - CDC"},
};

struct Word {
    std::string_view fhir;
    std::string_view act;
};
constexpr Word states[] = {
    {"active", "active"},      {"in-progress", "active"},  {"preparation", "active"},
    {"preliminary", "active"}, {"registered", "active"},   {"arrived", "active"},
    {"triaged", "active"},     {"onleave", "active"},      {"intended", "active"},
    {"planned", "active"},     {"draft", "active"},        {"completed", "completed"},
    {"final", "completed"},    {"amended", "completed"},   {"corrected", "completed"},
    {"finished", "completed"}, {"appended", "completed"},  {"resolved", "completed"},
    {"inactive", "completed"}, {"stopped", "aborted"},     {"entered-in-error", "aborted"},
    {"not-done", "cancelled"}, {"cancelled", "cancelled"}, {"on-hold", "suspended"},
};

constexpr std::string_view interpretations[] = {"A",   "AA",  "H",  "HH", "HU", "I",   "L",
                                                "LL",  "LU",  "N",  "R",  "S",  "IND", "NEG",
                                                "POS", "DET", "ND", "U",  "D",  "B",   "W"};

}  // namespace

std::string oid_of(std::string_view fhir_system) {
    for (const System& system : systems)
        if (system.uri == fhir_system) return std::string(system.oid);
    constexpr std::string_view prefix = "urn:oid:";
    return fhir_system.starts_with(prefix) ? std::string(fhir_system.substr(prefix.size())) : "";
}

std::string_view system_name(std::string_view oid) {
    const auto* found = std::ranges::find(systems, oid, &System::oid);
    return found == std::end(systems) ? std::string_view() : found->name;
}

std::optional<std::string> hl7_time(std::string_view fhir) {
    if (!parse_fhir_time(fhir)) return std::nullopt;
    const std::size_t clock = std::min(fhir.find('T'), fhir.size());
    std::string out;
    for (const char c : fhir.substr(0, clock))
        if (c != '-') out += c;
    // The clock's colons go, the zone's sign stays.
    for (const char c : fhir.substr(clock)) {
        if (c == 'Z')
            out += "+0000";
        else if (c != 'T' && c != ':')
            out += c;
    }
    return out;
}

std::string hl7_time(Instant at) {
    return *hl7_time(to_text(Instant(std::chrono::floor<std::chrono::seconds>(at))));
}

std::string shown_time(std::string_view fhir) {
    std::string out(fhir);
    if (!parse_fhir_time(fhir) || out.size() < 16) return out;
    out[10] = ' ';
    return out.substr(0, 16);
}

std::string_view act_status(std::string_view fhir_status) {
    const auto* found = std::ranges::find(states, fhir_status, &Word::fhir);
    return found == std::end(states) ? std::string_view() : found->act;
}

bool is_over(std::string_view clinical_status) {
    return act_status(clinical_status) == "completed" || clinical_status == "remission";
}

std::string_view interpretation_code(std::string_view fhir_code) {
    const auto* found = std::ranges::find(interpretations, fhir_code);
    return found == std::end(interpretations) ? std::string_view() : *found;
}

}  // namespace muniment::ccda
