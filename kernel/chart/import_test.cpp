// Import: what is new becomes a version, what is the same is left alone, what is bad is named.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/chart/import.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "kernel/chart/ingest.h"
#include "kernel/chart/tables.h"
#include "tests/support/chart_lodge.h"

namespace muniment::chart {

using namespace tests;

namespace {

const std::string marker = "ZQPLANTEDQZ";

std::int64_t versions_of(ChartLodge& lodge, const Uuid& id) {
    return lodge.number("SELECT COUNT(*) FROM chart_resource WHERE org = 1 AND id = ?",
                        {store::value_of(id)});
}

std::string content_of(ChartLodge& lodge, const Uuid& id, std::int64_t version = 0) {
    const auto stored = lodge.view()->read(resource_table, id, version);
    REQUIRE(stored);
    return stored->content;
}

void check_no_marker(const ImportReport& report) {
    for (const ImportProblem& problem : report.problems)
        CHECK(problem.reason.find(marker) == std::string::npos);
    for (const ImportProblem& problem : report.skipped)
        CHECK(problem.reason.find(marker) == std::string::npos);
}

std::string encounters_and_more() {
    return bundle_of({patient_json("p"), encounter_json("e", "p", "2024-01-02T10:00:00Z"),
                      observation_json("o", "p", "2024-01-02", "1.10", in_encounter("e")),
                      document_json("d", "p", "2024-01-02", "The note.", in_context("e"))});
}

}  // namespace

// Goal: the bytes received are the bytes kept, under one ledger entry, and fsck agrees.
TEST_CASE("import: a bundle becomes records, a second import adds nothing") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        const ImportReport first = lodge.import(encounters_and_more());
        CHECK(first.resources == 4);
        CHECK(first.added == 4);
        CHECK(first.documents == 1);
        CHECK(first.unresolved == 0);
        CHECK(first.problems.empty());
        CHECK(first.types ==
              std::map<std::string, std::int64_t>{
                  {"DocumentReference", 1}, {"Encounter", 1}, {"Observation", 1}, {"Patient", 1}});
        CHECK(content_of(lodge, record_of("Patient", "p")) == json_of(patient_json("p")));
        const auto size = lodge.house->ledger().size();
        CHECK(size == 2);  // the batch and the record of the import
        const ImportReport second = lodge.import(encounters_and_more());
        CHECK(second.added == 0);
        CHECK(second.changed == 0);
        CHECK(second.unchanged == 4);
        CHECK(second.documents == 0);
        CHECK(lodge.house->ledger().size() == size + 1);  // the record of the import alone
        CHECK(lodge.number("SELECT COUNT(*) FROM chart_resource WHERE org = 1") == 4);
        CHECK(lodge.number("SELECT COUNT(*) FROM chart_import WHERE org = 1") == 2);
        CHECK(lodge.damage().empty());
    }
}

// Goal: a change is a new version of everything made from the resource; the old one stays readable.
TEST_CASE("import: a changed resource becomes version 2, version 1 stays readable") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        lodge.import(bundle_of(
            {patient_json("p", "Before"), document_json("d", "p", "2024-01-02", "First text.")}));
        const ImportReport report = lodge.import(bundle_of(
            {patient_json("p", "After"), document_json("d", "p", "2024-01-02", "Second text.")}));
        CHECK(report.changed == 2);
        CHECK(report.added == 0);
        CHECK(report.documents == 1);
        const Uuid patient = record_of("Patient", "p");
        CHECK(content_of(lodge, patient) == json_of(patient_json("p", "After")));
        CHECK(content_of(lodge, patient, 1) == json_of(patient_json("p", "Before")));
        auto view = lodge.view();
        const auto rows = documents(*view, PatientId{patient}, {});
        REQUIRE(rows);
        REQUIRE(rows->total == 1);
        const auto now = document(*view, PatientId{patient}, rows->rows[0].id);
        REQUIRE(now);
        CHECK(now->text == "Second text.");
        CHECK(now->version == 2);
        CHECK(view->read(document_table, rows->rows[0].id, 1)->content == "First text.");
        CHECK(find_patients(*view, "after", 10)->size() == 1);
        CHECK(find_patients(*view, "before", 10)->empty());
        CHECK(lodge.damage().empty());
    }
}

// Goal: references are resolved by identity, so any order of arrival gives the same chart.
TEST_CASE("import: bundles in any order leave the same references open") {
    const std::string hospital =
        bundle_of({"{'resourceType':'Organization','id':'0a000000-0000-4000-8000-000000000001',"
                   "'identifier':[{'system':'urn:npi','value':'77'}],'name':'Hospital'}"});
    const std::string patient =
        bundle_of({patient_json("p"),
                   "{'resourceType':'Encounter','id':'e','subject':{'reference':"
                   "'Patient/p'},'serviceProvider':{'reference':'Organization?identifier="
                   "urn:npi|77'}}"});
    const std::string other = bundle_of(
        {observation_json("o", "p", "2024-01-02", "1", in_encounter("e")),
         "{'resourceType':'Procedure','id':'x','subject':{'reference':'Patient/p'},'performer':[{"
         "'actor':{'reference':'urn:uuid:0A000000-0000-4000-8000-000000000001'}}]}"});
    std::vector<std::string> bundles = {hospital, patient, other};
    std::ranges::sort(bundles);
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        do {
            ChartLodge lodge(engine);
            ImportReport last;
            for (const std::string& bundle : bundles) last = lodge.import(bundle);
            CHECK(last.unresolved == 0);
            CHECK(lodge.import(bundles[0]).unresolved == 0);
        } while (engine == Engine::sqlite && std::ranges::next_permutation(bundles).found);
        ChartLodge lodge(engine);
        CHECK(lodge.import(other).unresolved == 3);  // patient, encounter, organization
        CHECK(lodge.import(patient).unresolved == 1);
        CHECK(lodge.import(hospital).unresolved == 0);
        CHECK(lodge.import(other).unresolved == 0);
    }
}

// Goal: the same record twice is one record, wherever the second one stands.
TEST_CASE("import: duplicates within a batch and across batches") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        std::vector<std::string> many = {patient_json("p"), patient_json("p")};
        for (int i = 0; i < 2300; ++i)
            many.push_back(observation_json("o" + std::to_string(i % 1150), "p", "2024-01-02"));
        many.push_back(observation_json("o7", "p", "2024-01-02", "9.9"));
        many.push_back(observation_json("o7", "p", "2024-01-02", "9.8"));
        const ImportReport report = lodge.import(bundle_of(many));
        CHECK(report.resources == 2304);
        CHECK(report.added == 1151);
        CHECK(report.changed == 2);
        CHECK(report.unchanged == 1151);
        CHECK(versions_of(lodge, record_of("Observation", "o7")) == 3);
        CHECK(content_of(lodge, record_of("Observation", "o7")).find("9.8") != std::string::npos);
        CHECK(lodge.number("SELECT COUNT(*) FROM chart_resource WHERE org = 1 AND current = 1") ==
              1151);
        CHECK(lodge.damage().empty());
    }
}

// Goal: urn:uuid names no type, so one UUID is one record; two types under it are told of.
TEST_CASE("import: one UUID with two types is reported and the first is kept") {
    const std::string id = "0a000000-0000-4000-8000-000000000009";
    const std::string second = observation_json(id, "p", "2024-01-02", "1");
    const std::string first =
        replaced(replaced(patient_json("p"), "'id':'p'", "'id':'" + id + "'"), "Quimby", marker);
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        for (const bool one_batch : {true, false}) {
            CAPTURE(one_batch);
            ChartLodge lodge(engine);
            ImportReport report;
            if (one_batch) {
                report = lodge.import(bundle_of({first, second, patient_json("q")}));
            } else {
                lodge.import(bundle_of({first}));
                report = lodge.import(bundle_of({patient_json("q"), second}));
            }
            CHECK(report.refused == 1);
            REQUIRE(report.problems.size() == 1);
            CHECK(report.problems[0].file == "a.json");
            CHECK(report.problems[0].position == 2);
            CHECK(report.problems[0].reason.find("of type Patient") != std::string::npos);
            check_no_marker(report);
            CHECK(versions_of(lodge, record_of("Patient", id)) == 1);
            CHECK(content_of(lodge, record_of("Patient", id)) == json_of(first));
            CHECK(versions_of(lodge, record_of("Patient", "q")) == 1);
            // An id that is no UUID belongs to its type.
            CHECK(lodge.import(bundle_of({observation_json("q", "q", "2024-01-02")})).added == 1);
            CHECK(lodge.damage().empty());
        }
    }
}

// Goal: without a logical id the fullUrl is the identity, without that the bytes are.
TEST_CASE("import: resources without an id") {
    const auto bundle = [](const std::string& url, const std::string& name) {
        return json_of("{'resourceType':'Bundle','type':'batch','entry':[{" +
                       (url.empty() ? "" : "'fullUrl':'" + url + "',") +
                       "'resource':{'resourceType':'Organization','name':'" + name + "'}}]}");
    };
    const std::string url = "urn:uuid:0a000000-0000-4000-8000-00000000000a";
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        CHECK(lodge.import(bundle(url, "A")).added == 1);
        CHECK(lodge.import(bundle(url, "A")).unchanged == 1);
        CHECK(lodge.import(bundle(url, "B")).changed == 1);
        CHECK(lodge.import(bundle("", "A")).added == 1);
        CHECK(lodge.import(bundle("", "A")).unchanged == 1);
        CHECK(lodge.import(bundle("", "B")).added == 1);
    }
}

// Goal: a bad entry is named with file, position and reason; its neighbours go in; no value of the
// entry is repeated.
TEST_CASE("import: bad entries are reported and the rest goes in") {
    struct Row {
        const char* spoiled;
        const char* reason;  // part of it
    };
    // clang-format off
    const Row rows[] = {
        {"{'resource':{'id':'ZQPLANTEDQZ'}}",                                        "resourceType"},
        {"{'request':{'method':'DELETE','url':'Patient/ZQPLANTEDQZ'}}",              "no resource"},
        {"{'resource':{'resourceType':'Patient','id':'ZQPLANTEDQZ','id':'b'}}",      "twice"},
        {"{'resource':{'resourceType':'Patient','birthDate':'ZQPLANTEDQZ'}}",        "birthDate"},
        {"{'resource':{'resourceType':'Patient','name':'ZQPLANTEDQZ'}}",             "name"},
        {"{'resource':{'resourceType':'Observation','effectiveDateTime':'ZQPLANTEDQZ'}}", "effectiveDateTime"},
        {"{'resource':{'resourceType':'Patient','id':7,'name':[{'family':'ZQPLANTEDQZ'}]}}", "id"},
        {"'ZQPLANTEDQZ'",                                                            "not an object"},
        {"{'fullUrl':7,'resource':{'resourceType':'Patient','id':'ZQPLANTEDQZ'}}",   "fullUrl"},
    };
    // clang-format on
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        for (const Row& row : rows) {
            CAPTURE(std::string(row.spoiled));
            const std::string whole =
                "{'resourceType':'Bundle','entry':[{'resource':" + patient_json("a") + "}," +
                row.spoiled + ",{'resource':" + patient_json("b") + "}]}";
            const ImportReport report = lodge.import(json_of(whole), "spoiled.json");
            CHECK(report.resources == 2);
            CHECK(report.refused == 1);
            REQUIRE(report.problems.size() == 1);
            CHECK(report.problems[0].file == "spoiled.json");
            CHECK(report.problems[0].position == 2);
            CHECK(report.problems[0].reason.find(row.reason) != std::string::npos);
            check_no_marker(report);
        }
        CHECK(lodge.number("SELECT COUNT(*) FROM chart_resource WHERE org = 1") == 2);
        CHECK(lodge.damage().empty());
    }
}

// Goal: the three forms of content are told apart, in memory as in files.
TEST_CASE("import: a bundle, a resource, one line, several lines") {
    const std::string a = json_of(patient_json("a")), b = json_of(patient_json("b"));
    struct Row {
        const char* what;
        std::string text;
        int resources;
        int refused;
    };
    const Row rows[] = {
        {"a bundle", bundle_of({patient_json("a"), patient_json("b")}), 2, 0},
        {"a resource", a, 1, 0},
        {"a resource over several lines", replaced(a, ",", ",\n"), 1, 0},
        {"one line", a + "\n", 1, 0},
        {"two lines", a + "\n" + b + "\n", 2, 0},
        {"the second of three lines is damaged", a + "\n{\"resource\n" + b, 2, 1},
        {"nothing", "", 0, 1},
        {"no JSON", "PK\x03\x04", 0, 1},
        {"a bundle cut off", bundle_of({patient_json("a"), patient_json("b")}).substr(0, 420), 1,
         1},
    };
    Folder folder;
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        for (const Row& row : rows) {
            CAPTURE(std::string(row.what));
            ChartLodge lodge(engine);
            const ImportReport in_memory = lodge.import(row.text);
            CHECK(in_memory.resources == row.resources);
            CHECK(in_memory.refused == row.refused);
            CHECK(in_memory.added == row.resources);
            std::ofstream(folder.file("in.ndjson"), std::ios::binary) << row.text;
            const auto from_file =
                import_paths(*lodge.house, {}, {folder.file("in.ndjson")}, nullptr);
            REQUIRE(from_file);
            CHECK(from_file->resources == row.resources);
            CHECK(from_file->unchanged == row.resources);
            CHECK(from_file->refused + static_cast<std::int64_t>(from_file->skipped.size()) ==
                  row.refused);
        }
    }
}

// Goal: nothing is lost because a part of it cannot be read, and the desk is told.
TEST_CASE("import: an attachment that cannot be read is kept, listed and told of") {
    struct Row {
        const char* attachment;
        const char* reason;  // null: no problem
    };
    const Row rows[] = {
        {"{'contentType':'text/plain','data':'%%%%'}", "base64"},
        {"{'contentType':'text/plain; charset=utf-8','data':'//79/A=='}", "cannot be read"},
        {"{'contentType':'application/pdf','data':'JVBERi0='}", nullptr},
        {"{'contentType':'text/plain','url':'http://elsewhere/ZQPLANTEDQZ'}", nullptr},
    };
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        for (const Row& row : rows) {
            CAPTURE(std::string(row.attachment));
            ChartLodge lodge(engine);
            const std::string text =
                "{'resourceType':'DocumentReference','id':'d','subject':{'reference':'Patient/p'}"
                ",'content':[{'attachment':" +
                std::string(row.attachment) + "}]}";
            const ImportReport report = lodge.import(bundle_of({patient_json("p"), text}));
            CHECK(report.added == 2);
            CHECK(report.refused == 0);
            REQUIRE(report.problems.size() == (row.reason == nullptr ? 0 : 1));
            if (row.reason != nullptr) {
                CHECK(report.problems[0].position == 2);
                CHECK(report.problems[0].reason.find(row.reason) != std::string::npos);
            }
            check_no_marker(report);
            CHECK(content_of(lodge, record_of("DocumentReference", "d")) == json_of(text));
            auto view = lodge.view();
            const auto listed = documents(*view, patient_of("p"), {});
            REQUIRE(listed);
            REQUIRE(listed->total == 1);
            CHECK(listed->rows[0].bytes == 0);
            CHECK(document(*view, patient_of("p"), listed->rows[0].id)->text.empty());
        }
    }
}

// Goal: files are taken in name order whatever they are; what is no FHIR is listed with its reason.
TEST_CASE("import: a folder, with what is no FHIR named") {
    ChartLodge lodge(Engine::sqlite);
    Folder folder;
    std::ofstream(folder.file("b.json")) << bundle_of({patient_json("p")});
    std::ofstream(folder.file("a.json")) << bundle_of({observation_json("o", "p", "2024-01-02")});
    std::ofstream(folder.file("c.txt")) << "Dear " << marker;
    int told = 0;
    const auto report =
        import_paths(*lodge.house, {}, {folder.path()}, [&](const ImportProgress& progress) {
            ++told;
            CHECK(progress.bytes_done <= progress.bytes_total);
        });
    REQUIRE(report);
    CHECK(told > 0);
    CHECK(report->files == 2);
    CHECK(report->added == 2);
    CHECK(report->unresolved == 0);
    REQUIRE(report->skipped.size() == 1);
    CHECK(report->skipped[0].file == folder.file("c.txt"));
    check_no_marker(*report);
    const auto missing = import_paths(*lodge.house, {}, {folder.file("none")}, nullptr);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().fault == Fault::not_found);
}

}  // namespace muniment::chart
