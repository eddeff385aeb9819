// Any bytes as a table: refused or read, and what was read comes back from what is written of it.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "formats/csv/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace muniment;
    const auto rows = csv::read({reinterpret_cast<const char*>(data), size}, {4096, 100});
    if (rows) (void)csv::read(csv::write(*rows), {1 << 20, 1000});
    return 0;
}
