// Sign-in over HTTP: who asks, and what this room answers itself before any department is asked,
// because it sets cookies, redirects, or must work for those who are not signed in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "kernel/people/policy.h"
#include "kernel/signin/sessions.h"
#include "server/auth/http_client.h"
#include "server/http/message.h"

namespace muniment::server {

struct SessionUser {
    Uuid id;
    std::string name;
    std::vector<people::Role> roles;
    std::vector<house::Permission> permissions;
    std::vector<std::string> purposes;  // of use that may be stated; the first is assumed
};
BOOST_DESCRIBE_STRUCT(SessionUser, (), (id, name, roles, permissions, purposes))

struct SessionAnswer {
    SessionUser user;
    Instant expires_at{};
    std::string time_zone;  // the facility's, for the days and times that are shown
    signin::Owes owes = signin::Owes::nothing;  // to be done before anything else
    int idle_minutes = 15;                      // then the page asks to sign in again
    signin::Method method = signin::Method::password;
};
BOOST_DESCRIBE_STRUCT(SessionAnswer, (), (user, expires_at, time_zone, owes, idle_minutes, method))

class Auth {
  public:
    // `public_url`: how browsers reach this server, "https://him.example.org"; cookies are bound to
    // it, passkeys and tokens are made for it.
    Auth(house::House& house, const rules::Packs& packs, signin::Sessions& sessions,
         HttpClient& client, const std::string& public_url);
    ~Auth();

    // Null when the address is not this room's.
    std::optional<http::Response> answer(const http::Request& request);
    // By cookie, or by a program's Bearer token; the purpose of use is X-Purpose. unauthorized
    // without a good session. Who owes something may do nothing yet.
    Result<house::Actor> actor_of(const http::Request& request);
    // For routes that ask it: the answer that says to prove it anew (RFC 9470), or null.
    std::optional<http::Response> ask_fresh(const http::Request& request);

    // For the API document.
    static std::vector<house::Route> routes();

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace muniment::server
