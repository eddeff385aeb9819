// A disk that fails when told to: an SQLite VFS around the real one that counts what would change
// the disk (xWrite, xSync, xTruncate) and fails the n-th, before or after it took effect.
// Registered as the default VFS of the program that calls install(). Thread-safe.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace muniment::simulation {

enum class Effect { before, after };  // the call is not carried out; or it is, and then denied
enum class Lasting { once, from_then_on };

struct Plan {
    std::int64_t at = 0;  // the first call to fail, counted from 1
    Effect effect = Effect::before;
    Lasting lasting = Lasting::once;
    int code = 0;  // SQLITE_IOERR, SQLITE_FULL
};

void install();
void arm(const Plan& plan);  // counts from here
// Nothing fails any more; how many changing calls were made since arm().
std::int64_t disarm();
std::int64_t failures();  // since arm()

}  // namespace muniment::simulation
