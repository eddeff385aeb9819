// Reading the chart: windows, order, search, what was destroyed, and that every reading is noted.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "kernel/chart/tables.h"
#include "tests/support/chart_lodge.h"

namespace muniment::chart {

using namespace tests;

namespace {

// Two patients; "p" has two encounters and things outside them, one of them without a date.
const std::string two_patients() {
    return bundle_of(
        {patient_json("p"), patient_json("q", "Zimmer", "Otto", "M-2"),
         encounter_json("e1", "p", "2024-01-10T10:00:00Z"),
         encounter_json("e2", "p", "2024-02-10T10:00:00Z"),
         observation_json("o1", "p", "2024-01-10", "1", in_encounter("e1")),
         observation_json("o2", "p", "2024-02-10", "2", in_encounter("e2")),
         observation_json("o3", "p", "2024-03-10", "3"), observation_json("o4", "p", "", "4"),
         observation_json("oq", "q", "2024-01-10", "5"),
         document_json("d1", "p", "2024-01-10", "One.", in_context("e1")),
         document_json("d2", "p", "2024-02-10", "Two.",
                       in_context("e2") + ",'securityLabel':[{'coding':[{'code':'42CFRPart2'}]},"
                                          "{'coding':[{'code':'PSY'}]}]"),
         document_json("dq", "q", "2024-01-10", "Another's."),
         coded_json("MedicationRequest", "m", "p", "medicationCodeableConcept",
                    "'authoredOn':'2024-01-11'" + in_encounter("e1")),
         coded_json("Condition", "c", "p", "code", "'onsetDateTime':'2024-01-12'"),
         coded_json("Procedure", "x", "p", "code", "'performedDateTime':'2024-01-13'"),
         coded_json("AllergyIntolerance", "a", "p", "code", "'onsetDateTime':'2024-01-14'"),
         coded_json("Immunization", "i", "p", "vaccineCode", "'occurrenceDateTime':'2024-01-15'")});
}

struct Charted : ChartLodge {
    explicit Charted(Engine engine) : ChartLodge(engine) {
        const ImportReport report = import(two_patients());
        REQUIRE(report.added == 17);
        REQUIRE(report.problems.empty());
    }
    Uuid document_of(const char* patient, std::size_t at = 0) {
        const auto rows = documents(*view(), patient_of(patient), {});
        REQUIRE(rows);
        return rows->rows.at(at).id;
    }
};

std::string values_of(const Result<Page<ResultRow>>& page) {
    REQUIRE(page);
    std::string values;
    for (const ResultRow& row : page->rows) values += row.value;
    return values;
}

Window window(const char* from, const char* to, Uuid encounter = {}, std::int64_t offset = 0,
              std::int64_t limit = 50) {
    Window made{offset, limit, {}, {}, encounter};
    if (from != nullptr) made.from = parse_day(from);
    if (to != nullptr) made.to = parse_day(to);
    return made;
}

}  // namespace

// Goal: a window shows what is in it, both days included, newest first, what has no date last.
TEST_CASE("reading: windows") {
    const Uuid e1 = record_of("Encounter", "e1");
    struct Row {
        Window window;
        const char* values;
        int total;
    };
    const Row rows[] = {
        {{}, "3214", 4},
        {window("2024-02-10", nullptr), "32", 2},
        {window("2024-02-11", nullptr), "3", 1},
        {window(nullptr, "2024-02-10"), "21", 2},
        {window(nullptr, "2024-02-09"), "1", 1},
        {window("2024-01-10", "2024-01-10"), "1", 1},
        {window("2024-05-01", "2024-04-01"), "", 0},
        {window(nullptr, nullptr, e1), "1", 1},
        {window("2024-02-01", nullptr, e1), "", 0},
        {window(nullptr, nullptr, derived_uuid("none")), "", 0},
        {window(nullptr, nullptr, {}, 1, 2), "21", 4},
        {window(nullptr, nullptr, {}, 3, 50), "4", 4},
        {window(nullptr, nullptr, {}, 4, 50), "", 4},
        {window(nullptr, nullptr, {}, -5, 1), "3", 4},
        {window(nullptr, nullptr, {}, 0, 0), "3", 4},  // a page has at least one row
    };
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        auto view = lodge.view();
        for (const Row& row : rows) {
            CAPTURE(&row - rows);
            const auto page = results(*view, patient_of("p"), row.window);
            CHECK(values_of(page) == row.values);
            CHECK(page->total == row.total);
        }
    }
}

// Goal: pages follow one another without a gap or a repetition, also among equal dates.
TEST_CASE("reading: the order is stable and pages cover the list") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        std::vector<std::string> many = {patient_json("p")};
        for (int i = 0; i < 43; ++i)
            many.push_back(observation_json("o" + std::to_string(i), "p",
                                            i % 3 == 0   ? ""
                                            : i % 3 == 1 ? "2024-01-01"
                                                         : "2023-01-01"));
        lodge.import(bundle_of(many));
        std::vector<Uuid> paged;
        for (int offset = 0; offset < 43; offset += 5) {
            auto view = lodge.view();
            const auto page =
                results(*view, patient_of("p"), window(nullptr, nullptr, {}, offset, 5));
            for (const ResultRow& row : page->rows) paged.push_back(row.id);
        }
        const auto whole = results(*lodge.view(), patient_of("p"), {});
        std::vector<Uuid> all;
        std::vector<std::string> dates;
        for (const ResultRow& row : whole->rows) {
            all.push_back(row.id);
            dates.push_back(row.date.value_or(""));
        }
        CHECK(paged == all);
        CHECK(std::set<Uuid>(all.begin(), all.end()).size() == 43);
        CHECK(std::ranges::is_sorted(dates, std::greater<>()));
    }
}

// Goal: rows tell what the resources say.
TEST_CASE("reading: rows of each list") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        auto view = lodge.view();
        const PatientId p = patient_of("p");
        const auto banner = patient(*view, p);
        REQUIRE(banner);
        CHECK(banner->name.find("Quimby") != std::string::npos);
        CHECK(banner->mrn == "M-1");
        CHECK(banner->birth_date == "1950-02-03");
        const auto visits = encounters(*view, p, {});
        REQUIRE(visits->total == 2);
        CHECK(visits->rows[0].start == "2024-02-10T10:00:00Z");
        CHECK(visits->rows[0].class_ == "AMB");
        CHECK(visits->rows[0].type == "Visit");
        const auto labs = results(*view, p, {});
        CHECK(labs->rows[1].code == "2160-0");
        CHECK(labs->rows[1].name == "Creatinine");
        CHECK(labs->rows[1].unit == "mg/dL");
        CHECK(labs->rows[1].encounter == record_of("Encounter", "e2"));
        CHECK_FALSE(labs->rows[0].encounter.has_value());
        CHECK_FALSE(labs->rows[3].date.has_value());
        const auto papers = documents(*view, p, {});
        REQUIRE(papers->total == 2);
        CHECK(papers->rows[0].type_code == "34117-2");
        CHECK(papers->rows[0].content_type == "text/plain");
        CHECK(papers->rows[0].bytes == 4);
        CHECK(document(*view, p, papers->rows[0].id)->text == "Two.");
        CHECK(medications(*view, p, {})->rows.at(0).name == "A thing");
        CHECK(conditions(*view, p, {})->rows.at(0).onset == "2024-01-12");
        const auto types = counts(*view, p);
        CHECK(types->at("Observation") == 4);
        CHECK(types->at("Patient") == 1);
        CHECK(counts(*view, {})->at("Observation") == 5);
    }
}

// Goal: nobody sees a document by way of another patient's chart.
TEST_CASE("reading: a document of another patient is not found") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        auto view = lodge.view();
        const Uuid theirs = lodge.document_of("q");
        CHECK(document(*view, patient_of("q"), theirs)->text == "Another's.");
        for (const auto& [who, which] : {std::pair{patient_of("p"), theirs},
                                         {patient_of("p"), derived_uuid("none")},
                                         {PatientId{}, theirs},
                                         {patient_of("none"), theirs}}) {
            const auto refused = document(*view, who, which);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().fault == Fault::not_found);
            CHECK(refused.error().message.find("Another") == std::string::npos);
        }
    }
}

// Goal: the labels that a release asks about arrive, and dates and codes with them.
TEST_CASE("reading: items") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        auto view = lodge.view();
        const auto found = items(*view, patient_of("p"));
        REQUIRE(found);
        std::map<std::string, int> types;
        for (const Item& item : *found) ++types[item.type];
        CHECK(types == std::map<std::string, int>{{"AllergyIntolerance", 1},
                                                  {"Condition", 1},
                                                  {"Document", 2},
                                                  {"DocumentReference", 2},
                                                  {"Encounter", 2},
                                                  {"Immunization", 1},
                                                  {"MedicationRequest", 1},
                                                  {"Observation", 4},
                                                  {"Patient", 1},
                                                  {"Procedure", 1}});
        std::vector<Item> papers;
        for (const Item& item : *found)
            if (item.type == "Document") papers.push_back(item);
        CHECK(papers[0].labels.empty());
        CHECK(papers[1].labels == "42CFRPart2 PSY");
        CHECK(papers[1].code == "34117-2");
        CHECK(papers[1].encounter == record_of("Encounter", "e2"));
        CHECK(papers[1].date == parse_fhir_time("2024-02-10"));
        std::vector<bool> dated;
        for (const Item& item : *found)
            if (item.type == "Observation") dated.push_back(item.date.has_value());
        CHECK(dated == std::vector<bool>{true, true, true, false});
    }
}

// Goal: rows come in the order asked for; an id of another type is no row of this list.
TEST_CASE("reading: rows of chosen items") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        auto view = lodge.view();
        const std::vector<Uuid> all = {
            record_of("Observation", "o3"), record_of("Observation", "o1"),
            record_of("Condition", "c"),    record_of("Procedure", "x"),
            record_of("Encounter", "e1"),   record_of("MedicationRequest", "m"),
            lodge.document_of("p"),         derived_uuid("none"),
            record_of("Patient", "p"),      record_of("AllergyIntolerance", "a"),
            record_of("Immunization", "i"), record_of("DocumentReference", "d1")};
        const auto labs = result_rows(*view, all);
        REQUIRE(labs->size() == 2);
        CHECK((*labs)[0].value + (*labs)[1].value == "31");
        CHECK(medication_rows(*view, all)->size() == 1);
        CHECK(condition_rows(*view, all)->size() == 4);
        CHECK(document_rows(*view, all)->size() == 1);
    }
}

// Goal: whatever shows something of a patient says so in the view, or the access entry would lie.
TEST_CASE("reading: every function of chart.h notes the patient") {
    using Show = std::function<bool(house::View&, const PatientId&, const Uuid&)>;
    struct Row {
        const char* what;
        Show show;
    };
    const auto by_ids = [](auto function, const char* type, const char* id) {
        return [=](house::View& view, const PatientId&, const Uuid&) {
            const auto rows = function(view, {record_of(type, id)});
            return rows && rows->size() == 1;
        };
    };
    const auto list = [](auto function) {
        return [=](house::View& view, const PatientId& p, const Uuid&) {
            const auto page = function(view, p, Window{});
            return page && page->total > 0;
        };
    };
    const Row rows[] = {
        {"find_patients by name",
         [](auto& v, auto&, auto&) { return find_patients(v, "quimby", 10)->size() == 1; }},
        {"find_patients by MRN",
         [](auto& v, auto&, auto&) { return find_patients(v, "M-1", 10)->size() == 1; }},
        {"patient", [](auto& v, auto& p, auto&) { return bool(patient(v, p)); }},
        {"encounters", list(encounters)},
        {"documents", list(documents)},
        {"results", list(results)},
        {"medications", list(medications)},
        {"conditions", list(conditions)},
        {"a page beyond the end",
         [](auto& v, auto& p, auto&) {
             return results(v, p, window(nullptr, nullptr, {}, 100))->total == 4;
         }},
        {"a window without rows",
         [](auto& v, auto& p, auto&) {
             return results(v, p, window("2031-01-01", nullptr))->total == 0;
         }},
        {"document", [](auto& v, auto& p, auto& d) { return bool(document(v, p, d)); }},
        {"counts", [](auto& v, auto& p, auto&) { return !counts(v, p)->empty(); }},
        {"items", [](auto& v, auto& p, auto&) { return !items(v, p)->empty(); }},
        {"document_rows",
         [](auto& v, auto&, auto& d) { return document_rows(v, {d})->size() == 1; }},
        {"result_rows", by_ids(result_rows, "Observation", "o1")},
        {"medication_rows", by_ids(medication_rows, "MedicationRequest", "m")},
        {"condition_rows", by_ids(condition_rows, "Condition", "c")},
    };
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        const Uuid opened = lodge.document_of("p");
        for (const Row& row : rows) {
            CAPTURE(std::string(row.what));
            auto view = lodge.view();
            CHECK(row.show(*view, patient_of("p"), opened));
            REQUIRE_FALSE(view->reads().empty());
            for (const house::Read& read : view->reads())
                CHECK(read.patient == patient_of("p").uuid);
        }
        // The hospital's totals are nobody's record.
        auto view = lodge.view();
        CHECK(counts(*view, {}));
        CHECK(view->reads().empty());
    }
}

// Goal: the desk finds a patient however it writes the name, and only from the beginning of it.
TEST_CASE("reading: finding patients") {
    struct Row {
        const char* words;
        const char* mrns;
    };
    const Row rows[] = {
        {"quimby", "1 2"},
        {"QUIMBY", "1 2"},
        {"qui", "1 2"},
        {"uimby", ""},
        {"mary", "1"},
        {"  mary ann  ", "1"},
        {"quimby, mary", "1"},
        {"Quimby,", "1 2"},
        {"mary quimby", "1"},
        {"mary ann quimby", "1"},
        {"quimby, otto", "2"},
        {"quimby, x", ""},
        {"de la cruz", "3"},
        {"de la cruz, ana", "3"},
        {"ana cruz", ""},
        {"mrn-3", "3"},
        {"mrn-", ""},
        {"MRN-1", "1"},
        {"", "3 1 2 4"},
        {"%", ""},
        {"_uimby", ""},
        {"o'neil", "4"},
        {"quimby' OR '1'='1", ""},
        {"\xc3\xa9", ""},
    };
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        std::vector<std::string> all = {patient_json("1", "Quimby", "Mary Ann", "MRN-1"),
                                        patient_json("2", "Quimby", "Otto", "MRN-2"),
                                        patient_json("3", "de la Cruz", "Ana", "MRN-3")};
        std::string text = bundle_of(all);
        lodge.import(text);
        lodge.import(replaced(bundle_of({patient_json("4", "O@Neil", "Pat", "MRN-4")}), "@", "'"));
        auto view = lodge.view();
        for (const Row& row : rows) {
            CAPTURE(std::string(row.words));
            const auto found = find_patients(*view, row.words, 50);
            REQUIRE(found);
            std::vector<std::string> mrns;
            for (const PatientBanner& one : *found) mrns.push_back(one.mrn.substr(4));
            if (row.words[0] == '\0') {
                CHECK(mrns.size() == 4);
                continue;
            }
            CHECK(join(mrns, " ") == row.mrns);
        }
        CHECK(find_patients(*view, "", 2)->size() == 2);
        CHECK(find_patients(*view, "", 0)->size() == 1);
        CHECK(find_patients(*view, "", 1'000'000)->size() == 4);
    }
}

// Goal: an encounter is one retention unit. Its key gone, its content is gone in every version; the
// rest of the patient's chart goes on as before, and so does the import.
TEST_CASE("reading: an encounter's key destroys the encounter's content alone") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Charted lodge(engine);
        const PatientId p = patient_of("p");
        const Uuid gone = record_of("Encounter", "e1");
        const Uuid paper = lodge.document_of("p", 1);  // d1, of e1
        REQUIRE(document(*lodge.view(), p, paper)->text == "One.");
        REQUIRE(lodge.house->vault().destroy(gone));
        lodge.reopen();
        auto view = lodge.view();
        for (const auto& [type, id] : {std::pair{"Encounter", "e1"},
                                       {"Observation", "o1"},
                                       {"DocumentReference", "d1"},
                                       {"MedicationRequest", "m"}}) {
            CAPTURE(std::string(id));
            CHECK(view->read(resource_table, record_of(type, id)).error().fault ==
                  Fault::not_found);
        }
        CHECK(document(*view, p, paper).error().fault == Fault::not_found);
        for (const auto& [type, id] : {std::pair{"Encounter", "e2"},
                                       {"Observation", "o2"},
                                       {"Observation", "o3"},
                                       {"Condition", "c"},
                                       {"Patient", "p"}})
            CHECK(view->read(resource_table, record_of(type, id)));
        CHECK(patient(*view, p));
        const auto labs = results(*view, p, {});
        REQUIRE(labs);
        CHECK(values_of(labs) == "324");
        CHECK(labs->total == 4);
        CHECK(labs->rows[2].name == "destroyed");
        CHECK(labs->rows[2].unit.empty());
        const auto papers = documents(*view, p, {});
        CHECK(document(*view, p, papers->rows.at(0).id)->text == "Two.");
        CHECK(papers->rows.at(1).status == "destroyed");
        const auto left = items(*view, p);
        for (const Item& item : *left) CHECK(item.encounter != gone);
        view.reset();
        // The same files again: what was destroyed stays so, what is new beside it goes in.
        CHECK(lodge.import(two_patients()).unchanged == 17);
        const ImportReport report = lodge.import(
            bundle_of({observation_json("o1", "p", "2024-01-10", "8", in_encounter("e1")),
                       observation_json("new", "p", "2024-01-10", "9", in_encounter("e1")),
                       observation_json("o3", "p", "2024-03-10", "7")}));
        CHECK(report.refused == 2);
        CHECK(report.changed == 1);
        REQUIRE(report.problems.size() == 2);
        CHECK(report.problems[0].reason.find("destroyed") != std::string::npos);
        CHECK(lodge.damage().empty());
        CHECK(lodge.house->fsck()->contents_destroyed > 0);
        // A patient without a key is not found, and does not hide the others.
        REQUIRE(lodge.house->vault().destroy(p.uuid));
        CHECK(find_patients(*lodge.view(), "", 50)->size() == 1);
    }
}

}  // namespace muniment::chart
