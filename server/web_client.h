// The web client that is built into the program, and the offline verifier page.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <string>

#include "server/http/message.h"

namespace muniment::server {

class WebClient {
  public:
    WebClient();
    // The file at the path; for a page of the client's own (no file, no dot in its last part) its
    // index.html; else 404.
    http::Response answer(const http::Request& request) const;

  private:
    struct File {
        std::string type;
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> packed;  // gzip; null when it would not be smaller
        bool lasting = false;                       // its name changes with its content
        std::string policy;                         // its Content-Security-Policy, if of its own
    };
    http::Response client_page(const File& file) const;  // index.html, with a nonce of its own
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace muniment::server
