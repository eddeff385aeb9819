#include "base/id.h"

#include <sodium.h>

#include "base/ensure.h"
#include "base/hash.h"
#include "base/text.h"

namespace muniment {

std::string to_text(const Uuid& id) {
    std::string text = to_hex(id.view());
    for (const std::size_t at : {8u, 13u, 18u, 23u}) text.insert(at, 1, '-');
    return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash != (text[i] == '-')) return std::nullopt;
        if (!dash) digits += text[i];
    }
    const auto raw = from_hex(digits);
    return raw ? uuid_of_bytes(*raw) : std::nullopt;
}

std::optional<Uuid> uuid_of_bytes(std::string_view raw) {
    if (raw.size() != 16) return std::nullopt;
    Uuid id;
    std::memcpy(id.bytes.data(), raw.data(), 16);
    return id;
}

static void mark(Uuid& id, unsigned char version) {
    id.bytes[6] = static_cast<unsigned char>((id.bytes[6] & 0x0f) | (version << 4));
    id.bytes[8] = static_cast<unsigned char>((id.bytes[8] & 0x3f) | 0x80);
}

Uuid derived_uuid(std::string_view name) {
    const Hash hash = sha256({"muniment-id-v1\n", name});
    Uuid id;
    std::memcpy(id.bytes.data(), hash.bytes.data(), 16);
    mark(id, 8);
    return id;
}

std::string Random::bytes(std::size_t size) {
    std::string out(size, '\0');
    fill(reinterpret_cast<unsigned char*>(out.data()), size);
    return out;
}

void SystemRandom::fill(unsigned char* out, std::size_t size) {
    static const int ready = sodium_init();
    ensure(ready >= 0, "libsodium did not start");
    // One call to the kernel per 4 kB: ids and salts are small and asked for very often.
    struct Pool {
        std::array<unsigned char, 4096> bytes;
        std::size_t used = sizeof bytes;
    };
    thread_local Pool pool;
    if (size > 256) return randombytes_buf(out, size);
    if (pool.used + size > pool.bytes.size()) {
        randombytes_buf(pool.bytes.data(), pool.bytes.size());
        pool.used = 0;
    }
    std::memcpy(out, pool.bytes.data() + pool.used, size);
    sodium_memzero(pool.bytes.data() + pool.used, size);
    pool.used += size;
}

Uuid new_uuid(Instant now, Random& random) {
    Uuid id;
    random.fill(id.bytes.data(), id.bytes.size());
    auto ms = static_cast<std::uint64_t>(microseconds_of(now)) / 1000;
    for (int i = 5; i >= 0; --i, ms >>= 8)
        id.bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(ms);
    mark(id, 7);
    return id;
}

}  // namespace muniment
