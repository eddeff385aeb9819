// The day's list: grouped by person and patient, ranked, cut to the staff's minutes.
#include "departments/privacy/daily.h"

#include <doctest/doctest.h>

namespace muniment::privacy {
namespace {

struct Sheet {
    std::vector<Event> events;
    std::vector<Judged> judged;
    Scoring scoring;

    Sheet() {
        for (const int weight : {35, 15, 40}) scoring.signals.push_back({nullptr, weight, 0, 0});
        scoring.limits.minutes_per_case = 10;
        scoring.limits.minutes_per_day = 20;
    }
    void add(std::uint32_t user, std::uint32_t patient, std::int32_t day, std::uint64_t fired,
             std::uint64_t suppressed = 0) {
        Event event;
        event.user = user;
        event.patient = patient;
        event.day = day;
        event.at = Instant{Day{std::chrono::days(day)}};
        events.push_back(event);
        judged.push_back({0, 0, fired, suppressed});
    }
    std::vector<Suspicion> list() const { return suspicions(events, judged, scoring); }
};

}  // namespace

TEST_CASE("accesses of one person to one patient are one line, with all that spoke") {
    Sheet sheet;
    sheet.add(1, 5, 100, 0b001, 0b010);
    sheet.add(1, 5, 101, 0b010);
    sheet.add(1, 5, 101, 0b001);
    sheet.add(1, 6, 101, 0b001);  // 35 points: nobody looks
    sheet.add(2, 5, 101, 0);
    const auto list = sheet.list();
    REQUIRE(list.size() == 1);
    CHECK(list[0].score == 50);
    CHECK(list[0].days == 2);
    CHECK(list[0].events == std::vector<std::uint32_t>{0, 1, 2});
    CHECK_MESSAGE(list[0].together.suppressed == 0, "what spoke once is not explained");
}

TEST_CASE("ranked by points, then days, then accesses; the rest is counted") {
    Sheet sheet;
    sheet.add(1, 1, 100, 0b011);                                   // 50
    sheet.add(2, 1, 100, 0b101);                                   // 75
    for (const int day : {100, 101}) sheet.add(3, 1, day, 0b011);  // 50 on two days
    const auto list = sheet.list();
    REQUIRE(list.size() == 3);
    CHECK(list[0].user == 2);
    CHECK(list[1].user == 3);
    CHECK(list[2].user == 1);
    const Today today = cut(list, sheet.scoring.limits);
    CHECK(today.shown == 2);
    CHECK(today.left == 1);
    CHECK(today.minutes == 20);
}

TEST_CASE("who looked at very many is one line") {
    Sheet sheet;
    for (std::uint32_t patient = 0; patient < 6; ++patient) sheet.add(1, patient, 100, 0b011);
    for (std::uint32_t patient = 0; patient < 5; ++patient) sheet.add(2, patient, 100, 0b011);
    const auto list = sheet.list();
    REQUIRE(list.size() == 6);
    CHECK(list[0].user == 1);
    CHECK(list[0].others == std::vector<std::uint32_t>{1, 2, 3, 4, 5});
    CHECK(list[0].events.size() == 6);
    CHECK(list[1].others.empty());
}

TEST_CASE("what must be told at once is shown whatever the minutes") {
    Sheet sheet;
    for (std::uint32_t user = 0; user < 4; ++user) sheet.add(user, 1, 100, 0b111);  // 90
    sheet.add(9, 1, 100, 0b101);
    CHECK(cut(sheet.list(), sheet.scoring.limits).shown == 4);
    CHECK(cut(sheet.list(), sheet.scoring.limits).left == 1);
    CHECK(cut({}, sheet.scoring.limits).shown == 0);
}

}  // namespace muniment::privacy
