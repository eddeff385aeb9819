// RFC 4226's and RFC 6238's own examples, the window, and recovery codes.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/signin/totp.h"

#include <doctest/doctest.h>

#include <set>

namespace muniment::signin {

static const std::string rfc_secret = "12345678901234567890";

TEST_CASE("totp: the examples of RFC 4226 appendix D and RFC 6238 appendix B") {
    const char* counters[] = {"755224", "287082", "359152", "969429", "338314",
                              "254676", "287922", "162583", "399871", "520489"};
    for (std::uint64_t i = 0; i < 10; ++i) CHECK(hotp(rfc_secret, i) == counters[i]);
    struct Row {
        std::int64_t seconds;
        const char* code;  // 8 digits
    };
    for (const Row& row :
         {Row{59, "94287082"}, Row{1111111109, "07081804"}, Row{1111111111, "14050471"},
          Row{1234567890, "89005924"}, Row{2000000000, "69279037"}, Row{20000000000, "65353130"}})
        CHECK(hotp(rfc_secret, static_cast<std::uint64_t>(row.seconds / 30), 8) == row.code);
}

TEST_CASE("totp: one step of grace on either side, no more") {
    const auto at = [](std::int64_t seconds) { return instant_of(seconds * 1'000'000); };
    const std::string code = hotp(rfc_secret, 100);
    CHECK_FALSE(totp_step(rfc_secret, code, at(98 * 30)));
    CHECK(totp_step(rfc_secret, code, at(99 * 30)) == 100);
    CHECK(totp_step(rfc_secret, code, at(100 * 30 + 29)) == 100);
    CHECK(totp_step(rfc_secret, code, at(101 * 30 + 29)) == 100);
    CHECK_FALSE(totp_step(rfc_secret, code, at(102 * 30)));
    for (const char* wrong : {"", "000000", "12345", "1234567", "abcdef"})
        CHECK_FALSE(totp_step(rfc_secret, wrong, at(100 * 30)));
}

TEST_CASE("totp: the address an app reads") {
    CHECK(base32("foobar") == "MZXW6YTBOI");  // RFC 4648 10
    CHECK(base32("f") == "MY");
    CHECK(totp_address("Juniper Valley", "ada@x", "foobar") ==
          "otpauth://totp/Juniper%20Valley:ada%40x?secret=MZXW6YTBOI&issuer=Juniper%20Valley");
}

TEST_CASE("recovery codes: ten different ones, read as people type them") {
    SystemRandom random;
    const auto codes = recovery_codes(random);
    CHECK(codes.size() == 10);
    CHECK(std::set(codes.begin(), codes.end()).size() == 10);
    CHECK(codes[0].size() == 11);
    CHECK(code_digest("ABCDE FGHJK") == code_digest("abcde-fghjk"));
    CHECK(code_digest("abcde-fghjm") != code_digest("abcde-fghjk"));
}

}  // namespace muniment::signin
