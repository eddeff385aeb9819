// Starting and stopping, and clients that vanish: nothing leaks, nothing hangs, nobody is answered
// twice.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <latch>
#include <thread>

#include "server/http/server.h"
#include "server/http/test_client.h"

namespace muniment::http {
namespace {

using namespace std::chrono_literals;

TEST_CASE("respond after the server is gone does nothing") {
    Options options;
    options.stop_grace = 10ms;
    Respond kept;
    std::latch arrived(1);
    {
        const auto server = serve(
            [&](const Request&, Respond respond) {
                kept = std::move(respond);
                arrived.count_down();
            },
            options);
        Line line(server->port());
        line.say(get("/"));
        arrived.wait();
        server->stop();
        CHECK(line.hear().status == 0);
    }
    kept(Response{});
    kept = nullptr;
}

TEST_CASE("clients that vanish: in the head, in the body, during the handler, before the answer") {
    std::latch handled(20);
    const auto server = serve([&](const Request& request, const Respond& respond) {
        std::this_thread::sleep_for(1ms);
        Response response;
        response.body = std::string(1 << 20, 'x');
        respond(std::move(response));
        if (request.path == "/vanish") handled.count_down();
    });
    for (int i = 0; i < 20; ++i) {
        Line head(server->port());
        head.say("GET / HT");
        head.reset();
        Line body(server->port());
        body.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
        if (i % 2 == 0) body.reset();
        Line answer(server->port());
        answer.say(get("/vanish"));
        answer.hang_up();
    }
    handled.wait();
    while (server->connections() > 0) std::this_thread::sleep_for(1ms);
    Line line(server->port());
    line.say(get("/"));
    CHECK(line.hear().content.size() == 1 << 20);
}

TEST_CASE("stop() lets running requests finish, closes idle connections, accepts no more") {
    std::latch started(1), release(1);
    const auto server = serve([&](const Request& request, const Respond& respond) {
        if (request.path == "/slow") {
            started.count_down();
            release.wait();
        }
        echo(request, respond);
    });
    Line idle(server->port());
    idle.say(get("/"));
    idle.hear();
    Line slow(server->port());
    slow.say(get("/slow"));
    started.wait();
    std::thread stopper([&] { server->stop(); });
    CHECK(idle.ended());  // it has begun to stop
    release.count_down();
    const auto heard = slow.hear();
    CHECK(heard.content == "GET /slow ");
    CHECK(heard.head.find("Connection: close\r\n") != std::string::npos);
    stopper.join();
    server->stop();
    CHECK(server->connections() == 0);
    // The port is free again.
    Options again;
    again.port = server->port();
    const auto second = serve(echo, again);
    CHECK(second->port() == again.port);
}

TEST_CASE("stop() under load neither hangs nor crashes") {
    for (int round = 0; round < 5; ++round) {
        auto server = serve(echo);
        std::vector<std::thread> clients;
        for (int i = 0; i < 4; ++i) {
            clients.emplace_back([port = server->port()] {
                Line line(port);
                while (line.say(get("/x")) && line.hear().status == 200) {
                }
            });
        }
        while (server->connections() < 4) std::this_thread::yield();
        server->stop();
        for (std::thread& client : clients) client.join();
        CHECK(server->connections() == 0);
    }
}

TEST_CASE("an address that cannot be had is an error that says so") {
    const auto first = serve(echo);
    Options options;
    options.port = first->port();
    const auto taken = Server::start(options, echo);  // although our sockets share their port
    REQUIRE_FALSE(taken);
    CHECK(taken.error().fault == Fault::unavailable);
    CHECK(taken.error().message.find(std::to_string(first->port())) != std::string::npos);
    options.address = "localhost";
    const auto name = Server::start(options, echo);
    REQUIRE_FALSE(name);
    CHECK(name.error().fault == Fault::incorrect);
}

}  // namespace
}  // namespace muniment::http
