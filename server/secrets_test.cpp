// Secrets are never written down: what the server says, what the ledger keeps and what lies in the
// data folder is searched for secrets that were planted in every place where one is given.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "server/http/test_client.h"
#include "tests/support/site.h"

namespace muniment::server {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Standard error into a file while this lives.
class Said {
  public:
    explicit Said(std::string path) : path_(std::move(path)), kept_(dup(STDERR_FILENO)) {
        std::FILE* file = std::fopen(path_.c_str(), "w");
        REQUIRE(file != nullptr);
        dup2(fileno(file), STDERR_FILENO);
        std::fclose(file);
    }
    Said(const Said&) = delete;
    ~Said() {
        dup2(kept_, STDERR_FILENO);
        close(kept_);
    }
    std::string text() const { return bytes_of(path_); }

  private:
    std::string path_;
    int kept_;
};

struct Planted {
    std::string what;
    std::string secret;
};

std::string send(std::uint16_t port, const std::string& request) {
    http::Line line(port);
    line.say(request);
    const auto heard = line.hear();
    return heard.head + heard.content;
}

std::string sign_in(const std::string& name, const std::string& word, const std::string& more) {
    const std::string body = R"({"username":")" + name + R"(","password":")" + word + "\"}";
    return "POST /api/session HTTP/1.1\r\nHost: localhost\r\nX-Muniment: 1\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("planted secrets are found in no log, no ledger entry and no file") {
    tests::Site site(tests::Engine::sqlite);
    site.add_user("rosa", people::Role::administrator);
    const Said said(site.folder.file("stderr"));
    std::vector<Planted> planted = {
        {"a password that is right", tests::password},
        {"a password that is wrong", "planted-wrong-word-81"},
        {"a password typed as the user's name", "planted-as-a-name-82"},
        {"a cookie", "planted-cookie-83"},
        {"a bearer token", "planted-bearer-84"},
        {"a token in the query", "planted-query-85"},
        {"a token in the path", "planted-path-86"},
        {"a body that is not JSON", "planted-body-87"},
        {"an X-Purpose", "planted-purpose-88"},
    };
    std::string answers;
    {
        const auto app = App::start(*site.house, tests::shipped_packs(), {"127.0.0.1", 0});
        REQUIRE(app);
        const auto port = (*app)->port();
        const std::string good = send(port, sign_in("rosa", tests::password, ""));
        const auto at = good.find("muniment_session=");
        REQUIRE(at != std::string::npos);
        const std::string token = good.substr(at + 17, good.find(';', at) - at - 17);
        REQUIRE(token.size() > 30);
        planted.push_back({"a session's token", token});
        const std::string cookie = "Cookie: muniment_session=" + token + "\r\n";
        answers += send(port, sign_in("rosa", "planted-wrong-word-81", ""));
        answers += send(port, sign_in("planted-as-a-name-82", "x", ""));
        answers += send(port, sign_in("rosa", "planted-body-87", "") + "{\"planted-body-87");
        const std::string get = "GET /api/patients HTTP/1.1\r\nHost: localhost\r\n";
        answers += send(port, get + "Cookie: muniment_session=planted-cookie-83\r\n\r\n");
        answers += send(port, get + "Authorization: Bearer planted-bearer-84\r\n\r\n");
        answers += send(port, get + cookie + "X-Purpose: planted-purpose-88\r\n\r\n");
        answers += send(port,
                        "GET /api/patients?token=planted-query-85 HTTP/1.1\r\n"
                        "Host: localhost\r\n" +
                            cookie + "\r\n");
        answers += send(
            port, "GET /api/d/planted-path-86 HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n");
    }
    planted.push_back({"the master key",
                       std::string(trim(bytes_of(fs::path(site.house->folder()) / "master.key")))});
    for (const Planted& each : planted) {
        CAPTURE(each.what);
        REQUIRE(each.secret.size() > 10);
        CHECK(said.text().find(each.secret) == std::string::npos);
        CHECK(answers.find(each.secret) == std::string::npos);
        const auto entries = site.house->ledger().recent(1'000'000'000, 100'000);
        REQUIRE(entries);
        for (const auto& entry : *entries)
            CHECK(entry.payload.find(each.secret) == std::string::npos);
        for (const auto& file : fs::recursive_directory_iterator(site.folder.path()))
            if (file.is_regular_file() && file.path().filename() != "master.key")
                CHECK_MESSAGE(bytes_of(file.path()).find(each.secret) == std::string::npos,
                              file.path().filename().string());
    }
}

}  // namespace muniment::server
