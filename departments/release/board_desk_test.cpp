// The board with incidents of the privacy desk: one that a release began, one that none did.
#include "departments/release/board_handlers.h"
#include "departments/release/desk_sample.h"

namespace muniment::release {

namespace {

void put_incident(sample::Desk& desk, const std::string& number, const std::string& content) {
    tasks::Case record;
    record.id = CaseId{desk.house->new_id()};
    record.kind = "privacy";
    record.number = number;
    record.state = "reported";
    record.patient = desk.ada.uuid;
    record.received = desk.house->today();
    record.brief = R"({"patient_name":"Ada Lindgren","what":"A bag was lost."})";
    record.content = content;
    house::Act act;
    act.action = "privacy.incident";
    auto draft = tasks::draft_of(*desk.house, record);
    REQUIRE(draft);
    act.drafts.push_back(*std::move(draft));
    REQUIRE(desk.house->act(std::move(act)));
}

std::map<std::string, BoardRow> rows_for(sample::Desk& desk, people::Role role) {
    const auto answer = desk.ask("GET", "/release/board", "", sample::Desk::actor(role));
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    const auto board = from_json_text<Board>(answer->content);
    REQUIRE(board);
    std::map<std::string, BoardRow> rows;
    for (const BoardGroup& group : board->groups)
        for (const BoardRow& row : group.rows) rows[row.number] = row;
    return rows;
}

}  // namespace

// Goal: whom an incident of the privacy desk concerns is for those who may read incidents (45 CFR
// 164.514(d)(2)(i)); one that a release of the desk began names its patient, whom the desk knows.
TEST_CASE("the board with incidents that no release began") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        sample::Desk desk(engine);
        put_incident(desk, "P-2026-000001", R"({"release_case":"","what":"A bag was lost."})");
        put_incident(desk, "P-2026-000002",
                     R"({"release_case":"R-2026-000009","recall":{"recipient":"J. Low"}})");
        auto seen = rows_for(desk, people::Role::release_specialist);
        REQUIRE(seen.size() == 2);
        CHECK(seen["P-2026-000001"].patient_name.empty());
        CHECK(seen["P-2026-000001"].other.empty());
        CHECK(!seen["P-2026-000001"].release_case);
        CHECK(seen["P-2026-000002"].patient_name == "Ada Lindgren");
        CHECK(seen["P-2026-000002"].other == "J. Low");
        seen = rows_for(desk, people::Role::privacy_officer);
        CHECK(seen["P-2026-000001"].patient_name == "Ada Lindgren");
    }
}

}  // namespace muniment::release
