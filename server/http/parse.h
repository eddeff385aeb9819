// Bytes to Request, strictly, without sockets or clocks: RFC 9112 as far as an origin server needs
// it. Where a lenient reader and a strict one could disagree on where a request ends or what it
// names (request smuggling), the request is refused.
//
// Stricter than RFC 9112 on purpose: no absolute-form targets (3.2.2), no empty line before a
// request (2.2), no transfer coding but chunked, no "//", encoded "/" or "\" in paths, no repeated
// query name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/http/chunked.h"
#include "server/http/message.h"

namespace muniment::http {

struct Limits {
    std::size_t header_bytes_max = 16 << 10;  // request line and all fields
    std::size_t header_count_max = 100;
    std::uint64_t body_bytes_max = 64 << 20;
    // Names this server goes by, without port. A request for another Host is refused, which stops
    // DNS rebinding. Loopback names are always allowed; an empty list allows any name.
    std::vector<std::string> hosts;
};

struct Refusal {
    int status = 400;
    Error error{Fault::incorrect, ""};
};

struct Target {
    std::string path;
    std::map<std::string, std::string> query;
};

// An origin-form target, "/a%20b?q=1" (RFC 9112 3.2.1). Errors never repeat the target.
Result<Target> parse_target(std::string_view target);

// The host name of a Host field, lower case, without port; nullopt when it is not well formed.
std::optional<std::string> host_name(std::string_view field);
bool host_allowed(std::string_view field, const std::vector<std::string>& hosts);

// Reads one request from pieces of any size. Not thread-safe; one object per request.
class RequestReader {
  public:
    enum class State { head, body, done, refused };

    explicit RequestReader(const Limits& limits) : limits_(limits) {}  // `limits` must outlive this

    // Takes bytes and returns how many belong to this request; the rest are the next one's. Takes
    // everything while the state stays head or body; nothing once done or refused.
    std::size_t feed(std::string_view bytes);

    State state() const { return state_; }
    bool begun() const { return taken_ > 0; }
    std::uint64_t taken() const { return taken_; }
    std::size_t body_size() const { return request_.body.size(); }
    // The client waits for "100 Continue" before it sends its body (RFC 9110 10.1.1).
    bool wants_continue() const { return wants_continue_ && state_ == State::body; }
    void continue_sent() { wants_continue_ = false; }
    bool keep_alive() const { return keep_alive_; }  // meaningful from State::body on
    const Refusal& refusal() const { return refusal_; }
    // True for HEAD: the answer carries no content. Also known when refused, if the line was read.
    bool is_head() const { return request_.method == "HEAD"; }
    // Refuses from outside, for a limit this reader does not know; frees the body read so far.
    void give_up(Refusal refusal);
    Request take();  // the request, when done; leaves this empty

  private:
    std::size_t feed_head(std::string_view bytes);
    std::size_t feed_sized(std::string_view bytes);
    std::size_t feed_chunked(std::string_view bytes);
    bool head_byte(unsigned char byte);
    void finish_head();
    bool check_fields();
    bool check_host();
    bool check_framing();
    bool check_length(const std::string& text);
    bool check_expect();
    bool refuse(int status, Fault fault, std::string message);  // always false
    bool refuse(std::string message) { return refuse(400, Fault::incorrect, std::move(message)); }

    const Limits& limits_;
    State state_ = State::head;
    ChunkedReader chunks_;
    std::string head_;
    Request request_;
    Refusal refusal_;
    std::string target_;
    std::uint64_t taken_ = 0;
    std::uint64_t left_ = 0;      // of a body with Content-Length
    std::size_t line_start_ = 0;  // of the head's current line
    int version_ = 11;
    bool chunked_ = false;
    bool keep_alive_ = false;
    bool wants_continue_ = false;
};

}  // namespace muniment::http
