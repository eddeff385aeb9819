// What Muniment puts in its log for an entry: a salted commitment, so that the log can be shown to
// anyone and says nothing about the entry until its payload and salt are given.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "base/hash.h"

namespace muniment::tlog {

inline constexpr std::size_t salt_size = 32;

// SHA-256("muniment-entry-v1\n" || salt || payload). The salt is salt_size random bytes; another
// length is a Bug. The 32 bytes are the leaf's data: entry_leaf_hash is what the tree holds.
Hash commitment(std::string_view salt, std::string_view payload);
Hash entry_leaf_hash(const Hash& commitment);

}  // namespace muniment::tlog
