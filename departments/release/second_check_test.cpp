#include "departments/release/second_check.h"

#include <doctest/doctest.h>

#include "departments/release/desk_sample.h"
#include "departments/release/sample.h"

namespace muniment::release {

using sample::today;

// Goal: Policy ROI-10 1.1, Policy ROI-10 1.2, Policy ROI-10 1.3, each at its boundary.
TEST_CASE("when another person looks first") {
    struct Row {
        const char* role;
        std::int64_t before;
        bool sensitive;
        bool sampled;
        const char* cite;  // "": no check
    };
    const Row rows[] = {
        {"clerk", 0, false, false, "Policy ROI-10 1.1"},
        {"clerk", 19, true, true, "Policy ROI-10 1.1"},
        {"clerk", 20, false, false, ""},
        {"clerk", 20, true, false, "Policy ROI-10 1.2"},
        {"clerk", 20, true, true, "Policy ROI-10 1.2"},
        {"clerk", 20, false, true, "Policy ROI-10 1.3"},
        {"release_specialist", 0, true, true, ""},
        {"him_director", 0, true, true, ""},
        {"", 0, true, true, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.role);
        CAPTURE(row.before);
        const auto* rule = second_check({row.role, row.before, row.sensitive, row.sampled},
                                        sample::with_facility(), today);
        CHECK((rule == nullptr ? "" : rule->cite) == row.cite);
    }
    CHECK(second_check({"clerk", 0, true, true}, sample::federal(), today) == nullptr);
}

TEST_CASE("a clerk besides is a clerk") {
    CHECK(releaser_role({"release_specialist", "clerk"}) == "clerk");
    CHECK(releaser_role({"clerk"}) == "clerk");
    CHECK(releaser_role({"him_director", "release_specialist"}) == "him_director");
    CHECK(releaser_role({}).empty());
}

// Goal: about one case in twenty, and always the same ones.
TEST_CASE("the sample is one in twenty") {
    int sampled = 0;
    for (int i = 0; i < 20'000; ++i) {
        const CaseId id{derived_uuid("case " + std::to_string(i))};
        sampled += is_sampled(id);
        CHECK(is_sampled(id) == is_sampled(id));
    }
    CHECK(sampled > 900);
    CHECK(sampled < 1100);
}

TEST_CASE("what goes out of a segment") {
    const Uuid sent = derived_uuid("sent"), kept = derived_uuid("kept");
    Choice choice;
    choice.chosen[Section::documents] = {sent};
    CHECK(!goes_out_of_segment(choice));
    choice.sorted[kept] = {};
    CHECK(!goes_out_of_segment(choice));
    choice.sorted[sent] = {};
    CHECK(goes_out_of_segment(choice));
}

// Goal: the command line does not go around the second person.
TEST_CASE("a release by command waits for its check too") {
    sample::Desk desk(tests::Engine::sqlite);
    Request request = sample::request(RequesterKind::patient);
    request.patient = desk.ada;
    const CaseView on = desk.open_case(request);
    house::Actor trainee = sample::Desk::actor();
    trainee.roles = {"release_specialist", "clerk"};
    for (int twice = 0; twice < 2; ++twice) {
        const auto package =
            release_package(*desk.house, sample::with_facility(), on.number, trainee);
        REQUIRE(!package);
        CHECK(package.error().fault == Fault::conflict);
        CHECK(package.error().message.find("second person") != std::string::npos);
        CHECK(desk.look(on).state == State::checking);
    }
    REQUIRE(desk.run_jobs());
    CHECK(desk.look(on).state == State::checking);
}

}  // namespace muniment::release
