// The languages letters are written in, and how each writes days and money.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.h"

namespace muniment::release {

enum class Language { english, spanish };
BOOST_DESCRIBE_ENUM(Language, english, spanish)

std::string long_day(Day day, Language language);  // "November 22, 2026", "22 de noviembre de 2026"
std::string money(std::int64_t cents);             // "$1,234.50", in both

}  // namespace muniment::release
