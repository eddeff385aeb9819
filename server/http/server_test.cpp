// Exchanges over real sockets on loopback: order, malformed requests, methods, misbehaving
// handlers. Nothing is timed; a hang is what fails.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

#include "server/http/test_client.h"

namespace muniment::http {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

TEST_CASE("a request is answered, the connection kept, the next answered too") {
    const auto server = serve(echo);
    Line line(server->port());
    for (int i = 0; i < 3; ++i) {
        line.say(get("/a%20b"));
        const auto heard = line.hear();
        CHECK(heard.status == 200);
        CHECK(heard.content == "GET /a b ");
        CHECK(heard.head.find("X-Frame-Options: DENY\r\n") != std::string::npos);
    }
    CHECK(server->connections() == 1);
}

TEST_CASE("the handler is told who asks") {
    const auto server = serve([](const Request& request, const Respond& respond) {
        Response response;
        response.body = request.remote;
        respond(std::move(response));
    });
    Line line(server->port());
    line.say(get("/"));
    CHECK(line.hear().content == "127.0.0.1");
}

TEST_CASE("pipelined requests are answered in their order, whatever their handlers take") {
    Options options;
    options.workers = 4;
    const auto server = serve(
        [](const Request& request, const Respond& respond) {
            // The first of them is the slowest.
            if (request.path == "/0") std::this_thread::sleep_for(20ms);
            echo(request, respond);
        },
        options);
    Line line(server->port());
    std::string all;
    for (int i = 0; i < 50; ++i) all += get("/" + std::to_string(i));
    line.say(all);
    for (int i = 0; i < 50; ++i) CHECK(line.hear().content == "GET /" + std::to_string(i) + " ");
}

TEST_CASE("a request that arrives byte by byte is answered") {
    const auto server = serve(echo);
    Line line(server->port());
    for (const char& byte : "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab"s)
        line.say(std::string_view(&byte, 1));
    CHECK(line.hear().content == "POST /x ab");
}

TEST_CASE(
    "malformed requests get their status in the JSON error form, then the connection closes") {
    struct Row {
        std::string bytes;
        int status;
        std::string fault;
    };
    const Row rows[] = {
        {"nonsense\r\n\r\n", 400, "incorrect"},
        {"\x16\x03\x01", 400, "incorrect"},
        {"GET / HTTP/1.1\r\n\r\n", 400, "incorrect"},
        {get("/a/../b"), 400, "incorrect"},
        {"GET / HTTP/1.1\r\nHost: other.example\r\n\r\n", 421, "incorrect"},
        {"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + std::string(20'000, 'a'), 431, "incorrect"},
        {"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501,
         "unsupported"},
        {"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n"
         "\r\n0\r\n\r\n",
         400, "incorrect"},
    };
    Options options;
    options.limits.hosts = {"him.example.org"};
    std::atomic<int> handled = 0;
    const auto server = serve(
        [&](const Request& request, const Respond& respond) {
            ++handled;
            echo(request, respond);
        },
        options);
    for (const Row& row : rows) {
        CAPTURE(row.bytes.substr(0, 80));
        Line line(server->port());
        line.say(row.bytes);
        const auto heard = line.hear();
        CHECK(heard.status == row.status);
        CHECK(fault_in(heard) == row.fault);
        CHECK(heard.head.find("Connection: close\r\n") != std::string::npos);
        CHECK(line.ended());
    }
    CHECK(handled == 0);
}

TEST_CASE("what follows a refused request on the same connection is never handled") {
    std::atomic<int> handled = 0;
    const auto server = serve([&](const Request& request, const Respond& respond) {
        ++handled;
        echo(request, respond);
    });
    Line line(server->port());
    line.say("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/smuggled"));
    CHECK(line.hear().status == 400);
    CHECK(line.ended());
    CHECK(handled == 0);
}

TEST_CASE("HEAD has the head of GET and no content") {
    const auto server = serve(echo);
    Line line(server->port());
    line.say("HEAD /abc HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/next"));
    const auto heard = line.hear(Line::Content::no);
    CHECK(heard.status == 200);
    CHECK(heard.head.find("Content-Length: 10\r\n") != std::string::npos);
    CHECK(line.hear().content == "GET /next ");
}

TEST_CASE("answers without content do not break the order") {
    const auto server = serve([](const Request& request, const Respond& respond) {
        Response response;
        response.status = request.path == "/none" ? 204 : 200;
        response.body = "content";
        respond(std::move(response));
    });
    Line line(server->port());
    line.say(get("/none") + get("/some"));
    CHECK(line.hear().status == 204);
    CHECK(line.hear().content == "content");
}

TEST_CASE("Connection: close is obeyed") {
    const auto server = serve(echo);
    Line line(server->port());
    line.say("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const auto heard = line.hear();
    CHECK(heard.status == 200);
    CHECK(heard.head.find("Connection: close\r\n") != std::string::npos);
    CHECK(line.ended());
}

TEST_CASE("100-continue is sent before the body, and a refusal in its place") {
    const auto server = serve(echo);
    Line line(server->port());
    line.say(
        "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(line.hear().status == 100);
    line.say("ab");
    CHECK(line.hear().content == "POST / ab");

    Line large(server->port());
    large.say(
        "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Length: 1073741824\r\n\r\n");
    CHECK(large.hear().status == 413);
}

TEST_CASE("a handler that fails answers 500 without its message, which the log gets") {
    Options options;
    std::string told;
    std::latch reported(2);
    options.on_bug = [&](std::string_view method, std::string_view path, std::string_view what) {
        told += std::string(method) + " " + std::string(path) + ": " + std::string(what) + "; ";
        reported.count_down();
    };
    options.workers = 1;
    const auto server = serve(
        [](const Request& request, const Respond&) {
            if (request.path == "/odd") throw 7;
            throw Bug("secret detail");
        },
        options);
    Line line(server->port());
    for (const char* path : {"/bug", "/odd"}) {
        line.say(get(path));
        const auto heard = line.hear();
        CHECK(heard.status == 500);
        CHECK(fault_in(heard) == "bug");
        CHECK(heard.content.find("secret") == std::string::npos);
    }
    reported.wait();
    CHECK(told == "GET /bug: secret detail; GET /odd: an exception of unknown type; ");
}

TEST_CASE("a handler that drops respond, or gives what cannot be sent, answers 500") {
    const auto server = serve([](const Request& request, const Respond& respond) {
        if (request.path == "/dropped") return;
        Response response;
        response.headers = {{"Location", "/a\r\nSet-Cookie: stolen=1"}};
        respond(std::move(response));
    });
    Line line(server->port());
    for (const char* path : {"/dropped", "/split"}) {
        line.say(get(path));
        const auto heard = line.hear();
        CHECK(heard.status == 500);
        CHECK(heard.head.find("stolen") == std::string::npos);
    }
}

TEST_CASE("respond may be called later, from another thread, and only the first call counts") {
    std::vector<std::thread> threads;
    std::mutex mutex;
    {
        const auto server = serve([&](const Request& request, Respond respond) {
            const std::lock_guard lock(mutex);
            threads.emplace_back([request, respond = std::move(respond)] {
                std::this_thread::sleep_for(5ms);
                echo(request, respond);
                respond(Response{.status = 201});
            });
        });
        Line line(server->port());
        for (int i = 0; i < 3; ++i) {
            line.say(get("/late"));
            const auto heard = line.hear();
            CHECK(heard.status == 200);
            CHECK(heard.content == "GET /late ");
        }
    }
    for (std::thread& thread : threads) thread.join();
}

TEST_CASE("a client that has said all (half-closed) still gets its answer") {
    const auto server = serve(echo);
    Line line(server->port());
    line.say(get("/1") + get("/2"));
    line.say_no_more();
    CHECK(line.hear().content == "GET /1 ");
    CHECK(line.hear().content == "GET /2 ");
}

TEST_CASE("many clients at once each get their own answers") {
    const auto server = serve(echo);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> clients;
    for (int c = 0; c < 8; ++c) {
        clients.emplace_back([&, c] {
            Line line(server->port());
            for (int i = 0; i < 200; ++i) {
                const std::string path = "/" + std::to_string(c) + "/" + std::to_string(i);
                line.say(get(path));
                if (line.hear().content != "GET " + path + " ") ++wrong;
            }
        });
    }
    for (std::thread& client : clients) client.join();
    CHECK(wrong == 0);
}

}  // namespace
}  // namespace muniment::http
