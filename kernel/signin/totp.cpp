// RFC 4226 and RFC 6238 over OpenSSL's HMAC, and recovery codes.
#include "kernel/signin/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/ensure.h"
#include "base/hash.h"
#include "base/text.h"

namespace muniment::signin {

static constexpr std::int64_t step_seconds = 30;

std::string hotp(std::string_view secret, std::uint64_t counter, int digits) {
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 8; i-- > 0; counter >>= 8)
        message[i] = static_cast<unsigned char>(counter & 0xff);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    ensure(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(),
                message.size(), mac.data(), &size) != nullptr &&
               size == 20,
           "HMAC-SHA-1 is there");
    const std::size_t at = mac[19] & 0x0f;
    std::uint32_t number = (std::uint32_t{mac[at]} & 0x7f) << 24 |
                           std::uint32_t{mac[at + 1]} << 16 | std::uint32_t{mac[at + 2]} << 8 |
                           mac[at + 3];
    std::string code(static_cast<std::size_t>(digits), '0');
    for (std::size_t i = code.size(); i-- > 0; number /= 10)
        code[i] = static_cast<char>('0' + number % 10);
    return code;
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now) {
    const std::int64_t step =
        std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / step_seconds;
    std::optional<std::int64_t> found;
    // All three are computed: the answer takes as long whichever was right.
    for (const std::int64_t one : {step - 1, step, step + 1})
        if (one >= 0 && equal_in_constant_time(hotp(secret, static_cast<std::uint64_t>(one)), code))
            found = one;
    return found;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8 | static_cast<unsigned char>(c)) & 0xffff;
        for (bits += 8; bits >= 5; bits -= 5) out += letters[held >> (bits - 5) & 31];
    }
    if (bits > 0) out += letters[held << (5 - bits) & 31];
    return out;
}

static std::string percent(std::string_view text) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : text)
        out += plain.find(c) != plain.npos ? std::string(1, c) : "%" + to_hex({&c, 1});
    return out;
}

std::string totp_address(const std::string& issuer, const std::string& account,
                         std::string_view secret) {
    return "otpauth://totp/" + percent(issuer) + ":" + percent(account) +
           "?secret=" + base32(secret) + "&issuer=" + percent(issuer);
}

std::vector<std::string> recovery_codes(Random& random) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789a";  // 5 bits a letter
    std::vector<std::string> codes;
    for (int i = 0; i < 10; ++i) {
        std::string code;
        for (const char byte : random.bytes(10)) {
            if (code.size() == 5) code += '-';
            code += letters[static_cast<unsigned char>(byte) & 31];
        }
        codes.push_back(code);
    }
    return codes;
}

std::string code_digest(std::string_view code) {
    std::string bare;
    for (const char c : lower(code))
        if (c != '-' && c != ' ') bare += c;
    return hex(sha256({"muniment code ", bare}));
}

}  // namespace muniment::signin
