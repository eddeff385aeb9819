// How fast one may guess. Failures are counted by name and by address, here and in the database, so
// that a restart forgives nothing. A name's failures from elsewhere do not keep its owner out: an
// address from which that name signed in before is counted by itself, and no wait is longer than a
// quarter of an hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/house/house.h"

namespace muniment::signin {

struct Count {
    std::int64_t failures = 0;
    Instant next_try{};
    Instant at{};
};

inline constexpr int free_failures_of_name = 5;
inline constexpr int free_failures_of_address = 50;  // a whole ward behind one address

// The count after one more failure. What is older than a day is forgotten; the wait is 1, 2, 4 ...
// seconds after the free ones, at most 1,024.
Count failed_again(const Count& count, int free_failures, Instant now);

class Limits {
  public:
    explicit Limits(house::House& house) : house_(house) {}
    // busy while the name or the address has to wait.
    Status may_try(const std::string& name, const std::string& from);
    Status failed(const std::string& name, const std::string& from);
    // Forgives the name at this address, and remembers that it signs in from there.
    Status succeeded(const std::string& name, const std::string& from);

  private:
    struct Key {
        std::string digest;
        int free_failures;
    };
    Result<std::vector<Key>> keys(const std::string& name, const std::string& from);
    Result<Count> count(const std::string& digest);
    Status keep(const std::string& digest, const Count& count);

    house::House& house_;
    std::mutex mutex_;
    std::unordered_map<std::string, Count> counts_;  // as in the database, or newer
};

}  // namespace muniment::signin
