// breach assess: facts of incidents in, findings, dates and citations out.
#include <fstream>
#include <iostream>

#include "cli/opened.h"
#include "departments/privacy/breach_batch.h"

namespace muniment::cli {

int breach_assess(const Common& common, const std::string& input, const std::string& output) {
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
    const auto counts = privacy::breach_batch(in, out, *packs);
    if (!out.flush()) return fail({Fault::unavailable, "The output could not be written."});
    std::cerr << counts.done << " assessed, " << counts.failed << " lines refused\n";
    return counts.failed == 0 ? 0 : 1;
}

}  // namespace muniment::cli
