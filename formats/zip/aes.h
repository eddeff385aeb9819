// WinZip's AES encryption of one file of an archive (AE-1 and AE-2, APPNOTE 6.3.9 appendix "AES",
// 256 bits only): salt, two bytes that tell a wrong passphrase, the bytes under AES-256 in counter
// mode, ten bytes of HMAC-SHA1 over them. Not part of the room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace muniment::zip {

inline constexpr std::uint16_t aes_method = 99;
inline constexpr std::uint16_t aes_extra = 0x9901;
inline constexpr std::uint16_t encrypted_flag = 0x0001;
inline constexpr std::size_t aes_overhead = 16 + 2 + 10;  // what sealing adds to a file

// The extra field that says how a file is sealed and how it is packed below the seal.
struct AesField {
    std::uint16_t version = 2;  // 1: the header has the content's CRC-32; 2: it has 0
    std::uint16_t method = 0;
    bool operator==(const AesField&) const = default;
};
std::string put_aes_field(const AesField& field);  // with kind and size, 11 bytes
// `data` is what follows kind and size. nullopt unless it is AES-256 of version 1 or 2.
std::optional<AesField> get_aes_field(std::string_view data);

// salt: 16 bytes, never used before with this passphrase.
std::string seal(std::string_view packed, std::string_view passphrase, std::string_view salt);
// forbidden: the passphrase is wrong. incorrect: the bytes were altered, or the passphrase is one
// of the 1 in 65,536 wrong ones that the two bytes do not tell.
Result<std::string> unseal(std::string_view sealed, std::string_view passphrase);

}  // namespace muniment::zip
