// What stands between the socket and the routes: which transport is allowed, whose word about the
// client is believed, how often a client may ask, and the way from http:// to https://.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "server/app.h"
#include "server/http/message.h"
#include "server/http/rate.h"

namespace muniment::server {

// incorrect: the options would send records in the clear over a network without saying so.
Status check_transport(const Options& options);
bool is_loopback(std::string_view address);

class Front {
  public:
    Front(const Options& options, Random& random);

    // A request as it truly came: what a trusted proxy says of the client's address and of TLS.
    // Nobody else's X-Forwarded fields are read.
    void settle(http::Request& request) const;
    // 429 with Retry-After when this session or address asks more than it may. Addresses of this
    // machine are not counted: a proxy or a bench speaks for many.
    std::optional<http::Response> refuse(const http::Request& request, http::RateLimiter::Time now);

  private:
    std::string proxy_;
    http::RateLimiter of_address_;
    http::RateLimiter of_session_;
};

// For the port in the clear: pages are sent on to TLS; a call of the API is refused, because what
// it carried has already been seen (and its client would never notice).
http::Response to_tls(const http::Request& request, const Options& options, std::uint16_t port);

}  // namespace muniment::server
