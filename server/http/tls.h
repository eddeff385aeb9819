// TLS as this server speaks it: versions, ciphers, certificate, and one connection's encryption
// over a socket that does not block. OpenSSL stays in tls.cpp.
//
// TLS 1.3 and 1.2 (NIST SP 800-52 rev. 2), with forward secrecy and authenticated encryption only;
// no compression, renegotiation, early data or resumption: a session ticket's key would outlive the
// secrecy of the sessions it opens. The protocol negotiated is http/1.1; a client that offers only
// others is refused (RFC 7301 3.2), so that no other service's client is ever answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "server/http/server.h"

struct ssl_ctx_st;  // OpenSSL's
struct ssl_st;

namespace muniment::http {

// What a call on a connection brought: it went on, must wait for the socket, or is over.
enum class Progress { done, wants_read, wants_write, ended, spoke_plain };

struct Moved {
    Progress progress = Progress::done;
    std::size_t size = 0;
};

// A certificate with its key, ready to use. Immutable; connections keep the one they began with.
class TlsIdentity {
  public:
    // incorrect: a file cannot be read, is not PEM, the key is another certificate's, everybody may
    // read the key, or the certificate ended before `now`. The message names the file.
    static Result<std::shared_ptr<const TlsIdentity>> load(const TlsFiles& files, Instant now);
    Instant ends() const { return ends_; }  // the certificate's notAfter
    ~TlsIdentity();
    TlsIdentity(const TlsIdentity&) = delete;
    TlsIdentity& operator=(const TlsIdentity&) = delete;

  private:
    friend class TlsLine;
    TlsIdentity() = default;
    ssl_ctx_st* context_ = nullptr;
    Instant ends_{};
};

class TlsLine {
  public:
    // `descriptor` must be non-blocking and outlive this.
    TlsLine(const TlsIdentity& identity, int descriptor);
    ~TlsLine();
    TlsLine(const TlsLine&) = delete;
    TlsLine& operator=(const TlsLine&) = delete;

    Progress shake_hands();  // spoke_plain: the client sent an HTTP request in the clear
    Moved read(char* to, std::size_t size);
    Moved write(std::string_view bytes);  // after a wait: the same bytes again, or more
    void say_goodbye();                   // close_notify, if the socket takes it at once

  private:
    Progress why(int result) const;
    ssl_st* ssl_ = nullptr;
    bool broken_ = false;
};

}  // namespace muniment::http
