// Challenges for passkeys and their answers, each good once.
#include "kernel/signin/jwt.h"
#include "server/auth/call.h"

namespace muniment::server {

static constexpr auto challenge_length = std::chrono::minutes(5);

Result<Challenge> new_challenge(const AuthCall& call, const std::string& purpose) {
    house::House& house = call.auth.house;
    Challenge made;
    made.challenge = to_base64url(house.random().bytes(32));
    made.party = call.auth.party.id;
    const Instant expires = house.now() + challenge_length;
    made.slip = TRY(signin::sealed_slip(house, purpose, {{"challenge", made.challenge}}, expires));
    if (!call.session) return made;
    const auto view = TRY(house.view());
    const auto kept = TRY(signin::credentials_of(*view, call.session->user));
    made.user = to_base64url(call.session->user.view());
    for (const signin::Passkey& one : kept.value.passkeys) made.known.push_back(one.id);
    return made;
}

Result<std::string> used_challenge(const AuthCall& call, const std::string& slip,
                                   const std::string& purpose) {
    const auto held = TRY(signin::opened_slip(call.auth.house, purpose, slip));
    const std::string challenge(held.at("challenge").as_string());
    const bool first = TRY(signin::use_once(call.auth.house, "challenge " + challenge,
                                            call.auth.house.now() + challenge_length));
    if (!first)
        return Error{Fault::unauthorized, "This challenge was answered already; start again."};
    return *signin::from_base64url(challenge);
}

Result<Proven> check_passkey(const AuthCall& call, const PasskeyProof& proof,
                             const std::string& purpose) {
    const Error unknown{Fault::unauthorized, "This passkey is not known here."};
    const std::string challenge = TRY(used_challenge(call, proof.slip, purpose));
    const auto raw = signin::from_base64url(proof.assertion.user);
    const auto user = raw ? uuid_of_bytes(*raw) : std::nullopt;
    if (!user) return unknown;
    const auto view = TRY(call.auth.house.view());
    const auto kept = TRY(signin::credentials_of(*view, *user));
    signin::Credentials changed = kept.value;
    for (signin::Passkey& one : changed.passkeys) {
        if (one.id != proof.assertion.id) continue;
        one.counter = TRY(signin::asserted(proof.assertion, challenge, call.auth.party, one));
        return Proven{*user, signin::draft_of(kept, changed)};
    }
    return unknown;
}

}  // namespace muniment::server
