// Starts and stops the loops and the workers.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/server.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <thread>

#include "server/http/connection.h"
#include "server/http/problem.h"
#include "server/http/workers.h"

namespace muniment::http {
namespace {

using boost::system::error_code;
// Lets the kernel spread connections over the loops' own listening sockets.
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

enum class Share { no, yes };

error_code bind(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, Share share) {
    error_code failed;
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed && share == Share::yes) acceptor.set_option(ReusePort(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    return failed;
}

// SO_REUSEPORT would let a second server take half of our connections in silence; a socket without
// it cannot be bound where any other listens.
error_code probe(const tcp::endpoint& endpoint) {
    if (endpoint.port() == 0) return {};
    asio::io_context context;
    tcp::acceptor acceptor(context);
    return bind(acceptor, endpoint, Share::no);
}

Error cannot_listen(const Options& options, const error_code& failed) {
    return {Fault::unavailable, "Cannot listen on " + options.address + " port " +
                                    std::to_string(options.port) + ": " + failed.message() +
                                    "; stop what listens there or choose another port."};
}

}  // namespace

class Server::Impl {
  public:
    Impl(Options options, Handler handler)
        : shared_(std::make_shared<Shared>(std::move(options))),
          handler_(std::move(handler)),
          workers_(std::max<std::size_t>(shared_->options.workers, 1), shared_->options.queue_max) {
        shared_->dispatch = [this](Request request, Respond respond) {
            return dispatch(std::move(request), std::move(respond));
        };
    }

    Result<Instant> load_tls();
    Status listen();
    void run();
    void stop();
    std::uint16_t port() const { return endpoint_.port(); }
    std::size_t connections() const { return shared_->connections; }
    bool speaks_tls() const { return shared_->options.tls.has_value(); }

  private:
    bool dispatch(Request request, Respond respond);
    void handle(Request request, const Respond& respond);

    std::shared_ptr<Shared> shared_;
    Handler handler_;
    Workers workers_;
    tcp::endpoint endpoint_;
    std::vector<std::shared_ptr<Loop>> loops_;
    std::vector<std::thread> threads_;
};

Result<Instant> Server::Impl::load_tls() {
    const auto& files = shared_->options.tls;
    if (!files) return Error{Fault::incorrect, "This server does not speak TLS."};
    const SystemClock clock;
    auto identity = TRY(TlsIdentity::load(*files, clock.now()));
    const Instant ends = identity->ends();
    shared_->use(std::move(identity));
    return ends;
}

Status Server::Impl::listen() {
    const Options& options = shared_->options;
    error_code failed;
    const auto address = asio::ip::make_address(options.address, failed);
    if (failed)
        return Error{Fault::incorrect, "The address to listen on, \"" + options.address +
                                           "\", is not an IP address."};
    endpoint_ = {address, options.port};
    failed = probe(endpoint_);
    for (std::size_t i = 0; !failed && i < std::max<std::size_t>(options.io_threads, 1); ++i) {
        auto loop = std::make_shared<Loop>(shared_);
        failed = bind(loop->acceptor, endpoint_, Share::yes);
        if (!failed) loop->acceptor.listen(4096, failed);
        if (!failed) endpoint_ = loop->acceptor.local_endpoint(failed);
        loops_.push_back(std::move(loop));
    }
    if (failed) return cannot_listen(options, failed);
    return ok();
}

void Server::Impl::run() {
    for (const auto& loop : loops_) {
        start_loop(loop);
        threads_.emplace_back([raw = loop.get()] { raw->context.run(); });
    }
}

bool Server::Impl::dispatch(Request request, Respond respond) {
    std::function<void()> task = [this, request = std::move(request),
                                  respond = std::move(respond)]() mutable {
        handle(std::move(request), respond);
    };
    return workers_.submit(task);
}

void Server::Impl::handle(Request request, const Respond& respond) {
    const auto& on_bug = shared_->options.on_bug;
    const std::string method = on_bug ? request.method : "";
    const std::string path = on_bug ? request.path : "";
    std::string what;
    try {
        handler_(std::move(request), respond);
        return;
    } catch (const std::exception& failure) {
        what = failure.what();
    } catch (...) {
        what = "an exception of unknown type";
    }
    respond(problem(Error{Fault::bug, what}));
    if (on_bug) on_bug(method, path, what);
}

void Server::Impl::stop() {
    if (shared_->stopping.exchange(true)) return;
    for (const auto& loop : loops_) drain_loop(loop);
    const auto until = std::chrono::steady_clock::now() + shared_->options.stop_grace;
    while (connections() > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    for (const auto& loop : loops_) loop->context.stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    workers_.stop();
    loops_.clear();
}

Result<std::unique_ptr<Server>> Server::start(Options options, Handler handler) {
    std::unique_ptr<Server> server(
        new Server(std::make_unique<Impl>(std::move(options), std::move(handler))));
    if (server->impl_->speaks_tls()) TRY(server->impl_->load_tls());
    TRY(server->impl_->listen());
    server->impl_->run();
    return server;
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() { stop(); }
Result<Instant> Server::reload_tls() { return impl_->load_tls(); }
void Server::stop() { impl_->stop(); }
std::uint16_t Server::port() const { return impl_->port(); }
std::size_t Server::connections() const { return impl_->connections(); }

}  // namespace muniment::http
