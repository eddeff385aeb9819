// A PostgreSQL server of a test's own, to be killed and started again. Needs PostgreSQL 15; as
// root it runs as the user postgres, since PostgreSQL refuses root.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/support/engines.h"

namespace muniment::tests {

class PostgresServer {
  public:
    static bool is_there() { return access("/usr/lib/postgresql/15/bin/initdb", X_OK) == 0; }

    explicit PostgresServer(const Folder& folder) : folder_(folder.path() + "/server") {
        std::filesystem::create_directory(folder_);
        if (getuid() == 0) shell("chown postgres " + folder_ + " && chmod 755 " + folder.path());
        made_ = as_owner("initdb -D " + folder_ +
                         "/data -U muniment --auth=trust -E UTF8 "
                         "--locale=C >" +
                         folder_ + "/log 2>&1");
    }
    ~PostgresServer() {
        if (running())
            (void)as_owner("pg_ctl -D " + folder_ + "/data -m immediate stop >/dev/null");
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // With the real fsync: what is tested is durability.
    bool start() {
        return made_ && as_owner("pg_ctl -D " + folder_ + "/data -w -l " + folder_ +
                                 "/server.log -o \"-c listen_addresses='' -c "
                                 "unix_socket_directories=" +
                                 folder_ + "\" start >/dev/null");
    }
    // SIGKILL to the server and every process it started, by their ids.
    void kill_all() {
        const pid_t server = pid();
        if (server <= 0) return;
        std::vector<pid_t> all = children_of(server);
        kill(server, SIGKILL);
        for (const pid_t one : all) kill(one, SIGKILL);
        for (all.push_back(server); !all.empty(); usleep(1000))
            std::erase_if(all, [](pid_t one) { return kill(one, 0) != 0; });
    }
    std::string url() const { return "postgresql://muniment@/postgres?host=" + folder_; }

  private:
    static bool shell(const std::string& command) { return std::system(command.c_str()) == 0; }
    static bool as_owner(const std::string& command) {
        const std::string whole = "/usr/lib/postgresql/15/bin/" + command;
        return shell("cd /; " + std::string(getuid() == 0 ? "runuser -u postgres -- " : "") +
                     whole);
    }
    pid_t pid() const {
        std::ifstream in(folder_ + "/data/postmaster.pid");
        pid_t found = 0;
        in >> found;
        return found;
    }
    bool running() const { return pid() > 0 && kill(pid(), 0) == 0; }
    static std::vector<pid_t> children_of(pid_t parent) {
        std::ifstream in("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) +
                         "/children");
        std::vector<pid_t> children;
        for (pid_t one; in >> one;) children.push_back(one);
        return children;
    }

    std::string folder_;
    bool made_ = false;
};

}  // namespace muniment::tests
