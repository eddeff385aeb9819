// A bare server for measuring server/http with http_load: /small answers 30 bytes, /large 1 MB.
//
//     http_bench PORT [io_threads] [workers]      ends when its input ends
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>

#include "server/http/server.h"

int main(int argc, char** argv) {
    using namespace muniment::http;
    Options options;
    options.port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0);
    if (argc > 2) options.io_threads = static_cast<std::size_t>(std::atoi(argv[2]));
    if (argc > 3) options.workers = static_cast<std::size_t>(std::atoi(argv[3]));
    const auto large = std::make_shared<const std::string>(1 << 20, 'x');
    auto server = Server::start(options, [large](Request request, Respond respond) {
        Response response;
        if (request.path == "/large") {
            response.shared_body = large;
        } else {
            response.body = R"({"answer":"small and constant"})";
        }
        respond(std::move(response));
    });
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().message.c_str());
        return 1;
    }
    std::printf("%u\n", (*server)->port());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
