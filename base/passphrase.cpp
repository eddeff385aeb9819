// Five bits choose one sign, first bits first.
#include "base/passphrase.h"

#include <cstdint>

#include "base/ensure.h"

namespace muniment {

std::string make_passphrase(std::string_view random15) {
    static constexpr std::string_view signs = "23456789abcdefghijkmnpqrstuvwxyz";
    static_assert(signs.size() == 32);
    ensure(random15.size() == passphrase_bytes, "a passphrase is made of 15 random bytes");
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    int made = 0;
    for (const char byte : random15) {
        held = held << 8 | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) {
            if (made > 0 && made % 4 == 0) out += '-';
            out += signs[held >> (bits - 5) & 31];
            ++made;
        }
    }
    return out;
}

}  // namespace muniment
