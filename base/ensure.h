// ensure(x, why): states what must be true if our own code is right; checked in every build.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdexcept>
#include <string>

namespace muniment {

// Thrown for programming errors only. Caught only by the request loop and the job runner, which
// give up the work at hand and answer 500; a Bug anywhere else stops the process.
struct Bug : std::logic_error {
    using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* why, const char* file = __builtin_FILE(),
                   int line = __builtin_LINE()) {
    if (!holds) throw Bug(std::string(file) + ":" + std::to_string(line) + ": " + why);
}

}  // namespace muniment
