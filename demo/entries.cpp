// Bundle entries, security labels and FHIR data types.
// SPDX-License-Identifier: Apache-2.0
#include "demo/entries.h"

namespace muniment::demo {
namespace {

void labels(JsonWriter& out, Label label) {
    if (label == Label::none) return;
    out.object("meta").array("security");
    if (label == Label::part2) {
        coding(out, act_code, "ETH", "substance abuse information sensitivity");
        coding(out, act_code, "42CFRPart2", "42 CFR Part2");
    } else {
        coding(out, act_code, "PSY", "psychiatry disorder information sensitivity");
        coding(out, act_code, "PSYTHPN", "psychotherapy note information sensitivity");
    }
    coding(out, std::string(hl7) + "v3-Confidentiality", "R", "restricted");
    out.end().end();
}

}  // namespace

Entries::Entries() {
    out.object().text("resourceType", "Bundle").text("type", "transaction").array("entry");
}

void Entries::begin(const char* type, const Uuid& id, Label label) {
    type_ = type;
    id_ = to_text(id);
    ++count_;
    out.object().text("fullUrl", "urn:uuid:" + id_).object("resource");
    out.text("resourceType", type_).text("id", id_);
    labels(out, label);
}

void Entries::finish() {
    out.end().object("request").text("method", "PUT").text("url", type_ + "/" + id_).end().end();
}

Bundle Entries::take() {
    out.end().end();
    return {out.take(), count_};
}

void coding(JsonWriter& out, std::string_view system, std::string_view code,
            std::string_view display) {
    out.object().text("system", system).text("code", code).text("display", display).end();
}

void codeable(JsonWriter& out, std::string_view key, std::string_view system, std::string_view code,
              std::string_view display) {
    out.object(key);
    if (!code.empty()) {
        out.array("coding");
        coding(out, system, code, display);
        out.end();
    }
    out.text("text", display).end();
}

void inside(JsonWriter& out, std::string_view key, const Uuid& id) {
    out.object(key).text("reference", "urn:uuid:" + to_text(id)).end();
}

void outside(JsonWriter& out, std::string_view key, std::string_view type, const Uuid& id,
             std::string_view display) {
    out.object(key).text("reference", std::string(type) + "/" + to_text(id));
    if (!display.empty()) out.text("display", display);
    out.end();
}

void address(JsonWriter& out, std::string_view street, std::string_view city,
             std::string_view postal_code) {
    out.object().text("use", "home").array("line").item(street).end();
    out.text("city", city).text("state", state).text("postalCode", postal_code);
    out.text("country", "US").end();
}

void contact(JsonWriter& out, std::string_view system, std::string_view value) {
    out.object().text("system", system).text("value", value).text("use", "home").end();
}

void identifier(JsonWriter& out, std::string_view system, std::string_view value,
                std::string_view type) {
    out.object();
    if (!type.empty()) {
        out.object("type").array("coding");
        coding(out, std::string(hl7) + "v2-0203", type,
               type == "MR" ? "Medical record number" : "Employee number");
        out.end().end();
    }
    out.text("system", system).text("value", value).end();
}

}  // namespace muniment::demo
