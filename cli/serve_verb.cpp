// serve: runs until it is asked to stop.
#include <signal.h>

#include <cstdlib>
#include <iostream>

#include "cli/opened.h"
#include "server/app.h"

namespace muniment::cli {

int serve(const Common& common, const std::string& address, std::uint16_t port) {
    // Blocked before any thread begins, so that only sigwait sees them.
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stops, nullptr);
    signal(SIGPIPE, SIG_IGN);

    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    auto app = server::App::start((*opened)->house(), (*opened)->packs(), {address, port});
    if (!app) return fail(app.error());
    std::cout << "Muniment serves " << (*opened)->house().facility() << " at http://" << address
              << ":" << (*app)->port() << "/\nDays are those of "
              << (*opened)->house().zone().name() << "." << std::endl;
    int signal_number = 0;
    sigwait(&stops, &signal_number);
    std::cout << "Stopping: running requests and the running job are finished first." << std::endl;
    return 0;
}

int openapi() {
    std::cout << server::openapi() << "\n";
    return 0;
}

}  // namespace muniment::cli
