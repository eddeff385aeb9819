// Patients and their charts.
#include "kernel/chart/chart.h"
#include "server/routes.h"

namespace muniment::server {

using house::Call;
using house::Outcome;
using house::Permission;
using house::shows;

struct Patients {
    std::vector<chart::PatientBanner> patients;
};
BOOST_DESCRIBE_STRUCT(Patients, (), (patients))

struct ChartCounts {
    std::int64_t encounters = 0, documents = 0, results = 0, medications = 0, conditions = 0;
    std::int64_t resources = 0;
};
BOOST_DESCRIBE_STRUCT(ChartCounts, (),
                      (encounters, documents, results, medications, conditions, resources))

struct ChartPage {
    chart::PatientBanner patient;
    std::vector<chart::EncounterRow> encounters;
    std::vector<chart::DocumentRow> documents;
    std::vector<chart::ResultRow> results;
    std::vector<chart::MedicationRow> medications;
    std::vector<chart::ConditionRow> conditions;
    ChartCounts counts;
};
BOOST_DESCRIBE_STRUCT(ChartPage, (),
                      (patient, encounters, documents, results, medications, conditions, counts))

template <class Row>
struct Rows {
    std::int64_t total = 0;
    std::vector<Row> rows;
};
BOOST_DESCRIBE_STRUCT(Rows<chart::EncounterRow>, (), (total, rows))
BOOST_DESCRIBE_STRUCT(Rows<chart::DocumentRow>, (), (total, rows))
BOOST_DESCRIBE_STRUCT(Rows<chart::ResultRow>, (), (total, rows))
BOOST_DESCRIBE_STRUCT(Rows<chart::MedicationRow>, (), (total, rows))
BOOST_DESCRIBE_STRUCT(Rows<chart::ConditionRow>, (), (total, rows))

struct DocumentText {
    chart::DocumentRow document;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DocumentText, (), (document, text))

static Result<Outcome> find_patients(const Call& call) {
    const auto limit = TRY(call.number("limit", 20));
    return shows(Patients{TRY(chart::find_patients(call.view, call.asked("q"), limit))});
}

// The first page shows the latest of each list; its lists bring the rest by themselves.
static constexpr std::int64_t first_page_rows = 25;

static Result<Outcome> chart_page(const Call& call) {
    const PatientId id{TRY(call.id("patient"))};
    ChartPage page;
    page.patient = TRY(chart::patient(call.view, id));
    chart::Window first;
    first.limit = first_page_rows;
    const chart::Window counted = first;  // documents are not counted by resource type
    first.totals = chart::Totals::left_out;
    auto encounters = TRY(chart::encounters(call.view, id, first));
    auto documents = TRY(chart::documents(call.view, id, counted));
    auto results = TRY(chart::results(call.view, id, first));
    auto medications = TRY(chart::medications(call.view, id, first));
    auto conditions = TRY(chart::conditions(call.view, id, first));
    auto by_type = TRY(chart::counts(call.view, id));
    page.counts = {by_type["Encounter"],         documents.total,      by_type["Observation"],
                   by_type["MedicationRequest"], by_type["Condition"], 0};
    for (const auto& [type, count] : by_type) page.counts.resources += count;
    page.encounters = std::move(encounters.rows);
    page.documents = std::move(documents.rows);
    page.results = std::move(results.rows);
    page.medications = std::move(medications.rows);
    page.conditions = std::move(conditions.rows);
    return shows(page);
}

static Result<chart::Window> window_of(const Call& call) {
    chart::Window window;
    window.offset = TRY(call.number("offset", 0));
    window.limit = TRY(call.number("limit", 50));
    window.from = TRY(call.day("from"));
    window.to = TRY(call.day("to"));
    if (!call.asked("encounter").empty()) {
        const auto encounter = parse_uuid(call.asked("encounter"));
        if (!encounter) return Error{Fault::incorrect, "\"encounter\" must be an id."};
        window.encounter = *encounter;
    }
    return window;
}

template <class Row>
using List = Result<chart::Page<Row>> (*)(house::View&, const PatientId&, const chart::Window&);

template <class Row, List<Row> list>
static Result<Outcome> rows(const Call& call) {
    const PatientId id{TRY(call.id("patient"))};
    const chart::Window window = TRY(window_of(call));
    auto page = TRY(list(call.view, id, window));
    return shows(Rows<Row>{page.total, std::move(page.rows)});
}

static Result<Outcome> document(const Call& call) {
    const PatientId id{TRY(call.id("patient"))};
    const Uuid wanted = TRY(call.id("id"));
    auto open = TRY(chart::document(call.view, id, wanted));
    return shows(DocumentText{std::move(open.document), std::move(open.text)});
}

using house::gives;
static constexpr auto read = Permission::chart_read;

static const house::Route routes[] = {
    {"GET", "/patients", read, find_patients, nullptr, gives<Patients>,
     "Patients by name or MRN (q)"},
    {"GET", "/chart/{patient}", read, chart_page, nullptr, gives<ChartPage>,
     "The chart's first page: banner and the latest rows of each list"},
    {"GET", "/chart/{patient}/encounters", read, rows<chart::EncounterRow, chart::encounters>,
     nullptr, gives<Rows<chart::EncounterRow>>, "Encounters, newest first"},
    {"GET", "/chart/{patient}/documents", read, rows<chart::DocumentRow, chart::documents>, nullptr,
     gives<Rows<chart::DocumentRow>>, "Documents, newest first"},
    {"GET", "/chart/{patient}/results", read, rows<chart::ResultRow, chart::results>, nullptr,
     gives<Rows<chart::ResultRow>>, "Results and vital signs, newest first"},
    {"GET", "/chart/{patient}/medications", read, rows<chart::MedicationRow, chart::medications>,
     nullptr, gives<Rows<chart::MedicationRow>>, "Medication orders, newest first"},
    {"GET", "/chart/{patient}/conditions", read, rows<chart::ConditionRow, chart::conditions>,
     nullptr, gives<Rows<chart::ConditionRow>>, "Conditions, newest first"},
    {"GET", "/chart/{patient}/documents/{id}", read, document, nullptr, gives<DocumentText>,
     "One document's text"},
};

house::Routes chart_routes() { return routes; }

}  // namespace muniment::server
