// What an answer of this room gets; inside this room only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <mutex>

#include "base/text.h"
#include "kernel/signin/oidc.h"
#include "server/auth/auth.h"
#include "server/http/problem.h"

namespace muniment::server {

// The issuer's documents, kept for a while.
struct IssuerCache {
    std::mutex mutex;
    std::string url;
    std::optional<signin::Provider> provider;
    std::string jwks;
    Instant read{}, jwks_read{};
};

struct Auth::State {
    house::House& house;
    const rules::Packs& packs;
    signin::Sessions& sessions;
    HttpClient& client;
    std::string public_url;
    bool secure;
    signin::Party party;
    IssuerCache issuer;
};

struct AuthCall {
    Auth::State& auth;
    const http::Request& request;
    std::map<std::string, std::string> path;
    std::optional<signin::Session> session;  // there unless the route is open
    std::string token;                       // of the cookie; may be empty or of no session

    const std::string& from() const { return request.remote; }
    std::string asked(const std::string& name) const;
    template <class T>
    Result<T> body() const {
        return from_json_text<T>(request.body.empty() ? "{}" : request.body, {64 << 10, 12});
    }
    Result<Uuid> id(const std::string& name = "id") const;
};

using AuthAnswer = Result<http::Response>;
struct AuthRoute {
    house::Route route;
    AuthAnswer (*answer)(const AuthCall&);
};
using AuthRoutes = std::span<const AuthRoute>;
AuthRoutes session_routes();
AuthRoutes account_routes();
AuthRoutes sso_routes();
AuthRoutes program_routes();

// The cookie's own name: bound to host and TLS where there is TLS.
std::string cookie_name(const Auth::State& auth);
std::string set_cookie(const Auth::State& auth, const std::string& token, std::int64_t seconds);
// A cookie of the request; empty when there is none.
std::string cookie_in(const http::Request& request, const std::string& name);

http::Response json_answer(std::string content);
template <class T>
http::Response answer_json(const T& value) {
    return json_answer(to_json_text(value));
}
http::Response answer_of(const Auth::State& auth, const signin::Session& session);
// The session's answer with its new cookie.
http::Response signed_in_answer(const AuthCall& call, const signin::SignedIn& in);
http::Response redirect(const std::string& address);
// 401 with a WWW-Authenticate that a client understands.
http::Response challenge(const Error& error, const std::string& words);

// POST /auth/token and the documents that lead there; null when the address is another.
std::optional<http::Response> program_answer(Auth::State& auth, const http::Request& request);

// A passkey's challenge: 32 bytes inside a slip for that purpose.
struct Challenge {
    std::string slip;
    std::string challenge;           // base64url
    std::string party;               // rp.id
    std::string user;                // base64url of the user's id; empty at sign-in
    std::vector<std::string> known;  // credential ids that are there already
};
BOOST_DESCRIBE_STRUCT(Challenge, (), (slip, challenge, party, user, known))
Result<Challenge> new_challenge(const AuthCall& call, const std::string& purpose);
struct PasskeyProof {
    std::string slip;
    signin::Assertion assertion;
    signin::Workstation workstation = signin::Workstation::office;
};
BOOST_DESCRIBE_STRUCT(PasskeyProof, (), (slip, assertion, workstation))
struct Proven {
    Uuid user;
    house::Draft counter;
};
// Whose passkey it is. Each challenge is answered once.
Result<Proven> check_passkey(const AuthCall& call, const PasskeyProof& proof,
                             const std::string& purpose);
// The challenge of a slip, used up.
Result<std::string> used_challenge(const AuthCall& call, const std::string& slip,
                                   const std::string& purpose);

}  // namespace muniment::server
