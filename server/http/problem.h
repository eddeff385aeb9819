// The one table from Fault to HTTP status, and the JSON form in which every error leaves the
// server:
// {"error":{"fault":"not_found","message":"...","cite":"..."}}.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http/message.h"

namespace muniment::http {

int status_of(Fault fault);
std::string_view name_of(Fault fault);  // the word in the JSON, "not_found"

// The error as an answer. The message of Fault::bug is for our log, not for the client: a fixed
// sentence stands in its place. `busy` and `unavailable` carry Retry-After.
Response problem(const Error& error);
// The same with a status of its own, where HTTP has a more exact one (413, 421, 431).
Response problem(int status, const Error& error);

}  // namespace muniment::http
