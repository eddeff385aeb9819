// Token checks over OpenSSL 3: key from JWK, signature, claims.
#include "kernel/signin/jwt.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace muniment::signin {

namespace {

constexpr std::size_t token_bytes_max = 16 << 10;
constexpr std::size_t keys_max = 64;
constexpr JsonLimits jwks_limits = {256 << 10, 8};

template <auto release>
struct Free {
    void operator()(auto* pointer) const { release(pointer); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;

Error refused(const std::string& why) {
    return {Fault::unauthorized, "The token is not accepted: " + why};
}

std::string member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : std::string();
}

struct Kind {
    Algorithm algorithm;
    const char* digest;
    const char* curve;  // JWK's name; null: RSA
    std::size_t half;   // bytes of r and of s
};
constexpr Kind kinds[] = {
    {Algorithm::RS256, "SHA256", nullptr, 0},  {Algorithm::RS384, "SHA384", nullptr, 0},
    {Algorithm::RS512, "SHA512", nullptr, 0},  {Algorithm::PS256, "SHA256", nullptr, 0},
    {Algorithm::ES256, "SHA256", "P-256", 32}, {Algorithm::ES384, "SHA384", "P-384", 48}};

Number number_of(const std::string& bytes) {
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                            static_cast<int>(bytes.size()), nullptr));
}

Key key_from(const char* type, OSSL_PARAM_BLD* builder) {
    const std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>> parameters(
        OSSL_PARAM_BLD_to_param(builder));
    const std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>> context(
        EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return Key(key);
}

using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;

Key rsa_key(const json::object& jwk) {
    const auto n = from_base64url(member(jwk, "n")), e = from_base64url(member(jwk, "e"));
    if (!n || !e || n->size() > 1024 || e->size() > 8) return nullptr;
    const Number modulus = number_of(*n), exponent = number_of(*e);
    if (BN_num_bits(modulus.get()) < 2048 || BN_num_bits(exponent.get()) < 2) return nullptr;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return key_from("RSA", builder.get());
}

Key ec_key(const json::object& jwk) {
    const std::string curve = member(jwk, "crv");
    const std::size_t half = curve == "P-256" ? 32 : curve == "P-384" ? 48 : 0;
    const auto x = from_base64url(member(jwk, "x")), y = from_base64url(member(jwk, "y"));
    if (half == 0 || !x || !y || x->size() != half || y->size() != half) return nullptr;
    const std::string point = "\x04" + *x + *y;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                    half == 32 ? "P-256" : "P-384", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
    return key_from("EC", builder.get());
}

// Null when the key is of no use for a signature of this kind.
Key key_of(const json::object& jwk, const Kind& kind) {
    const std::string use = member(jwk, "use"), algorithm = member(jwk, "alg");
    if (!use.empty() && use != "sig") return nullptr;
    if (!algorithm.empty() && algorithm != enum_name(kind.algorithm)) return nullptr;
    if (kind.curve == nullptr) return member(jwk, "kty") == "RSA" ? rsa_key(jwk) : nullptr;
    if (member(jwk, "kty") != "EC" || member(jwk, "crv") != kind.curve) return nullptr;
    return ec_key(jwk);
}

// r and s one after another (RFC 7518 3.4) as the DER that OpenSSL takes.
std::string der_of(std::string_view raw, std::size_t half) {
    if (raw.size() != 2 * half) return {};
    const std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), number_of(std::string(raw.substr(0, half))).release(),
                   number_of(std::string(raw.substr(half))).release());
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0) return {};
    std::string out(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return out;
}

bool signed_by(EVP_PKEY* key, const Kind& kind, std::string_view text, std::string signature) {
    if (kind.curve != nullptr) signature = der_of(signature, kind.half);
    const std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* details = nullptr;
    if (signature.empty() || EVP_DigestVerifyInit_ex(context.get(), &details, kind.digest, nullptr,
                                                     nullptr, key, nullptr) != 1)
        return false;
    if (kind.algorithm == Algorithm::PS256 &&
        (EVP_PKEY_CTX_set_rsa_padding(details, RSA_PKCS1_PSS_PADDING) != 1 ||
         EVP_PKEY_CTX_set_rsa_pss_saltlen(details, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                            text.size()) == 1;
}

Result<json::array> keys_in(std::string_view jwks) {
    const json::value parsed = TRY(parse_json(jwks, jwks_limits));
    const json::value* keys =
        parsed.is_object() ? parsed.get_object().if_contains("keys") : nullptr;
    if (keys == nullptr || !keys->is_array() || keys->get_array().size() > keys_max)
        return Error{Fault::incorrect, "A JWKS is an object with \"keys\", at most 64 of them."};
    return keys->get_array();
}

Result<json::object> part_of(std::string_view encoded) {
    const auto bytes = from_base64url(encoded);
    if (!bytes) return refused("a part of it is not base64url.");
    auto parsed = parse_json(*bytes, {token_bytes_max, 16});
    if (!parsed || !parsed->is_object()) return refused("a part of it is not a JSON object.");
    return std::move(parsed->get_object());
}

}  // namespace

std::optional<std::string> from_base64url(std::string_view text) {
    std::string plain(text);
    if (plain.find_first_of("+/=") != plain.npos) return std::nullopt;
    std::ranges::replace(plain, '-', '+');
    std::ranges::replace(plain, '_', '/');
    plain.append((4 - plain.size() % 4) % 4, '=');
    return from_base64(plain);
}

std::string Token::text(std::string_view claim) const { return member(claims, claim); }

Result<Token> read_token(std::string_view compact) {
    const auto parts = split(compact, '.');
    if (compact.size() > token_bytes_max || parts.size() != 3)
        return refused("it is not three parts with dots between them.");
    Token token;
    token.header = TRY(part_of(parts[0]));
    token.claims = TRY(part_of(parts[1]));
    return token;
}

Status check_keys(std::string_view jwks) {
    const json::array keys = TRY(keys_in(jwks));
    for (const json::value& one : keys) {
        if (!one.is_object()) continue;
        if (one.get_object().contains("d") || one.get_object().contains("k"))
            return Error{Fault::incorrect,
                         "The JWKS holds a private or shared key; send the public keys only."};
        for (const Kind& kind : kinds)
            if (key_of(one.get_object(), kind)) return ok();
    }
    return Error{Fault::incorrect,
                 "The JWKS has no usable key: RSA of 2,048 bits or more, P-256 or P-384."};
}

Result<Token> verified(std::string_view compact, std::string_view jwks,
                       std::initializer_list<Algorithm> allowed) {
    Token token = TRY(read_token(compact));
    const auto algorithm = enum_value<Algorithm>(member(token.header, "alg"));
    if (!algorithm || std::ranges::find(allowed, *algorithm) == allowed.end())
        return refused("its algorithm is not one of those allowed here.");
    if (token.header.contains("crit"))  // RFC 7515 4.1.11: extensions that are not understood
        return refused("it asks for an extension that is not known here.");
    const Kind& kind = *std::ranges::find(kinds, *algorithm, &Kind::algorithm);
    const std::string kid = member(token.header, "kid");
    const std::string_view text = compact.substr(0, compact.rfind('.'));
    const auto signature = from_base64url(compact.substr(compact.rfind('.') + 1));
    if (!signature) return refused("its signature is not base64url.");
    const json::array keys = TRY(keys_in(jwks));
    bool tried = false;
    for (const json::value& one : keys) {
        if (!one.is_object()) continue;
        if (!kid.empty() && member(one.get_object(), "kid") != kid) continue;
        const Key key = key_of(one.get_object(), kind);
        tried = tried || key;
        if (key && signed_by(key.get(), kind, text, *signature)) return token;
    }
    if (!tried)
        return Error{Fault::not_found, "The issuer's keys have none that this token names."};
    return refused("its signature is wrong.");
}

static bool holds(const json::value* audience, const std::string& wanted) {
    if (audience == nullptr) return false;
    if (audience->is_string()) return audience->get_string() == wanted;
    return audience->is_array() &&
           std::ranges::any_of(audience->get_array(), [&](const json::value& one) {
               return one.is_string() && one.get_string() == wanted;
           });
}

static std::optional<Instant> moment(const Token& token, std::string_view claim) {
    const json::value* found = token.claims.if_contains(claim);
    if (found == nullptr || !found->is_number()) return std::nullopt;
    const double seconds = found->to_number<double>();
    if (!(seconds > 0 && seconds < 1e11)) return std::nullopt;
    return instant_of(static_cast<std::int64_t>(seconds * 1e6));
}

Status check_claims(const Token& token, const Expected& expected) {
    if (expected.issuer.empty() || token.text("iss") != expected.issuer)
        return refused("it comes from another issuer (iss).");
    if (!holds(token.claims.if_contains("aud"), expected.audience))
        return refused("it is meant for somebody else (aud).");
    const auto ends = moment(token, "exp");
    if (!ends || expected.now >= *ends + expected.leeway) return refused("it has expired (exp).");
    if (expected.longest_life.count() >= 0 &&
        *ends > expected.now + expected.longest_life + expected.leeway)
        return refused("it would live too long (exp).");
    for (const char* claim : {"nbf", "iat"}) {
        if (!token.claims.contains(claim)) continue;
        const auto begins = moment(token, claim);
        if (!begins || expected.now + expected.leeway < *begins)
            return refused("it is not valid yet (nbf, iat).");
    }
    return ok();
}

}  // namespace muniment::signin
