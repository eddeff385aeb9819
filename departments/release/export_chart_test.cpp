// The machine-readable forms of a release: the stored bytes, and never more than the printed copy.
#include "departments/release/export_chart.h"

#include <doctest/doctest.h>

#include "departments/release/desk_sample.h"
#include "departments/release/paper_sample.h"
#include "formats/ccda/ccda.h"

namespace muniment::release {

namespace {

// The shipped packs and one that knows words of psychotherapy notes.
const rules::Packs& with_words() {
    static const rules::Packs packs = [] {
        auto texts = packs::shipped();
        texts.push_back({"facility-example/words.toml", R"([pack]
id        = "facility-example/words"
source    = "45 CFR 164.501"
layer     = "facility"
checked   = 2026-11-22
effective = 2003-04-14

[[classifies]]
id         = "talk"
cite       = "45 CFR 164.501"
from       = 2003-04-14
confidence = "V"
segment    = "psychotherapy_notes"
by         = "words"
values     = ["garden talk"]
certain    = false
say        = "Its words are of psychotherapy notes."
applies    = ["garden talk"]
silent     = ["garden"]
)"});
        auto loaded = rules::Packs::load(texts);
        ensure(bool(loaded), loaded ? "" : loaded.error().message.c_str());
        return *std::move(loaded);
    }();
    return packs;
}

// A desk with more in Ada's chart: what the printed rows do not show.
struct Exporter {
    explicit Exporter(tests::Engine engine) : desk(engine) {
        const auto report = chart::import_text(*desk.house, {}, "more.json", more());
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        REQUIRE(report->refused == 0);
    }

    static std::string more() {
        return R"({"resourceType":"Bundle","type":"batch","entry":[
{"resource":{ "resourceType":"Observation","id":"odd","status":"final","code":{"coding":[
  {"system":"http://loinc.org","code":"2160-0","display":"Creatinine"}]},
  "subject":{"reference":"Patient/ada"},"effectiveDateTime":"2026-03-05",
  "valueQuantity":{"value":1.10,"unit":"mg/dL"}}},
{"resource":{"resourceType":"MedicationRequest","id":"points","status":"active","intent":"order",
  "medicationCodeableConcept":{"text":"Vitamin D"},"subject":{"reference":"Patient/ada"},
  "authoredOn":"2026-03-05","supportingInformation":[{"reference":"DocumentReference/ada-psych"}]}},
{"resource":{"resourceType":"MedicationRequest","id":"names","status":"active","intent":"order",
  "medicationCodeableConcept":{"text":"Vitamin C"},"subject":{"reference":"Patient/ada"},
  "authoredOn":"2026-03-05","note":[{"text":"After the Garden Talk."}]}},
{"resource":{"resourceType":"DocumentReference","id":"mixed","status":"current","type":{"coding":[
  {"system":"http://loinc.org","code":"11506-3"}],"text":"Progress note"},
  "subject":{"reference":"Patient/ada"},"date":"2026-03-05T10:00:00Z","content":[
  {"attachment":{"contentType":"text/plain","data":"UmVhZGFibGUgcGFydC4="}},
  {"attachment":{"contentType":"image/png","data":"VU5TRUVO"}}]}}]})";
    }

    Request request(RequesterKind kind) {
        Request made = sample::request(kind);
        made.patient = desk.ada;
        return made;
    }

    // Gathers and opens as the package job does. `change` is what somebody did to the records.
    Result<Export> open(const Request& asked,
                        const std::function<void(Records&, Paper&)>& change = {}) {
        const auto view = desk.house->view();
        REQUIRE(view);
        const auto sorter = Sorter::make(with_words(), {}, sample::today);
        REQUIRE(sorter);
        paper = sample::paper({asked, {}, {}});
        paper.patient = *chart::patient(**view, desk.ada);
        auto gathered = gather(**view, asked, *sorter, paper.decision);
        REQUIRE(gathered);
        records = *std::move(gathered);
        if (change) change(records, paper);
        return open_export(**view, paper, records, *sorter);
    }

    std::string stored(const Uuid& id) {
        const auto view = desk.house->view();
        const auto open = chart::resource(**view, desk.ada, id);
        REQUIRE(open);
        return open->json;
    }

    sample::Desk desk;
    Paper paper;
    Records records;
};

std::vector<std::pair<std::string, std::string>> entries_of(const std::string& bundle) {
    std::vector<std::pair<std::string, std::string>> found;
    const fhir::Sink sink{[&](fhir::Entry&& entry) {
                              found.emplace_back(entry.full_url, entry.json);
                              return ok();
                          },
                          [](fhir::BadEntry&& bad) { FAIL(bad.reason); }};
    CHECK(bool(fhir::parse_bundle(bundle, "bundle", sink)));
    return found;
}

Uuid record(const char* type, const char* id) { return fhir::resource_id(type, id); }

}  // namespace

// Goal: what is stored is what goes, to the byte, and it is what was chosen and nothing else.
TEST_CASE("the bundle has the patient and every chosen item as stored") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Exporter exporter(engine);
        const auto exported = exporter.open(exporter.request(RequesterKind::patient));
        REQUIRE_MESSAGE(exported, (exported ? "" : exported.error().message));
        const auto entries = entries_of(fhir_bundle(exporter.paper, exporter.records, *exported));
        CHECK(entries.size() == exported->resources.size());
        const auto total = static_cast<std::size_t>(exporter.records.choice.total());
        CHECK(entries.size() + exported->left_out.size() == total + 1);
        std::set<std::string> bytes;
        for (const auto& [url, json] : entries) bytes.insert(json);
        CHECK(entries.front().second == exporter.stored(exporter.desk.ada.uuid));
        CHECK(entries.front().first == "https://muniment.invalid/fhir/Patient/ada");
        for (const auto& [section, ids] : exporter.records.choice.chosen)
            for (const Uuid& id : ids) {
                if (exported->find(id) == nullptr || id == exporter.records.documents.back().row.id)
                    continue;
                if (exported->find(id)->summary.id == "mixed") continue;
                CHECK(bytes.contains(exporter.stored(id)));
            }
        CHECK(fhir_bundle(exporter.paper, exporter.records, *exported).find("\"value\":1.10,") !=
              std::string::npos);
    }
}

// Goal: a withheld segment's words are in no byte, though an item's stored form has them.
TEST_CASE("what names or points to what is withheld stays behind, its printed row goes") {
    Exporter exporter(tests::Engine::sqlite);
    const auto exported = exporter.open(exporter.request(RequesterKind::patient));
    REQUIRE(exported);
    std::vector<Uuid> kept;
    for (const Withheld& one : exported->left_out) kept.push_back(one.id);
    std::ranges::sort(kept);
    std::vector<Uuid> expected = {record("MedicationRequest", "points"),
                                  record("MedicationRequest", "names")};
    std::ranges::sort(expected);
    CHECK(kept == expected);
    for (const Withheld& one : exported->left_out) {
        CHECK(one.what == "medications of 2026-03-05");
        CHECK_FALSE(one.segment.empty());
    }
    const std::string bundle = fhir_bundle(exporter.paper, exporter.records, *exported);
    const std::string ccda = ccda_document(exporter.paper, exporter.records, *exported);
    for (const std::string& file : {bundle, ccda}) {
        CHECK(lower(file).find("garden talk") == std::string::npos);
        CHECK(file.find("ada-psych") == std::string::npos);
    }
    CHECK(bundle.find("Vitamin C") == std::string::npos);
    CHECK(ccda.find("Vitamin C") != std::string::npos);
}

// Goal: attachments that nobody read, and words that somebody removed, do not go.
TEST_CASE("a document goes anew when its resource has more than the text that goes") {
    Exporter exporter(tests::Engine::sqlite);
    const std::string gone = "discharge";
    std::string before;
    const auto exported =
        exporter.open(exporter.request(RequesterKind::patient), [&](Records& records, Paper&) {
            for (SourceDocument& one : records.documents)
                if (one.row.type_code == "18842-5") {
                    before = one.text;
                    one.text = "Only this is left.";
                }
        });
    REQUIRE(exported);
    REQUIRE_FALSE(before.empty());
    int anew = 0;
    for (const ExportedResource& one : exported->resources) {
        if (one.json.find("SUBSETTED") == std::string::npos) continue;
        ++anew;
        CHECK(one.summary.type == "DocumentReference");
        const auto parts = *fhir::attachments(one.json);
        REQUIRE(parts.size() == 1);
        const bool mixed = one.summary.id == "mixed";
        CHECK(parts[0].bytes.starts_with(mixed ? "Readable part." : "Only this is left."));
    }
    CHECK(anew == 2);
    const std::string bundle = fhir_bundle(exporter.paper, exporter.records, *exported);
    CHECK(bundle.find(to_base64(before)) == std::string::npos);
    CHECK(bundle.find("VU5TRUVO") == std::string::npos);
    for (const std::string& file :
         {bundle, ccda_document(exporter.paper, exporter.records, *exported)})
        CHECK(file.find(before.substr(0, 40)) == std::string::npos);
}

TEST_CASE(
    "where the minimum-necessary rule applies the patient is no more than a name and numbers") {
    Exporter exporter(tests::Engine::sqlite);
    const auto exported =
        exporter.open(exporter.request(RequesterKind::patient),
                      [](Records&, Paper& paper) { paper.decision.minimum_necessary = true; });
    REQUIRE(exported);
    const std::string& patient = exported->resources.front().json;
    CHECK(patient.find("A-1001") != std::string::npos);
    CHECK(patient.find("Quay") == std::string::npos);
    CHECK(fhir::summarize(patient)->patient_facts->birth_date == "1960-05-04");
    CHECK(ccda_document(exporter.paper, exporter.records, *exported).find("Quay") ==
          std::string::npos);
}

TEST_CASE("where the law lists the fields there is no machine-readable form") {
    Exporter exporter(tests::Engine::sqlite);
    const auto exported =
        exporter.open(exporter.request(RequesterKind::patient),
                      [](Records&, Paper& paper) { paper.decision.only = {"name"}; });
    REQUIRE_FALSE(exported);
    CHECK(exported.error().fault == Fault::unsupported);
    CHECK(exported.error().cite == "45 CFR 164.512(f)(2)(i)");
}

TEST_CASE("encounters go only with the entire record") {
    Exporter exporter(tests::Engine::sqlite);
    Request request = exporter.request(RequesterKind::patient);
    for (const bool entire : {false, true}) {
        request.scope.entire_record = entire;
        request.scope.justification = "asked for by the patient";
        const auto exported = exporter.open(request);
        REQUIRE(exported);
        const bool has = exported->find(record("Encounter", "ada-stay")) != nullptr;
        CHECK(has == entire);
        const std::string ccda = ccda_document(exporter.paper, exporter.records, *exported);
        CHECK((ccda.find("Inpatient stay") != std::string::npos) == entire);
    }
}

// Goal: the document has what the printed copy has, with the codes of the stored resources.
TEST_CASE("the Continuity of Care Document of a chart") {
    Exporter exporter(tests::Engine::sqlite);
    const auto exported = exporter.open(exporter.request(RequesterKind::patient));
    REQUIRE(exported);
    const std::string ccda = ccda_document(exporter.paper, exporter.records, *exported);
    for (const char* part : {
             "<family>Lindgren</family>",
             "<given>Ada</given>",
             "extension=\"A-1001\"",
             "<birthTime value=\"19600504\" />",
             "<name>Example Hospital</name>",
             "code=\"84114007\" displayName=\"Heart failure\" "
             "codeSystem=\"2.16.840.1.113883.6.96\"",
             "code=\"310429\" displayName=\"Furosemide 20 MG Oral Tablet\"",
             "code=\"140\"",
             "code=\"40701008\"",
             "code=\"91936005\"",
             "<value xsi:type=\"PQ\" value=\"1.10\" unit=\"mg/dL\" />",
             "<title>Vital Signs</title>",
             "code=\"29463-7\"",
             "DISCHARGE SUMMARY",
             "<title>Records of case R-2026-000012</title>",
             "Notice to the recipient",  // 42 CFR 2.32: a part 2 record is among them
             "<confidentialityCode code=\"R\"",
         }) {
        CAPTURE(part);
        CHECK(ccda.find(part) != std::string::npos);
    }
    CHECK(ccda == ccda_document(exporter.paper, exporter.records, *exported));
}

TEST_CASE("references find their resources in the bundle") {
    Exporter exporter(tests::Engine::sqlite);
    const std::string uuid = "0a1b2c3d-0000-4000-8000-00000000000a";
    const auto report = chart::import_text(*exporter.desk.house, {}, "urn.json",
                                           R"({"resourceType":"Bundle","type":"batch","entry":[
{"resource":{"resourceType":"Condition","id":")" +
                                               uuid + R"(","code":{"text":"Cough"},
  "subject":{"reference":"Patient/ada"},"onsetDateTime":"2026-03-05"}},
{"resource":{"resourceType":"Procedure","id":"p","status":"completed","code":{"text":"Listening"},
  "subject":{"reference":"Patient/ada"},"performedDateTime":"2026-03-05",
  "reasonReference":[{"reference":"urn:uuid:)" +
                                               uuid + R"("}]}}]})");
    REQUIRE(report);
    REQUIRE(report->refused == 0);
    const auto exported = exporter.open(exporter.request(RequesterKind::patient));
    REQUIRE(exported);
    std::set<std::string> urls;
    for (const auto& [url, json] :
         entries_of(fhir_bundle(exporter.paper, exporter.records, *exported)))
        urls.insert(url);
    CHECK(urls.contains("urn:uuid:" + uuid));
    CHECK(urls.contains("https://muniment.invalid/fhir/Procedure/p"));
}

}  // namespace muniment::release
