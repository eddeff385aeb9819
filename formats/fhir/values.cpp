// Observed values, dosages and the size of attachments, as a list shows them.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "formats/fhir/details.h"

namespace muniment::fhir {

namespace {

struct Shown {
    std::string value;
    std::string unit;
};

std::string range_text(Reader& read, Value range) {  // low and high of Range or referenceRange
    const std::string low = read.quantity_number(read.at(range, "low"));
    const std::string high = read.quantity_number(read.at(range, "high"));
    if (low.empty()) return high.empty() ? "" : "<=" + high;
    return high.empty() ? ">=" + low : low + "-" + high;
}

Shown ratio(Reader& read, Value value) {
    const Value below = read.at(value, "denominator");
    return {read.quantity_number(read.at(value, "numerator")) + ":" + read.quantity_number(below),
            read.quantity_unit(below)};
}

// value[x] of an Observation or of one of its components; number text exactly as written.
Shown shown_value(Reader& read, Value holder) {
    if (const Value value = read.at(holder, "valueQuantity"))
        return {read.quantity_number(value), read.quantity_unit(value)};
    if (const Value value = read.at(holder, "valueCodeableConcept"))
        return {read.concept_text(value), ""};
    for (const std::string_view name : {"valueString", "valueDateTime", "valueTime"})
        if (std::string value = read.text(holder, name); !value.empty()) return {value, ""};
    if (holder.find("valueInteger")) return {read.number(holder, "valueInteger"), ""};
    if (holder.find("valueBoolean")) return {read.truth(holder, "valueBoolean") ? "yes" : "no", ""};
    if (const Value value = read.at(holder, "valueRange"))
        return {range_text(read, value), read.quantity_unit(read.at(value, "low"))};
    if (const Value value = read.at(holder, "valueRatio")) return ratio(read, value);
    if (const Value value = read.at(holder, "valuePeriod"))
        return {read.text(value, "start") + "/" + read.text(value, "end"), ""};
    return {};
}

struct Component {
    std::string code;
    std::string label;
    Shown shown;
};

const Component* with_code(const std::vector<Component>& parts, std::string_view code) {
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [&](const Component& part) { return part.code == code; });
    return found == parts.end() || found->shown.value.empty() ? nullptr : &*found;
}

Shown joined(const std::vector<Component>& parts) {
    const Component* const systolic = with_code(parts, "8480-6");
    const Component* const diastolic = with_code(parts, "8462-4");
    if (parts.size() == 2 && systolic != nullptr && diastolic != nullptr)
        return {systolic->shown.value + "/" + diastolic->shown.value, systolic->shown.unit};
    std::vector<std::string> lines;
    for (const Component& part : parts) {
        if (part.shown.value.empty()) continue;
        std::string line = part.label + ": " + part.shown.value;
        if (!part.shown.unit.empty()) line += " " + part.shown.unit;
        lines.push_back(std::move(line));
    }
    return {join(lines, "; "), ""};
}

std::vector<Component> components_of(Reader& read, Value observation) {
    std::vector<Component> parts;
    for (const Value item : read.list(observation, "component")) {
        const Value code = read.at(item, "code");
        parts.push_back(
            {read.first_coding(code).code, read.concept_text(code), shown_value(read, item)});
    }
    return parts;
}

std::string reference_range(Reader& read, Value observation) {
    const Value range = read.at(observation, "referenceRange[]");
    if (!range) return {};
    std::string text = read.text(range, "text");
    return text.empty() ? range_text(read, range) : text;
}

std::string timing_line(Reader& read, Value dosage) {
    const Value timing = read.at(dosage, "timing");
    if (!timing) return {};
    if (std::string code = read.concept_text(read.at(timing, "code")); !code.empty()) return code;
    const std::string count = read.number(timing, "repeat.frequency");
    const std::string period = read.number(timing, "repeat.period");
    const std::string unit = read.text(timing, "repeat.periodUnit");
    if (count.empty() || unit.empty()) return {};
    return count + " time(s) per " + (period.empty() ? "" : period + " ") + unit;
}

// Dosage.doseAndRate of most, or MedicationAdministration.dosage.dose.
std::string dose_line(Reader& read, Value dosage) {
    Value dose = read.at(dosage, "doseAndRate[].doseQuantity");
    if (!dose) dose = read.at(dosage, "dose");
    if (dose) return std::string(trim(read.quantity_number(dose) + " " + read.quantity_unit(dose)));
    const Value range = read.at(dosage, "doseAndRate[].doseRange");
    return range ? range_text(read, range) + " " + read.quantity_unit(read.at(range, "low")) : "";
}

std::string one_dosage(Reader& read, Value dosage) {
    for (const std::string_view name : {"text", "patientInstruction"})
        if (std::string text = read.text(dosage, name); !text.empty()) return text;
    std::vector<std::string> parts;
    const auto add = [&](std::string part) {
        if (!part.empty()) parts.push_back(std::move(part));
    };
    add(dose_line(read, dosage));
    add(read.concept_text(read.at(dosage, "route")));
    add(timing_line(read, dosage));
    const Value as_needed = dosage.find("asNeededBoolean");
    if (as_needed && read.truth(dosage, "asNeededBoolean")) add("as needed");
    return join(parts, ", ");
}

std::size_t decoded_size(Value data) {
    const std::string_view raw = data.node().raw;
    if (data.node().escaped) return 3 * (data.text().size() / 4);
    const auto spaces = std::count(raw.begin(), raw.end(), ' ');
    const std::size_t size = raw.size() - static_cast<std::size_t>(spaces);
    const std::size_t padding = raw.ends_with("==") ? 2 : raw.ends_with('=') ? 1 : 0;
    return size < 4 ? 0 : size / 4 * 3 - padding;
}

void add_attachment(Reader& read, Value attachment, Summary& summary) {
    if (!attachment) return;
    const std::string type = read.text(attachment, "contentType");
    if (summary.content_type.empty())
        summary.content_type = lower(trim(std::string_view(type).substr(0, type.find(';'))));
    const Value data = read.at(attachment, "data");
    if (data.is(Kind::text))
        summary.content_bytes += decoded_size(data);
    else if (data)
        read.note(data, "data", "text");
}

}  // namespace

void add_observed(Reader& read, Value observation, Summary& summary) {
    Shown shown = shown_value(read, observation);
    const Shown parts = joined(components_of(read, observation));
    if (shown.value.empty()) {
        shown = parts;
    } else if (!parts.value.empty()) {
        shown.value += (shown.unit.empty() ? "" : " " + shown.unit) + "; " + parts.value;
        shown.unit.clear();
    }
    summary.value = std::move(shown.value);
    summary.unit = std::move(shown.unit);
    summary.reference_range = reference_range(read, observation);
    const Value interpretation = read.at(observation, "interpretation[]");
    summary.interpretation = read.first_coding(interpretation).code;
    if (summary.interpretation.empty()) summary.interpretation = read.concept_text(interpretation);
}

std::string dosage_line(Reader& read, Value resource) {
    for (const std::string_view name : {"dosageInstruction", "dosage"}) {
        const Value found = resource.find(name);
        if (found.is(Kind::object)) return one_dosage(read, found);
        for (const Value dosage : read.list(resource, name))
            if (std::string line = one_dosage(read, dosage); !line.empty()) return line;
    }
    return {};
}

void add_content(Reader& read, Value resource, Summary& summary) {
    if (summary.type == "Binary") return add_attachment(read, resource, summary);
    if (summary.type == "DocumentReference")
        for (const Value content : read.list(resource, "content"))
            add_attachment(read, read.at(content, "attachment"), summary);
    if (summary.type == "DiagnosticReport")
        for (const Value form : read.list(resource, "presentedForm"))
            add_attachment(read, form, summary);
    if (summary.type == "Composition") {
        summary.content_type = "text/html";
        for (const Value section : read.list(resource, "section"))
            summary.content_bytes += read.text(section, "text.div").size();
    }
}

}  // namespace muniment::fhir
