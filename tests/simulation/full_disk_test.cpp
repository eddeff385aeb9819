// A real small disk that fills up, and one that is mounted read-only: a tmpfs in a mount namespace
// of a child's own. Where mounting is not permitted this says so; fault_table_test has the rest.
#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "tests/simulation/acts.h"

namespace muniment::simulation {

namespace {

using tests::Lodge;
constexpr int not_permitted = 77;

int told(const char* what, const std::string& detail) {
    std::fprintf(stderr, "full disk: %s: %s\n", what, detail.c_str());
    return 1;
}

bool mount_small_disk(const char* place) {
    if (unshare(CLONE_NEWNS) != 0) return false;
    if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
    return mount("tmpfs", place, "tmpfs", 0, "size=8m") == 0;
}

bool is_clean(Lodge& lodge) {
    const auto report = lodge.house->fsck();
    return report && report->damage.empty();
}

// Fills the disk with acts until it refuses one. The number answered, or -1 with the reason told.
int fill(Lodge& lodge) {
    for (int i = 0; i < 5000; ++i) {
        house::Act act;
        act.action = "test.fill";
        act.drafts.push_back(lodge.draft(derived_uuid("fill" + std::to_string(i)), 1, "title"));
        act.drafts.back().content = lodge.random.bytes(20'000);
        const auto receipt = lodge.house->act(std::move(act));
        if (receipt) continue;
        const Error& error = receipt.error();
        if (error.fault == Fault::unavailable && error.message.find("full") != std::string::npos)
            return i;
        return told("another error than a full disk", error.message), -1;
    }
    return told("the disk", "never filled"), -1;
}

// In the child: no doctest here, for its report belongs to the parent.
int on_a_small_disk(const std::string& place) {
    if (!mount_small_disk(place.c_str())) return not_permitted;
    const std::string ballast = place + "/ballast";
    std::ofstream(ballast, std::ios::binary) << std::string(5'000'000, 'b');
    Lodge lodge(tests::Engine::sqlite, place);
    const int answered = fill(lodge);
    if (answered < 1) return 1;
    if (!is_clean(lodge)) return told("fsck on the full disk", "damage");
    std::filesystem::remove(ballast);
    const auto again = lodge.write(derived_uuid("again"), 1, "words");
    if (!again) return told("after space was freed", again.error().message);
    lodge.close();
    const Status reopened = lodge.try_open();
    if (!reopened) return told("reopening", reopened.error().message);
    if (!is_clean(lodge)) return told("after reopening", "damage");
    if (lodge.house->ledger().size() != static_cast<std::uint64_t>(answered) + 1)
        return told("entries", std::to_string(lodge.house->ledger().size()));
    lodge.close();
    if (mount(nullptr, place.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0)
        return not_permitted;
    const Status opened = lodge.try_open();
    if (opened) return told("a read-only disk", "the house opened as if it could write");
    if (opened.error().fault != Fault::unavailable ||
        opened.error().message.find("read-only") == std::string::npos)
        return told("a read-only disk", opened.error().message);
    return 0;
}

}  // namespace

// Goal: a full disk refuses the act by name, keeps what was answered, and space makes it go on.
TEST_CASE("a small disk fills up, is freed, and is then read-only") {
    const tests::Folder place;
    const pid_t pid = fork();
    if (pid == 0) _exit(on_a_small_disk(place.path()));
    int status = 0;
    waitpid(pid, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == not_permitted)
        MESSAGE("skipped: mounting a small disk is not permitted here");
    else
        CHECK(code == 0);
}

}  // namespace muniment::simulation
