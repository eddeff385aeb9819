#include "formats/ccda/header.h"

#include "formats/ccda/codes.h"

namespace muniment::ccda {

namespace {

void add_address(Node parent, const Address& address) {
    if (address.lines.empty() && address.city.empty()) return add_unknown(parent, "addr");
    const Node node = add(parent, "addr");
    for (const std::string& line : address.lines) add_text(node, "streetAddressLine", line);
    if (address.lines.empty()) add_unknown(node, "streetAddressLine");
    if (address.city.empty())
        add_unknown(node, "city");
    else
        add_text(node, "city", address.city);
    if (!address.state.empty()) add_text(node, "state", address.state);
    if (!address.postal_code.empty()) add_text(node, "postalCode", address.postal_code);
    add_text(node, "country", address.country.empty() ? "US" : address.country);
}

// Of a phone number only what a tel: address may have.
void add_phone(Node parent, const std::string& phone) {
    std::string number;
    for (const char c : phone)
        if (std::string_view("0123456789+-.()").find(c) != std::string_view::npos) number += c;
    if (number.empty()) return add_unknown(parent, "telecom");
    add(parent, "telecom", {{"value", "tel:" + number}});
}

void add_identifiers(Node parent, const std::vector<Identifier>& identifiers) {
    for (const Identifier& one : identifiers)
        add(parent, "id", {{"root", one.root}, {"extension", one.extension}});
    if (identifiers.empty()) add_unknown(parent, "id");
}

void add_sex(Node parent, const std::string& sex) {
    if (sex == "male")
        add_fixed(parent, "administrativeGenderCode", "M", oid::gender, "Male");
    else if (sex == "female")
        add_fixed(parent, "administrativeGenderCode", "F", oid::gender, "Female");
    else if (sex == "other")
        add_fixed(parent, "administrativeGenderCode", "UN", oid::gender, "Undifferentiated");
    else
        add_unknown(parent, "administrativeGenderCode");
}

void add_patient(Node root, const Patient& patient) {
    const Node role = add(add(root, "recordTarget"), "patientRole");
    add_identifiers(role, patient.identifiers);
    add_address(role, patient.address);
    add_phone(role, patient.phone);
    const Node person = add(role, "patient");
    const Node name = add(person, "name", {{"use", "L"}});
    for (const std::string& given : patient.given) add_text(name, "given", given);
    if (patient.given.empty()) add_unknown(name, "given");
    if (patient.family.empty())
        add_unknown(name, "family");
    else
        add_text(name, "family", patient.family);
    add_sex(person, patient.sex);
    add_time(person, "birthTime", patient.birth);
    add_code(person, "raceCode", patient.race, {}, {});
    add_code(person, "ethnicGroupCode", patient.ethnicity, {}, {});
}

// The one who put the document together is a program.
void add_author(Node root, const Document& document) {
    const Node author = add(root, "author");
    add(author, "time", {{"value", hl7_time(document.created)}});
    const Node assigned = add(author, "assignedAuthor");
    add_unknown(assigned, "id");
    add_address(assigned, document.custodian.address);
    add_phone(assigned, document.custodian.phone);
    const Node device = add(assigned, "assignedAuthoringDevice");
    add_text(device, "manufacturerModelName", document.software);
    add_text(device, "softwareName", document.software);
}

void add_custodian(Node root, const Organization& custodian) {
    const Node node =
        add(add(add(root, "custodian"), "assignedCustodian"), "representedCustodianOrganization");
    add_identifiers(node, custodian.identifiers);
    add_text(node, "name", custodian.name);
    add_phone(node, custodian.phone);
    add_address(node, custodian.address);
}

// CCD: documentationOf says which span of care the document is about.
void add_care(Node root, const Document& document) {
    const Node event = add(add(root, "documentationOf"), "serviceEvent", {{"classCode", "PCPR"}});
    const Node time = add(event, "effectiveTime");
    add_time(time, "low", document.care_from);
    if (document.care_to.empty())
        add(time, "high", {{"value", hl7_time(document.created)}});
    else
        add_time(time, "high", document.care_to);
}

}  // namespace

void add_header(Node root, const Document& document) {
    add(root, "realmCode", {{"code", "US"}});
    add(root, "typeId", {{"root", "2.16.840.1.113883.1.3"}, {"extension", "POCD_HD000040"}});
    add_template(root, "2.16.840.1.113883.10.20.22.1.1", "2015-08-01");
    add_template(root, "2.16.840.1.113883.10.20.22.1.2", "2015-08-01");
    add_id(root, document.id);
    add_fixed(root, "code", "34133-9", oid::loinc, "Summarization of Episode Note");
    add_text(root, "title", document.title);
    add(root, "effectiveTime", {{"value", hl7_time(document.created)}});
    const bool normal = document.confidentiality == Document::Confidentiality::normal;
    add_fixed(root, "confidentialityCode", normal ? "N" : "R", oid::confidentiality,
              normal ? "normal" : "restricted");
    add(root, "languageCode", {{"code", "en-US"}});
    add_patient(root, document.patient);
    add_author(root, document);
    add_custodian(root, document.custodian);
    add_care(root, document);
}

}  // namespace muniment::ccda
