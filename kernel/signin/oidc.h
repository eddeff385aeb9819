// Single sign-on by OpenID Connect Core 1.0: the authorization code flow with PKCE (RFC 7636), the
// relying party's decisions. Pure: the server fetches (server/auth).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/signin/jwt.h"
#include "kernel/signin/signin.h"

namespace muniment::signin {

// The issuer's addresses, out of its discovery document.
struct Provider {
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string jwks_uri;
    std::string end_session_endpoint;  // empty: it cannot be told of a sign-out
};

// One sign-in under way: carried by the browser in a sealed slip.
struct Flow {
    std::string state, nonce, verifier;
    std::string return_to = "/";
    Workstation workstation = Workstation::office;
};
BOOST_DESCRIBE_STRUCT(Flow, (), (state, nonce, verifier, return_to, workstation))
Flow new_flow(Random& random, std::string_view return_to, Workstation workstation);

// A path of our own, or "/": never another site's address, however it is dressed up.
std::string local_path(std::string_view wanted);

// True when the address is https (or plain http on this machine) at the issuer's host or one of its
// further ones: nothing else is ever fetched or sent to.
bool is_of_issuer(const Issuer& issuer, std::string_view address);

std::string discovery_address(const Issuer& issuer);
// unavailable when it is another issuer's, or names addresses elsewhere.
Result<Provider> read_discovery(const Issuer& issuer, std::string_view text);

std::string form_encoded(std::string_view text);  // percent-encoding for queries and forms
std::string authorization_address(const Provider& provider, const Issuer& issuer, const Flow& flow,
                                  const std::string& redirect_uri);
std::string token_request(const Issuer& issuer, const Flow& flow, const std::string& code,
                          const std::string& redirect_uri);

// Who the issuer says it is.
struct Claimed {
    std::string subject;
    std::string username;                    // lower case
    std::optional<std::vector<Role>> roles;  // absent: roles are kept here
};
// OpenID Connect Core 3.1.3.7. not_found: signed by a key that is not in the set; fetch it anew.
Result<Claimed> check_id_token(std::string_view token, std::string_view jwks, const Issuer& issuer,
                               const Flow& flow, Instant now);

}  // namespace muniment::signin
