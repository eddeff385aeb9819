// FHIR R4 Consent (hl7.org/fhir/R4/consent.html) to and from the facts the chart weighs. A nested
// provision is an exception to the one around it and asks what that asks, too.
#include <algorithm>

#include "base/text.h"
#include "kernel/chart/consent.h"

namespace muniment::chart {

namespace {

constexpr std::string_view kind_system = "urn:muniment:consent";
constexpr std::string_view signer_system = "urn:muniment:signer";

json::object coding(std::string_view system, std::string_view code) {
    return {{"system", system}, {"code", code}};
}
json::object concept_of(std::string_view system, std::string_view code) {
    return {{"coding", json::array{coding(system, code)}}};
}

json::object provision_json(const Provision& rule) {
    json::object out{{"type", enum_name(rule.effect)}};
    json::object period;
    if (rule.from) period["start"] = to_text(*rule.from);
    if (rule.to) period["end"] = to_text(*rule.to);
    if (!period.empty()) out["period"] = period;
    const std::string name = rule.network ? "health information network" : rule.party;
    if (!name.empty())
        out["actor"] = json::array{json::object{
            {"role",
             concept_of(rule.network ? kind_system
                                     : "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                        rule.network ? "network" : "IRCP")},
            {"reference", json::object{{"display", name}}}}};
    json::array labels, purposes;
    for (const std::string& one : rule.labels)
        labels.push_back(coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", one));
    for (const std::string& one : rule.purposes)
        purposes.push_back(coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", one));
    if (!labels.empty()) out["securityLabel"] = labels;
    if (!purposes.empty()) out["purpose"] = purposes;
    out["action"] =
        json::array{concept_of("http://terminology.hl7.org/CodeSystem/consentaction", "disclose")};
    return out;
}

const json::value* at(const json::value& value, std::string_view name) {
    return value.is_object() ? value.get_object().if_contains(name) : nullptr;
}
std::string text_at(const json::value& value, std::string_view name) {
    const auto* found = at(value, name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}
const json::array& list_at(const json::value& value, std::string_view name) {
    static const json::array none;
    const auto* found = at(value, name);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}
std::optional<Day> day_at(const json::value& value, std::string_view name) {
    return parse_day(text_at(value, name).substr(0, 10));
}

void add_codes(std::vector<std::string>& into, const json::array& codings) {
    for (const json::value& one : codings)
        if (std::string code = text_at(one, "code"); !code.empty()) into.push_back(std::move(code));
}

void read_actor(Provision& rule, const json::value& actor) {
    const json::value none;
    const auto* role = at(actor, "role");
    for (const json::value& one : list_at(role != nullptr ? *role : none, "coding"))
        if (text_at(one, "system") == kind_system) rule.network = true;
    const auto* reference = at(actor, "reference");
    if (rule.network || reference == nullptr) return;
    rule.party = text_at(*reference, "display");
    if (rule.party.empty()) rule.party = text_at(*reference, "reference");
}

// `around` is the provision it stands in, whose questions hold for it as well.
void read_provision(std::vector<Provision>& into, const json::value& value, const Provision& around,
                    int depth) {
    constexpr int depth_max = 8;
    Provision rule = around;
    rule.effect = text_at(value, "type") == "permit" ? Effect::permit : Effect::deny;
    if (const auto* period = at(value, "period")) {
        rule.from = day_at(*period, "start");
        rule.to = day_at(*period, "end");
    }
    for (const json::value& actor : list_at(value, "actor")) read_actor(rule, actor);
    add_codes(rule.labels, list_at(value, "securityLabel"));
    add_codes(rule.purposes, list_at(value, "purpose"));
    // A root without a type is only a frame around its exceptions; alone, it denies.
    if (at(value, "type") != nullptr || list_at(value, "provision").empty()) into.push_back(rule);
    if (depth < depth_max)
        for (const json::value& inner : list_at(value, "provision"))
            read_provision(into, inner, rule, depth + 1);
}

void read_category(Consent& consent, const json::value& category) {
    for (const json::value& one : list_at(category, "coding"))
        if (text_at(one, "system") == kind_system)
            consent.kind =
                enum_value<ConsentKind>(text_at(one, "code")).value_or(ConsentKind::other);
}

void read_extension(Consent& consent, const json::value& identifier) {
    if (text_at(identifier, "system") == signer_system)
        consent.signer = text_at(identifier, "value");
}

}  // namespace

std::string consent_json(const Consent& consent, const std::string& patient_reference) {
    json::object out{
        {"resourceType", "Consent"},
        {"id", to_text(consent.id)},
        {"status", consent.status == ConsentStatus::active ? "active" : "inactive"},
        {"scope",
         concept_of("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy")},
        {"category", json::array{concept_of("http://loinc.org", "59284-0"),
                                 concept_of(kind_system, enum_name(consent.kind))}},
        {"patient", json::object{{"reference", patient_reference}}},
        {"dateTime", to_text(consent.given_on)},
        {"policyRule", concept_of("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN")}};
    if (!consent.signer.empty())
        out["identifier"] =
            json::array{json::object{{"system", signer_system}, {"value", consent.signer}}};
    if (consent.form)
        out["sourceReference"] = json::object{{"reference", "urn:uuid:" + to_text(*consent.form)}};
    if (!consent.provisions.empty()) {
        json::object root = provision_json(consent.provisions.front());
        json::array inner;
        for (std::size_t i = 1; i < consent.provisions.size(); ++i)
            inner.push_back(provision_json(consent.provisions[i]));
        if (!inner.empty()) root["provision"] = inner;
        // A consent that was withdrawn ran until then; the rule itself stays to be read.
        if (consent.withdrawn_on)
            root["period"] = json::object{{"start", to_text(consent.given_on)},
                                          {"end", to_text(*consent.withdrawn_on)}};
        out["provision"] = root;
    }
    return json::serialize(out);
}

Result<Consent> consent_of_json(std::string_view text) {
    const json::value value = TRY(parse_json(text));
    if (text_at(value, "resourceType") != "Consent")
        return Error{Fault::incorrect, "The resource is no Consent."};
    Consent consent;
    const std::string status = text_at(value, "status");
    consent.status = status == "active"     ? ConsentStatus::active
                     : status == "inactive" ? ConsentStatus::inactive
                                            : ConsentStatus::not_in_force;
    for (const json::value& category : list_at(value, "category")) read_category(consent, category);
    consent.given_on = day_at(value, "dateTime").value_or(Day{});
    for (const json::value& one : list_at(value, "identifier")) read_extension(consent, one);
    if (const auto* source = at(value, "sourceReference")) {
        const std::string reference = text_at(*source, "reference");
        if (reference.starts_with("urn:uuid:")) consent.form = parse_uuid(reference.substr(9));
    }
    if (const auto* root = at(value, "provision")) read_provision(consent.provisions, *root, {}, 0);
    if (consent.status == ConsentStatus::inactive && !consent.provisions.empty()) {
        consent.withdrawn_on = consent.provisions.front().to;
        consent.provisions.front().from.reset();
        consent.provisions.front().to.reset();
    }
    return consent;
}

}  // namespace muniment::chart
