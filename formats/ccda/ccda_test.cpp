// What stands where: values keep the form they were written in, text comes through whole.
#include "formats/ccda/ccda.h"

#include <doctest/doctest.h>

#include <pugixml.hpp>

#include "base/text.h"
#include "formats/ccda/sample.h"
#include "formats/ccda/xml.h"

using namespace muniment;
using namespace muniment::ccda;

namespace {

// The first node that the path gives in the document as written: its value or text; "-" if none.
std::string at(const Document& document, const std::string& path) {
    const std::string bytes = ccda::write(document);
    pugi::xml_document xml;
    REQUIRE(
        xml.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata));
    const pugi::xpath_node found = xml.select_node(path.c_str());
    if (found.attribute()) return found.attribute().value();
    return found.node() ? found.node().text().get() : "-";
}

// The value of the one result of a document.
std::string result_value(const char* value, const char* unit, const std::string& path) {
    Document document = empty_document();
    document.results = {
        {sample_id("r"), loinc("2160-0", "Creatinine"), "2020", value, unit, "", "", "final"}};
    return at(document, "//observation/value" + path);
}

}  // namespace

TEST_CASE("a document is the same every time") {
    CHECK(ccda::write(full_document()) == ccda::write(full_document()));
    CHECK(ccda::write(full_document()).starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}

TEST_CASE("numbers stay as written, what is no number becomes text") {
    struct {
        const char* value;
        const char* unit;
        const char* path;
        const char* answer;
    } rows[] = {
        {"1.10", "mg/dL", "/@xsi:type", "PQ"},
        {"1.10", "mg/dL", "/@value", "1.10"},
        {"1.10", "mg/dL", "/@unit", "mg/dL"},
        {"1.10", "", "/@unit", "-"},
        {"-0.50", "mmol/L", "/@value", "-0.50"},
        {"<5", "U/L", "/@xsi:type", "IVL_PQ"},
        {"<5", "U/L", "/high/@value", "5"},
        {"<5", "U/L", "/high/@inclusive", "false"},
        {">= 60", "mL/min", "/low/@value", "60"},
        {">=60", "mL/min", "/low/@inclusive", "true"},
        {"positive", "", "/@xsi:type", "ST"},
        {"positive", "", "", "positive"},
        {"12", "cells per field", "/@xsi:type", "ST"},
        {"12", "cells per field", "", "12 cells per field"},
        {"1e3", "mg/dL", "", "1e3 mg/dL"},
        {"><5", "", "", "><5"},
        {"", "", "/@xsi:type", "ST"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.value);
        CAPTURE(row.unit);
        CAPTURE(row.path);
        CHECK(result_value(row.value, row.unit, row.path) == row.answer);
    }
}

TEST_CASE("entries say what the chart says") {
    const Document document = full_document();
    const std::string entry = "//section[title='";
    struct {
        const char* section;
        const char* path;
        const char* answer;
    } rows[] = {
        {"Problems", "/entry[1]//value/@code", "38341003"},
        {"Problems", "/entry[1]/act/effectiveTime/low/@value", "20190401"},
        {"Problems", "/entry[1]/act/statusCode/@code", "active"},
        {"Problems", "/entry[2]/act/statusCode/@code", "completed"},
        {"Problems", "/entry[2]/act/effectiveTime/low/@value", "20200304101500-0500"},
        {"Problems", "/entry[2]/act/effectiveTime/high/@value", "202004"},
        {"Problems", "/entry[2]//value/@nullFlavor", "OTH"},
        {"Problems", "/entry[2]//value/translation/@code", "J18.9"},
        {"Problems", "/entry[2]//value/translation/@codeSystem", "2.16.840.1.113883.6.90"},
        {"Allergies and Intolerances", "/entry[1]//playingEntity/code/@code", "7980"},
        {"Allergies and Intolerances", "/entry[1]//value/@code", "416098002"},
        {"Allergies and Intolerances", "/entry[1]//effectiveTime/low/@value", "199805"},
        {"Allergies and Intolerances", "/entry[2]//playingEntity/code/@nullFlavor", "UNK"},
        {"Allergies and Intolerances", "/entry[2]/act/effectiveTime/low/@nullFlavor", "UNK"},
        {"Allergies and Intolerances", "/entry[2]/act/effectiveTime/high/@nullFlavor", "UNK"},
        {"Medications", "/entry[1]/substanceAdministration/@moodCode", "INT"},
        {"Medications", "/entry[2]/substanceAdministration/@moodCode", "EVN"},
        {"Medications", "/entry[1]//manufacturedMaterial/code/@code", "197361"},
        {"Medications", "/entry[2]//manufacturedMaterial/code/translation/@code", "0069-1530"},
        {"Medications", "/entry[2]/substanceAdministration/statusCode/@code", "aborted"},
        {"Medications", "//td[@ID='medication1sig']", "one tablet a day"},
        {"Procedures", "/entry[1]/procedure/code/@codeSystemName", "CPT"},
        {"Procedures", "/entry[2]/procedure/statusCode/@nullFlavor", "UNK"},
        {"Results", "/entry[1]//referenceRange/observationRange/text", "0.6 - 1.2"},
        {"Results", "/entry[1]//interpretationCode/@code", "N"},
        {"Results", "/entry[3]//interpretationCode/@code", "-"},
        {"Results", "/entry[3]//observation/statusCode/@code", "active"},
        {"Results", "/entry[3]//observation/effectiveTime/@value", "202001"},
        {"Vital Signs", "/entry[1]//observation[code/@code='8480-6']/value/@value", "120"},
        {"Vital Signs", "/entry[1]//observation[code/@code='8462-4']/value/@value", "80"},
        {"Vital Signs", "/entry[2]//value/@value", "70.50"},
        {"Vital Signs", "/entry[3]//value/@nullFlavor", "OTH"},
        {"Social History", "/entry[1]/observation/value", "Never smoker"},
        {"Immunizations", "/entry[1]/substanceAdministration/@negationInd", "false"},
        {"Immunizations", "/entry[2]/substanceAdministration/@negationInd", "true"},
        {"Encounters", "/entry[1]//code/translation/@code", "AMB"},
        {"Encounters", "/entry[1]//effectiveTime/high/@value", "20200102073000-0500"},
        {"Encounters", "/entry[2]//effectiveTime/high", "-"},
        {"Notes", "/entry[1]/act/code/translation/@code", "11506-3"},
        {"Notes", "/entry[1]/act/author//name", "Dr. Example"},
        {"Notes", "/entry[2]/act/effectiveTime/@nullFlavor", "UNK"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.section);
        CAPTURE(row.path);
        CHECK(at(document, entry + row.section + "']" + row.path) == row.answer);
    }
}

TEST_CASE("a note's text comes through line by line, and so do the notices") {
    Document document = full_document();
    document.notices = {"42 CFR part 2 prohibits\nunauthorized use."};
    const std::string bytes = ccda::write(document);
    CHECK(bytes.find("First line<br />Second line<br /><br />  indented") != std::string::npos);
    CHECK(bytes.find("prohibits<br />unauthorized use.") != std::string::npos);
    CHECK(bytes.find("Notice to the recipient") < bytes.find("Allergies and Intolerances"));
    CHECK(ccda::write(full_document()).find("Notice to the recipient") == std::string::npos);
}

TEST_CASE("text that XML cannot hold is replaced, markup is escaped, nothing is lost") {
    struct {
        std::string text;
        std::string answer;
    } rows[] = {
        {"plain", "plain"},
        {"tab\tand\nline", "tab\tand\nline"},
        {std::string("a\0b", 3), "a\uFFFDb"},
        {"bell\x07", "bell\uFFFD"},
        {"\x7f", "\uFFFD"},
        {"\xff\xfe", "\uFFFD\uFFFD"},
        {"cut \xe2\x82", "cut \uFFFD\uFFFD"},
        {"\xEF\xBF\xBE", "\uFFFD\uFFFD\uFFFD"},
        {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},  // half a surrogate
        {"\U0001F600 \u00e4", "\U0001F600 \u00e4"},
    };
    for (const auto& row : rows) CHECK(xml_text(row.text) == row.answer);
    Document document = full_document();
    document.title = "<a & \"b\">";
    CHECK(at(document, "/ClinicalDocument/title") == "<a & \"b\">");
    CHECK(ccda::write(document).find("<a &") == std::string::npos);
    CHECK(is_utf8(ccda::write(strange_document())));
}

TEST_CASE("the header names who and when") {
    const Document document = full_document();
    struct {
        const char* path;
        const char* answer;
    } rows[] = {
        {"/effectiveTime/@value", "20261122054500+0000"},
        {"/confidentialityCode/@code", "N"},
        {"/recordTarget/patientRole/id/@extension", "MRN-1001"},
        {"/recordTarget/patientRole/patient/name/given[2]", "Grace"},
        {"/recordTarget/patientRole/patient/birthTime/@value", "19570302"},
        {"/recordTarget/patientRole/patient/administrativeGenderCode/@code", "F"},
        {"/recordTarget/patientRole/patient/raceCode/@code", "2106-3"},
        {"/recordTarget/patientRole/patient/ethnicGroupCode/@nullFlavor", "UNK"},
        {"/recordTarget/patientRole/addr/postalCode", "02138"},
        {"/custodian//telecom/@value", "tel:(555)555-0199"},
        {"/custodian//addr/country", "US"},
        {"/documentationOf//low/@value", "2019"},
        {"/documentationOf//high/@value", "20261122054500+0000"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path);
        CHECK(at(document, std::string("/ClinicalDocument") + row.path) == row.answer);
    }
    CHECK(at(strange_document(), "/ClinicalDocument/confidentialityCode/@code") == "R");
}
