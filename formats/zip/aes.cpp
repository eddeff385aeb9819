// The counter begins at 1 and grows from its first byte (OpenSSL's counter mode grows from its
// last), so the key stream is made as AES of the counters, many at a time.
#include "formats/zip/aes.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "base/ensure.h"
#include "base/text.h"
#include "formats/zip/layout.h"

namespace muniment::zip {

namespace {

constexpr std::size_t salt_size = 16;
constexpr std::size_t key_size = 32;
constexpr std::size_t check_size = 2;
constexpr std::size_t mac_size = 10;
constexpr int iterations = 1000;  // fixed by the format

const unsigned char* unsigned_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

struct Keys {
    std::string cipher;  // 32 bytes
    std::string mac;     // 32 bytes
    std::string check;   // 2 bytes
};

Keys keys_of(std::string_view passphrase, std::string_view salt) {
    std::string all(2 * key_size + check_size, '\0');
    const int good = PKCS5_PBKDF2_HMAC(passphrase.data(), static_cast<int>(passphrase.size()),
                                       unsigned_of(salt), static_cast<int>(salt.size()), iterations,
                                       EVP_sha1(), static_cast<int>(all.size()),
                                       reinterpret_cast<unsigned char*>(all.data()));
    ensure(good == 1, "PBKDF2 did not work");
    return {all.substr(0, key_size), all.substr(key_size, key_size), all.substr(2 * key_size)};
}

// Encrypts and decrypts alike.
std::string under_key_stream(std::string_view bytes, const std::string& key) {
    constexpr std::size_t block = 16, blocks_max = 1024;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    ensure(context && EVP_EncryptInit_ex2(context.get(), EVP_aes_256_ecb(), unsigned_of(key),
                                          nullptr, nullptr) == 1,
           "AES did not start");
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    std::string out(bytes);
    std::string counters(blocks_max * block, '\0'), stream(blocks_max * block, '\0');
    std::uint64_t count = 0;
    for (std::size_t at = 0; at < out.size(); at += stream.size()) {
        for (std::size_t i = 0; i < counters.size(); i += block) {
            ++count;
            for (std::size_t byte = 0; byte < 8; ++byte)
                counters[i + byte] = static_cast<char>(count >> 8 * byte);
        }
        int made = 0;
        ensure(
            EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(stream.data()), &made,
                              unsigned_of(counters), static_cast<int>(counters.size())) == 1,
            "AES did not work");
        const std::size_t size = std::min(stream.size(), out.size() - at);
        for (std::size_t i = 0; i < size; ++i)
            out[at + i] = static_cast<char>(out[at + i] ^ stream[i]);
    }
    return out;
}

std::string mac_of(std::string_view sealed, const std::string& key) {
    std::string mac(EVP_MAX_MD_SIZE, '\0');
    std::size_t size = 0;
    ensure(EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA1", nullptr, key.data(), key.size(),
                     unsigned_of(sealed), sealed.size(),
                     reinterpret_cast<unsigned char*>(mac.data()), mac.size(), &size) != nullptr,
           "HMAC-SHA1 did not work");
    mac.resize(mac_size);
    return mac;
}

}  // namespace

std::string put_aes_field(const AesField& field) {
    std::string out;
    put16(out, aes_extra);
    put16(out, 7);
    put16(out, field.version);
    out += "AE\x03";  // the maker's mark, then 3 for 256 bits
    put16(out, field.method);
    return out;
}

std::optional<AesField> get_aes_field(std::string_view data) {
    if (data.size() != 7 || data.substr(2, 3) != "AE\x03") return std::nullopt;
    const AesField field{get16(data, 0), get16(data, 5)};
    if (field.version != 1 && field.version != 2) return std::nullopt;
    return field;
}

std::string seal(std::string_view packed, std::string_view passphrase, std::string_view salt) {
    ensure(salt.size() == salt_size, "a salt has 16 bytes");
    const Keys keys = keys_of(passphrase, salt);
    const std::string sealed = under_key_stream(packed, keys.cipher);
    return std::string(salt) + keys.check + sealed + mac_of(sealed, keys.mac);
}

Result<std::string> unseal(std::string_view sealed, std::string_view passphrase) {
    if (sealed.size() < aes_overhead)
        return Error{Fault::incorrect, "An encrypted file of the archive is cut off."};
    const Keys keys = keys_of(passphrase, sealed.substr(0, salt_size));
    if (!equal_in_constant_time(sealed.substr(salt_size, check_size), keys.check))
        return Error{Fault::forbidden, "The passphrase does not open this archive."};
    const std::string_view bytes =
        sealed.substr(salt_size + check_size, sealed.size() - aes_overhead);
    if (!equal_in_constant_time(sealed.substr(sealed.size() - mac_size), mac_of(bytes, keys.mac)))
        return Error{Fault::incorrect,
                     "An encrypted file of the archive was altered since it was written."};
    return under_key_stream(bytes, keys.cipher);
}

}  // namespace muniment::zip
