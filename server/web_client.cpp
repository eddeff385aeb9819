#include "server/web_client.h"

#include <zlib.h>

#include "base/ensure.h"
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

WebClient::WebClient() {
    const auto add = [&](const std::string& path, std::string_view bytes) {
        File file;
        file.type = type_of(path);
        file.plain = std::make_shared<const std::string>(bytes);
        auto packed = std::make_shared<const std::string>(gzip(bytes));
        if (packed->size() < bytes.size()) file.packed = packed;
        file.lasting = path.starts_with("/assets/");
        files_[path] = std::move(file);
    };
    for (const Asset& asset : assets::web_client()) add("/" + std::string(asset.path), asset.bytes);
    for (const Asset& asset : assets::web_verify()) add("/" + std::string(asset.path), asset.bytes);
}

static const char* policy_of(std::string_view path) {
    // The verifier is one file that also works from a disk, so its script stands in the page.
    if (path == "/verify.html")
        return "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
               "img-src data:; frame-ancestors 'none'";
    return "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
           "object-src 'none'; frame-src 'self' blob:; base-uri 'none'; form-action 'self'; "
           "frame-ancestors 'none'";
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
    Response response;
    response.content_type = file.type;
    const bool packed = file.packed && request.headers.get("Accept-Encoding").find("gzip") !=
                                           std::string_view::npos;
    response.shared_body = packed ? file.packed : file.plain;
    if (packed) response.headers.emplace_back("Content-Encoding", "gzip");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back(
        "Cache-Control", file.lasting ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.type.starts_with("text/html"))
        response.headers.emplace_back("Content-Security-Policy", policy_of(path));
    return response;
}

}  // namespace muniment::server
