#include "departments/release/gather.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"

namespace muniment::release {

namespace {

constexpr std::pair<std::string_view, Section> sections[] = {
    {"Document", Section::documents},
    {"Observation", Section::results},
    {"MedicationRequest", Section::medications},
    {"MedicationStatement", Section::medications},
    {"MedicationAdministration", Section::medications},
    {"Condition", Section::conditions},
    {"Procedure", Section::procedures},
    {"AllergyIntolerance", Section::allergies},
    {"Immunization", Section::immunizations},
};

// HL7 v3 ActCode sensitivity labels, as meta.security carries them.
constexpr std::pair<std::string_view, Tag> labels[] = {
    {"PSYTHPN", Tag::psychotherapy_note},
    {"42CFRPart2", Tag::part2},
};

bool comes_before(const Item& a, const Item& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    return a.date != b.date ? a.date < b.date : a.id < b.id;
}

}  // namespace

std::int64_t Choice::count(Section section) const {
    const auto found = chosen.find(section);
    return found == chosen.end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

std::int64_t Choice::total() const {
    std::int64_t all = 0;
    for (const auto& [section, ids] : chosen) all += static_cast<std::int64_t>(ids.size());
    return all;
}

std::optional<Item> item_of(const chart::Item& item) {
    const auto found = std::ranges::find(sections, std::string_view(item.type),
                                         &std::pair<std::string_view, Section>::first);
    if (found == std::end(sections)) return std::nullopt;
    Item one{item.id, found->second, {}, {}, item.code, {}};
    if (item.date) one.date = std::chrono::floor<std::chrono::days>(*item.date);
    if (!item.encounter.is_nil()) one.encounter = EncounterId{item.encounter};
    for (const std::string_view label : split(item.labels, ' '))
        for (const auto& [code, tag] : labels)
            if (label == code) one.tags.push_back(tag);
    return one;
}

static Result<std::vector<Item>> items_of(house::View& view, const PatientId& patient) {
    std::vector<Item> items;
    const auto found = TRY(chart::items(view, patient));
    for (const chart::Item& item : found)
        if (auto one = item_of(item)) items.push_back(*std::move(one));
    std::ranges::sort(items, comes_before);
    return items;
}

// A document that was never text cannot be printed here. It is named, not left out in silence.
static Withheld not_shown(const chart::DocumentRow& row) {
    return {row.id, "document" + (row.date ? " of " + row.date->substr(0, 10) : " without a date"),
            "It is kept as " + (row.content_type.empty() ? "a file" : row.content_type) +
                ", which this copy cannot show; ask for it separately.",
            "45 CFR 164.524(c)(2)(i)"};
}

static void set_aside_unreadable(Choice& choice) {
    auto& ids = choice.chosen[Section::documents];
    std::erase_if(choice.documents, [&](const chart::DocumentRow& row) {
        if (row.bytes > 0) return false;
        choice.withheld.push_back(not_shown(row));
        std::erase(ids, row.id);
        return true;
    });
}

Result<Choice> choose(house::View& view, const Request& request, const rules::Packs& packs,
                      Day today) {
    const auto items = TRY(items_of(view, request.patient));
    Selection selection = select(request, items, packs, today);
    std::unordered_map<Uuid, const Item*> by_id;
    for (const Item& item : items) by_id[item.id] = &item;
    Choice choice;
    choice.withheld = std::move(selection.withheld);
    for (const Uuid& id : selection.chosen) {
        const Item& item = *by_id.at(id);
        choice.chosen[item.section].push_back(id);
        if (std::ranges::find(item.tags, Tag::part2) != item.tags.end()) choice.part2 = true;
    }
    choice.documents = TRY(chart::document_rows(view, choice.chosen[Section::documents]));
    set_aside_unreadable(choice);
    return choice;
}

static Result<std::vector<SourceDocument>> open_documents(house::View& view,
                                                          const PatientId& patient,
                                                          const std::vector<Uuid>& ids) {
    std::vector<SourceDocument> documents;
    documents.reserve(ids.size());
    for (const Uuid& id : ids) {
        auto open = TRY(chart::document(view, patient, id));
        documents.push_back({std::move(open.document), open.version, std::move(open.text)});
    }
    return documents;
}

Result<Records> gather(house::View& view, const Request& request, const rules::Packs& packs,
                       Day today) {
    Records records;
    records.choice = TRY(choose(view, request, packs, today));
    auto& chosen = records.choice.chosen;
    records.documents = TRY(open_documents(view, request.patient, chosen[Section::documents]));
    records.results = TRY(chart::result_rows(view, chosen[Section::results]));
    records.medications = TRY(chart::medication_rows(view, chosen[Section::medications]));
    for (const Section section :
         {Section::conditions, Section::procedures, Section::allergies, Section::immunizations})
        records.lists[section] = TRY(chart::condition_rows(view, chosen[section]));
    return records;
}

}  // namespace muniment::release
