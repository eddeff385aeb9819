// The profile's header, table and curve, against ICC.1:2001-04 and known values of sRGB.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/icc.h"

#include <doctest/doctest.h>

namespace muniment::pdf {
namespace {

unsigned number(const std::string& bytes, std::size_t at, std::size_t size = 4) {
    unsigned value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

// Where a tag's data begins.
unsigned offset_of(const std::string& profile, const std::string& tag) {
    for (unsigned i = 0; i < number(profile, 128); ++i)
        if (profile.substr(132 + 12 * i, 4) == tag) return number(profile, 136 + 12 * i);
    return 0;
}

}  // namespace

TEST_CASE("the header says what the file is") {
    const std::string profile = srgb_profile();
    CHECK(number(profile, 0) == profile.size());
    CHECK(number(profile, 8) == 0x02100000);
    CHECK(profile.substr(12, 12) == "mntrRGB XYZ ");
    CHECK(profile.substr(36, 4) == "acsp");
    CHECK(profile.size() < 4000);
}

TEST_CASE("every tag a matrix profile needs lies inside the file, on a multiple of four") {
    const std::string profile = srgb_profile();
    REQUIRE(number(profile, 128) == 9);
    for (unsigned i = 0; i < 9; ++i) {
        const unsigned offset = number(profile, 136 + 12 * i), size = number(profile, 140 + 12 * i);
        CHECK(offset % 4 == 0);
        CHECK(offset >= 132 + 12 * 9);
        CHECK(offset + size <= profile.size());
    }
    for (const char* tag : {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"})
        CHECK(offset_of(profile, tag) != 0);
    CHECK(offset_of(profile, "rTRC") == offset_of(profile, "bTRC"));
}

TEST_CASE("the curve is sRGB's and the primaries add up to D50") {
    const std::string profile = srgb_profile();
    const unsigned curve = offset_of(profile, "gTRC");
    CHECK(number(profile, curve + 8) == 1024);
    CHECK(number(profile, curve + 12, 2) == 0);
    CHECK(number(profile, curve + 12 + 2 * 1023, 2) == 65535);
    // IEC 61966-2-1: half of the signal is 21.4 % of the light.
    CHECK(number(profile, curve + 12 + 2 * 512, 2) / 65535.0 ==
          doctest::Approx(0.2147).epsilon(0.002));
    double green_y = 0;
    for (const char* tag : {"rXYZ", "gXYZ", "bXYZ"})
        green_y += number(profile, offset_of(profile, tag) + 12) / 65536.0;
    CHECK(green_y == doctest::Approx(1.0).epsilon(0.0005));
}

}  // namespace muniment::pdf
