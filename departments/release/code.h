// The code of a case: what a requester shows beside the case's number or a link, to see how the
// case stands and to get the package. It stands on our letters.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment::release {

inline constexpr std::size_t code_bytes = 16;

// "4F7K-02MP-XW3H-B6TN": 16 signs of 32 each, 80 bits, five of each byte. Another number of bytes
// is a Bug.
std::string make_code(std::string_view random16);

// Hyphens, spaces and small letters make no difference. A case without a code has no right one.
bool same_code(std::string_view given, std::string_view wanted);

}  // namespace muniment::release
