#include "base/hash.h"

#include <openssl/evp.h>

#include <utility>

#include "base/ensure.h"
#include "base/text.h"

namespace muniment {

// Fetching the algorithm once is 2.4 times as fast for short inputs as EVP_sha256() each time.
static const EVP_MD* sha256_method() {
    static const EVP_MD* method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return method;
}

static EVP_MD_CTX* thread_context() {
    struct Owner {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        ~Owner() { EVP_MD_CTX_free(context); }
    };
    thread_local Owner owner;
    return owner.context;
}

Hash sha256(std::initializer_list<std::string_view> parts) {
    EVP_MD_CTX* context = thread_context();
    Hash hash;
    bool good = EVP_DigestInit_ex2(context, sha256_method(), nullptr) == 1;
    for (const std::string_view part : parts)
        good = good && EVP_DigestUpdate(context, part.data(), part.size()) == 1;
    good = good && EVP_DigestFinal_ex(context, hash.bytes.data(), nullptr) == 1;
    ensure(good, "SHA-256 failed");
    return hash;
}

Hash sha256(std::string_view bytes) { return sha256({bytes}); }

std::string hex(const Hash& hash) { return to_hex(hash.view()); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    ensure(EVP_DigestInit_ex2(static_cast<EVP_MD_CTX*>(context_), sha256_method(), nullptr) == 1,
           "SHA-256 failed");
}
Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }
void Sha256::add(std::string_view bytes) {
    ensure(context_ != nullptr, "a SHA-256 was added to after its end");
    ensure(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()) == 1,
           "SHA-256 failed");
}
Hash Sha256::finish() {
    // OpenSSL 3.0 would answer a second time, with something that is the hash of nothing.
    ensure(context_ != nullptr, "a SHA-256 was finished twice");
    Hash hash;
    auto* context = static_cast<EVP_MD_CTX*>(std::exchange(context_, nullptr));
    const bool good = EVP_DigestFinal_ex(context, hash.bytes.data(), nullptr) == 1;
    EVP_MD_CTX_free(context);
    ensure(good, "SHA-256 failed");
    return hash;
}

}  // namespace muniment
