// Internal to this room: one event loop and the connections that live on it. A loop is one
// io_context run by one thread; everything here is touched by that thread only, unless it says
// otherwise.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "server/http/answer.h"
#include "server/http/parse.h"
#include "server/http/server.h"
#include "server/http/wire.h"

namespace muniment::http {

using SteadyTime = std::chrono::steady_clock::time_point;

// What all loops share. Outlives them, because late answers may hold a loop for a moment.
struct Shared {
    explicit Shared(Options given) : options(std::move(given)) {}
    const Options options;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::uint64_t> bodies_bytes = 0;
    std::atomic<bool> stopping = false;
    // Hands a request to the workers; false when they are full. Set once before the loops run.
    std::function<bool(Request, Respond)> dispatch;

    // The certificate for new connections; null: in the clear. Thread-safe.
    std::shared_ptr<const TlsIdentity> identity() const {
        const std::lock_guard lock(identity_guard_);
        return identity_;
    }
    void use(std::shared_ptr<const TlsIdentity> identity) {
        const std::lock_guard lock(identity_guard_);
        identity_ = std::move(identity);
    }

  private:
    mutable std::mutex identity_guard_;
    std::shared_ptr<const TlsIdentity> identity_;
};

class Client;

struct Loop {
    explicit Loop(std::shared_ptr<Shared> all) : shared(std::move(all)) {}
    const std::shared_ptr<Shared> shared;
    std::array<char, 64 << 10> scratch;  // bytes just received; valid until the next wait
    std::unordered_set<Client*> clients;
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    asio::steady_timer sweep{context};
    asio::steady_timer accept_pause{context};
};

// Starts accepting and sweeping; call once, from the loop's thread or before it runs.
void start_loop(const std::shared_ptr<Loop>& loop);
// Stops accepting and closes the idle; the rest close after their current request. Thread-safe.
void drain_loop(const std::shared_ptr<Loop>& loop);

// One connection. Owned by its coroutine; ends when the coroutine ends.
class Client : public std::enable_shared_from_this<Client> {
  public:
    Client(Loop& loop, tcp::socket socket);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    static asio::awaitable<void> serve(std::shared_ptr<Client> self, std::weak_ptr<Loop> loop);
    void answer(Response response);
    void close();
    void sweep(SteadyTime now) {
        if (now >= deadline_) close();
    }
    bool idle() const { return idle_; }

  private:
    asio::awaitable<bool> shake_hands();
    asio::awaitable<bool> read_request(RequestReader& reader);
    asio::awaitable<bool> receive(RequestReader& reader);
    asio::awaitable<bool> send(std::string head, std::string_view content);
    asio::awaitable<bool> send_answer(const Response& response, bool is_head,
                                      http::Connection connection);
    asio::awaitable<void> wait_answer();
    asio::awaitable<void> refuse(const Refusal& refusal, bool is_head);
    asio::awaitable<void> part();
    void dispatch(Request request, std::weak_ptr<Loop> loop);
    bool hold_body(std::uint64_t bytes);
    void set_read_deadline(const RequestReader& reader);
    void set_deadline(SteadyTime since, Options::Milliseconds grace, std::uint64_t bytes);

    Loop& loop_;
    Wire wire_;
    asio::steady_timer answered_;  // never fires; cancelled when the answer is there
    SteadyTime deadline_ = SteadyTime::max();
    SteadyTime phase_since_;
    std::uint64_t held_ = 0;  // of Shared::bodies_bytes
    std::string rest_;        // received, not yet part of a request
    std::string remote_;
    std::optional<Response> response_;
    bool idle_ = true;
    bool in_body_ = false;
};

}  // namespace muniment::http
