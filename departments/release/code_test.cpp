// The code of a case: how it reads, and which ways of typing it are the same.
#include "departments/release/code.h"

#include <doctest/doctest.h>

#include "base/ensure.h"

namespace muniment::release {

TEST_CASE("a code is made of all its random bytes") {
    std::string bytes;
    for (char c = 0; c < 16; ++c) bytes += c;
    const std::string code = make_code(bytes);
    CHECK(code == "0123-4567-89AB-CDEF");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string other = bytes;
        other[i] = static_cast<char>(other[i] + 16);
        CAPTURE(i);
        CHECK(make_code(other) != code);
    }
    CHECK_THROWS_AS((void)make_code("short"), Bug);
}

TEST_CASE("a code as people type it") {
    const std::string wanted = "4F7K-02MP-XW3H-B6TN";
    struct Row {
        std::string given;
        bool same;
    };
    const Row rows[] = {
        {wanted, true},
        {"4f7k-02mp-xw3h-b6tn", true},
        {"4F7K 02MP XW3H B6TN", true},
        {" 4F7K02MPXW3HB6TN ", true},
        {"4F7K-02MP-XW3H-B6TM", false},
        {"4F7K-02MP-XW3H-B6T", false},
        {"4F7K-02MP-XW3H-B6TNN", false},
        {"02MP-4F7K-XW3H-B6TN", false},
        {"", false},
        {"-", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.given);
        CHECK(same_code(row.given, wanted) == row.same);
    }
    CHECK_FALSE(same_code("", ""));  // a case that never got a code
}

}  // namespace muniment::release
