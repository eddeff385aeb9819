#include "departments/release/code.h"

#include "base/ensure.h"
#include "base/hash.h"

namespace muniment::release {

std::string make_code(std::string_view random16) {
    constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    ensure(random16.size() == code_bytes, "a code is made of 16 random bytes");
    std::string code;
    for (std::size_t i = 0; i < random16.size(); ++i) {
        if (i > 0 && i % 4 == 0) code += '-';
        code += signs[static_cast<unsigned char>(random16[i]) % signs.size()];
    }
    return code;
}

static std::string plain(std::string_view code) {
    std::string signs;
    for (const char c : code)
        if (c != '-' && c != ' ') signs += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return signs;
}

bool same_code(std::string_view given, std::string_view wanted) {
    // Both hashed: the comparison's time says nothing of how much agrees.
    return !wanted.empty() && sha256(plain(given)) == sha256(plain(wanted));
}

}  // namespace muniment::release
