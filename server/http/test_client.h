// For this room's tests: a client that sends raw bytes, and a server to send them to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "server/http/server.h"

namespace muniment::http {

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
    bool something_to_hear() const {
        pollfd state{fd_, POLLIN, 0};
        return poll(&state, 1, 0) == 1;
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

inline std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

inline std::unique_ptr<Server> serve(Handler handler, Options options = {}) {
    auto server = Server::start(std::move(options), std::move(handler));
    REQUIRE(server);
    return *std::move(server);
}

// Answers with what it was asked.
inline void echo(Request request, const Respond& respond) {
    Response response;
    response.content_type = "text/plain";
    response.body = request.method + " " + request.path + " " + request.body;
    respond(std::move(response));
}

inline std::string fault_in(const Line::Heard& heard) {
    const auto body = parse_json(heard.content);
    if (!body) return "not JSON";
    return std::string(body->at("error").at("fault").as_string());
}

}  // namespace muniment::http
