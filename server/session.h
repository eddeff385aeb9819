// Sign-in over HTTP: the session cookie, the actor of a request, and /api/session itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/people/people.h"
#include "server/http/message.h"

namespace muniment::server {

http::Response json_answer(std::string content);

// Who asks, with the purpose of use stated in X-Purpose. unauthorized without a good session.
Result<house::Actor> actor_of(people::Sessions& sessions, const http::Request& request);

// POST {username, password}, GET, DELETE.
http::Response session_answer(people::Sessions& sessions, const http::Request& request);

}  // namespace muniment::server
