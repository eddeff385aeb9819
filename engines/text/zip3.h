// The first three digits of ZIP codes as 45 CFR 164.514(b)(2)(i)(B) lets them stay.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment::text {

// "787" for "78701" or "78701-1234"; "000" where 20,000 or fewer people live in all the ZIP codes
// that begin so, and for what is no ZIP code.
std::string zip3_kept(std::string_view zip);

}  // namespace muniment::text
