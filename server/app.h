// The server: one data folder, every department's routes, sign-in, background jobs and the web
// client behind one HTTP address. A request goes straight through: limits and parsing
// (server/http), who and for what purpose, the route and its permission, one view, the handler, one
// commit of what it decided together with the access entries of what it read, the answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engines/rules/packs.h"
#include "kernel/house/desk.h"
#include "kernel/people/people.h"
#include "kernel/signin/signin.h"
#include "kernel/tasks/tasks.h"
#include "server/audit/collector.h"
#include "server/http/rate.h"
#include "server/http/server.h"

namespace muniment::server {

// The one table of departments: rooms to settle in, routes to serve, jobs to run.
Status settle_all(house::House& house);
std::vector<house::Route> all_routes();
std::vector<tasks::JobKind> all_jobs();

// Whether http:// may be served to a network.
enum class Plain { loopback, anywhere };

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    // With a certificate the client and the API are served at tls_port, and `port` only sends
    // browsers there.
    std::optional<http::TlsFiles> tls = {};
    std::uint16_t tls_port = 8443;
    Plain plain = Plain::loopback;
    std::vector<std::string> hosts = {};  // names this server goes by; empty: any
    std::string trusted_proxy = {};       // the address whose X-Forwarded-For is believed
    // How browsers reach it, "https://him.example.org"; empty: this machine. Cookies, passkeys and
    // single sign-on are bound to it.
    std::string public_url = {};
    std::string breached_file = {};                            // people::BreachedFile; empty: none
    std::optional<audit::CollectorOptions> audit_syslog = {};  // is told of every access
    http::Rate rate_per_address = {200, 4000};
    http::Rate rate_per_session = {100, 2000};
};

class App {
  public:
    // The house must have settle_all() behind it. Starts the job runner and listens.
    static Result<std::unique_ptr<App>> start(house::House& house, const rules::Packs& packs,
                                              Options options);
    ~App();  // stops listening, lets running requests and the running job finish
    std::uint16_t port() const;         // where the client and the API are
    std::uint16_t redirecting() const;  // the port that only sends on to TLS; 0: none
    Result<Instant> reload_tls();       // see http::Server

  private:
    App();
    struct State;
    std::unique_ptr<State> state_;
};

// The OpenAPI 3.1 document of all routes, made from their descriptions.
std::string openapi();

}  // namespace muniment::server
