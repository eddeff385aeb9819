// What a handler gets and gives: one HTTP request, checked and decoded, and the answer to it. Knows
// no socket and no Boost.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muniment::http {

// Header fields in the order received. Names compare without case (RFC 9110 5.1).
class Headers {
  public:
    void add(std::string_view name, std::string_view value) { items_.emplace_back(name, value); }
    const std::string* find(std::string_view name) const;  // the first of that name, or null
    std::string_view get(std::string_view name) const;     // the first value, or ""
    std::size_t count(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

  private:
    std::vector<std::pair<std::string, std::string>> items_;
};

bool same_name(std::string_view a, std::string_view b);  // ASCII letters without case

struct Request {
    std::string method;                        // as sent, "GET"; the router refuses unknown ones
    std::string path;                          // decoded, UTF-8, begins with "/", no "." or ".."
    std::map<std::string, std::string> query;  // decoded, UTF-8; a name stands at most once
    Headers headers;
    std::string body;
    std::string remote;   // the peer's IP address, as text
    bool secure = false;  // came over TLS, ours or that of a trusted proxy
};

struct Response {
    int status = 200;  // 200 to 599
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;  // over the server's defaults
    std::string body;
    // Sent instead of `body` when set: large or embedded content goes out without a copy.
    std::shared_ptr<const std::string> shared_body;

    std::string_view content() const { return shared_body ? *shared_body : body; }
};

// May be called from any thread, once; later calls do nothing. When every copy is dropped without a
// call the client gets 500.
using Respond = std::function<void(Response)>;
// Called on a worker thread. An exception that leaves it becomes 500, without its message.
using Handler = std::function<void(Request, Respond)>;

}  // namespace muniment::http
