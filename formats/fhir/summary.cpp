// One resource to its summary: the columns of columns.cpp, then what belongs to its kind.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/summary.h"

#include <algorithm>
#include <tuple>

#include "formats/fhir/columns.h"
#include "formats/fhir/details.h"

namespace muniment::fhir {

namespace {

// Calls `take` with each alternative of the paths until it says true.
template <class Take>
void first_of(std::string_view paths, const Take& take) {
    while (!paths.empty()) {
        const std::size_t space = paths.find(' ');
        if (take(paths.substr(0, space))) return;
        paths = space == paths.npos ? std::string_view() : paths.substr(space + 1);
    }
}

std::optional<Reference> first_reference(Reader& read, Value root, std::string_view paths) {
    std::optional<Reference> found;
    first_of(paths, [&](std::string_view path) {
        found = read.reference(read.at(root, path));
        return found.has_value();
    });
    return found;
}

std::string first_text(Reader& read, Value root, std::string_view paths) {
    std::string found;
    first_of(paths, [&](std::string_view path) {
        found = read.text(root, path);
        return !found.empty();
    });
    return found;
}

std::string author_display(Reader& read, Value root, std::string_view paths) {
    std::string display;
    first_of(paths, [&](std::string_view path) {
        const auto found = read.reference(read.at(root, path));
        if (found) display = found->display;
        return !display.empty();
    });
    return display;
}

void add_date(Reader& read, Value root, std::string_view paths, Summary& summary) {
    first_of(paths, [&](std::string_view path) {
        summary.date = read.time(root, path);
        if (summary.date) summary.date_text = read.text(root, path);
        return summary.date.has_value();
    });
}

// CodeableConcept (most), Coding (ImagingStudy.modality) or plain code (Claim.use, allergies).
std::string category_of(Reader& read, Value root, std::string_view path) {
    const Value found = read.at(root, path);
    if (!found) return {};
    if (found.is(Kind::text)) return found.text();
    if (found.find("code")) return read.coding(found).code;
    const std::string code = read.first_coding(found).code;
    return code.empty() ? read.concept_text(found) : code;
}

// What marks the resource for special protection: FHIR R4 6.1.1, and DocumentReference's own.
std::string labels_of(Reader& read, Value root) {
    std::string labels;
    const auto add = [&](const std::string& code) {
        if (!code.empty()) labels += (labels.empty() ? "" : " ") + code;
    };
    for (const Value label : read.at(root, "meta").find("security")) add(read.coding(label).code);
    for (const Value label : root.find("securityLabel")) add(read.first_coding(label).code);
    return labels;
}

void add_columns(Reader& read, Value root, const Columns& columns, Summary& summary) {
    summary.labels = labels_of(read, root);
    summary.patient = first_reference(read, root, columns.patient);
    summary.encounter = first_reference(read, root, columns.encounter);
    add_date(read, root, columns.date, summary);
    summary.status = first_text(read, root, columns.status);
    summary.title = first_text(read, root, columns.title);
    if (const Value code = read.at(root, columns.code); code && !columns.code.empty()) {
        summary.code = read.first_coding(code);
        if (summary.title.empty()) summary.title = read.concept_text(code);
    }
    summary.author = author_display(read, root, columns.author);
    if (!columns.category.empty()) summary.category = category_of(read, root, columns.category);
}

bool has_name(std::string_view type) {
    return type == "Patient" || type == "Practitioner" || type == "RelatedPerson";
}

Reference own_reference(const Summary& summary) {
    Reference to;
    to.type = summary.type;
    to.id = summary.id;
    return to;
}

void add_details(Reader& read, Value root, Summary& summary) {
    summary.identifiers = identifiers_of(read, root);
    if (has_name(summary.type)) summary.title = printed_name(read, root);
    if (summary.type == "Patient") {
        summary.patient_facts = patient_facts(read, root, summary.identifiers);
        if (!summary.id.empty()) summary.patient = own_reference(summary);
    } else if (summary.type == "Encounter") {
        summary.encounter_facts = encounter_facts(read, root);
        if (!summary.id.empty()) summary.encounter = own_reference(summary);
    } else if (summary.type == "Observation") {
        add_observed(read, root, summary);
    } else if (summary.type.starts_with("Medication") && summary.type != "Medication") {
        summary.medication = read.reference(read.at(root, "medicationReference"));
        summary.dosage = dosage_line(read, root);
        if (summary.title.empty() && summary.medication)
            summary.title = summary.medication->display;
    } else {
        add_content(read, root, summary);
    }
}

// DocumentReference.description and the like, when no code names the thing.
void add_title(Value root, Summary& summary) {
    if (!summary.title.empty()) return;
    const Value description = root.find("description");
    if (description.is(Kind::text)) summary.title = description.text();
}

bool looks_like_reference(Value object) {
    const Value reference = object.find("reference");
    if (reference) return reference.is(Kind::text);
    if (!object.find("identifier").is(Kind::object)) return false;
    constexpr std::string_view known[] = {"identifier", "display", "type", "id", "extension"};
    for (const Value child : object)
        if (std::find(std::begin(known), std::end(known), child.key()) == std::end(known))
            return false;
    return true;
}

struct Candidate {
    std::string_view key;  // what tells one reference from another
    Value object;
};

void collect(Value root, std::vector<Candidate>& all) {
    // The subtree lies in one row: no recursion, whatever the depth.
    const Node* const end = &root.node() + root.node().span;
    for (const Node* at = &root.node(); at != end; ++at) {
        if (at->key == "contained") {
            at += at->span - 1;
            continue;
        }
        if (at->kind != Kind::object || at == &root.node() || !looks_like_reference(Value(at)))
            continue;
        const Value reference = Value(at).find("reference");
        const Value value = Value(at).find("identifier").find("value");
        if (reference && !reference.node().raw.starts_with('#'))
            all.push_back({reference.node().raw, Value(at)});
        else if (!reference && value)
            all.push_back({value.node().raw, Value(at)});
    }
}

}  // namespace

std::vector<Reference> all_references(Reader& read, Value resource) {
    std::vector<Candidate> candidates;
    collect(resource, candidates);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.key, a.object.node().span) < std::tie(b.key, b.object.node().span);
    });
    std::vector<Reference> all;
    std::string_view last;
    for (const Candidate& candidate : candidates) {
        if (candidate.key == last && !all.empty()) continue;
        last = candidate.key;
        auto to = read.reference(candidate.object);
        if (to && (to->by_id() || to->by_identifier())) all.push_back(std::move(*to));
    }
    return all;
}

Result<Summary> summarize(std::string_view json) {
    Tree& tree = thread_tree();
    const Value root = TRY(tree.parse(json));
    Summary summary;
    const Value type = root.find("resourceType");
    if (!type.is(Kind::text) || type.node().raw.empty())
        return Error{Fault::incorrect, "The object has no resourceType: it is no FHIR resource."};
    summary.type = type.text();
    const Columns* const columns = columns_of(summary.type);
    Reader read(tree, columns != nullptr ? Strictness::strict : Strictness::lenient);
    summary.id = read.text(root, "id");
    add_columns(read, root, columns != nullptr ? *columns : columns_of_others(), summary);
    if (columns != nullptr) add_details(read, root, summary);
    add_title(root, summary);
    if (read.wrong()) return *read.wrong();
    Reader anywhere(tree, Strictness::lenient);
    summary.references = all_references(anywhere, root);
    return summary;
}

}  // namespace muniment::fhir
