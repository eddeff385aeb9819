// The server from its socket: sign-in, a chart, who may do what, and everything a client can spoil.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "server/http/test_client.h"
#include "tests/support/full_disk.h"
#include "tests/support/site.h"

namespace muniment::server {

using namespace tests;

using http::Line;

namespace {

// What the process says on stderr while this lives.
class Overheard {
  public:
    Overheard() : saved_(dup(STDERR_FILENO)) {
        FILE* file = std::fopen(place_.file("stderr").c_str(), "w");
        REQUIRE(file != nullptr);
        dup2(fileno(file), STDERR_FILENO);
        std::fclose(file);
    }
    ~Overheard() { stop(); }
    std::string stop() {
        if (saved_ >= 0) {
            std::fflush(stderr);
            dup2(saved_, STDERR_FILENO);
            close(saved_);
            saved_ = -1;
        }
        std::ifstream in(place_.file("stderr"));
        return {std::istreambuf_iterator<char>(in), {}};
    }

  private:
    Folder place_;
    int saved_;
};

struct Served : Site {
    explicit Served(Engine engine) : Site(engine) {
        add_user("rosa", people::Role::release_specialist);
        add_user("cleo", people::Role::clerk);
        auto started = App::start(*house, shipped_packs(), {"127.0.0.1", 0});
        REQUIRE_MESSAGE(started, (started ? "" : started.error().message));
        app = *std::move(started);
    }
    // The head's lines after Host, as the client writes them.
    Line::Heard send(const std::string& method, const std::string& target,
                     const std::string& content = "", const std::string& fields = "") {
        Line line(app->port());
        REQUIRE(line.say(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields +
                         (content.empty() && method == "GET"
                              ? ""
                              : "Content-Length: " + std::to_string(content.size()) + "\r\n") +
                         "\r\n" + content));
        return line.hear(method == "HEAD" ? Line::Content::no : Line::Content::yes);
    }
    // Sent by the web client: with its header and the session.
    Line::Heard ask(const std::string& method, const std::string& target,
                    const std::string& content = "", const std::string& more = "") {
        return send(method, target, content, "X-Muniment: 1\r\n" + session + more);
    }
    Line::Heard sign_in(const std::string& name, const std::string& word = password) {
        const auto heard = ask("POST", "/api/session",
                               "{\"username\":\"" + name + "\",\"password\":\"" + word + "\"}");
        const auto at = heard.head.find("muniment_session=");
        session.clear();
        if (heard.status == 200 && at != std::string::npos)
            session = "Cookie: " + heard.head.substr(at, heard.head.find(';', at) - at) + "\r\n";
        return heard;
    }
    std::string session;
    std::unique_ptr<App> app;
};

void check_problem(const Line::Heard& heard) {
    CHECK(heard.status >= 400);
    CHECK(heard.status < 500);
    CHECK(heard.head.find("application/json") != std::string::npos);
    CHECK(http::fault_in(heard) != "not JSON");
    CHECK(heard.content.find(marker) == std::string::npos);
}

}  // namespace

TEST_CASE("server: sign in, see a chart, sign out") {
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        Served site(engine);
        CHECK(site.ask("GET", "/api/session").status == 401);
        CHECK(site.ask("GET", "/api/chart/" + Site::p()).status == 401);
        const auto in = site.sign_in("rosa");
        REQUIRE(in.status == 200);
        for (const char* flag : {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"})
            CHECK(in.head.find(flag) != std::string::npos);
        CHECK(in.content.find("\"release_specialist\"") != std::string::npos);
        CHECK(site.ask("GET", "/api/session").status == 200);
        const auto rows = site.access_rows("p");
        const auto chart =
            site.ask("GET", "/api/chart/" + Site::p(), "", "X-Purpose: TREATMENT\r\n");
        CHECK(chart.status == 200);
        CHECK(chart.content.find(marker) != std::string::npos);
        CHECK(chart.head.find("no-store") != std::string::npos);
        CHECK(site.access_rows("p") == rows + 1);
        CHECK(site.number("SELECT COUNT(*) FROM people_access WHERE org = 1 AND purpose = "
                          "'TREATMENT' AND person IS NOT NULL") == 1);
        CHECK(site.ask("HEAD", "/api/status").status == 200);
        CHECK(site.ask("GET", "/api/openapi.json").status == 200);
        CHECK(site.ask("GET", "/api/jobs").status == 200);
        CHECK(site.ask("GET", "/verify.html").status == 200);
        const auto out = site.ask("DELETE", "/api/session");
        CHECK(out.status == 200);
        CHECK(out.head.find("muniment_session=;") != std::string::npos);
        CHECK(site.ask("GET", "/api/chart/" + Site::p()).status == 401);
        CHECK(site.damage().empty());
    }
}

TEST_CASE("server: who may do what, and that a denied attempt is written down") {
    Served site(Engine::sqlite);
    REQUIRE(site.sign_in("cleo").status == 200);
    const auto entries = site.house->ledger().size();
    const auto denied = site.ask("GET", "/api/chart/" + Site::p());
    check_problem(denied);
    CHECK(denied.status == 403);
    CHECK(site.ask("POST", "/api/release/cases", Site::request()).status == 403);
    CHECK(site.ask("GET", "/api/release/cases").status == 200);
    CHECK(site.ask("PUT", "/api/release/settings", "{}").status == 403);
    // Denied attempts are committed in order, before this one:
    REQUIRE(site.look());
    CHECK(site.house->ledger().size() == entries + 4);
    const auto entry = site.house->ledger().entry(static_cast<std::int64_t>(entries));
    REQUIRE(entry);
    CHECK(entry->payload.find("access.denied") != std::string::npos);
    CHECK(entry->payload.find("/chart/{patient}") != std::string::npos);
    // Without the client's own header nothing is changed, whoever is signed in.
    for (const char* method : {"POST", "PUT", "DELETE"}) {
        const auto forged = site.send(method, "/api/session", "{}", site.session);
        CHECK(forged.status == 403);
    }
    CHECK(site.ask("GET", "/api/session").status == 200);
    const struct {
        const char* purpose;
        int status;
    } purposes[] = {{"TREATMENT", 200}, {"PAYMENT", 200},         {"OPERATIONS", 200},
                    {"LEGAL", 200},     {"PATIENT_REQUEST", 200}, {"CURIOSITY", 400},
                    {"treatment", 400}};
    for (const auto& [purpose, status] : purposes) {
        CAPTURE(std::string(purpose));
        CHECK(site.ask("GET", "/api/status", "", "X-Purpose: " + std::string(purpose) + "\r\n")
                  .status == status);
    }
    for (const char* cookie : {"Cookie: muniment_session=\r\n", "Cookie: other=1\r\n",
                               "Cookie: muniment_session=AAAA\r\n", ""})
        CHECK(site.send("GET", "/api/status", "", cookie).status == 401);
}

// Goal: whatever is sent, the answer is a clear error in JSON; nothing of a chart is in it.
TEST_CASE("server: bad input") {
    Overheard overheard;
    Served site(Engine::sqlite);
    REQUIRE(site.sign_in("rosa").status == 200);
    const std::string good = Site::request(), path = "/api/release/cases";
    const auto with = [&](const std::string& from, const std::string& to) {
        const std::string made = replaced(good, from, to);
        REQUIRE(made != good);
        return made;
    };
    const std::string deep(100, '['), closed(100, ']');
    const std::string bodies[] = {
        "{",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{}x",
        good + good,
        good.substr(0, good.size() / 2),
        "{\"x\":" + deep + closed + "}",
        "{\"purpose\":" + std::string(100000, '['),
        "\xff\xfe{}",
        "{\"purpose\":\"\xc3\x28\"}",
        "{\"purpose\":\"\\ud800\"}",
        with("\"purpose\":\"own use\"", "\"purpose\":\"a\",\"purpose\":\"b\""),
        with("\"purpose\":\"own use\"", "\"purpose\":7"),
        with("\"purpose\":\"own use\"", "\"purpose\":[\"" + marker + "\"]"),
        with("\"purpose\":\"own use\"", "\"" + marker + "\":1"),
        with("\"kind\":\"patient\"", "\"kind\":\"" + marker + "\""),
        with(Site::p(), to_text(derived_uuid("nobody"))),
        with(Site::p(), "../../etc/passwd"),
        with(Site::p(), marker),
        with("2026-11-20", "2026-02-30"),
        with("2026-11-20", marker),
        with("2026-11-20", "99999-01-01"),
        with("true", "\"true\""),
        with("true", "1"),
        with("\"purpose\":\"own use\"", "\"scope\":{\"sections\":[\"" + marker + "\"]}"),
        with("\"purpose\":\"own use\"", "\"scope\":{\"from\":\"" + marker + "\"}"),
        with("\"purpose\":\"own use\"", "\"authorization\":[]"),
    };
    for (const std::string& body : bodies) {
        CAPTURE(body.substr(0, 80));
        const auto heard = site.ask("POST", path, body);
        check_problem(heard);
        CHECK(heard.status == 400);
    }
    const std::string c = "/api/chart/" + Site::p();
    const struct {
        const char* method;
        std::string target;
        int status;
    } targets[] = {
        {"GET", "/api/none", 404},
        {"GET", "/api", 404},
        {"GET", "/api/", 404},
        {"GET", "/api/chart/" + marker, 404},
        {"GET", "/api/chart/" + to_text(derived_uuid("nobody")), 404},
        {"GET", c + "/documents/" + to_text(derived_uuid("nobody")), 404},
        {"GET", c + "/documents/" + marker, 404},
        {"GET", c + "/secrets", 404},
        {"GET", c + "/results?limit=x", 400},
        {"GET", c + "/results?from=" + marker, 400},
        {"GET", c + "/results?encounter=" + marker, 400},
        {"GET", c + "/results?offset=99999999999999999999", 400},
        {"GET", "/api/release/cases/" + to_text(derived_uuid("nobody")), 404},
        {"GET", "/api/release/accounting?patient=x", 400},
        {"GET", "/api/ledger/entries/-1", 404},
        {"GET", "/api/ledger/entries/99999999999999999999", 404},
        {"GET", "/api/ledger/entries/999999", 404},
        {"GET", "/api/jobs/" + marker, 404},
        {"DELETE", "/api/patients", 405},
        {"PATCH", c, 405},
        {"POST", "/api/jobs", 405},
        {"PUT", "/api/session", 405},
        {"POST", "/d/none", 405},
        {"GET", "/api/public/d/none", 405},
        {"HEAD", "/api/public/d/none", 405},
        {"POST", "/api/public/d/none", 410},
        {"GET", "/api/../master.key", 400},
        {"GET", "/api/%2e%2e/master.key", 400},
        {"GET", "/..%2fmaster.key", 400},
        {"GET", "//etc/passwd", 400},
        {"GET", "/api/chart/%00", 400},
        {"GET", "/api/chart/%ff", 400},
        {"GET", "/api/patients?q=%zz", 400},
        {"GET", "/api/patients?q=a&q=b", 400},
    };
    for (const auto& [method, target, status] : targets) {
        CAPTURE(std::string(method));
        CAPTURE(target);
        const auto heard = site.ask(method, target);
        CHECK(heard.status == status);
        if (std::string_view(method) != "HEAD") check_problem(heard);
    }
    Line line(site.app->port());
    line.say("POST /api/release/cases HTTP/1.1\r\nHost: localhost\r\nX-Muniment: 1\r\n" +
             site.session + "Content-Length: 99999999999\r\n\r\n");
    const auto huge = line.hear();
    check_problem(huge);
    CHECK(huge.status == 413);
    // A version that is not the case's.
    const auto made = site.ask("POST", path, good);
    REQUIRE(made.status == 200);
    const std::string one =
        path + "/" + std::string(parse_json(made.content)->at("id").as_string());
    CHECK(site.ask("POST", one + "/decision", "{\"version\":9}").status == 409);
    check_problem(site.ask("POST", one + "/decision", "{\"version\":1.5}"));
    check_problem(site.ask("POST", one + "/release", "{\"version\":1,\"confirmed\":true}"));
    check_problem(site.ask("GET", one + "/letter.pdf"));
    CHECK(site.ask("GET", "/api/status").status == 200);  // still there
    CHECK(site.damage().empty());
    site.app.reset();
    const std::string said = overheard.stop();
    CHECK(said.find(marker) == std::string::npos);
    CHECK(said.find("internal error") == std::string::npos);
}

// Goal: what cannot be written down is not shown; when there is room again, it is.
TEST_CASE("server: on a full disk a chart is not shown") {
    Served site(Engine::sqlite);
    REQUIRE(site.sign_in("rosa").status == 200);
    Line::Heard refused;
    {
        const FullDisk full;
        refused = site.ask("GET", "/api/chart/" + Site::p());
    }
    CHECK(refused.status == 503);
    CHECK(http::fault_in(refused) == "unavailable");
    CHECK(refused.content.find(marker) == std::string::npos);
    const auto rows = site.access_rows("p");
    CHECK(site.ask("GET", "/api/chart/" + Site::p()).status == 200);
    CHECK(site.access_rows("p") == rows + 1);
    CHECK(site.damage().empty());
}

TEST_CASE("server: wrong passwords in bursts") {
    Served site(Engine::sqlite);
    std::atomic<int> wrong = 0, busy = 0, other = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            for (int again = 0; again < 3; ++again) {
                const auto heard = site.send(
                    "POST", "/api/session",
                    "{\"username\":\"rosa\",\"password\":\"" + marker + "\"}", "X-Muniment: 1\r\n");
                const std::string fault = http::fault_in(heard);
                ++(fault == "unauthorized" && heard.status == 401 ? wrong
                   : fault == "busy" && heard.status >= 400       ? busy
                                                                  : other);
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(other == 0);
    CHECK(wrong + busy == 18);
    CHECK(wrong >= 1);
    for (const char* body : {"{}", "{\"username\":7}", "[]", "", "{\"username\":\"a\"",
                             "{\"username\":\"rosa\",\"password\":\"x\",\"more\":1}"}) {
        CAPTURE(std::string(body));
        const auto heard = site.ask("POST", "/api/session", body);
        CHECK((heard.status == 400 || heard.status == 401 || http::fault_in(heard) == "busy"));
        CHECK(heard.head.find("Set-Cookie") == std::string::npos);
    }
}

}  // namespace muniment::server
