// Programs that sign in by themselves: SMART Backend Services (HL7 SMART App Launch 2.2), that is
// client_credentials with a signed assertion (RFC 7523), RS384 or ES384.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/signin/jwt.h"
#include "kernel/signin/signin.h"

namespace muniment::signin {

struct NewProgram {
    std::string client_id;  // its user name here
    std::string name;
    std::string jwks;                 // its public keys; or
    std::string jwks_url;             // where they are (https)
    std::vector<std::string> scopes;  // "system/*.rs"
};
BOOST_DESCRIBE_STRUCT(NewProgram, (), (client_id, name, jwks, jwks_url, scopes))

// Makes the account (role program, no password) and what it proves itself with.
Result<house::Act> register_program(house::House& house, house::View& view,
                                    const NewProgram& wanted);

// SMART's system scopes that are known here: "system/Patient.rs", "system/*.read" ... Programs
// read.
bool is_scope(std::string_view scope);
// What the scopes allow here.
std::set<house::Permission> permissions_of(const std::vector<std::string>& scopes);

// The scopes asked for, each of which the program must have been given; all of its when none is
// asked for.
Result<std::vector<std::string>> granted(const Credentials& program, std::string_view asked);

inline constexpr std::chrono::seconds token_length{300};

// RFC 7523 3 and SMART: signed with the program's key by RS384 or ES384, iss = sub = client_id,
// aud = the token address, exp at most 5 minutes away, a jti. The caller sees that the jti is used
// once. not_found: none of the keys; fetch them anew.
Result<Token> check_assertion(std::string_view assertion, std::string_view jwks,
                              const std::string& client_id, const std::string& token_address,
                              Instant now);

}  // namespace muniment::signin
