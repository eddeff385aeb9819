// FHIR R4 data types HumanName, Address, ContactPoint and Identifier, of the person and of the
// contacts.
#include "departments/release/deid_known.h"

namespace muniment::release {

namespace {

constexpr std::size_t kOfAKind = 100;

void put(std::vector<std::string>& list, std::string value) {
    if (!value.empty() && value.size() <= text::DeidLimits{}.known_bytes_max &&
        list.size() < kOfAKind)
        list.push_back(std::move(value));
}

// An element may stand alone or in a list.
template <class Do>
void each(fhir::Value value, const Do& act) {
    if (value.is(fhir::Kind::array))
        for (const fhir::Value item : value) act(item);
    else if (value)
        act(value);
}

void learn_name(fhir::Value name, text::Known& known) {
    std::string whole;
    each(name.find("given"), [&](fhir::Value given) { whole += given.text() + " "; });
    whole += name.find("family") ? name.find("family").text() : "";
    put(known.names, whole);
    if (name.find("text")) put(known.names, name.find("text").text());
}

void learn_address(fhir::Value address, text::Known& known) {
    for (const std::string_view part : {"line", "city", "district", "text"})
        each(address.find(part), [&](fhir::Value line) { put(known.addresses, line.text()); });
}

void learn_telecom(fhir::Value telecom, text::Known& known) {
    const fhir::Value value = telecom.find("value"), system = telecom.find("system");
    if (!value) return;
    const bool email = system && system.text() == "email";
    put(email ? known.emails : known.phones, value.text());
}

void learn_identifier(fhir::Value identifier, text::Known& known) {
    const fhir::Value value = identifier.find("value"), system = identifier.find("system");
    if (!value || known.numbers.size() >= kOfAKind) return;
    const bool ssn = system && system.text() == "http://hl7.org/fhir/sid/us-ssn";
    std::string number = value.text();
    if (number.size() <= text::DeidLimits{}.known_bytes_max)
        known.numbers.push_back(
            {ssn ? text::Identifier::ssn : text::Identifier::record_number, std::move(number)});
}

}  // namespace

void learn(fhir::Value person, text::Known& known) {
    each(person.find("name"), [&](fhir::Value one) { learn_name(one, known); });
    each(person.find("address"), [&](fhir::Value one) { learn_address(one, known); });
    each(person.find("telecom"), [&](fhir::Value one) { learn_telecom(one, known); });
    each(person.find("identifier"), [&](fhir::Value one) { learn_identifier(one, known); });
    each(person.find("contact"), [&](fhir::Value one) {
        each(one.find("name"), [&](fhir::Value name) { learn_name(name, known); });
        each(one.find("address"), [&](fhir::Value address) { learn_address(address, known); });
        each(one.find("telecom"), [&](fhir::Value telecom) { learn_telecom(telecom, known); });
    });
    const bool patient =
        person.find("resourceType") && person.find("resourceType").text() == "Patient";
    if (patient && person.find("birthDate"))
        known.birth_date = parse_day(person.find("birthDate").text());
}

std::string_view id_in(std::string_view reference) {
    const std::size_t at = reference.find_last_of("/:");
    return at == reference.npos ? reference : reference.substr(at + 1);
}

std::string patient_of(fhir::Value resource) {
    if (resource.find("resourceType") && resource.find("resourceType").text() == "Patient")
        return resource.find("id") ? resource.find("id").text() : "";
    for (const std::string_view name : {"subject", "patient", "beneficiary"}) {
        const fhir::Value reference = resource.find(name).find("reference");
        if (reference) return std::string(id_in(reference.text()));
    }
    return "";
}

}  // namespace muniment::release
