// AES-256-GCM through OpenSSL: nonce, ciphertext, tag in one string. Thread-safe.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "kernel/vault/vault.h"

namespace muniment::vault {

// nonce (12 random bytes), ciphertext, tag (16), with `context` authenticated beside.
std::string encrypt(const Key& key, std::string_view context, std::string_view plain,
                    Random& random);
// incorrect when the bytes, the context or the key are not the ones used to encrypt.
Result<std::string> decrypt(const Key& key, std::string_view context, std::string_view sealed);

}  // namespace muniment::vault
