// Sign-in over HTTP: the session cookie, the actor of a request, and /api/session itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/policy.h"
#include "server/http/message.h"

namespace muniment::server {

// What /api/session takes and gives.
struct Credentials {
    std::string username;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (username, password))

struct SessionUser {
    Uuid id;
    std::string name;
    std::vector<people::Role> roles;
    std::vector<house::Permission> permissions;
};
BOOST_DESCRIBE_STRUCT(SessionUser, (), (id, name, roles, permissions))

struct SessionAnswer {
    SessionUser user;
    Instant expires_at{};
    std::string time_zone;  // the facility's, for the days and times that are shown
};
BOOST_DESCRIBE_STRUCT(SessionAnswer, (), (user, expires_at, time_zone))

http::Response json_answer(std::string content);

// Who asks, with the purpose of use stated in X-Purpose. unauthorized without a good session.
Result<house::Actor> actor_of(people::Sessions& sessions, const rules::Packs& packs, Day today,
                              const http::Request& request);

// POST {username, password}, GET, DELETE.
http::Response session_answer(const house::House& house, const rules::Packs& packs,
                              people::Sessions& sessions, const http::Request& request);

}  // namespace muniment::server
