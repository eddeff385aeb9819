// Passphrases: every bit of the random bytes counts, and every sign can be told apart by ear or
// eye.
#include "base/passphrase.h"

#include <doctest/doctest.h>

#include <set>

#include "base/ensure.h"
#include "base/text.h"

using namespace muniment;

TEST_CASE("known bytes give known passphrases") {
    struct {
        std::string bytes;
        const char* passphrase;
    } rows[] = {
        {std::string(15, '\0'), "2222-2222-2222-2222-2222-2222"},
        {std::string(15, '\xff'), "zzzz-zzzz-zzzz-zzzz-zzzz-zzzz"},
        {*from_hex("00443214c74254b635cf84653a56d7"), "2345-6789-abcd-efgh-ijkm-npqr"},
        {*from_hex("80000000000000000000000000001f"), "i222-2222-2222-2222-2222-222z"},
    };
    for (const auto& row : rows) CHECK(make_passphrase(row.bytes) == row.passphrase);
}

TEST_CASE("every bit changes the passphrase, so it holds all 120") {
    std::set<std::string> seen = {make_passphrase(std::string(passphrase_bytes, 'a'))};
    for (std::size_t bit = 0; bit < passphrase_bytes * 8; ++bit) {
        std::string bytes(passphrase_bytes, 'a');
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
        const std::string made = make_passphrase(bytes);
        CHECK(made.size() == 29);
        CHECK(made.find_first_of("01loILO") == std::string::npos);
        seen.insert(made);
    }
    CHECK(seen.size() == 121);
}

TEST_CASE("too few or too many bytes are our mistake") {
    CHECK_THROWS_AS(make_passphrase(std::string(14, 'a')), Bug);
    CHECK_THROWS_AS(make_passphrase(std::string(16, 'a')), Bug);
}
