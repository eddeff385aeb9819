// Internal to this room: a connection's socket, in the clear or under TLS, as the coroutine in
// connection.cpp uses it: try first, wait only when told to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/tls.h"

namespace muniment::http {

namespace asio = boost::asio;
using asio::ip::tcp;

class Wire {
  public:
    // Without an identity the connection is in the clear.
    Wire(tcp::socket socket, std::shared_ptr<const TlsIdentity> identity);

    bool secure() const { return line_.has_value(); }
    std::string peer() const;  // the IP address; empty when it is gone
    Progress shake_hands();    // done at once in the clear
    Moved read(char* to, std::size_t size);
    // Writes of `first`, then of `second`; how much of the two together.
    Moved write(std::string_view first, std::string_view second);
    // Past TLS: words for a client that does not speak it, and what is left unread at the end.
    void write_plain(std::string_view bytes);
    Moved read_plain(char* to, std::size_t size);
    // Waits until the socket can do what `progress` wants; false when the connection ended.
    asio::awaitable<bool> wait(Progress progress);
    void say_no_more();  // no more will be sent
    void close();

  private:
    std::shared_ptr<const TlsIdentity> identity_;
    tcp::socket socket_;
    std::optional<TlsLine> line_;
};

}  // namespace muniment::http
