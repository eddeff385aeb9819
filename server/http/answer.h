// Response to bytes: the status line and header fields of an answer, defaults added.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "base/result.h"
#include "server/http/message.h"

namespace muniment::http {

enum class Connection { keep, close };
enum class Transport { plain, tls };

// The head of the answer with its closing empty line; the content follows as it is. A Response that
// cannot be sent safely (status out of 200 to 599, line breaks in a field) is Error bug.
Result<std::string> answer_head(const Response& response, Connection connection,
                                Transport transport = Transport::plain);

// 204 and 304 have no content (RFC 9110 15.3.5, 15.4.5).
bool has_content(int status);

}  // namespace muniment::http
