// Requests as bytes: good ones, each way of spoiling them, and every way of cutting them into
// pieces.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/parse.h"

#include <doctest/doctest.h>

namespace muniment::http {
namespace {

using State = RequestReader::State;
using namespace std::string_literals;

// 200 stands for a whole request, 0 for one that is not finished, else the status of the refusal.
int outcome(const std::string& bytes, const Limits& limits = {}) {
    RequestReader reader(limits);
    reader.feed(bytes);
    if (reader.state() == State::done) return 200;
    return reader.state() == State::refused ? reader.refusal().status : 0;
}

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}
std::string post(const std::string& fields, const std::string& body) {
    return "POST /a HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + body;
}
std::string chunked(const std::string& body) {
    return post("Transfer-Encoding: chunked\r\n", body);
}

TEST_CASE("a request is read whole and decoded") {
    const Limits limits;
    RequestReader reader(limits);
    const std::string bytes =
        "PUT /api/case%201?a=b HTTP/1.1\r\nHost: localhost:1\r\nCookie: s=1\r\nX-Empty:\r\n"
        "Content-Length: 5\r\n\r\nhello";
    CHECK(reader.feed(bytes + "GET") == bytes.size());
    REQUIRE(reader.state() == State::done);
    CHECK(reader.keep_alive());
    const Request request = reader.take();
    CHECK(request.method == "PUT");
    CHECK(request.path == "/api/case 1");
    CHECK(request.query.at("a") == "b");
    CHECK(request.headers.get("cOOKIE") == "s=1");
    REQUIRE(request.headers.find("X-Empty") != nullptr);
    CHECK(request.headers.get("X-Empty").empty());
    CHECK(request.headers.find("X-Other") == nullptr);
    CHECK(request.body == "hello");
}

TEST_CASE("requests, good and malformed, and the status each gets") {
    struct Row {
        std::string what;
        std::string bytes;
        int status;
    };
    const std::string host = "Host: localhost\r\n";
    const Row rows[] = {
        {"plain", get("/"), 200},
        {"unknown method is the router's matter", "BREW / HTTP/1.1\r\n" + host + "\r\n", 200},
        {"HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", 200},
        {"content", post("Content-Length: 2\r\n", "ab"), 200},
        {"empty content", post("Content-Length: 0\r\n", ""), 200},
        {"content with NUL", post("Content-Length: 1\r\n", "\0"s), 200},
        {"white space around a value", "GET / HTTP/1.1\r\nHost: \t localhost \r\n\r\n", 200},
        {"unfinished head", "GET / HTTP/1.1\r\nHost: local", 0},
        {"unfinished content", post("Content-Length: 3\r\n", "ab"), 0},

        {"nonsense", "hello\r\n\r\n", 400},
        {"TLS hello on a plain port", "\x16\x03\x01\x02"s, 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\n", 400},
        {"no version", "GET /\r\n\r\n", 400},
        {"HTTP/1.2", "GET / HTTP/1.2\r\n" + host + "\r\n", 400},
        {"two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"tab in the request line", "GET\t/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"empty line first", "\r\n" + get("/"), 400},
        {"bare LF after the line", "GET / HTTP/1.1\n" + host + "\r\n", 400},
        {"bare LF after a field", "GET / HTTP/1.1\r\nHost: localhost\n\r\n", 400},
        {"bare LF at the end", "GET / HTTP/1.1\r\n" + host + "\n", 400},
        {"bare CR in a value", "GET / HTTP/1.1\r\n" + host + "A: b\rc\r\n\r\n", 400},
        {"CR CR LF", "GET / HTTP/1.1\r\n" + host + "\r\r\n", 400},
        {"NUL in a value", "GET / HTTP/1.1\r\n" + host + "A: b\0c\r\n\r\n"s, 400},
        {"NUL in the target", "GET /\0 HTTP/1.1\r\n"s + host + "\r\n", 400},
        {"DEL in a value", "GET / HTTP/1.1\r\n" + host + "A: \x7f\r\n\r\n", 400},
        {"value is not UTF-8", "GET / HTTP/1.1\r\n" + host + "A: \xff\r\n\r\n", 400},
        {"folded line", "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", 400},
        {"white space before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400},
        {"white space before the first field", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", 400},
        {"field without colon", "GET / HTTP/1.1\r\n" + host + "Nonsense\r\n\r\n", 400},
        {"field without name", "GET / HTTP/1.1\r\n" + host + ": b\r\n\r\n", 400},

        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"malformed Host", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
        {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"absolute-form", get("http://localhost/"), 400},
        {"asterisk-form", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 400},
        {"authority-form", "CONNECT localhost:1 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"dot segments", get("/a/../b"), 400},
        {"bad percent", get("/%zz"), 400},
        {"encoded NUL", get("/%00"), 400},

        {"length and coding",
         post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
        {"coding and length",
         post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400},
        {"two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "abc"), 400},
        {"the same length twice", post("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"), 400},
        {"a list of lengths", post("Content-Length: 2, 2\r\n", "ab"), 400},
        {"negative length", post("Content-Length: -1\r\n", ""), 400},
        {"signed length", post("Content-Length: +2\r\n", "ab"), 400},
        {"hexadecimal length", post("Content-Length: 0x2\r\n", "ab"), 400},
        {"no length", post("Content-Length:\r\n", ""), 400},
        {"two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""),
         400},
        {"coding in HTTP/1.0",
         "POST /a HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", ""), 501},
        {"chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", ""), 501},
        {"disguised coding", post("Transfer-Encoding: xchunked\r\n", ""), 501},
        {"identity", post("Transfer-Encoding: identity\r\n", ""), 501},
        {"1 GB", post("Content-Length: 1073741824\r\n", ""), 413},
        {"more than 64 bits", post("Content-Length: 99999999999999999999\r\n", ""), 400},
        {"64 bits", post("Content-Length: 18446744073709551615\r\n", ""), 413},
        {"unknown expectation", post("Expect: wonders\r\nContent-Length: 1\r\n", "a"), 417},

        {"chunks", chunked("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"), 200},
        {"no chunks", chunked("0\r\n\r\n"), 200},
        {"Chunked, in another case", post("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n"), 200},
        {"chunk extension", chunked("1;a=b\r\nx\r\n0;c\r\n\r\n"), 200},
        {"trailer", chunked("0\r\nX-Sum: 1\r\nX-B: 2\r\n\r\n"), 200},
        {"unfinished chunk", chunked("3\r\nab"), 0},
        {"no last chunk", chunked("1\r\nx\r\n"), 0},
        {"chunk without size", chunked("\r\nabc"), 400},
        {"chunk with 0x", chunked("0x1\r\na\r\n"), 400},
        {"negative chunk", chunked("-1\r\na\r\n"), 400},
        {"white space after the size", chunked("1 \r\na\r\n"), 400},
        {"bare LF after the size", chunked("1\na\r\n"), 400},
        {"bare CR in the extension", chunked("1;a\rb\r\nx\r\n"), 400},
        {"chunk longer than said", chunked("1\r\nab\r\n"), 400},
        {"bare LF after the data", chunked("1\r\na\n0\r\n\r\n"), 400},
        {"bare LF at the end", chunked("0\r\n\n"), 400},
        {"bare LF in the trailer", chunked("0\r\nA: b\n\r\n"), 400},
        {"folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n"), 400},
        {"NUL in the trailer", chunked("0\r\nA: \0\r\n\r\n"s), 400},
        {"sixteen digits", chunked("0000000000000001\r\na\r\n0\r\n\r\n"), 400},
        {"huge chunk", chunked("fffffffffffffff\r\n"), 413},
        {"endless extension", chunked("1;" + std::string(300, 'a') + "\r\na\r\n0\r\n\r\n"), 400},
        {"endless trailer", chunked("0\r\nA: " + std::string(5000, 'a') + "\r\n\r\n"), 400},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(outcome(row.bytes) == row.status);
        // The same bytes one at a time give the same answer.
        const Limits limits;
        RequestReader slow(limits);
        for (const char& byte : row.bytes) slow.feed(std::string_view(&byte, 1));
        const bool refused = slow.state() == State::refused;
        CHECK((slow.state() == State::done ? 200
               : refused                   ? slow.refusal().status
                                           : 0) == row.status);
        if (refused) CHECK_FALSE(slow.refusal().error.message.empty());
    }
}

TEST_CASE("limits, each met exactly and passed by one") {
    Limits limits;
    limits.header_bytes_max = get("/").size();
    CHECK(outcome(get("/"), limits) == 200);
    CHECK(outcome(get("/a"), limits) == 431);
    CHECK(outcome(std::string(100, 'G'), limits) == 431);  // without waiting for an end

    limits = Limits{};
    limits.header_count_max = 2;
    CHECK(outcome("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\n", limits) == 200);
    CHECK(outcome("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: c\r\n\r\n", limits) == 431);

    limits = Limits{};
    limits.body_bytes_max = 4;
    CHECK(outcome(post("Content-Length: 4\r\n", "abcd"), limits) == 200);
    CHECK(outcome(post("Content-Length: 5\r\n", ""), limits) == 413);
    CHECK(outcome(chunked("2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n"), limits) == 200);
    CHECK(outcome(chunked("2\r\nab\r\n3\r\n"), limits) == 413);  // before the bytes arrive
}

TEST_CASE("a name that is not ours is refused with 421, and HTTP/1.0 must then name one") {
    Limits limits;
    limits.hosts = {"him.example.org"};
    CHECK(outcome("GET / HTTP/1.1\r\nHost: him.example.org\r\n\r\n", limits) == 200);
    CHECK(outcome(get("/"), limits) == 200);
    CHECK(outcome("GET / HTTP/1.1\r\nHost: rebound.example\r\n\r\n", limits) == 421);
    CHECK(outcome("GET / HTTP/1.0\r\n\r\n", limits) == 400);
}

TEST_CASE("chunked content is put together, its trailer dropped") {
    const Limits limits;
    RequestReader reader(limits);
    const std::string bytes =
        chunked("3\r\nabc\r\n2\r\nde\r\n0\r\nHost: evil\r\nX-Muniment: 1\r\n\r\n");
    CHECK(reader.feed(bytes + "G") == bytes.size());
    const Request request = reader.take();
    CHECK(request.body == "abcde");
    CHECK(request.headers.get("Host") == "localhost");
    CHECK(request.headers.find("X-Muniment") == nullptr);
}

TEST_CASE("pipelined requests are told apart wherever the pieces are cut") {
    const std::string bytes = post("Content-Length: 3\r\n", "one") + get("/two") +
                              chunked("5\r\nthree\r\n0\r\n\r\n") + get("/four");
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
        const Limits limits;
        std::vector<Request> requests;
        auto reader = std::make_unique<RequestReader>(limits);
        for (std::size_t at = 0; at < bytes.size();) {
            at += reader->feed(std::string_view(bytes).substr(at, piece));
            if (reader->state() != State::done) continue;
            requests.push_back(reader->take());
            reader = std::make_unique<RequestReader>(limits);
        }
        REQUIRE(requests.size() == 4);
        CHECK(requests[0].body == "one");
        CHECK(requests[1].path == "/two");
        CHECK(requests[2].body == "three");
        CHECK(requests[3].path == "/four");
    }
}

TEST_CASE("when the connection may be kept") {
    struct Row {
        std::string bytes;
        bool keep;
    };
    const Row rows[] = {
        {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", true},
        {"GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", true},
        {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: a\r\nConnection: x\r\nConnection: close\r\n\r\n", false},
        {"GET / HTTP/1.0\r\n\r\n", false},
        {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.bytes);
        const Limits limits;
        RequestReader reader(limits);
        reader.feed(row.bytes);
        REQUIRE(reader.state() == State::done);
        CHECK(reader.keep_alive() == row.keep);
    }
}

TEST_CASE("100-continue is wanted until the body begins, and only where there is one") {
    const Limits limits;
    RequestReader reader(limits);
    reader.feed(post("Expect: 100-Continue\r\nContent-Length: 2\r\n", ""));
    CHECK(reader.wants_continue());
    reader.feed("a");
    CHECK_FALSE(reader.wants_continue());
    CHECK(reader.feed("b") == 1);
    CHECK(reader.state() == State::done);

    RequestReader bare(limits);
    bare.feed("GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n");
    CHECK(bare.state() == State::done);
    CHECK_FALSE(bare.wants_continue());
}

TEST_CASE("nothing is taken once a request is done or refused; an unfinished one is not given") {
    const Limits limits;
    RequestReader done(limits);
    done.feed(get("/"));
    CHECK(done.feed("x") == 0);
    RequestReader refused(limits);
    refused.feed("\n");
    REQUIRE(refused.state() == State::refused);
    CHECK(refused.feed("x") == 0);
    CHECK_THROWS_AS(refused.take(), Bug);
}

}  // namespace
}  // namespace muniment::http
