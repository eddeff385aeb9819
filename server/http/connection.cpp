// The life of a connection as a coroutine: read a request, hand it to a worker, wait, write, again.
// Sockets are non-blocking and tried first; only when they have nothing does the coroutine wait,
// without a buffer of its own, so that an idle connection costs a few kilobytes.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "server/http/problem.h"

namespace muniment::http {
namespace {

using boost::system::error_code;

constexpr std::size_t joined_bytes_max = 16 << 10;  // below, head and content go out as one piece
constexpr std::size_t parting_bytes_max = 256 << 10;
constexpr int reads_in_a_row_max = 16;

// The one answer to a request, given from whichever thread. When the last copy of the handler's
// Respond goes without an answer, the client still gets one.
class Answer {
  public:
    Answer(std::weak_ptr<Loop> loop, std::weak_ptr<Client> client)
        : loop_(std::move(loop)), client_(std::move(client)) {}
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer() {
        try {
            give(problem(Error{Fault::bug, "respond was dropped"}));
        } catch (...) {  // out of memory: the connection stays until stop()
        }
    }

    void give(Response response) {
        if (given_.exchange(true)) return;
        const auto loop = loop_.lock();
        if (!loop) return;
        asio::post(loop->context,
                   [client = std::move(client_), answer = std::move(response)]() mutable {
                       if (const auto alive = client.lock()) alive->answer(std::move(answer));
                   });
    }
    void withdraw() { given_ = true; }

  private:
    std::atomic<bool> given_ = false;
    std::weak_ptr<Loop> loop_;
    std::weak_ptr<Client> client_;
};

Response too_busy(const char* message) { return problem(503, Error{Fault::busy, message}); }

Refusal bodies_over_limit() {
    return {503, Error{Fault::busy,
                       "The server is reading too many large requests; try again "
                       "shortly."}};
}

// For a client that sends a request in the clear to the port of TLS.
std::string speaks_tls() {
    const Response response = problem(Error{
        Fault::incorrect, "This port speaks TLS only; use an address that begins with https://."});
    const auto head = answer_head(response, Connection::close);
    return head ? *head + response.body : std::string{};
}

// Over the limit: a word of explanation if the socket takes it at once, then close.
void turn_away(tcp::socket& socket) {
    const Response response =
        too_busy("The server has as many connections as it allows; try again shortly.");
    const auto head = answer_head(response, Connection::close);
    if (!head) return;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(*head + response.body), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void welcome(const std::shared_ptr<Loop>& loop, tcp::socket socket) {
    Shared& shared = *loop->shared;
    if (shared.connections >= shared.options.connections_max) {
        turn_away(socket);
        return;
    }
    auto client = std::make_shared<Client>(*loop, std::move(socket));
    // An exception (out of memory) ends this connection only.
    asio::co_spawn(loop->context, Client::serve(std::move(client), loop),
                   [](std::exception_ptr) {});
}

asio::awaitable<void> accept_all(std::weak_ptr<Loop> weak) {
    auto loop = weak.lock().get();  // alive while its context runs us
    for (;;) {
        error_code failed;
        tcp::socket socket(loop->context);
        co_await loop->acceptor.async_accept(socket,
                                             asio::redirect_error(asio::use_awaitable, failed));
        if (!loop->acceptor.is_open()) co_return;
        if (!failed) {
            welcome(weak.lock(), std::move(socket));
            continue;
        }
        // Out of descriptors, most likely: let some connections end.
        loop->accept_pause.expires_after(std::chrono::milliseconds(50));
        co_await loop->accept_pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
    }
}

asio::awaitable<void> sweep_all(std::weak_ptr<Loop> weak) {
    auto loop = weak.lock().get();
    for (;;) {
        error_code failed;
        loop->sweep.expires_after(loop->shared->options.sweep_every);
        co_await loop->sweep.async_wait(asio::redirect_error(asio::use_awaitable, failed));
        const auto now = std::chrono::steady_clock::now();
        for (Client* client : loop->clients) client->sweep(now);
    }
}

}  // namespace

void start_loop(const std::shared_ptr<Loop>& loop) {
    const std::weak_ptr<Loop> weak = loop;
    asio::co_spawn(loop->context, accept_all(weak), [](std::exception_ptr) {});
    asio::co_spawn(loop->context, sweep_all(weak), [](std::exception_ptr) {});
}

void drain_loop(const std::shared_ptr<Loop>& loop) {
    asio::post(loop->context, [raw = loop.get()] {
        error_code ignored;
        raw->acceptor.close(ignored);
        raw->accept_pause.cancel();
        for (Client* client : raw->clients)
            if (client->idle()) client->close();
    });
}

Client::Client(Loop& loop, tcp::socket socket)
    : loop_(loop),
      wire_(std::move(socket), loop.shared->identity()),
      answered_(loop.context, SteadyTime::max()),
      remote_(wire_.peer()) {
    loop_.clients.insert(this);
    ++loop_.shared->connections;
}

Client::~Client() {
    hold_body(0);
    loop_.clients.erase(this);
    --loop_.shared->connections;
}

void Client::close() { wire_.close(); }

void Client::answer(Response response) {
    response_ = std::move(response);
    answered_.cancel();
}

asio::awaitable<void> Client::serve(std::shared_ptr<Client> self, std::weak_ptr<Loop> loop) {
    const bool met = co_await self->shake_hands();
    for (bool keep = met; keep;) {
        RequestReader reader(self->loop_.shared->options.limits);
        if (!co_await self->read_request(reader)) co_return;
        const bool is_head = reader.is_head();
        if (reader.state() == RequestReader::State::refused) {
            self->hold_body(0);
            co_await self->refuse(reader.refusal(), is_head);
            co_return;
        }
        keep = reader.keep_alive();
        self->dispatch(reader.take(), loop);
        co_await self->wait_answer();
        self->hold_body(0);
        const Response response = std::move(*self->response_);
        self->response_.reset();
        keep = keep && !self->loop_.shared->stopping;
        const auto connection = keep ? Connection::keep : Connection::close;
        if (!co_await self->send_answer(response, is_head, connection)) co_return;
    }
    co_await self->part();
}

// False when there will be no requests. Idle until it is done, so that stop() need not wait for it.
asio::awaitable<bool> Client::shake_hands() {
    deadline_ = std::chrono::steady_clock::now() + loop_.shared->options.handshake_timeout;
    for (;;) {
        const Progress progress = wire_.shake_hands();
        if (progress == Progress::done) co_return true;
        if (progress == Progress::spoke_plain) wire_.write_plain(speaks_tls());
        if (progress == Progress::spoke_plain || progress == Progress::ended) co_return false;
        if (loop_.shared->stopping) co_return false;
        const bool goes_on = co_await wire_.wait(progress);
        if (!goes_on) co_return false;
    }
}

// False when the connection ended instead. Otherwise the reader is done or refused.
asio::awaitable<bool> Client::read_request(RequestReader& reader) {
    using State = RequestReader::State;
    idle_ = rest_.empty();
    in_body_ = false;
    phase_since_ = std::chrono::steady_clock::now();
    rest_.erase(0, reader.feed(rest_));
    int reads = 0;
    while (reader.state() == State::head || reader.state() == State::body) {
        if (idle_ && loop_.shared->stopping) co_return false;
        if (reader.wants_continue()) {
            std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            reader.continue_sent();
            if (!co_await send(std::move(go_on), {})) co_return false;
        }
        set_read_deadline(reader);
        if (!co_await receive(reader)) co_return false;
        if (!hold_body(reader.body_size())) reader.give_up(bodies_over_limit());
        // A fast sender must not keep the loop from the other connections.
        if (++reads % reads_in_a_row_max == 0)
            co_await asio::post(loop_.context, asio::use_awaitable);
    }
    idle_ = false;
    deadline_ = SteadyTime::max();
    co_return true;
}

// Feeds what has arrived, waiting if nothing has. False at the end of the connection.
asio::awaitable<bool> Client::receive(RequestReader& reader) {
    for (;;) {
        const Moved got = wire_.read(loop_.scratch.data(), loop_.scratch.size());
        if (got.progress == Progress::done) {
            const std::string_view bytes(loop_.scratch.data(), got.size);
            if (idle_) phase_since_ = std::chrono::steady_clock::now();
            idle_ = false;
            rest_ = bytes.substr(reader.feed(bytes));
            co_return true;
        }
        if (got.progress == Progress::ended) co_return false;
        const bool goes_on = co_await wire_.wait(got.progress);
        if (!goes_on) co_return false;
    }
}

void Client::set_read_deadline(const RequestReader& reader) {
    const Options& options = loop_.shared->options;
    const bool in_body = reader.state() == RequestReader::State::body;
    if (in_body && !in_body_) phase_since_ = std::chrono::steady_clock::now();
    in_body_ = in_body;
    if (in_body) {
        set_deadline(phase_since_, options.body_timeout, reader.body_size());
    } else {
        deadline_ = phase_since_ + (idle_ ? options.idle_timeout : options.header_timeout);
    }
}

// A grace, and longer for those who keep up the least rate.
void Client::set_deadline(SteadyTime since, Options::Milliseconds grace, std::uint64_t bytes) {
    const std::uint64_t rate = std::max<std::uint64_t>(loop_.shared->options.body_rate_min, 1);
    deadline_ = since + grace + std::chrono::milliseconds(bytes * 1000 / rate);
}

// Counts this connection's body against all; false when that is too much.
bool Client::hold_body(std::uint64_t bytes) {
    if (bytes == held_) return true;
    auto& total = loop_.shared->bodies_bytes;
    total += bytes;
    total -= held_;
    held_ = bytes;
    return total <= loop_.shared->options.bodies_bytes_max;
}

void Client::dispatch(Request request, std::weak_ptr<Loop> loop) {
    request.remote = remote_;
    request.secure = wire_.secure();
    const auto one = std::make_shared<Answer>(std::move(loop), weak_from_this());
    Respond respond = [one](Response response) { one->give(std::move(response)); };
    if (loop_.shared->dispatch(std::move(request), std::move(respond))) return;
    one->withdraw();
    response_ = too_busy("The server has more requests waiting than it allows; try again shortly.");
}

asio::awaitable<void> Client::wait_answer() {
    while (!response_) {
        error_code cancelled;
        co_await answered_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

asio::awaitable<bool> Client::send_answer(const Response& response, bool is_head,
                                          Connection connection) {
    Response fallback;
    const Response* sent = &response;
    const auto transport = wire_.secure() ? Transport::tls : Transport::plain;
    auto head = answer_head(response, connection, transport);
    if (!head) {
        fallback = problem(head.error());
        sent = &fallback;
        head = answer_head(fallback, connection, transport);
    }
    const bool bare = is_head || !has_content(sent->status);
    const std::string_view content = bare ? std::string_view{} : sent->content();
    std::string first = *std::move(head);
    const bool joined = content.size() <= joined_bytes_max;
    if (joined) first += content;
    const std::string_view second = joined ? std::string_view{} : content;
    const bool whole = co_await send(std::move(first), second);
    co_return whole;
}

// False when the connection ended first.
asio::awaitable<bool> Client::send(std::string head, std::string_view content) {
    const auto since = std::chrono::steady_clock::now();
    std::string_view first = head;
    std::uint64_t sent = 0;
    while (!first.empty() || !content.empty()) {
        const Moved moved = wire_.write(first, content);
        if (moved.progress == Progress::ended) co_return false;
        if (moved.progress != Progress::done) {
            set_deadline(since, loop_.shared->options.body_timeout, sent);
            const bool goes_on = co_await wire_.wait(moved.progress);
            if (!goes_on) co_return false;
            continue;
        }
        sent += moved.size;
        const std::size_t of_first = std::min(moved.size, first.size());
        first.remove_prefix(of_first);
        content.remove_prefix(moved.size - of_first);
    }
    deadline_ = SteadyTime::max();
    co_return true;
}

asio::awaitable<void> Client::refuse(const Refusal& refusal, bool is_head) {
    const Response response = problem(refusal.status, refusal.error);
    if (co_await send_answer(response, is_head, Connection::close)) co_await part();
}

// Closes so that the peer can still read our answer: closing with unread bytes would reset the
// connection and might destroy it (RFC 9112 9.6). Bounded in bytes and time.
asio::awaitable<void> Client::part() {
    wire_.say_no_more();
    deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    std::size_t read = 0;
    bool open = true;
    while (open && read < parting_bytes_max && !loop_.shared->stopping) {
        const Moved got = wire_.read_plain(loop_.scratch.data(), loop_.scratch.size());
        read += got.size;
        open = got.progress != Progress::ended;
        if (got.progress != Progress::wants_read) continue;
        idle_ = true;  // stop() need not wait for this
        open = co_await wire_.wait(got.progress);
    }
}

}  // namespace muniment::http
