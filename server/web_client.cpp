#include "server/web_client.h"

#include <zlib.h>

#include "base/ensure.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/text.h"
#include "server/assets.h"
#include "server/http/problem.h"

namespace muniment::server {

using http::Request;
using http::Response;

static std::string type_of(std::string_view path) {
    const std::string_view end = path.substr(path.rfind('.') + 1);
    if (end == "html") return "text/html; charset=utf-8";
    if (end == "js") return "text/javascript; charset=utf-8";
    if (end == "css") return "text/css; charset=utf-8";
    if (end == "svg") return "image/svg+xml";
    if (end == "json") return "application/json";
    if (end == "woff2") return "font/woff2";
    if (end == "png") return "image/png";
    return "application/octet-stream";
}

static std::string gzip(std::string_view bytes) {
    z_stream stream{};
    const int begun = deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    ensure(begun == Z_OK, "zlib did not start");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<unsigned>(bytes.size());
    stream.next_out = reinterpret_cast<unsigned char*>(out.data());
    stream.avail_out = static_cast<unsigned>(out.size());
    const int done = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(done == Z_STREAM_END, "zlib did not finish");
    return out;
}

// 'sha256-...' of each <tag> element of the page (CSP 3, 2.3.1), for a page that is one file and
// also works from a disk.
static std::string hashes_of(std::string_view page, const std::string& tag) {
    std::string list;
    const std::string open = "<" + tag + ">", close = "</" + tag + ">";
    for (auto at = page.find(open); at != std::string_view::npos; at = page.find(open, at)) {
        at += open.size();
        const auto end = page.find(close, at);
        ensure(end != std::string_view::npos, "a page of ours has an element without its end");
        const Hash hash = sha256({page.substr(at, end - at)});
        list += " 'sha256-" + to_base64(hash.view()) + "'";
    }
    return list;
}

static std::string policy_of_verifier(std::string_view page) {
    return "default-src 'none'; script-src" + hashes_of(page, "script") + "; style-src" +
           hashes_of(page, "style") +
           "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

// The nonce is for the style elements that the component library makes while it runs; it is in the
// page for that script alone, and new for every answer.
static std::string policy_of_client(const std::string& nonce) {
    return "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
           "'; img-src 'self' data: blob:; object-src 'none'; frame-src 'self' blob:; "
           "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

WebClient::WebClient() {
    const auto add = [&](const std::string& path, std::string_view bytes) {
        File file;
        file.type = type_of(path);
        file.plain = std::make_shared<const std::string>(bytes);
        auto packed = std::make_shared<const std::string>(gzip(bytes));
        if (packed->size() < bytes.size()) file.packed = packed;
        file.lasting = path.starts_with("/assets/");
        if (path == "/verify.html") file.policy = policy_of_verifier(bytes);
        files_[path] = std::move(file);
    };
    for (const Asset& asset : assets::web_client()) add("/" + std::string(asset.path), asset.bytes);
    for (const Asset& asset : assets::web_verify()) add("/" + std::string(asset.path), asset.bytes);
}

Response WebClient::client_page(const File& file) const {
    SystemRandom random;
    const std::string nonce = to_base64(random.bytes(16));
    Response response;
    response.content_type = file.type;
    constexpr std::string_view head = "<head>";
    const std::string_view plain = *file.plain;
    const auto at = plain.find(head);
    ensure(at != std::string_view::npos, "the client's page has no head");
    response.body = std::string(plain.substr(0, at + head.size())) +
                    "<meta name=\"style-nonce\" content=\"" + nonce + "\" />" +
                    std::string(plain.substr(at + head.size()));
    response.headers = {{"Cache-Control", "no-store"},
                        {"Content-Security-Policy", policy_of_client(nonce)}};
    return response;
}

Response WebClient::answer(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD")
        return http::problem(405, {Fault::incorrect, "This address is for reading only."});
    std::string path = request.path == "/" ? "/index.html" : request.path;
    auto found = files_.find(path);
    const bool page = path.find('.', path.rfind('/')) == std::string::npos;
    if (found == files_.end() && page) {
        path = "/index.html";
        found = files_.find(path);
    }
    if (found == files_.end())
        return http::problem({Fault::not_found, "There is nothing at this address."});
    const File& file = found->second;
    if (path == "/index.html") return client_page(file);
    Response response;
    response.content_type = file.type;
    const bool packed = file.packed && request.headers.get("Accept-Encoding").find("gzip") !=
                                           std::string_view::npos;
    response.shared_body = packed ? file.packed : file.plain;
    if (packed) response.headers.emplace_back("Content-Encoding", "gzip");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back(
        "Cache-Control", file.lasting ? "public, max-age=31536000, immutable" : "no-cache");
    if (!file.policy.empty()) response.headers.emplace_back("Content-Security-Policy", file.policy);
    return response;
}

}  // namespace muniment::server
