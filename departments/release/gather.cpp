#include "departments/release/gather.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

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

std::optional<Item> item_of(const chart::Item& item, const Zone& zone) {
    const auto found = std::ranges::find(sections, std::string_view(item.type),
                                         &std::pair<std::string_view, Section>::first);
    if (found == std::end(sections)) return std::nullopt;
    Item one{item.id, found->second, {}, {}, item.code, {}};
    if (item.date) one.date = chart_day(zone, *item.date);
    if (!item.encounter.is_nil()) one.encounter = EncounterId{item.encounter};
    return one;
}

// The items that the scope asks for, sorted by what the index has.
static Result<std::vector<Item>> items_of(house::View& view, const Request& request,
                                          const Sorter& sorter,
                                          std::unordered_map<Uuid, Evidence>& evidence) {
    std::vector<Item> items;
    const auto found = TRY(chart::items(view, request.patient));
    for (const chart::Item& entry : found) {
        auto one = item_of(entry, view.zone());
        if (!one || !asks_for(request.scope, *one)) continue;
        Evidence& known = evidence[entry.id];
        known = {entry.labels, entry.code, entry.code_system, "", "", ""};
        one->segments = sorter.sort(entry.id, known);
        items.push_back(*std::move(one));
    }
    std::ranges::sort(items, comes_before);
    return items;
}

// What is neither text nor an image that can be read cannot be printed here. It is named, not left
// out in silence.
static Withheld not_shown(const chart::DocumentRow& row, const std::string& reason) {
    return {row.id, "document" + (row.date ? " of " + row.date->substr(0, 10) : " without a date"),
            "It is kept as " + (row.content_type.empty() ? "a file" : row.content_type) +
                " and is not in this copy; ask for it separately. " +
                reason.substr(0, reason.find(';')) +
                (reason.ends_with('.') && reason.find(';') == reason.npos ? "" : "."),
            "45 CFR 164.524(c)(2)(i)", ""};
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

using ByIds = std::map<Section, std::vector<Uuid>>;

static ByIds by_section(const std::vector<Item>& items, const std::vector<Uuid>& chosen) {
    const std::unordered_set<Uuid> wanted(chosen.begin(), chosen.end());
    ByIds ids;
    for (const Item& item : items)
        if (wanted.contains(item.id)) ids[item.section].push_back(item.id);
    return ids;
}

static Result<Records> open_records(house::View& view, const PatientId& patient, ByIds& ids) {
    Records records;
    records.documents = TRY(open_documents(view, patient, ids[Section::documents]));
    records.results = TRY(chart::result_rows(view, ids[Section::results]));
    records.medications = TRY(chart::medication_rows(view, ids[Section::medications]));
    for (const Section section :
         {Section::conditions, Section::procedures, Section::allergies, Section::immunizations})
        records.lists[section] = TRY(chart::condition_rows(view, ids[section]));
    return records;
}

// Adds what the opened rows say; the text is looked at where it lies.
static void add_evidence(const Records& records, std::unordered_map<Uuid, Evidence>& evidence) {
    for (const SourceDocument& one : records.documents) {
        Evidence& known = evidence[one.row.id];
        known.title = one.row.title + " " + one.row.type;
        known.author = one.row.author;
        known.text = one.text;
    }
    for (const auto& row : records.results) evidence[row.id].title = row.name + " " + row.value;
    for (const auto& row : records.medications) evidence[row.id].title = row.name;
    for (const auto& [section, rows] : records.lists)
        for (const auto& row : rows) evidence[row.id].title = row.name;
}

// Leaves only what is in `chosen`.
static void keep(Records& records, const std::unordered_set<Uuid>& chosen) {
    const auto gone = [&](const auto& row) { return !chosen.contains(row.id); };
    std::erase_if(records.documents, [&](const SourceDocument& one) { return gone(one.row); });
    std::erase_if(records.results, gone);
    std::erase_if(records.medications, gone);
    for (auto& [section, rows] : records.lists) std::erase_if(rows, gone);
}

// What is not text goes as pages of an image, or is set aside with the reason why not.
static void open_scans(house::View& view, const PatientId& patient, Records& records) {
    Choice& choice = records.choice;
    const auto shelf = std::make_shared<ScanShelf>();
    std::erase_if(records.documents, [&](SourceDocument& one) {
        if (one.row.bytes > 0) return false;
        auto scan = open_scan(view, patient, one.row.id, shelf);
        if (scan) {
            one.scan = *std::move(scan);
            return false;
        }
        choice.withheld.push_back(not_shown(one.row, scan.error().message));
        std::erase(choice.chosen[Section::documents], one.row.id);
        return true;
    });
}

static void add_notices(Choice& choice, const Item& item, const Decision& decision) {
    for (const Sorted& sorted : item.segments)
        for (const SegmentAnswer& answer : decision.segments)
            if (answer.segment == sorted.segment && !answer.notice.empty() &&
                std::ranges::find(choice.notices, answer.notice) == choice.notices.end())
                choice.notices.push_back(answer.notice);
}

static Status add_amendments(house::View& view, const PatientId& patient, Records& records) {
    std::set<Uuid> going;
    for (const auto& [section, ids] : records.choice.chosen) going.insert(ids.begin(), ids.end());
    const auto directives = TRY(chart::directives(view, patient));
    records.amendments = amendments_for(directives, going);
    return ok();
}

Result<Records> gather(house::View& view, const Request& request, const Sorter& sorter,
                       const Decision& decision) {
    if (!decision.only.empty()) return Records{};
    std::unordered_map<Uuid, Evidence> evidence;
    auto items = TRY(items_of(view, request, sorter, evidence));
    const Selection by_index = select(request, items, decision);
    auto ids = by_section(items, by_index.chosen);
    auto records = TRY(open_records(view, request.patient, ids));
    add_evidence(records, evidence);
    for (Item& item : items) item.segments = sorter.sort(item.id, evidence[item.id]);

    Selection selection = select(request, items, decision);
    const std::unordered_set<Uuid> chosen(selection.chosen.begin(), selection.chosen.end());
    keep(records, chosen);
    Choice& choice = records.choice;
    choice.chosen = by_section(items, selection.chosen);
    choice.withheld = std::move(selection.withheld);
    for (const Item& item : items) {
        if (!item.segments.empty()) choice.sorted[item.id] = item.segments;
        if (chosen.contains(item.id)) add_notices(choice, item, decision);
    }
    open_scans(view, request.patient, records);
    TRY(add_amendments(view, request.patient, records));
    return records;
}

static std::string removal_text(const SourceDocument& document,
                                const std::vector<Redaction>& passages) {
    std::vector<std::string> reasons;
    for (const Redaction& one : passages)
        if (std::ranges::find(reasons, one.reason) == reasons.end()) reasons.push_back(one.reason);
    const std::string day = document.row.date ? " of " + document.row.date->substr(0, 10) : "";
    const std::string what = document.scan ? " place" : " passage";
    return document.row.title + day + ": " + std::to_string(passages.size()) + what +
           (passages.size() == 1 ? " (" : "s (") + join(reasons, "; ") + ")";
}

Status redact(Records& records, const std::vector<Redaction>& passages) {
    for (SourceDocument& document : records.documents) {
        std::vector<Redaction> mine;
        for (const Redaction& one : passages)
            if (one.document == document.row.id) mine.push_back(one);
        if (mine.empty()) continue;
        for (const Redaction& one : mine) {
            const std::string fault = document.scan
                                          ? fault_of(one, document.scan->pages, document.version)
                                          : fault_of(one, document.text, document.version);
            if (!fault.empty()) return Error{Fault::conflict, fault};
        }
        if (document.scan)
            document.covered = mine;
        else
            document.text = without(document.text, mine);
        records.removed.push_back(removal_text(document, mine));
    }
    return ok();
}

}  // namespace muniment::release
