// The seam to other servers: what sign-in fetches from an issuer or a program's key address. Only
// https, or plain http on this machine; no redirects, at most 256 kB, at most 5 seconds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>

#include "base/result.h"

namespace muniment::server {

struct Fetched {
    int status = 0;
    std::string content;
};

class HttpClient {
  public:
    virtual ~HttpClient() = default;
    // `form`: sent by POST as application/x-www-form-urlencoded; empty: GET. unavailable when no
    // whole answer came.
    virtual Result<Fetched> fetch(const std::string& address, const std::string& form = {}) = 0;
};

std::unique_ptr<HttpClient> curl_client();

}  // namespace muniment::server
