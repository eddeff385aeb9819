// The demo's only source of chance: SplitMix64, so that one seed gives the same hospital on every
// machine (no std::*_distribution, whose results differ between libraries).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>

#include "base/ensure.h"

namespace muniment::demo {

// SplitMix64 (Steele, Lea, Flood 2014). Not for secrets.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    // An independent stream for (seed, index): patient 7 is the same among 40 as among 10,000.
    static Dice of(std::uint64_t seed, std::uint64_t index) {
        Dice mixed(seed ^ (index * 0xD1342543DE82EF95ULL + 0x2545F4914F6CDD1DULL));
        return Dice(mixed.next());
    }

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    // 0 .. count-1. The bias of the remainder is below 2^-40 for the small counts used here.
    std::size_t below(std::size_t count) {
        ensure(count > 0, "dice need at least one side");
        return static_cast<std::size_t>(next() % count);
    }
    int between(int low, int high) {  // both included
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool percent(int chance) { return between(1, 100) <= chance; }
    template <class List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace muniment::demo
