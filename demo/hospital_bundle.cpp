// The first bundle: the health system, its hospitals and the people who work there.
// SPDX-License-Identifier: Apache-2.0
#include "demo/entries.h"

namespace muniment::demo {
namespace {

void write_system(Entries& entries, std::uint64_t seed) {
    entries.begin("Organization", hospital_id(seed, "system", 0));
    entries.out.raw("active", "true").text("name", system_name);
    entries.finish();
}

void write_facility(Entries& entries, std::uint64_t seed, std::size_t index) {
    const Facility& one = facilities()[index];
    entries.begin("Organization", hospital_id(seed, "facility", index));
    JsonWriter& out = entries.out;
    out.raw("active", "true").array("type");
    out.object().array("coding");
    coding(out, std::string(hl7) + "organization-type", "prov", "Healthcare Provider");
    out.end().end().end();
    out.text("name", one.name).array("telecom");
    out.object().text("system", "phone").text("value", one.phone).text("use", "work").end();
    out.end().array("address");
    out.object().text("use", "work").array("line").item(one.street).end();
    out.text("city", one.city).text("state", state).text("postalCode", one.postal_code);
    out.text("country", "US").end().end();
    inside(out, "partOf", hospital_id(seed, "system", 0));
    entries.finish();
}

void write_location(Entries& entries, std::uint64_t seed, std::size_t index) {
    const Facility& one = facilities()[index];
    entries.begin("Location", hospital_id(seed, "location", index));
    JsonWriter& out = entries.out;
    out.text("status", "active").text("name", one.name);
    out.text("description", std::to_string(one.beds) + " beds" +
                                (one.critical_access ? ", critical access hospital" : ""));
    out.text("mode", "instance");
    inside(out, "managingOrganization", hospital_id(seed, "facility", index));
    entries.finish();
}

void write_practitioner(Entries& entries, std::uint64_t seed, std::size_t index) {
    const Staff& one = staff()[index];
    entries.begin("Practitioner", hospital_id(seed, "staff", index));
    JsonWriter& out = entries.out;
    out.array("identifier");
    identifier(out, "https://juniper-valley.example/staff", "S" + std::to_string(1001 + index),
               "EI");
    out.end().raw("active", "true").array("name").object().text("use", "official");
    out.text("text", full_name(one))
        .text("family", one.family)
        .array("given")
        .item(one.given)
        .end();
    out.array("suffix").item(one.credential).end().end().end();
    entries.finish();
}

void write_role(Entries& entries, std::uint64_t seed, std::size_t index) {
    const Staff& one = staff()[index];
    const auto place = static_cast<std::size_t>(one.place);
    entries.begin("PractitionerRole", hospital_id(seed, "role", index));
    JsonWriter& out = entries.out;
    out.raw("active", "true");
    inside(out, "practitioner", hospital_id(seed, "staff", index));
    inside(out, "organization", hospital_id(seed, "facility", place));
    out.array("specialty").object().text("text", one.service).end().end();
    out.array("location").object();
    out.text("reference", "urn:uuid:" + to_text(hospital_id(seed, "location", place)));
    out.end().end();
    entries.finish();
}

}  // namespace

Bundle hospital_bundle(std::uint64_t seed) {
    Entries entries;
    write_system(entries, seed);
    for (std::size_t i = 0; i < facilities().size(); ++i) write_facility(entries, seed, i);
    for (std::size_t i = 0; i < facilities().size(); ++i) write_location(entries, seed, i);
    for (std::size_t i = 0; i < staff().size(); ++i) write_practitioner(entries, seed, i);
    for (std::size_t i = 0; i < staff().size(); ++i) write_role(entries, seed, i);
    return entries.take();
}

}  // namespace muniment::demo
