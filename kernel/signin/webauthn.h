// Passkeys: W3C Web Authentication Level 2, the relying party's side, over libfido2. Attestation is
// not asked for: any authenticator that verifies its user will do. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"

namespace muniment::signin {

struct Party {
    std::string id;      // the host's name: "him.example.org"
    std::string origin;  // "https://him.example.org"
};

struct Passkey {
    std::string id;      // credential id, base64url
    std::string key;     // COSE public key as libfido2 gives it, base64url: x and y (ES256) or RSA
    int algorithm = -7;  // COSE: -7 ES256, -257 RS256, -8 EdDSA
    std::int64_t counter = 0;
    std::string name;  // as its owner calls it
    Instant added{};
};
BOOST_DESCRIBE_STRUCT(Passkey, (), (id, key, algorithm, counter, name, added))

// What the browser's navigator.credentials gave; each part base64url.
struct Attestation {
    std::string client_data;  // response.clientDataJSON
    std::string object;       // response.attestationObject
    std::string name;         // what to call it
};
BOOST_DESCRIBE_STRUCT(Attestation, (), (client_data, object, name))

struct Assertion {
    std::string id;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
    std::string user;  // response.userHandle
};
BOOST_DESCRIBE_STRUCT(Assertion, (), (id, client_data, authenticator_data, signature, user))

// WebAuthn 7.1: the new passkey, or why not (incorrect).
Result<Passkey> registered(const Attestation& given, std::string_view challenge,
                           const Party& party);

// WebAuthn 7.2: the passkey's new counter, or unauthorized. The user must have been verified by
// the authenticator (PIN, finger): the passkey is then two factors. A counter that went back tells
// of a copy and is refused.
Result<std::int64_t> asserted(const Assertion& given, std::string_view challenge,
                              const Party& party, const Passkey& passkey);

}  // namespace muniment::signin
