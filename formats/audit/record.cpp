// The words of an event that every form shares.
#include "formats/audit/record.h"

namespace muniment::audit {

std::string_view name_of(ActionClass action) { return json_name(enum_name(action)); }

namespace {
struct Reason {
    std::string_view purpose;
    std::string_view code;
};
// HL7 v3-ActReason, by the purposes of use that a person chooses at the desk.
constexpr Reason reasons[] = {
    {"TREATMENT", "TREAT"},        {"PAYMENT", "HPAYMT"},  {"OPERATIONS", "HOPERAT"},
    {"PATIENT_REQUEST", "PATRQT"}, {"LEGAL", "HLEGAL"},    {"EMERGENCY", "ETREAT"},
    {"PUBLIC_HEALTH", "PUBHLTH"},  {"RESEARCH", "HRESCH"},
};
}  // namespace

std::string_view reason_code(std::string_view purpose) {
    for (const Reason& reason : reasons)
        if (reason.purpose == purpose) return reason.code;
    return "HOPERAT";
}

std::vector<std::string_view> reason_codes(const AuditRecord& record) {
    std::vector<std::string_view> codes = {reason_code(record.purpose)};
    if (record.action == ActionClass::break_glass || record.relation == "emergency")
        codes.emplace_back("BTG");
    return codes;
}

}  // namespace muniment::audit
