// clock compute: every deadline that the packs know, for events in JSON lines.
#include <fstream>
#include <iostream>

#include "cli/opened.h"
#include "departments/rights/clock_batch.h"

namespace muniment::cli {

int clock_compute(const Common& common, const std::string& input, const std::string& output) {
    const auto packs = load_packs(common);
    if (!packs) return fail(packs.error());
    std::ifstream in_file;
    std::ofstream out_file;
    if (input != "-") in_file.open(input, std::ios::binary);
    if (output != "-") out_file.open(output, std::ios::binary | std::ios::trunc);
    if (!in_file) return fail({Fault::not_found, "The file " + input + " cannot be read."});
    if (!out_file) return fail({Fault::unavailable, "The file " + output + " cannot be written."});
    std::istream& in = input == "-" ? std::cin : in_file;
    std::ostream& out = output == "-" ? std::cout : out_file;
    const auto counts = rights::compute_clocks(in, out, *packs);
    if (!out.flush()) return fail({Fault::unavailable, "The output could not be written."});
    std::cerr << counts.computed << " computed, " << counts.failed << " lines refused\n";
    return counts.failed == 0 ? 0 : 1;
}

}  // namespace muniment::cli
