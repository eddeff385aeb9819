// Names, identifiers, patients and encounters.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "formats/fhir/details.h"

namespace muniment::fhir {

namespace {

// All texts of a list of strings; null stands for a value that has only extensions (R4 2.6.2).
std::vector<std::string> texts(Reader& read, Value from, std::string_view name) {
    std::vector<std::string> all;
    for (const Value item : read.list(from, name)) {
        if (item.is(Kind::text))
            all.push_back(item.text());
        else if (!item.is(Kind::null))
            read.note(item, name, "a list of texts");
    }
    return all;
}

// Official before usual before unsaid; old, maiden and nick names last.
int rank_of_use(std::string_view use) {
    if (use == "official") return 0;
    if (use == "usual") return 1;
    return use.empty() ? 2 : 3;
}

Value best_name(Reader& read, Value resource) {
    Value best;
    int best_rank = 4;
    for (const Value name : read.list(resource, "name")) {
        if (!name.is(Kind::object)) {
            read.note(name, "name", "a list of names");
            continue;
        }
        const int rank = rank_of_use(read.text(name, "use"));
        if (rank < best_rank) best = name;
        best_rank = std::min(rank, best_rank);
    }
    return best;
}

std::string as_printed(Reader& read, Value name) {
    std::vector<std::string> parts = texts(read, name, "prefix");
    for (std::string& given : texts(read, name, "given")) parts.push_back(std::move(given));
    if (std::string family = read.text(name, "family"); !family.empty())
        parts.push_back(std::move(family));
    if (parts.empty()) return read.text(name, "text");
    for (std::string& suffix : texts(read, name, "suffix")) parts.push_back(std::move(suffix));
    return join(parts, " ");
}

std::string address_line(Reader& read, Value resource) {
    const Value address = read.at(resource, "address[]");
    if (!address) return {};
    std::vector<std::string> parts = texts(read, address, "line");
    const auto add = [&](std::string part) {
        if (!part.empty()) parts.push_back(std::move(part));
    };
    add(read.text(address, "city"));
    const std::string state = read.text(address, "state");
    const std::string code = read.text(address, "postalCode");
    add(state.empty() || code.empty() ? state + code : state + " " + code);
    return parts.empty() ? read.text(address, "text") : join(parts, ", ");
}

std::string phone_of(Reader& read, Value resource) {
    std::string first;
    for (const Value contact : read.list(resource, "telecom")) {
        if (read.text(contact, "system") != "phone") continue;
        const std::string value = read.text(contact, "value");
        if (read.text(contact, "use") == "home") return value;
        if (first.empty()) first = value;
    }
    return first;
}

std::string mrn_of(const std::vector<Identifier>& identifiers) {
    for (const Identifier& one : identifiers)
        if (one.type == "MR") return one.value;
    return identifiers.empty() ? "" : identifiers[0].value;
}

}  // namespace

std::string printed_name(Reader& read, Value resource) {
    const Value name = best_name(read, resource);
    return name ? as_printed(read, name) : std::string();
}

std::vector<Identifier> identifiers_of(Reader& read, Value resource) {
    std::vector<Identifier> all;
    for (const Value item : read.list(resource, "identifier")) {
        Identifier one{read.text(item, "system"), read.text(item, "value"),
                       read.text(item, "type.coding[].code")};
        if (!one.value.empty()) all.push_back(std::move(one));
    }
    return all;
}

PatientFacts patient_facts(Reader& read, Value patient,
                           const std::vector<Identifier>& identifiers) {
    PatientFacts facts;
    if (const Value name = best_name(read, patient)) {
        facts.family = read.text(name, "family");
        facts.given = join(texts(read, name, "given"), " ");
        facts.name = as_printed(read, name);
    }
    facts.birth_date = read.text(patient, "birthDate");
    facts.birth_day = parse_day(facts.birth_date);
    read.time(patient, "birthDate");  // only so that a birth date that is no date is refused
    facts.gender = read.text(patient, "gender");
    facts.deceased_at = read.time(patient, "deceasedDateTime");
    facts.deceased = read.truth(patient, "deceasedBoolean") || facts.deceased_at.has_value();
    facts.address = address_line(read, patient);
    facts.phone = phone_of(read, patient);
    facts.mrn = mrn_of(identifiers);
    return facts;
}

EncounterFacts encounter_facts(Reader& read, Value encounter) {
    EncounterFacts facts;
    const Coding kind = read.coding(read.at(encounter, "class"));
    facts.class_code = kind.code;
    facts.class_display = kind.display;
    facts.reason = read.concept_text(read.at(encounter, "reasonCode[]"));
    facts.service_provider = read.reference(read.at(encounter, "serviceProvider"));
    if (facts.service_provider) facts.facility = facts.service_provider->display;
    facts.start = read.time(encounter, "period.start");
    facts.end = read.time(encounter, "period.end");
    return facts;
}

}  // namespace muniment::fhir
