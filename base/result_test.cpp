// Result, TRY and ensure: a failure travels, a success is not touched, a careless read is a Bug.
// SPDX-License-Identifier: Apache-2.0
#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>

namespace muniment {

namespace {

Result<int> half(int number) {
    if (number % 2 != 0)
        return Error{Fault::incorrect, "The number is odd.", "45 CFR 164.508(c)(1)"};
    return number / 2;
}

Result<std::string> quarter(int number, int& steps) {
    const int first = TRY(half(number));
    ++steps;
    const int second = TRY(half(first));
    ++steps;
    return std::to_string(second);
}

Status both_even(int a, int b, int& steps) {
    TRY(half(a));
    ++steps;
    TRY(half(b));
    ++steps;
    return ok();
}

Result<std::unique_ptr<int>> boxed(int number) {
    if (number < 0) return Error{Fault::not_found, "There is no such box."};
    return std::make_unique<int>(number);
}

Result<int> opened(int number) {
    const std::unique_ptr<int> box = TRY(boxed(number));
    return *box;
}

}  // namespace

TEST_CASE("result: a value or an error") {
    const Result<int> good = half(8);
    REQUIRE(static_cast<bool>(good));
    CHECK(*good == 4);
    const Result<int> bad = half(7);
    REQUIRE_FALSE(static_cast<bool>(bad));
    CHECK(bad.error().fault == Fault::incorrect);
    CHECK(bad.error().message == "The number is odd.");
    CHECK(bad.error().cite == "45 CFR 164.508(c)(1)");
    static_assert(!std::is_convertible_v<Result<int>, bool>);  // `if (a == b)` would compare bools
}

TEST_CASE("result: reading what is not there is a Bug, not undefined") {
    Result<std::string> bad = Error{Fault::busy, "Later."};
    const Result<std::string> good = std::string("text");
    CHECK_THROWS_AS(*bad, Bug);
    CHECK_THROWS_AS(bad->size(), Bug);
    CHECK_THROWS_AS(*std::as_const(bad), Bug);
    CHECK_THROWS_AS(*std::move(bad), Bug);
    CHECK_THROWS_AS(good.error(), Bug);
    CHECK_THROWS_AS(ok().error(), Bug);
}

TEST_CASE("result: values are moved out, and changed in place") {
    Result<std::string> text = std::string(100, 'x');
    text->append("y");
    (*text)[0] = 'z';
    const std::string taken = *std::move(text);
    CHECK(taken == "z" + std::string(99, 'x') + "y");
    Result<std::unique_ptr<int>> box = boxed(3);
    const std::unique_ptr<int> inside = *std::move(box);
    CHECK(*inside == 3);
}

TEST_CASE("TRY: goes on with the value or returns the error at once") {
    struct Row {
        int number;
        const char* text;  // null: an error
        int steps;
    };
    const Row rows[] = {{8, "2", 2}, {6, nullptr, 1}, {7, nullptr, 0}, {0, "0", 2}};
    for (const Row& row : rows) {
        CAPTURE(row.number);
        int steps = 0;
        const auto result = quarter(row.number, steps);
        CHECK(steps == row.steps);
        REQUIRE(static_cast<bool>(result) == (row.text != nullptr));
        if (result)
            CHECK(*result == row.text);
        else
            CHECK(result.error().cite == "45 CFR 164.508(c)(1)");
    }
}

TEST_CASE("TRY: as a statement, and with what can only be moved") {
    int steps = 0;
    CHECK(static_cast<bool>(both_even(2, 4, steps)));
    CHECK(steps == 2);
    CHECK_FALSE(static_cast<bool>(both_even(2, 5, steps)));
    CHECK(steps == 3);
    CHECK_FALSE(static_cast<bool>(both_even(1, 5, steps)));
    CHECK(steps == 3);
    CHECK(*opened(9) == 9);
    CHECK(opened(-1).error().fault == Fault::not_found);
}

TEST_CASE("ensure: says where and why") {
    CHECK_NOTHROW(ensure(true, "never"));
    std::string said;
    try {
        ensure(false, "the shelf is empty");
    } catch (const Bug& bug) {
        said = bug.what();
    }
    CHECK(said.find("result_test.cpp:") != said.npos);
    CHECK(said.find(": the shelf is empty") != said.npos);
}

}  // namespace muniment
