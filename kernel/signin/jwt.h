// Signed JSON Web Tokens of others: RFC 7515 compact form, RFC 7517 keys, RFC 7519 claims, checked
// over OpenSSL with a closed list of algorithms (RFC 8725 3.1). Never "none", never a shared
// secret: a public key cannot be taken for one. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace muniment::signin {

enum class Algorithm { RS256, RS384, RS512, PS256, ES256, ES384 };
BOOST_DESCRIBE_ENUM(Algorithm, RS256, RS384, RS512, PS256, ES256, ES384)

struct Token {
    json::object header;
    json::object claims;
    std::string text(std::string_view claim) const;  // empty when absent or no text
};

// Reads without trusting: only to find out who says to have signed.
Result<Token> read_token(std::string_view compact);

// A JWKS document is usable: keys of at least 2,048 bits (RSA), P-256 or P-384, for signing.
Status check_keys(std::string_view jwks);

// The token when a key of the set with its `kid` (or, without kid, a fitting key) signed it by one
// of the algorithms. unauthorized otherwise, and not_found when the set has no such key: a caller
// with an address for the set fetches it anew.
Result<Token> verified(std::string_view compact, std::string_view jwks,
                       std::initializer_list<Algorithm> allowed);

// What the claims must say.
struct Expected {
    std::string issuer;    // iss, exactly
    std::string audience;  // aud is it, or holds it
    Instant now{};
    std::chrono::seconds leeway{60};        // clocks differ
    std::chrono::seconds longest_life{-1};  // exp at most that far from now; negative: any
};
Status check_claims(const Token& token, const Expected& expected);

std::optional<std::string> from_base64url(std::string_view text);  // RFC 4648 5, no padding

}  // namespace muniment::signin
