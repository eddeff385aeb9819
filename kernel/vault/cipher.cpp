#include "kernel/vault/cipher.h"

#include <openssl/evp.h>

namespace muniment::vault {

static constexpr std::size_t nonce_size = 12;
static constexpr std::size_t tag_size = 16;

static const EVP_CIPHER* method() {
    static const EVP_CIPHER* fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

static EVP_CIPHER_CTX* context_of_thread() {
    struct Owner {
        EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
        ~Owner() { EVP_CIPHER_CTX_free(context); }
    };
    thread_local Owner owner;
    return owner.context;
}

static const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string encrypt(const Key& key, std::string_view context, std::string_view plain,
                    Random& random) {
    EVP_CIPHER_CTX* cipher = context_of_thread();
    std::string out(nonce_size + plain.size() + tag_size, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    random.fill(bytes, nonce_size);
    int size = 0;
    bool good = EVP_EncryptInit_ex2(cipher, method(), key.bytes.data(), bytes, nullptr) == 1;
    good = good && EVP_EncryptUpdate(cipher, nullptr, &size, raw(context),
                                     static_cast<int>(context.size())) == 1;
    good = good && EVP_EncryptUpdate(cipher, bytes + nonce_size, &size, raw(plain),
                                     static_cast<int>(plain.size())) == 1;
    good = good && EVP_EncryptFinal_ex(cipher, bytes + nonce_size + plain.size(), &size) == 1;
    good = good && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, tag_size,
                                       bytes + nonce_size + plain.size()) == 1;
    ensure(good, "AES-256-GCM failed");
    return out;
}

Result<std::string> decrypt(const Key& key, std::string_view context, std::string_view sealed) {
    const Error changed{Fault::incorrect, "The sealed content was changed or moved."};
    if (sealed.size() < nonce_size + tag_size) return changed;
    const std::size_t plain_size = sealed.size() - nonce_size - tag_size;
    EVP_CIPHER_CTX* cipher = context_of_thread();
    std::string plain(plain_size, '\0');
    std::string tag(sealed.substr(nonce_size + plain_size));
    auto* out = reinterpret_cast<unsigned char*>(plain.data());
    int size = 0;
    bool good = EVP_DecryptInit_ex2(cipher, method(), key.bytes.data(), raw(sealed), nullptr) == 1;
    good = good && EVP_DecryptUpdate(cipher, nullptr, &size, raw(context),
                                     static_cast<int>(context.size())) == 1;
    good = good && EVP_DecryptUpdate(cipher, out, &size, raw(sealed.substr(nonce_size)),
                                     static_cast<int>(plain_size)) == 1;
    good = good && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1;
    good = good && EVP_DecryptFinal_ex(cipher, out + plain_size, &size) == 1;
    if (!good) return changed;
    return plain;
}

}  // namespace muniment::vault
