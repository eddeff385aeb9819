// Limits and deadlines over real sockets: sizes, slow and silent clients, bursts, many connections.
// Nothing is timed; a hang is what fails.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <latch>
#include <thread>

#include "server/http/server.h"
#include "server/http/test_client.h"

namespace muniment::http {
namespace {

using namespace std::chrono_literals;

TEST_CASE("large content goes both ways whole") {
    Options options;
    options.limits.body_bytes_max = 8 << 20;
    const auto kept = std::make_shared<const std::string>(8 << 20, 'k');
    const auto server = serve(
        [&](const Request& request, const Respond& respond) {
            Response response;
            if (request.body == *kept) response.shared_body = kept;
            respond(std::move(response));
        },
        options);
    Line line(server->port());
    line.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8388608\r\n\r\n" + *kept);
    CHECK(line.hear().content == *kept);
    line.say(get("/"));
    CHECK(line.hear().status == 200);
}

TEST_CASE("a body of 1 GB is refused as soon as it is announced") {
    const auto server = serve(echo);
    Line line(server->port());
    line.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n");
    const auto heard = line.hear();  // not one byte of it was sent
    CHECK(heard.status == 413);
    CHECK(fault_in(heard) == "incorrect");
}

TEST_CASE("a chunked body is refused once it passes the limit, though the client goes on sending") {
    Options options;
    options.limits.body_bytes_max = 100'000;
    const auto server = serve(echo, options);
    Line line(server->port());
    line.say("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "2710\r\n" + std::string(10'000, 'x') + "\r\n";
    for (int i = 0; i < 12; ++i) line.say(chunk);
    CHECK(line.hear().status == 413);
    // The server does not read for ever: sending fails at some point.
    bool open = true;
    for (int i = 0; i < 100'000 && open; ++i) open = line.say(chunk);
    CHECK_FALSE(open);
}

TEST_CASE("bodies of all connections together are bounded") {
    Options options;
    options.bodies_bytes_max = 50'000;
    const auto server = serve(echo, options);
    Line line(server->port());
    const std::string head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
    line.say(head + "60000\r\n\r\n" + std::string(60'000, 'x'));
    const auto heard = line.hear();
    CHECK(heard.status == 503);
    CHECK(heard.head.find("Retry-After: ") != std::string::npos);
    CHECK(line.ended());
    // What it held is released.
    for (int i = 0; i < 3; ++i) {
        Line next(server->port());
        next.say(head + "40000\r\n\r\n" + std::string(40'000, 'x'));
        CHECK(next.hear().status == 200);
    }
}

Options hasty() {
    Options options;
    options.sweep_every = 5ms;
    return options;
}

TEST_CASE(
    "deadlines close the connection: while idle, in the head, in the body, and in the answer") {
    struct Row {
        std::string what;
        std::string bytes;
        Options options;
    };
    const auto with = [](Options::Milliseconds Options::* timeout) {
        Options options = hasty();
        options.*timeout = 30ms;
        return options;
    };
    const Row rows[] = {
        {"says nothing", "", with(&Options::idle_timeout)},
        {"begins a head", "GET / HT", with(&Options::header_timeout)},
        {"begins a body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab",
         with(&Options::body_timeout)},
        {"begins a chunk",
         "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5",
         with(&Options::body_timeout)},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto server = serve(echo, row.options);
        Line line(server->port());
        line.say(row.bytes);
        CHECK(line.ended());
    }
}

TEST_CASE("a client that sends its head a byte at a time does not hold the connection") {
    Options options = hasty();
    options.header_timeout = 50ms;
    const auto server = serve(echo, options);
    Line line(server->port());
    bool open = line.say("GET / HTTP/1.1\r\nX: ");
    for (int i = 0; i < 4000 && open; ++i) {
        std::this_thread::sleep_for(2ms);
        open = line.say("a");
    }
    CHECK_FALSE(open);
}

TEST_CASE("a client that does not read its answer is closed") {
    Options options = hasty();
    options.body_timeout = 50ms;
    options.body_rate_min = 1ull << 40;
    const auto content = std::make_shared<const std::string>(64 << 20, 'x');
    const auto server = serve(
        [&](const Request&, const Respond& respond) {
            Response response;
            response.shared_body = content;
            respond(std::move(response));
        },
        options);
    Line line(server->port());
    line.say(get("/"));
    while (server->connections() == 0) std::this_thread::yield();
    while (server->connections() > 0) std::this_thread::sleep_for(1ms);
    CHECK(line.hear().content.size() < content->size());
}

TEST_CASE("a burst beyond the queue gets 503 with Retry-After, and every client an answer") {
    Options options;
    options.workers = 1;
    options.queue_max = 4;
    std::latch started(1), release(1);
    const auto server = serve(
        [&](const Request& request, const Respond& respond) {
            if (request.path == "/first") started.count_down();
            release.wait();
            echo(request, respond);
        },
        options);
    std::vector<Line> lines;
    lines.emplace_back(server->port());
    lines.back().say(get("/first"));
    started.wait();
    for (int i = 1; i < 40; ++i) {
        lines.emplace_back(server->port());
        lines.back().say(get("/"));
    }
    // One runs, four wait; the other 35 are turned away at once.
    const auto answered = [&] {
        return std::count_if(lines.begin(), lines.end(),
                             [](const Line& line) { return line.something_to_hear(); });
    };
    while (answered() < 35) std::this_thread::yield();
    release.count_down();
    int busy = 0, good = 0;
    for (Line& line : lines) {
        const auto heard = line.hear();
        good += heard.status == 200;
        busy += heard.status == 503 && heard.head.find("Retry-After: 1\r\n") != std::string::npos &&
                fault_in(heard) == "busy";
    }
    CHECK(good == 5);
    CHECK(busy == 35);
    // A client that was turned away keeps its connection and may ask again.
    for (Line& line : lines) {
        line.say(get("/again"));
        CHECK(line.hear().content == "GET /again ");
    }
}

TEST_CASE("connections beyond the limit get 503 and are closed; room made is used") {
    Options options;
    options.connections_max = 2;
    const auto server = serve(echo, options);
    std::vector<Line> lines;
    for (int i = 0; i < 2; ++i) {
        lines.emplace_back(server->port());
        lines.back().say(get("/"));
        CHECK(lines.back().hear().status == 200);
    }
    Line third(server->port());
    CHECK(third.hear().status == 503);
    CHECK(third.ended());
    lines.pop_back();
    while (server->connections() > 1) std::this_thread::yield();
    Line fourth(server->port());
    fourth.say(get("/"));
    CHECK(fourth.hear().status == 200);
}

TEST_CASE("2,000 idle connections stay, and others get through") {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 10'000);
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < 4'200) {
        MESSAGE("skipped: this process may not open 4,200 files");
        return;
    }
    const auto server = serve(echo);
    std::vector<Line> lines;
    for (int i = 0; i < 2'000; ++i) {
        lines.emplace_back(server->port());
        if (i % 2 == 0) lines.back().say(get("/"));  // half have asked before
        if (i % 2 == 0) lines.back().hear();
    }
    while (server->connections() < 2'000) std::this_thread::yield();
    Line line(server->port());
    line.say(get("/through"));
    CHECK(line.hear().content == "GET /through ");
    for (const std::size_t i : {0u, 999u, 1'999u}) {
        lines[i].say(get("/still"));
        CHECK(lines[i].hear().content == "GET /still ");
    }
    CHECK(server->connections() == 2'001);
}

}  // namespace
}  // namespace muniment::http
