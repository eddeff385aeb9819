// A minimal sRGB display profile (ICC.1:2001-04, version 2), made from IEC 61966-2-1's formula, for
// the output intent that ISO 19005-3 6.2.3 asks for. Made in code, so that the program needs no
// profile file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace muniment::pdf {

std::string srgb_profile();

}  // namespace muniment::pdf
