// What C-CDA R2.1 asks for (SHALL), as far as we write it, element by element: read from the
// standard by hand, for its Schematron is in no registry. The schema is checked by
// tests/peers/ccda.
#include <doctest/doctest.h>

#include <pugixml.hpp>
#include <set>

#include "formats/ccda/codes.h"
#include "formats/ccda/sample.h"

using namespace muniment;
using namespace muniment::ccda;

namespace {

struct Parsed {
    pugi::xml_document xml;
    explicit Parsed(const Document& document) {
        const std::string bytes = ccda::write(document);
        REQUIRE(xml.load_buffer(bytes.data(), bytes.size()));
    }
    std::size_t count(const std::string& path) const {
        return xml.select_nodes(path.c_str()).size();
    }
    pugi::xml_node first(const std::string& path) const {
        return xml.select_node(path.c_str()).node();
    }
};

std::string with_template(const std::string& what, const std::string& root,
                          const std::string& extension) {
    return "//" + what + "[templateId[@root='2.16.840.1.113883.10.20.22." + root +
           "' and @extension='" + extension + "']]";
}

struct Shall {
    const char* what;
    const char* root;
    const char* extension;
    std::vector<const char*> holds;  // XPath conditions on each element with the template
};

const std::vector<Shall>& rules() {
    static const std::vector<Shall> all = {
        {"ClinicalDocument",
         "1.1",
         "2015-08-01",
         {"realmCode/@code='US'",
          "typeId/@extension='POCD_HD000040'",
          "count(id)=1",
          "code/@codeSystem",
          "title",
          "string-length(effectiveTime/@value)>=8",
          "confidentialityCode/@code",
          "languageCode/@code",
          "recordTarget/patientRole/id",
          "recordTarget/patientRole/addr",
          "recordTarget/patientRole/telecom",
          "recordTarget/patientRole/patient/name/given",
          "recordTarget/patientRole/patient/name/family",
          "recordTarget/patientRole/patient/administrativeGenderCode",
          "recordTarget/patientRole/patient/birthTime",
          "count(recordTarget/patientRole/patient/raceCode)=1",
          "count(recordTarget/patientRole/patient/ethnicGroupCode)=1",
          "author/time",
          "author/assignedAuthor/id",
          "author/assignedAuthor/addr",
          "author/assignedAuthor/telecom",
          "author/assignedAuthor/assignedAuthoringDevice/manufacturerModelName",
          "author/assignedAuthor/assignedAuthoringDevice/softwareName",
          "custodian//representedCustodianOrganization/id",
          "custodian//representedCustodianOrganization/name",
          "custodian//representedCustodianOrganization/telecom",
          "custodian//representedCustodianOrganization/addr"}},
        {"ClinicalDocument",
         "1.2",
         "2015-08-01",
         {"code/@code='34133-9'", "documentationOf/serviceEvent/@classCode='PCPR'",
          "documentationOf/serviceEvent/effectiveTime/low",
          "documentationOf/serviceEvent/effectiveTime/high"}},
        {"section",
         "2.6.1",
         "2015-08-01",
         {"code/@code='48765-2'", "entry/act or @nullFlavor='NI'"}},
        {"section",
         "2.1.1",
         "2014-06-09",
         {"code/@code='10160-0'", "entry/substanceAdministration or @nullFlavor='NI'"}},
        {"section",
         "2.5.1",
         "2015-08-01",
         {"code/@code='11450-4'", "entry/act or @nullFlavor='NI'"}},
        {"section",
         "2.7.1",
         "2014-06-09",
         {"code/@code='47519-4'", "entry/procedure or @nullFlavor='NI'"}},
        {"section",
         "2.3.1",
         "2015-08-01",
         {"code/@code='30954-2'", "entry/organizer or @nullFlavor='NI'"}},
        {"section",
         "2.4.1",
         "2015-08-01",
         {"code/@code='8716-3'", "entry/organizer or @nullFlavor='NI'"}},
        {"section",
         "2.2.1",
         "2015-08-01",
         {"code/@code='11369-6'", "entry/substanceAdministration or @nullFlavor='NI'"}},
        {"section",
         "2.22.1",
         "2015-08-01",
         {"code/@code='46240-8'", "entry/encounter or @nullFlavor='NI'"}},
        {"section", "2.17", "2015-08-01", {"code/@code='29762-2'"}},
        {"section", "2.65", "2016-11-01", {"code", "entry/act or @nullFlavor='NI'"}},
        {"act",
         "4.30",
         "2015-08-01",
         {"@classCode='ACT' and @moodCode='EVN'", "id", "code/@code='CONC'", "statusCode/@code",
          "effectiveTime/low", "statusCode/@code='active' or effectiveTime/high",
          "entryRelationship[@typeCode='SUBJ']/observation"}},
        {"observation",
         "4.7",
         "2014-06-09",
         {"id", "code/@code='ASSERTION'", "statusCode/@code='completed'", "effectiveTime/low",
          "value/@codeSystem='2.16.840.1.113883.6.96'",
          "participant[@typeCode='CSM']/participantRole[@classCode='MANU']/"
          "playingEntity[@classCode='MMAT']/code"}},
        {"act",
         "4.3",
         "2015-08-01",
         {"id", "code/@code='CONC'", "statusCode/@code", "effectiveTime/low",
          "statusCode/@code='active' or effectiveTime/high",
          "entryRelationship[@typeCode='SUBJ']/observation"}},
        {"observation",
         "4.4",
         "2015-08-01",
         {"id", "code/@code", "code/translation/@codeSystem='2.16.840.1.113883.6.1'",
          "statusCode/@code='completed'", "effectiveTime/low",
          "value[@codeSystem='2.16.840.1.113883.6.96' or @nullFlavor]"}},
        {"substanceAdministration",
         "4.16",
         "2014-06-09",
         {"@moodCode='INT' or @moodCode='EVN'", "id", "statusCode", "effectiveTime/low",
          "doseQuantity", "consumable/manufacturedProduct"}},
        {"manufacturedProduct",
         "4.23",
         "2014-06-09",
         {"@classCode='MANU'",
          "manufacturedMaterial/code[@codeSystem='2.16.840.1.113883.6.88' or @nullFlavor]"}},
        {"procedure", "4.14", "2014-06-09", {"id", "code", "statusCode", "effectiveTime"}},
        {"organizer",
         "4.1",
         "2015-08-01",
         {"id", "code", "statusCode/@code", "component/observation",
          "effectiveTime/low and effectiveTime/high"}},
        {"observation",
         "4.2",
         "2015-08-01",
         {"id", "code", "statusCode/@code", "effectiveTime", "value",
          "not(interpretationCode) or interpretationCode/@code"}},
        {"organizer",
         "4.26",
         "2015-08-01",
         {"@classCode='CLUSTER'", "code/@code='46680005'", "code/translation/@code='74728-7'",
          "statusCode/@code='completed'", "effectiveTime", "component/observation"}},
        {"observation",
         "4.27",
         "2014-06-09",
         {"id", "code", "statusCode/@code='completed'", "effectiveTime", "value/@xsi:type='PQ'"}},
        {"substanceAdministration",
         "4.52",
         "2015-08-01",
         {"@moodCode='EVN'", "@negationInd", "id", "statusCode/@code", "effectiveTime",
          "consumable/manufacturedProduct"}},
        {"manufacturedProduct",
         "4.54",
         "2014-06-09",
         {"manufacturedMaterial/code[@codeSystem='2.16.840.1.113883.12.292' or @nullFlavor]"}},
        {"encounter",
         "4.49",
         "2015-08-01",
         {"@classCode='ENC' and @moodCode='EVN'", "id", "code", "effectiveTime"}},
        {"observation", "4.38", "2015-08-01", {"id", "code", "statusCode/@code", "effectiveTime"}},
        {"act",
         "4.202",
         "2016-11-01",
         {"code/@code='34109-9'", "text/reference/@value", "statusCode/@code", "effectiveTime",
          "author/assignedAuthor/id"}},
    };
    return all;
}

}  // namespace

TEST_CASE("every template we name has what C-CDA R2.1 asks of it") {
    struct {
        const char* what;
        Document document;
    } documents[] = {{"full", full_document()}, {"strange", strange_document()}};
    for (const auto& row : documents) {
        const Parsed parsed(row.document);
        for (const Shall& rule : rules()) {
            const std::string each = with_template(rule.what, rule.root, rule.extension);
            CAPTURE(row.what);
            CAPTURE(each);
            const std::size_t all = parsed.count(each);
            CHECK(all > 0);
            for (const char* holds : rule.holds) {
                CAPTURE(holds);
                CHECK(parsed.count(each + "[" + holds + "]") == all);
            }
        }
    }
}

TEST_CASE("every template that is written is in the list above, but those without rules") {
    std::set<std::string> known = {"4.119", "4.147"};
    for (const Shall& rule : rules()) known.insert(rule.root);
    const Parsed parsed(full_document());
    for (const auto& found : parsed.xml.select_nodes("//templateId/@root")) {
        const std::string root = found.attribute().value();
        REQUIRE(root.starts_with("2.16.840.1.113883.10.20.22."));
        CHECK(known.contains(root.substr(27)));
    }
}

TEST_CASE("an empty document has the sections a CCD must have, each saying that it is empty") {
    const Parsed parsed(empty_document());
    for (const char* root : {"2.6.1", "2.1.1", "2.5.1", "2.3.1", "2.17", "2.4.1"}) {
        CAPTURE(root);
        const std::string section =
            std::string("//section[templateId/@root='2.16.840.1.113883.10.20.22.") + root + "']";
        CHECK(parsed.count(section) == 1);
        CHECK(parsed.count(section + "[@nullFlavor='NI'][text/paragraph][not(entry)]") == 1);
    }
    const std::string role = "/ClinicalDocument/recordTarget/patientRole";
    for (const char* unknown : {"/id", "/addr", "/telecom", "/patient/name/given",
                                "/patient/birthTime", "/patient/raceCode"})
        CHECK(parsed.count(role + unknown + "[@nullFlavor='UNK']") == 1);
}

TEST_CASE("every section has words for people, and every reference leads to them") {
    for (const Document& document : {full_document(), strange_document()}) {
        const Parsed parsed(document);
        CHECK(parsed.count("//section[not(title) or not(text/*)]") == 0);
        std::set<std::string> ids;
        for (const auto& found : parsed.xml.select_nodes("//@ID"))
            CHECK(ids.insert(found.attribute().value()).second);  // each once
        for (const auto& found : parsed.xml.select_nodes("//reference/@value")) {
            const std::string to = found.attribute().value();
            CAPTURE(to);
            REQUIRE(to.starts_with('#'));
            CHECK(ids.contains(to.substr(1)));
        }
        std::set<std::string> entries;
        for (const auto& found : parsed.xml.select_nodes("//entry//id/@root"))
            CHECK(entries.insert(found.attribute().value()).second);
    }
}
