// How many requests one client may make: a token bucket for each key (an address, a session).
// Memory is bounded: where more keys come than places, the key that asked least gives way, and
// starts again with a full bucket, which costs the guard nothing against a client that asks too
// much.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace muniment::http {

struct Rate {
    double per_second = 0;  // 0: no limit
    double burst = 0;       // how many at once after a pause
};

class RateLimiter {
  public:
    using Time = std::chrono::steady_clock::time_point;
    // `seed`: secret, so that nobody can choose keys that share a place. `places` is rounded up to
    // a multiple of the ways.
    RateLimiter(Rate rate, std::uint64_t seed, std::size_t places = 16'384);

    // Takes one token for the key. Zero: go on; else the whole seconds until there is one again.
    // Thread-safe.
    int take(std::string_view key, Time now);

  private:
    struct Bucket {
        std::uint64_t key = 0;  // 0: free
        double tokens = 0;
        Time at{};
    };
    static constexpr std::size_t ways = 8;
    using Set = std::array<Bucket, ways>;

    double tokens_at(const Bucket& bucket, Time now) const;
    Bucket& bucket_of(Set& set, std::uint64_t key, Time now) const;

    const Rate rate_;
    const std::uint64_t seed_;
    std::mutex mutex_;
    std::vector<Set> sets_;
};

// The key of an address: IPv4 as it is, IPv6 by its first 64 bits, for one customer has all of
// them.
std::string address_key(std::string_view address);

}  // namespace muniment::http
