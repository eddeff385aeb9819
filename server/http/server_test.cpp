// The server over real sockets on loopback: order, limits, deadlines, misbehaving handlers and
// clients, and stopping. Nothing is timed; a hang is what fails. SPDX-License-Identifier:
// Apache-2.0
#include "server/http/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <latch>
#include <thread>

#include "base/json.h"

namespace muniment::http {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

// A client that sends bytes as they are.
class Line {
  public:
    explicit Line(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        const timeval patience{20, 0};  // a read that takes this long is a hang
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    Line(Line&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Line(const Line&) = delete;
    ~Line() { hang_up(); }

    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t size = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (size <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }
    void say_no_more() { shutdown(fd_, SHUT_WR); }
    // The head and content of the next answer; status 0 when the connection ended first.
    struct Heard {
        int status = 0;
        std::string head;
        std::string content;
    };
    enum class Content { yes, no };
    Heard hear(Content content = Content::yes) {
        Heard heard;
        auto end = std::string::npos;
        while ((end = kept_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return heard;
        heard.head = kept_.substr(0, end + 2);
        kept_.erase(0, end + 4);
        heard.status = std::stoi(heard.head.substr(9, 3));
        const auto at = heard.head.find("Content-Length: ");
        if (content == Content::no || at == std::string::npos) return heard;
        const std::size_t size = std::stoull(heard.head.substr(at + 16));
        while (kept_.size() < size)
            if (!more()) return heard;
        heard.content = kept_.substr(0, size);
        kept_.erase(0, size);
        return heard;
    }
    // True when the server closed (or reset) without sending more; false when it is still open.
    bool ended() { return kept_.empty() && !more() && ended_; }
    void hang_up() {
        if (fd_ >= 0) close(fd_);
        fd_ = -1;
    }
    // Closes with a reset, as a client that crashed.
    void reset() {
        const linger now{1, 0};
        setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        hang_up();
    }

  private:
    bool more() {
        char buffer[16 << 10];
        const ssize_t size = recv(fd_, buffer, sizeof buffer, 0);
        if (size > 0) kept_.append(buffer, static_cast<std::size_t>(size));
        ended_ = size == 0 || (size < 0 && errno == ECONNRESET);
        return size > 0;
    }
    int fd_;
    bool ended_ = false;
    std::string kept_;
};

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

std::unique_ptr<Server> serve(Handler handler, Options options = {}) {
    auto server = Server::start(std::move(options), std::move(handler));
    REQUIRE(server);
    return *std::move(server);
}

// Answers with what it was asked.
void echo(Request request, const Respond& respond) {
    Response response;
    response.content_type = "text/plain";
    response.body = request.method + " " + request.path + " " + request.body;
    respond(std::move(response));
}

std::string fault_in(const Line::Heard& heard) {
    const auto body = parse_json(heard.content);
    if (!body) return "not JSON";
    return std::string(body->at("error").at("fault").as_string());
}

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

TEST_CASE("a client that has said all (half-closed) still gets its answer") {
    const auto server = serve(echo);
    Line line(server->port());
    line.say(get("/1") + get("/2"));
    line.say_no_more();
    CHECK(line.hear().content == "GET /1 ");
    CHECK(line.hear().content == "GET /2 ");
}

TEST_CASE("a burst beyond the queue gets 503 with Retry-After, and every client an answer") {
    Options options;
    options.workers = 1;
    options.queue_max = 4;
    std::latch release(1);
    const auto server = serve(
        [&](const Request& request, const Respond& respond) {
            release.wait();
            echo(request, respond);
        },
        options);
    std::vector<Line> lines;
    for (int i = 0; i < 40; ++i) {
        lines.emplace_back(server->port());
        lines.back().say(get("/"));
    }
    // One runs, at most four wait: at least 35 are turned away at once.
    int busy = 0, good = 0;
    std::thread later([&] {
        while (server->connections() < 40) std::this_thread::yield();
        std::this_thread::sleep_for(20ms);
        release.count_down();
    });
    for (Line& line : lines) {
        const auto heard = line.hear();
        good += heard.status == 200;
        busy += heard.status == 503 && heard.head.find("Retry-After: 1\r\n") != std::string::npos &&
                fault_in(heard) == "busy";
    }
    later.join();
    CHECK(good >= 1);
    CHECK(busy >= 1);
    CHECK(good + busy == 40);
    // A client that was turned away keeps its connection and may ask again.
    lines.back().say(get("/again"));
    CHECK(lines.back().hear().content == "GET /again ");
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
