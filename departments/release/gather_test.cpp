#include "departments/release/gather.h"

#include <doctest/doctest.h>

#include "departments/release/desk_sample.h"

namespace muniment::release {

// Goal: every type of the chart falls into the right section, or into none.
TEST_CASE("chart items as the rules see them") {
    struct Row {
        const char* type;
        std::optional<Section> section;
    };
    const Row rows[] = {
        {"Document", Section::documents},
        {"Observation", Section::results},
        {"MedicationRequest", Section::medications},
        {"MedicationStatement", Section::medications},
        {"MedicationAdministration", Section::medications},
        {"Condition", Section::conditions},
        {"Procedure", Section::procedures},
        {"AllergyIntolerance", Section::allergies},
        {"Immunization", Section::immunizations},
        {"Encounter", {}},
        {"DocumentReference", {}},  // its readable document is the item
        {"Patient", {}},
        {"", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.type);
        const auto item =
            item_of(chart::Item{derived_uuid("x"), row.type, {}, {}, "", "", ""}, Zone{});
        CHECK(item.has_value() == row.section.has_value());
        if (item && row.section) CHECK(item->section == *row.section);
    }
}

static Decision decision_on(const Request& request) {
    return decide({request, {}, {}}, sample::with_facility(), sample::today);
}

// Goal: what is gathered is what was chosen, oldest first, the same on both engines.
TEST_CASE("a chart is gathered for a request") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        const auto sorter = *Sorter::make(sample::with_facility(), {}, sample::today);
        Request request = sample::request(RequesterKind::patient);
        request.patient = desk.ada;
        const auto view = desk.house->view();
        auto records = gather(**view, request, sorter, decision_on(request));
        REQUIRE(records);
        REQUIRE(records->documents.size() == 3);
        CHECK(records->documents[0].text.starts_with("PROGRESS NOTE"));
        CHECK(records->documents[2].text.starts_with("DISCHARGE SUMMARY"));
        CHECK(records->documents[2].version == 1);
        CHECK(records->results.size() == 3);
        CHECK(records->medications.size() == 1);
        for (const auto& [section, rows] : records->lists) CHECK(rows.size() == 1);
        CHECK(records->choice.notices == std::vector<std::string>{"part2-notice"});
        // The image is named among what is withheld, not dropped in silence.
        CHECK(records->choice.withheld.back().reason.find("image/png") != std::string::npos);
        CHECK(records->choice.total() == 11);
        // All of it was noted as read of this patient.
        CHECK(!(*view)->reads().empty());
        for (const house::Read& read : (*view)->reads()) CHECK(read.patient == desk.ada.uuid);

        request.scope.sections = {Section::results};
        records = gather(**view, request, sorter, decision_on(request));
        REQUIRE(records);
        CHECK(records->documents.empty());
        CHECK(records->choice.total() == 3);

        request.scope = {};
        request.scope.entire_record = true;
        records = gather(**view, request, sorter, decision_on(request));
        REQUIRE(records);
        CHECK(records->choice.count(Section::documents) == 4);
    }
}

// Goal: what is taken out is gone from the records before anything is drawn, and listed with its
// reason; a document that changed since it was looked at stops the release.
TEST_CASE("passages are taken out of what was gathered") {
    Records records;
    records.documents.push_back({{derived_uuid("note"), "2026-03-04", "", "", "Progress note", "",
                                  std::nullopt, "final", "text/plain", 10},
                                 3,
                                 "Called her sister Eva. Rest."});
    const auto passage = [](std::int64_t version) {
        return Redaction{derived_uuid("note"), version, 18, 21, "another person", ""};
    };
    REQUIRE(redact(records, {passage(3)}));
    CHECK(records.documents[0].text == "Called her sister [removed: another person]. Rest.");
    CHECK(records.removed ==
          std::vector<std::string>{"Progress note of 2026-03-04: 1 passage (another person)"});
    const Status stale = redact(records, {passage(2)});
    REQUIRE(!stale);
    CHECK(stale.error().fault == Fault::conflict);
}

}  // namespace muniment::release
