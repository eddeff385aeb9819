// The HTTP/1.1 server: sockets, limits and deadlines in, checked Requests out to plain functions on
// a pool of worker threads. Handlers may block (on the database); the io threads never do.
//
// Every answer carries X-Content-Type-Options, Referrer-Policy, X-Frame-Options, a
// Content-Security-Policy that allows nothing, Permissions-Policy, Cross-Origin-Opener-Policy,
// Cross-Origin-Resource-Policy, Cache-Control: no-store, and over TLS Strict-Transport-Security,
// unless the Response sets the same header itself. Answers to HEAD lose their content. Malformed
// requests are answered here, in the JSON error form.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "server/http/message.h"
#include "server/http/parse.h"

namespace muniment::http {

// PEM files: the certificate followed by its issuers, and its private key.
struct TlsFiles {
    std::string certificate;
    std::string key;
};

struct Options {
    std::string address = "127.0.0.1";  // an IP address, not a name
    std::uint16_t port = 0;             // 0 takes any free one
    std::size_t io_threads = 2;
    std::size_t workers = 4;
    std::size_t queue_max = 1024;  // requests waiting for a worker; beyond it 503 with Retry-After
    std::size_t connections_max = 4096;  // beyond it 503 and close
    std::uint64_t bodies_bytes_max = 512u
                                     << 20;  // request bodies held by all connections; then 503
    Limits limits;
    using Milliseconds = std::chrono::milliseconds;

    // With these the server speaks TLS only, and its answers carry Strict-Transport-Security.
    std::optional<TlsFiles> tls;
    Milliseconds handshake_timeout{10'000};

    Milliseconds idle_timeout{120'000};      // between requests, and before the first byte
    Milliseconds header_timeout{10'000};     // from a request's first byte to the end of its head
    Milliseconds body_timeout{10'000};       // for a body, plus its size at body_rate_min
    std::uint64_t body_rate_min = 16 << 10;  // bytes per second, both directions
    Milliseconds sweep_every{1'000};         // how often deadlines are looked at
    Milliseconds stop_grace{5'000};          // how long stop() lets running requests finish

    // Told of each exception that left a handler, for the log; called on worker threads.
    std::function<void(std::string_view method, std::string_view path, std::string_view what)>
        on_bug;
};

class Server {
  public:
    // Listens and begins to serve. Error unavailable when the address cannot be bound, also when
    // another server of ours already listens there.
    static Result<std::unique_ptr<Server>> start(Options options, Handler handler);

    std::uint16_t port() const;
    std::size_t connections() const;  // open now
    // Reads the certificate and key again; connections that are open keep the old ones. When the
    // new ones are not good the old ones stay in use, and the error says why. Gives the new
    // certificate's last moment. Only for a server that speaks TLS.
    Result<Instant> reload_tls();
    // Stops accepting, closes idle connections, lets running requests finish within stop_grace,
    // then closes the rest and waits for handlers that still run. Safe to call twice; not from a
    // handler.
    void stop();
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

  private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace muniment::http
