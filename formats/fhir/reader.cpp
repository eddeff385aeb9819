// Typed reading of FHIR elements.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/reader.h"

namespace muniment::fhir {

void Reader::note(Value element, std::string_view name, const char* wanted) {
    if (strictness_ == Strictness::lenient || wrong_) return;
    wrong_ =
        Error{Fault::incorrect, "Element \"" + std::string(name) + "\" is not " + wanted +
                                    " (byte " + std::to_string(tree_.offset_of(element)) + ")."};
}

bool Reader::is_object(Value element, std::string_view name) {
    if (!element) return false;
    if (element.is(Kind::object)) return true;
    note(element, name, "an object");
    return false;
}

Value Reader::list(Value from, std::string_view name) {
    const Value found = from.find(name);
    if (!found || found.is(Kind::array)) return found;
    note(found, name, "a list");
    return {};
}

Value Reader::at(Value from, std::string_view path) {
    std::string_view holder;  // the name of what is looked into
    while (from && !path.empty()) {
        const std::size_t dot = path.find('.');
        std::string_view name = path.substr(0, dot);
        path = dot == path.npos ? std::string_view() : path.substr(dot + 1);
        if (!is_object(from, holder.empty() ? name : holder)) return {};
        holder = name;
        if (!name.ends_with("[]")) {
            from = from.find(name);
            if (!from.is(Kind::array)) continue;
            note(from, name, "a single element");
            return {};
        }
        name.remove_suffix(2);
        const Value found = list(from, name);
        from = found && found.node().span > 1 ? *found.begin() : Value();
        if (from.is(Kind::null)) from = Value();
    }
    return from;
}

std::string Reader::text_of(Value element, std::string_view name) {
    if (!element) return {};
    if (element.is(Kind::text)) return element.text();
    note(element, name, "text");
    return {};
}

std::string Reader::text(Value from, std::string_view path) {
    return text_of(at(from, path), path);
}

std::string Reader::number(Value from, std::string_view path) {
    const Value found = at(from, path);
    if (!found) return {};
    if (found.is(Kind::number)) return found.text();
    note(found, path, "a number");
    return {};
}

bool Reader::truth(Value from, std::string_view path) {
    const Value found = at(from, path);
    if (!found) return false;
    if (found.is(Kind::boolean)) return found.node().raw == "true";
    note(found, path, "true or false");
    return false;
}

std::optional<Instant> Reader::time(Value from, std::string_view path) {
    const Value found = at(from, path);
    const std::string written = text_of(found, path);
    if (written.empty()) return std::nullopt;
    const auto parsed = parse_fhir_time(written);
    if (!parsed) note(found, path, "a FHIR date or time");
    return parsed;
}

Coding Reader::coding(Value from) {
    if (!is_object(from, "coding")) return {};
    return {text(from, "system"), text(from, "code"), text(from, "display")};
}

Coding Reader::first_coding(Value from) {
    if (!is_object(from, "code")) return {};
    return coding(at(from, "coding[]"));
}

std::string Reader::concept_text(Value from) {
    if (!is_object(from, "code")) return {};
    std::string shown = text(from, "text");
    if (!shown.empty()) return shown;
    std::string code;
    for (const Value item : list(from, "coding")) {
        if (!is_object(item, "coding")) return {};
        shown = text(item, "display");
        if (!shown.empty()) return shown;
        if (code.empty()) code = text(item, "code");
    }
    return code;
}

std::optional<Reference> Reader::reference(Value from) {
    if (!is_object(from, "reference")) return std::nullopt;
    Reference to = parse_reference(text(from, "reference"));
    const std::string type = text(from, "type");
    if (to.type.empty()) to.type = type;
    const Value identifier = at(from, "identifier");
    if (to.identifier_value.empty() && identifier) {
        to.identifier_system = text(identifier, "system");
        to.identifier_value = text(identifier, "value");
    }
    to.display = text(from, "display");
    if (!to.by_id() && !to.by_identifier() && to.display.empty()) return std::nullopt;
    return to;
}

std::string Reader::quantity_number(Value from) {
    if (!is_object(from, "quantity")) return {};
    const std::string value = number(from, "value");
    return value.empty() ? value : text(from, "comparator") + value;
}

std::string Reader::quantity_unit(Value from) {
    if (!is_object(from, "quantity")) return {};
    const std::string unit = text(from, "unit");
    return unit.empty() ? text(from, "code") : unit;
}

}  // namespace muniment::fhir
