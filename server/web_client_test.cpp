// The built-in files: types, packing, caching, policies, and nothing but them.
// SPDX-License-Identifier: Apache-2.0
#include "server/web_client.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/text.h"

namespace muniment::server {

namespace {
http::Response get(const WebClient& web, const std::string& path, const char* method = "GET",
                   const char* accept = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    if (accept[0] != '\0') request.headers.add("Accept-Encoding", accept);
    return web.answer(request);
}
std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (http::same_name(key, name)) return value;
    return "";
}
}  // namespace

TEST_CASE("web client: the verifier stands alone under a policy of its own") {
    const WebClient web;
    const auto page = get(web, "/verify.html");
    CHECK(page.status == 200);
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(page.content().find("<html") != std::string::npos);
    const std::string policy = header(page, "Content-Security-Policy");
    CHECK(policy.find("default-src 'none'") != std::string::npos);
    CHECK(policy.find("connect-src") == std::string::npos);  // it asks nobody
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    const auto packed = get(web, "/verify.html", "GET", "br, gzip");
    CHECK(header(packed, "Content-Encoding") == "gzip");
    CHECK(packed.content().substr(0, 2) == "\x1f\x8b");
    CHECK(packed.content().size() < page.content().size());
    CHECK(header(page, "Content-Encoding").empty());
    CHECK(header(page, "Vary") == "Accept-Encoding");
    CHECK(header(page, "Cache-Control") == "no-cache");
}

TEST_CASE("web client: no page allows inline script or style, and every one names its own") {
    const WebClient web;
    std::vector<std::string> pages{"/verify.html"};
    if (get(web, "/index.html").status == 200)
        pages.insert(pages.end(), {"/", "/index.html", "/release/cases/1"});
    for (const std::string& path : pages) {
        CAPTURE(path);
        const auto page = get(web, path);
        const std::string policy = header(page, "Content-Security-Policy");
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(policy.find("script-src") != std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(policy.find("base-uri 'none'") != std::string::npos);
        // Attributes would need 'unsafe-inline'.
        for (const char* attribute : {" onclick=", " onload=", " style=\""})
            CHECK(page.content().find(attribute) == std::string_view::npos);
    }
}

TEST_CASE("web client: the verifier's policy has the hash of each element, and of nothing else") {
    const WebClient web;
    const auto page = get(web, "/verify.html");
    const std::string policy = header(page, "Content-Security-Policy");
    for (const std::string tag : {"script", "style"}) {
        const auto from = page.content().find("<" + tag + ">") + tag.size() + 2;
        const auto to = page.content().find("</" + tag + ">");
        const Hash hash = sha256({page.content().substr(from, to - from)});
        CHECK(policy.find(tag + "-src 'sha256-" + to_base64(hash.view()) + "';") !=
              std::string::npos);
    }
}

TEST_CASE("web client: what is not there is not found, and nothing is written") {
    const WebClient web;
    for (const char* path : {"/none.js", "/assets/none.js", "/index.html.bak", "/verify.html/x.y",
                             "/master.key", "/muniment.db", "/.sources"}) {
        CAPTURE(std::string(path));
        CHECK(get(web, path).status == 404);
    }
    for (const char* method : {"POST", "PUT", "DELETE"})
        CHECK(get(web, "/verify.html", method).status == 405);
    CHECK(get(web, "/verify.html", "HEAD").status == 200);
    // The client's own pages are its index; without a built client there is none.
    const int index = get(web, "/index.html").status;
    for (const char* path : {"/", "/release/cases/1", "/patients"})
        CHECK(get(web, path).status == index);
    if (index == 200) {
        const auto first = get(web, "/"), second = get(web, "/release");
        const std::string policy = header(first, "Content-Security-Policy");
        CHECK(policy.find("default-src 'self'; script-src 'self'; style-src 'self' 'nonce-") == 0);
        CHECK(policy != header(second, "Content-Security-Policy"));
        // The page carries the nonce of its own answer, which nobody may keep.
        const auto at = policy.find("'nonce-") + 7;
        const std::string nonce = policy.substr(at, policy.find('\'', at) - at);
        CHECK(nonce.size() == 24);
        CHECK(first.content().find("content=\"" + nonce + "\"") != std::string::npos);
        CHECK(header(first, "Cache-Control") == "no-store");
    } else
        MESSAGE("skipped: the web client is not built (make web); only the verifier is tested");
}

}  // namespace muniment::server
