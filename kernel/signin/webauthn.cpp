// WebAuthn registration and assertion, step by step; signatures and CBOR by libfido2.
#include "kernel/signin/webauthn.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <memory>

#include "base/hash.h"
#include "base/text.h"
#include "kernel/signin/jwt.h"

namespace muniment::signin {

namespace {

constexpr std::size_t part_bytes_max = 64 << 10;

struct FreeCred {
    void operator()(fido_cred_t* one) const { fido_cred_free(&one); }
};
struct FreeAssert {
    void operator()(fido_assert_t* one) const { fido_assert_free(&one); }
};

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Error refused(Fault fault, const std::string& why) {
    return {fault, "The passkey is not accepted: " + why};
}

// 7.1 steps 5 to 9, 7.2 steps 10 to 14: what the browser says it signed for.
Status check_client_data(std::string_view text, std::string_view type, std::string_view challenge,
                         const Party& party, Fault fault) {
    const auto parsed = parse_json(text, {part_bytes_max, 8});
    if (!parsed || !parsed->is_object()) return refused(fault, "its client data cannot be read.");
    const auto says = [&](const char* name, std::string_view wanted) {
        const json::value* found = parsed->get_object().if_contains(name);
        return found != nullptr && found->is_string() && found->get_string() == wanted;
    };
    if (!says("type", type)) return refused(fault, "it was made for another purpose.");
    if (!says("challenge", to_base64url(challenge)))
        return refused(fault, "it answers another challenge; try again.");
    if (!says("origin", party.origin)) return refused(fault, "it was made at another address.");
    const json::value* cross = parsed->get_object().if_contains("crossOrigin");
    if (cross != nullptr && cross->is_bool() && cross->get_bool())
        return refused(fault, "it was made inside another site's page.");
    return ok();
}

// The "authData" byte string of an attestation object (a CBOR map of fmt, attStmt, authData).
// libfido2 takes the parts, not the whole; with no attestation asked for the map is this simple.
std::optional<std::string> auth_data_of(std::string_view object) {
    constexpr std::string_view name =
        "\x68"
        "authData";  // text of 8 bytes
    const auto at = object.find(name);
    if (at == object.npos) return std::nullopt;
    std::string_view rest = object.substr(at + name.size());
    std::size_t head = 0, size = 0;
    const auto byte = [&](std::size_t i) {
        return std::size_t{static_cast<unsigned char>(rest[i])};
    };
    if (rest.size() >= 2 && byte(0) == 0x58) head = 2, size = byte(1);
    if (rest.size() >= 3 && byte(0) == 0x59) head = 3, size = byte(1) << 8 | byte(2);
    if (head == 0 || rest.size() < head + size) return std::nullopt;
    return std::string(rest.substr(head, size));
}

constexpr unsigned char user_present = 0x01, user_verified = 0x04;

// Authenticator data begins with the SHA-256 of the party's id, then one byte of flags.
Status check_authenticator(std::string_view data, const Party& party, Fault fault) {
    if (data.size() < 37) return refused(fault, "its data is too short.");
    if (data.substr(0, 32) != sha256(party.id).view())
        return refused(fault, "it belongs to another site.");
    const auto flags = static_cast<unsigned char>(data[32]);
    if ((flags & user_present) == 0 || (flags & user_verified) == 0)
        return refused(fault, "it did not verify its user by PIN, finger or face.");
    return ok();
}

bool verifies(const fido_assert_t* assertion, const Passkey& passkey, const std::string& raw) {
    const auto with = [&](auto* key, auto fill, auto release) {
        const bool good = key != nullptr && fill(key, raw.data(), raw.size()) == FIDO_OK &&
                          fido_assert_verify(assertion, 0, passkey.algorithm, key) == FIDO_OK;
        release(&key);
        return good;
    };
    if (passkey.algorithm == COSE_ES256)
        return with(es256_pk_new(), es256_pk_from_ptr, es256_pk_free);
    if (passkey.algorithm == COSE_RS256)
        return with(rs256_pk_new(), rs256_pk_from_ptr, rs256_pk_free);
    if (passkey.algorithm == COSE_EDDSA)
        return with(eddsa_pk_new(), eddsa_pk_from_ptr, eddsa_pk_free);
    return false;
}

}  // namespace

Result<Passkey> registered(const Attestation& given, std::string_view challenge,
                           const Party& party) {
    const Fault fault = Fault::incorrect;
    const auto client = from_base64url(given.client_data), object = from_base64url(given.object);
    if (!client || !object || object->size() > part_bytes_max)
        return refused(fault, "its parts are not base64url.");
    TRY(check_client_data(*client, "webauthn.create", challenge, party, fault));
    const auto data = auth_data_of(*object);
    if (!data) return refused(fault, "its attestation cannot be read.");
    TRY(check_authenticator(*data, party, fault));
    // The COSE algorithm stands inside; libfido2 reads a key only for the one it is told.
    for (const int algorithm : {COSE_ES256, COSE_RS256, COSE_EDDSA}) {
        const std::unique_ptr<fido_cred_t, FreeCred> cred(fido_cred_new());
        if (fido_cred_set_type(cred.get(), algorithm) != FIDO_OK ||
            fido_cred_set_authdata_raw(cred.get(), bytes_of(*data), data->size()) != FIDO_OK ||
            fido_cred_id_len(cred.get()) == 0 || fido_cred_pubkey_len(cred.get()) == 0)
            continue;
        const auto text = [](const unsigned char* at, std::size_t size) {
            return to_base64url({reinterpret_cast<const char*>(at), size});
        };
        return Passkey{text(fido_cred_id_ptr(cred.get()), fido_cred_id_len(cred.get())),
                       text(fido_cred_pubkey_ptr(cred.get()), fido_cred_pubkey_len(cred.get())),
                       algorithm,
                       fido_cred_sigcount(cred.get()),
                       given.name.empty() ? "Passkey" : given.name.substr(0, 60),
                       {}};
    }
    return refused(fault, "its key is of a kind that is not known here.");
}

Result<std::int64_t> asserted(const Assertion& given, std::string_view challenge,
                              const Party& party, const Passkey& passkey) {
    const Fault fault = Fault::unauthorized;
    const auto client = from_base64url(given.client_data);
    const auto data = from_base64url(given.authenticator_data);
    const auto signature = from_base64url(given.signature), key = from_base64url(passkey.key);
    if (!client || !data || !signature || !key || data->size() > part_bytes_max)
        return refused(fault, "its parts are not base64url.");
    TRY(check_client_data(*client, "webauthn.get", challenge, party, fault));
    TRY(check_authenticator(*data, party, fault));
    const std::unique_ptr<fido_assert_t, FreeAssert> assertion(fido_assert_new());
    const Hash hash = sha256(*client);
    if (fido_assert_set_clientdata_hash(assertion.get(), bytes_of(hash.view()), 32) != FIDO_OK ||
        fido_assert_set_rp(assertion.get(), party.id.c_str()) != FIDO_OK ||
        fido_assert_set_count(assertion.get(), 1) != FIDO_OK ||
        fido_assert_set_authdata_raw(assertion.get(), 0, bytes_of(*data), data->size()) !=
            FIDO_OK ||
        fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_sig(assertion.get(), 0, bytes_of(*signature), signature->size()) !=
            FIDO_OK ||
        !verifies(assertion.get(), passkey, *key))
        return refused(fault, "its signature is wrong.");
    const std::int64_t counter = fido_assert_sigcount(assertion.get(), 0);
    if ((counter != 0 || passkey.counter != 0) && counter <= passkey.counter)
        return refused(fault,
                       "its counter went back, as a copy's would; tell the security officer.");
    return counter;
}

}  // namespace muniment::signin
