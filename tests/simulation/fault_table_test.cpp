// Every write, fsync and truncate of a short day's work failed once, before and after it took
// effect, as a broken and as a full disk; and the same with the disk failing from then on.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "tests/simulation/acts.h"
#include "tests/simulation/faulty_disk.h"

namespace muniment::simulation {

namespace {

using tests::Lodge;

struct Day {
    std::vector<Answered> answered;
    std::optional<Error> first;  // the first failure

    void keep(const Uuid& id, std::int64_t version, const Result<house::Receipt>& receipt) {
        if (receipt)
            answered.push_back({id, receipt->entry, version});
        else if (!first)
            first = receipt.error();
    }
};

// A short day: opening, records of two units, a version, a checkpoint, a look.
Day work(Lodge& lodge) {
    Day day;
    const Status opened = lodge.try_open();
    if (!opened) {
        day.first = opened.error();
        return day;
    }
    const Uuid a = derived_uuid("day a"), b = derived_uuid("day b");
    day.keep(a, 1, lodge.write(a, 1, "first"));
    lodge.patient = derived_uuid("another patient");
    day.keep(b, 1, lodge.write(b, 1, std::string(9000, 'b')));
    const auto note = lodge.house->ledger().checkpoint();
    if (!note && !day.first) day.first = note.error();
    day.keep(a, 2, lodge.write(a, 2, "second"));
    const auto looked = lodge.look();
    if (!looked && !day.first) day.first = looked.error();
    return day;
}

// A copy of a house that has been in use, so that every point starts from the same disk.
struct Rooms {
    Rooms() : lodge(tests::Engine::sqlite, tests::quick_place()) {
        for (int i = 0; i < 3; ++i) {
            const Uuid id = derived_uuid("before " + std::to_string(i));
            const auto receipt = lodge.write(id, 1, "before");
            REQUIRE(receipt);
            before.push_back({id, receipt->entry, 1});
        }
        REQUIRE(lodge.house->ledger().checkpoint());
        lodge.close();
        std::filesystem::copy(lodge.folder.path(), kept.path(),
                              std::filesystem::copy_options::recursive);
    }
    void restore() {
        lodge.close();
        namespace fs = std::filesystem;
        for (const auto& entry : fs::directory_iterator(lodge.folder.path()))
            fs::remove_all(entry.path());
        fs::copy(kept.path(), lodge.folder.path(), fs::copy_options::recursive);
    }
    tests::Folder kept{tests::quick_place()};
    Lodge lodge;
    std::vector<Answered> before;
};

void try_point(Rooms& rooms, const Plan& plan) {
    rooms.restore();
    arm(plan);
    Day day = work(rooms.lodge);
    if (plan.lasting == Lasting::once) disarm();
    rooms.lodge.close();
    disarm();
    CAPTURE(plan.at);
    CAPTURE(plan.code);
    CAPTURE(static_cast<int>(plan.effect));
    CAPTURE(static_cast<int>(plan.lasting));
    if (day.first) {
        CHECK_MESSAGE(day.first->fault == Fault::unavailable, day.first->message);
        CHECK(day.first->message.size() > 30);
    }
    rooms.lodge.open();
    day.answered.insert(day.answered.end(), rooms.before.begin(), rooms.before.end());
    hold_against(rooms.lodge, day.answered);
    REQUIRE(rooms.lodge.write(derived_uuid("after"), 1, "work goes on"));
}

}  // namespace

// Goal: whatever write fails, and however, nothing answered is lost and the error is clear.
TEST_CASE("every write, sync and truncate fails once") {
    install();
    Rooms rooms;
    rooms.restore();
    arm({.at = -1});
    const Day quiet = work(rooms.lodge);
    rooms.lodge.close();
    const std::int64_t calls = disarm();
    REQUIRE(!quiet.first);
    REQUIRE(quiet.answered.size() == 3);
    REQUIRE(calls > 40);
    std::int64_t points = 0;
    const std::int64_t stride = tests::thorough() ? 1 : 9;
    for (std::int64_t at = 1; at <= calls; at += stride)
        for (const Effect effect : {Effect::before, Effect::after})
            for (const Lasting lasting : {Lasting::once, Lasting::from_then_on})
                for (const int code : {SQLITE_IOERR, SQLITE_FULL}) {
                    try_point(rooms, {at, effect, lasting, code});
                    ++points;
                }
    MESSAGE(calls, " changing calls, ", points, " failures tried");
}

// Goal: the table does fail something: an act on a disk that takes nothing is refused.
TEST_CASE("a disk that takes nothing refuses the act and loses none") {
    install();
    Rooms rooms;
    rooms.lodge.open();
    for (const int code : {SQLITE_IOERR, SQLITE_FULL}) {
        arm({1, Effect::before, Lasting::from_then_on, code});
        const auto refused = rooms.lodge.write(derived_uuid("no"), 1, "words");
        CHECK(failures() > 0);
        disarm();
        REQUIRE(!refused);
        CHECK(refused.error().fault == Fault::unavailable);
        CHECK((refused.error().message.find("full") != std::string::npos) == (code == SQLITE_FULL));
    }
    REQUIRE(rooms.lodge.write(derived_uuid("yes"), 1, "words"));
    hold_against(rooms.lodge, rooms.before);
}

}  // namespace muniment::simulation
