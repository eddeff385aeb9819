// How people and programs prove who they are: passwords with second factors, passkeys, single
// sign-on, sessions. Decisions about permission are people's; this room says only who it is, how
// sure that is, and since when. Every proof and refusal is an entry in the ledger; no secret is in
// any of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <set>

#include "kernel/people/people.h"
#include "kernel/signin/webauthn.h"

namespace muniment::signin {

using people::Role;

Status settle(house::House& house);  // registers the tables; at start, once, after people

// Where a person sits: how long an unattended screen may stay open (45 CFR 164.312(a)(2)(iii)).
enum class Workstation { office, clinical, kiosk };
BOOST_DESCRIBE_ENUM(Workstation, office, clinical, kiosk)

// An OpenID Connect issuer whose people sign in here.
struct Issuer {
    std::string url;    // as in its tokens' iss; empty: no single sign-on
    std::string label;  // on the button: "Sign in with LABEL"
    std::string client_id;
    std::string client_secret;                 // empty: public client, PKCE alone
    std::string claim = "preferred_username";  // whose value is the user name here
    std::string groups_claim = "groups";
    std::map<std::string, std::vector<Role>> roles;  // group -> roles; empty: roles stay as here
    std::vector<std::string> hosts;                  // further hosts its addresses may name
};
BOOST_DESCRIBE_STRUCT(Issuer, (),
                      (url, label, client_id, client_secret, claim, groups_claim, roles, hosts))

// What a facility chooses.
struct SignInSettings {
    int idle_office = 15, idle_clinical = 15, idle_kiosk = 2;  // minutes
    int fresh_minutes = 15;           // for release and destruction; 0: not asked
    std::vector<Role> second_factor;  // roles that must have one
    Issuer issuer;
};
BOOST_DESCRIBE_STRUCT(SignInSettings, (),
                      (idle_office, idle_clinical, idle_kiosk, fresh_minutes, second_factor,
                       issuer))

Result<SignInSettings> settings_of(house::View& view);
// incorrect when something in it cannot be. An empty client_secret keeps the one that is there.
Result<house::Act> change_settings(house::View& view, SignInSettings wanted);

// What a user has to prove it with, beside the password.
struct Credentials {
    std::string totp;                   // the secret, base64url; empty: none
    std::vector<std::string> recovery;  // digests of codes not yet used
    std::vector<Passkey> passkeys;
    std::string reset;  // digest of an administrator's one-time code; empty: none
    std::optional<Instant> reset_ends;
    std::string issuer, subject;      // of single sign-on, since the first time
    std::string jwks, jwks_url;       // a program's keys
    std::vector<std::string> scopes;  // a program's, at most these
};
BOOST_DESCRIBE_STRUCT(Credentials, (),
                      (totp, recovery, passkeys, reset, reset_ends, issuer, subject, jwks, jwks_url,
                       scopes))
using Kept = house::Record<Credentials>;  // version 0: none yet

Result<Kept> credentials_of(house::View& view, const Uuid& user);
house::Draft draft_of(const Kept& kept, const Credentials& changed);
bool has_second_factor(const Credentials& credentials);

// Uses up what is good once only: true the first time until it expires, in every program of the
// house. `what` is kept as a digest.
Result<bool> use_once(house::House& house, std::string_view what, Instant expires);

// A sealed slip that the client carries and cannot read or change: what for, and until when.
Result<std::string> sealed_slip(house::House& house, std::string_view purpose,
                                const json::object& holds, Instant expires);
// unauthorized when it was made for another purpose, has expired, or was changed.
Result<json::object> opened_slip(house::House& house, std::string_view purpose,
                                 std::string_view slip);

}  // namespace muniment::signin
