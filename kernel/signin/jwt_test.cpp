// Tokens: what is accepted, and everything that is tried with them: alg=none, a public key as a
// shared secret, weak keys, another audience, issuer or time; and addresses that lead elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/signin/jwt.h"

#include <doctest/doctest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>

#include "base/text.h"
#include "kernel/signin/oidc.h"
#include "kernel/signin/programs.h"

namespace muniment::signin {

namespace {

const Instant now = *parse_fhir_time("2026-11-22T09:00:00Z");
std::int64_t seconds_of(Instant at) { return microseconds_of(at) / 1'000'000; }

struct Signer {
    std::shared_ptr<EVP_PKEY> key;
    std::string number(const char* name, std::size_t size = 0) const {
        BIGNUM* value = nullptr;
        REQUIRE(EVP_PKEY_get_bn_param(key.get(), name, &value) == 1);
        std::string bytes(size > 0 ? size : static_cast<std::size_t>(BN_num_bytes(value)), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()),
                     static_cast<int>(bytes.size()));
        BN_free(value);
        return to_base64url(bytes);
    }
    std::string jwks(const std::string& kid = "k") const {
        json::object one = {{"kid", kid}, {"use", "sig"}};
        if (EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA) {
            one["kty"] = "RSA";
            one["n"] = number(OSSL_PKEY_PARAM_RSA_N);
            one["e"] = number(OSSL_PKEY_PARAM_RSA_E);
        } else {
            one["kty"] = "EC";
            one["crv"] = "P-384";
            one["x"] = number(OSSL_PKEY_PARAM_EC_PUB_X, 48);
            one["y"] = number(OSSL_PKEY_PARAM_EC_PUB_Y, 48);
        }
        return json::serialize(json::object{{"keys", json::array{one}}});
    }
    std::string sign(const json::object& claims, const std::string& algorithm,
                     const std::string& kid = "k") const {
        const json::object header = {{"alg", algorithm}, {"kid", kid}};
        const std::string text =
            to_base64url(json::serialize(header)) + "." + to_base64url(json::serialize(claims));
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                              EVP_MD_CTX_free);
        REQUIRE(EVP_DigestSignInit(context.get(), nullptr, EVP_sha384(), nullptr, key.get()) == 1);
        std::size_t size = 0;
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        REQUIRE(EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1);
        std::string signature(size, '\0');
        auto* out = reinterpret_cast<unsigned char*>(signature.data());
        REQUIRE(EVP_DigestSign(context.get(), out, &size, bytes, text.size()) == 1);
        signature.resize(size);
        if (EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_EC) signature = raw_of(signature);
        return text + "." + to_base64url(signature);
    }
    static std::string raw_of(const std::string& der) {
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        ECDSA_SIG* both = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
        std::string raw(96, '\0');
        auto* out = reinterpret_cast<unsigned char*>(raw.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(both), out, 48);
        BN_bn2binpad(ECDSA_SIG_get0_s(both), out + 48, 48);
        ECDSA_SIG_free(both);
        return raw;
    }
};
Signer rsa(unsigned bits = 2048) { return {{EVP_RSA_gen(bits), EVP_PKEY_free}}; }
Signer elliptic() { return {{EVP_EC_gen("P-384"), EVP_PKEY_free}}; }

json::object claims() {
    return {{"iss", "lab"},
            {"sub", "lab"},
            {"aud", "https://him.example.org/auth/token"},
            {"exp", seconds_of(now) + 240},
            {"iat", seconds_of(now)},
            {"jti", "one"}};
}
Fault fault_of(const std::string& assertion, const std::string& jwks) {
    const auto token =
        check_assertion(assertion, jwks, "lab", "https://him.example.org/auth/token", now);
    return token ? Fault::bug : token.error().fault;
}

}  // namespace

TEST_CASE("tokens: RS384 and ES384 by the key that is named") {
    for (const auto& [signer, algorithm] :
         {std::pair(rsa(), "RS384"), std::pair(elliptic(), "ES384")}) {
        CAPTURE(std::string(algorithm));
        const std::string good = signer.sign(claims(), algorithm);
        CHECK(check_keys(signer.jwks()));
        CHECK(fault_of(good, signer.jwks()) == Fault::bug);  // that is, none
        CHECK(fault_of(good, signer.jwks("other")) == Fault::not_found);
        CHECK(fault_of(good, rsa().jwks("k")) != Fault::bug);
        for (const std::size_t at : {std::size_t{30}, good.size() / 2, good.size() - 20}) {
            std::string spoiled = good;
            spoiled[at] = spoiled[at] == 'A' ? 'B' : 'A';
            CHECK(fault_of(spoiled, signer.jwks()) != Fault::bug);
        }
    }
}

TEST_CASE("attack: algorithms that are not allowed, and keys that are too weak") {
    const Signer signer = rsa();
    const std::string good = signer.sign(claims(), "RS384");
    const std::string middle = good.substr(good.find('.'));
    for (const char* algorithm : {"none", "None", "HS256", "HS384", "RS256", "ES384", ""}) {
        CAPTURE(std::string(algorithm));
        const std::string header =
            to_base64url(json::serialize(json::object{{"alg", algorithm}, {"kid", "k"}}));
        CHECK(fault_of(header + middle, signer.jwks()) != Fault::bug);
        CHECK(fault_of(header + middle.substr(0, middle.rfind('.') + 1), signer.jwks()) !=
              Fault::bug);
    }
    const Signer weak = rsa(1024);
    CHECK_FALSE(check_keys(weak.jwks()));
    CHECK(fault_of(weak.sign(claims(), "RS384"), weak.jwks()) == Fault::not_found);
    CHECK_FALSE(check_keys("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"));
    for (const char* odd : {"", ".", "..", "a.b.c", "e30.e30.", "e30.e30.e30.e30"})
        CHECK(fault_of(odd, signer.jwks()) == Fault::unauthorized);
}

TEST_CASE("attack: claims of another issuer, audience or time") {
    const Signer signer = elliptic();
    struct Row {
        const char* claim;
        json::value value;
        bool good;
    };
    const std::string audience = "https://him.example.org/auth/token";
    const Row rows[] = {
        {"iss", "other", false},
        {"sub", "other", false},
        {"aud", "https://elsewhere.example.org/auth/token", false},
        {"aud", json::array{"x", audience}, true},
        {"aud", json::array{"x"}, false},
        {"aud", nullptr, false},
        {"exp", seconds_of(now) - 31, false},
        {"exp", seconds_of(now) - 29, true},
        {"exp", seconds_of(now) + 300, true},
        {"exp", seconds_of(now) + 331, false},
        {"exp", "soon", false},
        {"exp", nullptr, false},
        {"nbf", seconds_of(now) + 60, false},
        {"iat", seconds_of(now) + 60, false},
        {"jti", "", false},
        {"jti", nullptr, false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.claim));
        CAPTURE(json::serialize(row.value));
        json::object changed = claims();
        changed[row.claim] = row.value;
        CHECK((fault_of(signer.sign(changed, "ES384"), signer.jwks()) == Fault::bug) == row.good);
    }
}

TEST_CASE("single sign-on: the ID token belongs to this sign-in") {
    const Signer signer = elliptic();
    Issuer issuer;
    issuer.url = "https://id.example.org";
    issuer.client_id = "muniment";
    issuer.roles = {{"him", {Role::clerk}}};
    Flow flow;
    flow.nonce = "n1";
    const json::object good = {{"iss", issuer.url},
                               {"aud", "muniment"},
                               {"exp", seconds_of(now) + 60},
                               {"sub", "s1"},
                               {"nonce", "n1"},
                               {"preferred_username", "Ada"},
                               {"groups", json::array{"him", "x"}}};
    const auto claimed =
        check_id_token(signer.sign(good, "ES384"), signer.jwks(), issuer, flow, now);
    REQUIRE(claimed);
    CHECK(claimed->username == "ada");
    CHECK(claimed->roles == std::vector{Role::clerk});
    const std::pair<const char*, json::value> spoiled[] = {
        {"nonce", "n2"},  {"nonce", nullptr},         {"iss", "https://id.example.org/"},
        {"aud", "other"}, {"azp", "other"},           {"aud", json::array{"muniment", "other"}},
        {"sub", ""},      {"preferred_username", ""}, {"exp", seconds_of(now) - 61}};
    for (const auto& [claim, value] : spoiled) {
        CAPTURE(std::string(claim));
        json::object changed = good;
        changed[claim] = value;
        CHECK_FALSE(
            check_id_token(signer.sign(changed, "ES384"), signer.jwks(), issuer, flow, now));
    }
}

TEST_CASE("attack: an open redirect after sign-in, and addresses that are not the issuer's") {
    struct Row {
        const char* wanted;
        const char* path;
    };
    const Row rows[] = {
        {"/release/cases/1?tab=x", "/release/cases/1?tab=x"},
        {"", "/"},
        {"//evil.example.org", "/"},
        {"/\\evil.example.org", "/"},
        {"https://evil.example.org", "/"},
        {"javascript:alert(1)", "/"},
        {"/a\r\nSet-Cookie: x=y", "/"},
        {"/\tx", "/"},
        {"/api/session/sso", "/"},
    };
    for (const Row& row : rows) CHECK(local_path(row.wanted) == row.path);
    Issuer issuer;
    issuer.url = "https://id.example.org/realm";
    issuer.hosts = {"keys.example.org"};
    const std::pair<const char*, bool> addresses[] = {
        {"https://id.example.org/token", true},
        {"https://ID.example.org/token", true},
        {"https://keys.example.org/jwks", true},
        {"http://id.example.org/token", false},
        {"https://id.example.org.evil.org/token", false},
        {"https://id.example.org@evil.org/token", false},
        {"https://id.example.org:8443/token", false},
        {"https://169.254.169.254/latest", false},
        {"file:///etc/passwd", false},
        {"", false}};
    for (const auto& [address, good] : addresses) {
        CAPTURE(std::string(address));
        CHECK(is_of_issuer(issuer, address) == good);
    }
}

TEST_CASE("programs: scopes, asked for and granted") {
    for (const char* good : {"system/*.rs", "system/Patient.r", "system/Observation.read"})
        CHECK(is_scope(good));
    for (const char* bad : {"", "system/*.cruds", "user/*.rs", "system/.rs", "system/Patient",
                            "patient/*.rs", "system/*.rs system/*.rs", "system/P-1.rs"})
        CHECK_FALSE(is_scope(bad));
    Credentials program;
    program.scopes = {"system/Patient.rs", "system/Observation.rs"};
    CHECK(granted(program, "system/Patient.rs")->size() == 1);
    CHECK(granted(program, "")->size() == 2);
    CHECK_FALSE(granted(program, "system/Patient.rs system/*.rs"));
    CHECK(permissions_of({"system/Patient.rs"}).contains(house::Permission::program));
    CHECK_FALSE(permissions_of({"system/Patient.rs"}).contains(house::Permission::chart_read));
    CHECK(permissions_of({"user/*.rs"}).empty());
}

}  // namespace muniment::signin
