// Goal: of a resource only what the allow-list knows is left, dates as years, texts scanned with
// what the Patient told, references still meeting under new numbers; numbers keep their text.
#include "departments/release/deid_chart.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "departments/release/deid_elements.h"

namespace muniment::release {
namespace {

const text::Deidentifier& engine() {
    static const text::Deidentifier made;
    return made;
}

constexpr const char* kPatient =
    R"({"resourceType":"Patient","id":"p-1","meta":{"lastUpdated":"2021-01-01T00:00:00Z"},
"text":{"status":"generated","div":"<div>Jane Zorvath</div>"},"identifier":[{"system":"urn:x","value":"MR-778899"}],
"active":true,"name":[{"family":"Zorvath","given":["Jane","Quill"]}],"telecom":[{"system":"phone","value":"212-555-0123"}],
"gender":"female","birthDate":"1960-03-14","deceasedDateTime":"2021-05-06","address":[{"line":["77 Oak Avenue"],
"city":"Plumville","district":"Elm County","state":"NH","postalCode":"03603","country":"US"}],
"photo":[{"contentType":"image/png","data":"AAAA"}],"madeUp":{"deep":"Jane"}})";

DeidResource run(ChartDeidentifier& chart, std::string_view json) {
    auto done = chart.run(json, {});
    REQUIRE(done);
    return *std::move(done);
}

text::DeidOptions options(text::Method method = text::Method::safe_harbor) {
    return {method, *parse_day("2026-11-22")};
}

std::string only(std::string_view json, text::Method method = text::Method::safe_harbor) {
    ChartDeidentifier chart(engine(), options(method));
    return run(chart, json).json;
}

}  // namespace

TEST_CASE("a patient keeps gender, years, State and ZIP3") {
    ChartDeidentifier chart(engine(), options());
    const auto done = run(chart, kPatient);
    CHECK(
        done.json ==
        R"({"resourceType":"Patient","id":"1","active":true,"gender":"female","birthDate":"1960",)"
        R"("deceasedDateTime":"2021","address":[{"state":"NH","postalCode":"000","country":"US"}]})");
    CHECK(done.counts.at("name") == 1);
    CHECK(done.counts.at("image") == 1);
    CHECK(done.counts.at("geography") == 1);
    CHECK(done.counts.at("unlisted") >= 1);
}

TEST_CASE("a limited data set keeps dates and town, never street or district") {
    CHECK(
        only(kPatient, text::Method::limited_data_set) ==
        R"({"resourceType":"Patient","id":"1","active":true,"gender":"female","birthDate":"1960-03-14",)"
        R"("deceasedDateTime":"2021-05-06","address":[{"city":"Plumville","state":"NH","postalCode":"03603",)"
        R"("country":"US"}]})");
}

TEST_CASE("what the patient resource told is found in later texts about the patient") {
    ChartDeidentifier chart(engine(), options());
    run(chart, kPatient);
    const auto note = run(
        chart, R"({"resourceType":"Observation","id":"o-1","status":"final","subject":{"reference":
"Patient/p-1","display":"Jane"},"note":[{"text":"zorvath, of plumville, chart mr778899","time":"2021-03-04"}]})");
    CHECK(
        note.json ==
        R"({"resourceType":"Observation","id":"2","status":"final","subject":{"reference":"Patient/1"},)"
        R"("note":[{"text":"[NAME], of [PLACE], chart [RECORD NUMBER]","time":"2021"}]})");
    const auto urn =
        run(chart, R"({"resourceType":"Condition","subject":{"reference":"urn:uuid:p-1"},
"encounter":{"reference":"urn:uuid:e-9"}})");
    CHECK(urn.json == R"({"resourceType":"Condition","subject":{"reference":"Patient/1"},)"
                      R"("encounter":{"reference":"urn:deid:3"}})");
    const auto other = run(
        chart, R"({"resourceType":"Observation","id":"o-2","subject":{"reference":"Patient/p-2"},
"note":[{"text":"zorvath"}]})");
    CHECK(other.json.find("zorvath") != std::string::npos);
}

TEST_CASE("element by element") {
    struct Row {
        const char* in;   // between {"resourceType":"Observation", and }
        const char* out;  // the same; empty: nothing stays
    };
    const Row rows[] = {
        {R"("valueQuantity":{"value":1.10,"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"})",
         R"("valueQuantity":{"value":1.10,"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"})"},
        {R"("code":{"coding":[{"system":"http://loinc.org","code":"8302-2","display":"Body height"}]})",
         R"("code":{"coding":[{"system":"http://loinc.org","code":"8302-2","display":"Body height"}]})"},
        {R"("code":{"coding":[{"system":"http://our.example/codes","code":"JANE"}]})", ""},
        {R"("valueString":"seen by Dr. Smith")", R"("valueString":"seen by Dr. [NAME]")"},
        {R"("effectiveDateTime":"2021-03-04T10:00:00Z")", R"("effectiveDateTime":"2021")"},
        {R"("effectivePeriod":{"start":"2021-03-04","end":"2022-01-01"})",
         R"("effectivePeriod":{"start":"2021","end":"2022"})"},
        {R"("issued":"2021-03-04T10:00:00Z")", ""},
        {R"("valueQuantity":{"value":93,"unit":"years","system":"http://unitsofmeasure.org","code":"a"})",
         R"("valueQuantity":{"value":90,"comparator":">=","unit":"a"})"},
        {R"("performer":[{"reference":"Practitioner/1","display":"Dr. Smith"}])", ""},
        {R"("status":"Jane Zorvath lives here")", ""},
        {R"("_status":{"extension":[]},"unknown":1)", ""},
        {R"("extension":[{"url":"http://our.example/x","valueString":"Jane"}])", ""},
        {R"("contained":[{"resourceType":"Patient","id":"x"}])", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.in);
        const std::string tail = *row.out == 0 ? "}" : "," + std::string(row.out) + "}";
        CHECK(only("{\"resourceType\":\"Observation\"," + std::string(row.in) + "}") ==
              "{\"resourceType\":\"Observation\"" + tail);
    }
}

TEST_CASE("a birth year that tells an age over 89 goes") {
    CHECK(only(R"({"resourceType":"Patient","birthDate":"1930-01-01"})") ==
          R"({"resourceType":"Patient"})");
    CHECK(only(R"({"resourceType":"Patient","birthDate":"1937-01-01"})") ==
          R"({"resourceType":"Patient","birthDate":"1937"})");
}

TEST_CASE("an attached plain text is scanned and put back, any other is left out") {
    const std::string data = to_base64("Seen by Dr. Smith.");
    const auto with = [&](const std::string& type) {
        return only(
            R"({"resourceType":"DocumentReference","content":[{"attachment":{"contentType":")" +
            type + R"(","data":")" + data + R"("}}]})");
    };
    CHECK(with("text/plain").find(to_base64("Seen by Dr. [NAME].")) != std::string::npos);
    for (const char* type : {"application/pdf", "image/png", "image/jpeg", "image/tiff"})
        CHECK(with(type) == R"({"resourceType":"DocumentReference"})");
}

TEST_CASE(
    "persons, organizations and places as such give no output; what is no resource is refused") {
    for (const char* type :
         {"Practitioner", "Organization", "Location", "RelatedPerson", "Binary", "Made"}) {
        CAPTURE(type);
        CHECK(only("{\"resourceType\":\"" + std::string(type) + "\",\"id\":\"1\"}").empty());
    }
    ChartDeidentifier chart(engine(), options());
    CHECK(!chart.run("{}", {}));
    CHECK(!chart.run("{", {}));
    CHECK(!chart.run("[]", {}));
}

TEST_CASE("the lists of elements do not contradict each other") {
    CHECK(treatment("name") == Treatment::leave_out);
    CHECK(treatment("telecom") == Treatment::leave_out);
    CHECK(treatment("identifier") == Treatment::leave_out);
    CHECK(treatment("status") == Treatment::keep);
    CHECK(treatment("conclusion") == Treatment::scan);
    CHECK(left_out("photo").identifier == text::Identifier::image);
    CHECK(!left_out("madeUp").named);
    CHECK(is_public_system("http://loinc.org"));
    CHECK(!is_public_system("http://our.example"));
}

}  // namespace muniment::release
