#include "server/front.h"

#include <algorithm>

#include "base/text.h"
#include "server/http/problem.h"

namespace muniment::server {

using http::Request;
using http::Response;

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1";
}

Status check_transport(const Options& options) {
    if (options.tls || options.plain == Plain::anywhere || is_loopback(options.address))
        return ok();
    return Error{Fault::incorrect,
                 "Records would leave this machine unencrypted: " + options.address +
                     " is not a loopback address. Give --tls-cert and --tls-key, or say "
                     "--plain-http if a proxy in front of this server speaks TLS.",
                 "45 CFR 164.312(e)(1)"};
}

static std::uint64_t seed_from(Random& random) {
    std::uint64_t seed = 0;
    const std::string bytes = random.bytes(sizeof seed);
    std::memcpy(&seed, bytes.data(), sizeof seed);
    return seed;
}

Front::Front(const Options& options, Random& random)
    : proxy_(options.trusted_proxy),
      of_address_(options.rate_per_address, seed_from(random)),
      of_session_(options.rate_per_session, seed_from(random)) {}

void Front::settle(Request& request) const {
    if (proxy_.empty() || request.remote != proxy_) return;
    // The last name in the list is the one our proxy saw; those before it are the client's own
    // words.
    const std::string_view said = request.headers.get("X-Forwarded-For");
    const std::string last(trim(said.substr(said.rfind(',') + 1)));
    if (!last.empty() && last.size() <= 45) request.remote = last;
    request.secure = request.headers.get("X-Forwarded-Proto") == "https";
}

static Response too_often(int seconds) {
    Response response =
        http::problem(429, {Fault::busy, "Too many requests in a short time; try again in " +
                                             std::to_string(seconds) +
                                             (seconds == 1 ? " second." : " seconds.")});
    for (auto& [name, value] : response.headers)
        if (name == "Retry-After") value = std::to_string(seconds);
    return response;
}

std::optional<Response> Front::refuse(const Request& request, http::RateLimiter::Time now) {
    int wait = 0;
    if (!is_loopback(request.remote))
        wait = of_address_.take(http::address_key(request.remote), now);
    const std::string_view cookie = request.headers.get("Cookie");
    if (wait == 0 && !cookie.empty()) wait = of_session_.take(cookie, now);
    const std::string_view token = request.headers.get("Authorization");
    if (wait == 0 && !token.empty()) wait = of_session_.take(token, now);
    if (wait == 0) return std::nullopt;
    return too_often(wait);
}

static std::string encoded(std::string_view text, std::string_view kept) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || kept.find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

// The host's name without its port, as the request gave it and the server accepted it.
static std::string host_of(const Request& request, const Options& options) {
    if (!options.hosts.empty()) return options.hosts.front();
    const std::string_view field = request.headers.get("Host");
    const auto end = field.find(':', field.starts_with('[') ? field.find(']') : 0);
    return std::string(field.substr(0, end));
}

Response to_tls(const Request& request, const Options& options, std::uint16_t port) {
    const bool page = request.method == "GET" || request.method == "HEAD";
    if (!page || request.path == "/api" || request.path.starts_with("/api/"))
        return http::problem({Fault::forbidden,
                              "This port is not encrypted; what was sent here may have been seen. "
                              "Use the address that begins with https://, and change a password or "
                              "token that was sent."});
    std::string to = "https://" + host_of(request, options);
    if (port != 443) to += ":" + std::to_string(port);
    to += encoded(request.path, "-._~/");
    char mark = '?';
    for (const auto& [name, value] : request.query) {
        to += mark + encoded(name, "-._~") + "=" + encoded(value, "-._~");
        mark = '&';
    }
    Response response;
    response.status = 308;
    response.content_type = "text/plain; charset=utf-8";
    response.headers = {{"Location", to}};
    return response;
}

}  // namespace muniment::server
