// What a confined program can no longer do, tried in a child for each: start a program, trace, open
// files elsewhere, listen elsewhere. What it needs still works.
// SPDX-License-Identifier: Apache-2.0
#include "server/confine.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <thread>

#include "tests/support/engines.h"

namespace muniment::server {
namespace {

// Runs `act` in a confined child: 0 when it said true, 1 when false, 2 when not confined.
int in_child(const Confines& confines, const std::function<bool()>& act) {
    const pid_t child = fork();
    if (child == 0) {
        const auto confined = confine(confines);
        _exit(!confined || !confined->calls ? 2 : act() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

bool kernel_limits_files() {
    return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 4;
}

bool can_open(const std::string& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (file >= 0) close(file);
    return file >= 0;
}

bool can_listen(std::uint16_t port) {
    const int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    setsockopt(line, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const bool bound = bind(line, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0;
    close(line);
    return bound;
}

TEST_CASE("a confined program starts no other, traces none, and changes nothing of the machine") {
    const tests::Folder folder;
    struct Row {
        const char* what;
        std::function<bool()> act;  // true: it was refused
    };
    const Row rows[] = {
        {"exec",
         [] {
             execl("/bin/true", "true", nullptr);
             return errno == EPERM;
         }},
        {"fork", [] { return fork() == -1 && errno == EPERM; }},
        {"vfork by its number", [] { return syscall(SYS_vfork) == -1 && errno == EPERM; }},
        {"clone without a thread",
         [] { return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) == -1 && errno == EPERM; }},
        {"clone3", [] { return syscall(SYS_clone3, nullptr, 0) == -1 && errno == ENOSYS; }},
        {"ptrace",
         [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == -1 && errno == EPERM; }},
        {"io_uring",
         [] { return syscall(SYS_io_uring_setup, 1, nullptr) == -1 && errno == EPERM; }},
        {"unshare", [] { return syscall(SYS_unshare, 0) == -1 && errno == EPERM; }},
        {"setuid", [] { return syscall(SYS_setuid, getuid()) == -1 && errno == EPERM; }},
        {"a packet socket", [] { return socket(AF_PACKET, SOCK_RAW, 0) == -1 && errno == EPERM; }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(in_child({{folder.path()}, {}, {0}}, row.act) == 0);
    }
}

TEST_CASE("a confined program opens its own files and the system's, and no others") {
    if (!kernel_limits_files()) {
        MESSAGE("skipped: this kernel has no Landlock of version 4");
        return;
    }
    const tests::Folder data, other, read_only;
    std::ofstream(data.file("mine")) << "x";
    std::ofstream(other.file("theirs")) << "x";
    std::ofstream(read_only.file("certificate")) << "x";
    const Confines confines{{data.path()}, {read_only.path()}, {0}};
    struct Row {
        std::string path;
        int flags;
        bool opens;
    };
    const Row rows[] = {
        {data.file("mine"), O_RDWR, true},
        {data.file("new"), O_RDWR | O_CREAT, true},
        {data.file("mine"), O_WRONLY | O_TRUNC, true},
        {read_only.file("certificate"), O_RDONLY, true},
        {read_only.file("certificate"), O_WRONLY, false},
        {read_only.file("new"), O_WRONLY | O_CREAT, false},
        {other.file("theirs"), O_RDONLY, false},
        {other.file("theirs"), O_WRONLY, false},
        {other.file("new"), O_WRONLY | O_CREAT, false},
        {data.file("../" + other.path().substr(5) + "/theirs"), O_RDONLY, false},
        {"/etc/hosts", O_RDONLY, true},
        {"/etc/hosts", O_WRONLY, false},
        {"/dev/null", O_WRONLY, true},
        {"/proc/1/environ", O_RDONLY, false},

    };
    for (const Row& row : rows) {
        CAPTURE(row.path);
        CAPTURE(row.flags);
        CHECK(in_child(confines, [&] { return can_open(row.path, row.flags); }) ==
              (row.opens ? 0 : 1));
    }
    CHECK(in_child(confines, [&] {
              return rename(data.file("mine").c_str(), data.file("moved").c_str()) == 0 &&
                     unlink(data.file("moved").c_str()) == 0;
          }) == 0);
    CHECK(in_child(confines, [&] { return unlink(other.file("theirs").c_str()) == 0; }) == 1);
}

TEST_CASE("a confined program listens on its ports only, and its threads are held too") {
    if (!kernel_limits_files()) {
        MESSAGE("skipped: this kernel has no Landlock of version 4");
        return;
    }
    const tests::Folder data, other;
    CHECK(in_child({{data.path()}, {}, {47'113}}, [] { return can_listen(47'113); }) == 0);
    CHECK(in_child({{data.path()}, {}, {47'113}}, [] { return can_listen(47'114); }) == 1);
    CHECK(in_child({{data.path()}, {}, {0}}, [] { return can_listen(0); }) == 0);
    CHECK(in_child({{data.path()}, {}, {0}}, [&] {
              bool held = false;
              std::thread([&] {
                  held = fork() == -1 && !can_open(other.file("x"), O_WRONLY | O_CREAT);
              }).join();
              return held;
          }) == 0);
}

}  // namespace
}  // namespace muniment::server
