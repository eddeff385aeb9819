// Token buckets: bursts, pauses, keys apart from each other, and memory that stays bounded.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/rate.h"

#include <doctest/doctest.h>

namespace muniment::http {
namespace {

using namespace std::chrono_literals;
const RateLimiter::Time start{1000s};

int taken_of(RateLimiter& limiter, std::string_view key, RateLimiter::Time at, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; ++i) taken += limiter.take(key, at) == 0;
    return taken;
}

TEST_CASE("a burst, then the rate, then the burst again after a pause, and no more than it") {
    RateLimiter limiter({2, 5}, 1);
    CHECK(taken_of(limiter, "a", start, 20) == 5);
    CHECK(taken_of(limiter, "a", start + 1s, 20) == 2);
    CHECK(taken_of(limiter, "a", start + 1400ms, 20) == 0);
    CHECK(taken_of(limiter, "a", start + 1500ms, 20) == 1);
    CHECK(taken_of(limiter, "a", start + 1h, 20) == 5);
}

TEST_CASE("who must wait is told how long, in whole seconds") {
    RateLimiter limiter({0.1, 1}, 1);
    CHECK(limiter.take("a", start) == 0);
    CHECK(limiter.take("a", start) == 10);
    CHECK(limiter.take("a", start + 4s) == 6);
    CHECK(limiter.take("a", start + 9900ms) == 1);
    CHECK(limiter.take("a", start + 10s) == 0);
}

TEST_CASE("keys do not share, a clock that steps back gives nothing, 0 is no limit") {
    RateLimiter limiter({1, 1}, 1);
    CHECK(limiter.take("a", start) == 0);
    CHECK(limiter.take("b", start) == 0);
    CHECK(limiter.take("a", start) == 1);
    CHECK(limiter.take("a", start - 1h) != 0);
    CHECK(limiter.take("a", start) != 0);
    RateLimiter none({0, 0}, 1);
    CHECK(taken_of(none, "a", start, 10'000) == 10'000);
}

TEST_CASE("more keys than places: the busy one is still held while others come and go") {
    RateLimiter limiter({1, 4}, 7, 8);
    CHECK(taken_of(limiter, "busy", start, 10) == 4);
    for (int i = 0; i < 10'000; ++i) {
        limiter.take("passer-by " + std::to_string(i), start);
        if (limiter.take("busy", start) == 0) FAIL("the busy key was forgotten at ", i);
    }
}

TEST_CASE("an IPv6 client is its network, an IPv4 client its address") {
    CHECK(address_key("2001:db8::1") == address_key("2001:db8::ffff:2"));
    CHECK(address_key("2001:db8::1") != address_key("2001:db8:0:1::1"));
    CHECK(address_key("192.0.2.1") != address_key("192.0.2.2"));
    CHECK(address_key("") == address_key(""));
}

}  // namespace
}  // namespace muniment::http
