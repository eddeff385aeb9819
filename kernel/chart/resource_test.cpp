// Stored resources come back as the bytes that were received, to whom they belong, and noted.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/support/chart_lodge.h"

namespace muniment::chart {

using namespace tests;

TEST_CASE("a resource comes back byte for byte, under its own id and its document's") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        const std::string odd = json_of(
            "{ 'resourceType':'Observation','id':'o', 'subject':{'reference':'Patient/p'},\n"
            "'valueQuantity':{'value':1.10,'unit':'mg'} , 'status':'final','code':{'text':'x'} }");
        const std::string note = json_of(document_json("d", "p", "2024-01-10", "Text."));
        lodge.import(bundle_of({patient_json("p"), patient_json("q"), odd, note}));
        auto view = lodge.view();
        const auto observation = resource(*view, patient_of("p"), record_of("Observation", "o"));
        REQUIRE(observation);
        CHECK(observation->json == odd);
        CHECK(observation->version == 1);
        CHECK(observation->documents.empty());

        const auto rows = documents(*view, patient_of("p"), {});
        REQUIRE(rows);
        REQUIRE(rows->rows.size() == 1);
        const Uuid document = rows->rows[0].id;
        const Uuid reference = record_of("DocumentReference", "d");
        for (const Uuid& id : {document, reference}) {
            const auto found = resource(*view, patient_of("p"), id);
            REQUIRE(found);
            CHECK(found->id == reference);
            CHECK(found->json == note);
            CHECK(found->documents == std::vector<Uuid>{document});
        }
        CHECK(resource(*view, patient_of("p"), patient_of("p").uuid));
    }
}

TEST_CASE("another patient's resource, or none, is not found; what is opened is noted") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        lodge.import(bundle_of({patient_json("p"), patient_json("q"),
                                observation_json("o", "p", "2024-01-10", "1"),
                                document_json("d", "p", "2024-01-10", "Text.")}));
        const auto rows = documents(*lodge.view(), patient_of("p"), {});
        REQUIRE(rows);
        for (const Uuid& id :
             {record_of("Observation", "o"), rows->rows.at(0).id, record_of("Observation", "?")}) {
            const auto found = resource(*lodge.view(), patient_of("q"), id);
            REQUIRE_FALSE(found);
            CHECK(found.error().fault == Fault::not_found);
        }
        auto view = lodge.view();
        REQUIRE(resource(*view, patient_of("p"), record_of("Observation", "o")));
        REQUIRE(view->reads().size() == 1);
        CHECK(view->reads()[0].patient == patient_of("p").uuid);
        CHECK(view->reads()[0].ids == std::vector<Uuid>{record_of("Observation", "o")});
    }
}

}  // namespace muniment::chart
