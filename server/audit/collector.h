// A TLS connection to a syslog collector. Blocking, with a limit on every wait; used by one thread.
// Source: RFC 5425 4 and 5: TLS 1.2 or later, the collector's certificate is checked against the
// given authority and must be for the host that was asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace muniment::audit {

struct CollectorOptions {
    std::string host;
    std::uint16_t port = 6514;
    std::string ca;           // a PEM file of the authorities that are believed
    std::string certificate;  // of this client, PEM; empty: none
    std::string key;
    int seconds_max = 10;  // for each wait
    std::string name() const { return host + ":" + std::to_string(port); }
};
// "syslog+tls://host:port", "host:port" or "host"; an IPv6 address stands in brackets.
Result<CollectorOptions> collector_at(std::string_view address);

class Collector {
  public:
    // unavailable: there is no answer; incorrect: a file cannot be read; forbidden: the certificate
    // is not one for this host from these authorities.
    static Result<std::unique_ptr<Collector>> connect(const CollectorOptions& options);
    ~Collector();  // says goodbye, and waits a moment for the other side's

    Status send(std::string_view bytes);
    // Good when the other machine has acknowledged every byte and has not closed the connection.
    // RFC 5425 has no answer from the collector itself: this is as much as one can know.
    Status settled();

  private:
    Collector();
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace muniment::audit
