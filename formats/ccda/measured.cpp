// Results, vital signs and social history: one observation each, its number as it was written.
#include "formats/ccda/measured.h"

#include "base/text.h"
#include "formats/ccda/codes.h"
#include "formats/ccda/sections.h"

namespace muniment::ccda {

namespace {

struct Compared {
    std::string_view sign;  // "<", "<=", ">", ">=" or empty
    std::string_view number;
};
Compared compared(std::string_view value) {
    const std::size_t size = std::min(value.find_first_not_of("<>="), value.size());
    return {value.substr(0, size), trim(value.substr(size))};
}

Node quantity(Node parent, const char* name, std::string_view number, const std::string& unit) {
    const Node node = add(parent, name, {{"value", number}});
    if (is_unit(unit)) add_attribute(node, "unit", unit);
    return node;
}

void add_interval(Node observation, const Compared& value, const std::string& unit) {
    const Node node = add(observation, "value", {{"xsi:type", "IVL_PQ"}});
    const char* limit = value.sign[0] == '<' ? "high" : "low";
    const bool inclusive = value.sign.size() == 2;
    const Node end = quantity(node, limit, value.number, unit);
    add_attribute(end, "inclusive", inclusive ? "true" : "false");
}

void add_range(Node observation, const std::string& range) {
    if (range.empty()) return;
    add_text(add(add(observation, "referenceRange"), "observationRange"), "text", range);
}

void add_interpretation(Node observation, const std::string& code) {
    if (const auto known = interpretation_code(code); !known.empty())
        add_fixed(observation, "interpretationCode", known, oid::interpretation, {});
}

std::string with_unit(const Measured& one) {
    return one.unit.empty() ? one.value : one.value + " " + one.unit;
}

Node add_observation(Node parent, std::string_view root, std::string_view extension,
                     const Measured& one, const Code& what, const std::string& row) {
    const Node observation =
        add(parent, "observation", {{"classCode", "OBS"}, {"moodCode", "EVN"}});
    add_template(observation, root, extension);
    add_id(observation, derived_uuid("ccda " + what.code + to_text(one.id)));
    add_code(observation, "code", what, {}, row);
    add_reference(observation, row);
    const std::string_view status = act_status(one.status);
    add_status(observation, status.empty() ? "completed" : status);
    add_time(observation, "effectiveTime", one.date);
    return observation;
}

// Result Organizer and Result Observation (C-CDA R2.1 3.89, 3.88); each result is its own battery,
// for the chart's rows do not say which were ordered together.
void add_result(Section& section, const Measured& one, const std::string& row) {
    const Node organizer =
        section.entry("organizer", {{"classCode", "BATTERY"}, {"moodCode", "EVN"}});
    add_template(organizer, "2.16.840.1.113883.10.20.22.4.1", "2015-08-01");
    add_id(organizer, one.id);
    add_code(organizer, "code", one.what, {}, row);
    const std::string_view status = act_status(one.status);
    add_status(organizer, status.empty() ? "completed" : status);
    add_span(organizer, one.date, one.date, Span::over);
    const Node observation =
        add_observation(add(organizer, "component"), "2.16.840.1.113883.10.20.22.4.2", "2015-08-01",
                        one, one.what, row);
    add_value(observation, one.value, one.unit);
    add_interpretation(observation, one.interpretation);
    add_range(observation, one.reference_range);
}

void add_vital_sign(Node organizer, const Measured& one, const Code& what, const std::string& value,
                    const std::string& unit, const std::string& row) {
    const Node observation =
        add_observation(add(organizer, "component"), "2.16.840.1.113883.10.20.22.4.27",
                        "2014-06-09", one, what, row);
    add_quantity(observation, value, unit);
    add_interpretation(observation, one.interpretation);
}

// Vital Signs Organizer (C-CDA R2.1 3.115). Two pressures are two observations.
void add_vital_signs_of(Section& section, const Measured& one, const std::string& row) {
    const Node organizer =
        section.entry("organizer", {{"classCode", "CLUSTER"}, {"moodCode", "EVN"}});
    add_template(organizer, "2.16.840.1.113883.10.20.22.4.26", "2015-08-01");
    add_id(organizer, one.id);
    const Node code = add_fixed(organizer, "code", "46680005", oid::snomed, "Vital signs");
    add_fixed(code, "translation", "74728-7", oid::loinc,
              "Vital signs, weight, height, head circumference, oxygen saturation and BMI panel");
    add_status(organizer, "completed");
    add_span(organizer, one.date, one.date, Span::over);
    const std::size_t slash = one.value.find('/');
    const std::string first = one.value.substr(0, slash);
    const std::string second = slash == std::string::npos ? "" : one.value.substr(slash + 1);
    if (!is_number(first) || !is_number(second))
        return add_vital_sign(organizer, one, one.what, one.value, one.unit, row);
    const std::string unit = is_unit(one.unit) ? one.unit : "mm[Hg]";
    const std::string loinc(oid::loinc);
    add_vital_sign(organizer, one, {loinc, "8480-6", "Systolic blood pressure"}, first, unit, row);
    add_vital_sign(organizer, one, {loinc, "8462-4", "Diastolic blood pressure"}, second, unit,
                   row);
}

}  // namespace

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return digits(text);
    return digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

bool is_unit(std::string_view text) {
    return !text.empty() && text.find_first_of(" \t\r\n") == std::string_view::npos;
}

void add_value(Node observation, const std::string& value, const std::string& unit) {
    const Compared parts = compared(value);
    // A unit that PQ cannot hold is not dropped: then number and unit are text.
    const bool fits = is_number(parts.number) && (unit.empty() || is_unit(unit));
    const bool sign =
        parts.sign == "<" || parts.sign == ">" || parts.sign == "<=" || parts.sign == ">=";
    if (fits && parts.sign.empty())
        quantity(observation, "value", parts.number, unit)
            .prepend_attribute("xsi:type")
            .set_value("PQ");
    else if (fits && sign)
        add_interval(observation, parts, unit);
    else
        add_text(observation, "value", unit.empty() ? value : value + " " + unit)
            .append_attribute("xsi:type")
            .set_value("ST");
}

void add_quantity(Node observation, const std::string& value, const std::string& unit) {
    Node node = is_number(value) ? quantity(observation, "value", value, unit)
                                 : add(observation, "value", {{"nullFlavor", "OTH"}});
    node.prepend_attribute("xsi:type").set_value("PQ");
}

void add_results(Node body, const Document& document) {
    static const Kind kind{"result",
                           "2.16.840.1.113883.10.20.22.2.3.1",
                           "2015-08-01",
                           "30954-2",
                           "Relevant diagnostic tests and/or laboratory data",
                           "Results",
                           {"Test", "Value", "Reference range", "Flag", "Date"}};
    Section section(body, kind, document.results.size(), document.nothing_here);
    for (const Measured& one : document.results)
        add_result(section, one,
                   section.row({one.what.text, with_unit(one), one.reference_range,
                                one.interpretation, shown_time(one.date)}));
}

void add_vital_signs(Node body, const Document& document) {
    static const Kind kind{
        "vital",       "2.16.840.1.113883.10.20.22.2.4.1", "2015-08-01", "8716-3", "Vital signs",
        "Vital Signs", {"Vital sign", "Value", "Date"}};
    Section section(body, kind, document.vital_signs.size(), document.nothing_here);
    for (const Measured& one : document.vital_signs)
        add_vital_signs_of(section, one,
                           section.row({one.what.text, with_unit(one), shown_time(one.date)}));
}

// Social History Observation (C-CDA R2.1 3.99).
void add_social_history(Node body, const Document& document) {
    static const Kind kind{"social",
                           "2.16.840.1.113883.10.20.22.2.17",
                           "2015-08-01",
                           "29762-2",
                           "Social history",
                           "Social History",
                           {"Item", "Value", "Date"}};
    Section section(body, kind, document.social_history.size(), document.nothing_here);
    for (const Measured& one : document.social_history) {
        const std::string row = section.row({one.what.text, with_unit(one), shown_time(one.date)});
        add_value(add_observation(section.entry_node(), "2.16.840.1.113883.10.20.22.4.38",
                                  "2015-08-01", one, one.what, row),
                  one.value, one.unit);
    }
}

}  // namespace muniment::ccda
