// release deid: texts and FHIR resources as JSON lines, without the identifiers of 45 CFR 164.514.
#include <fstream>
#include <iostream>

#include "cli/opened.h"
#include "departments/release/deid_lines.h"

namespace muniment::cli {

namespace {

Result<release::DeidBatch> batch_of(const DeidWords& words) {
    release::DeidBatch batch;
    if (words.mode == "limited-data-set")
        batch.options.method = text::Method::limited_data_set;
    else if (words.mode != "safe-harbor")
        return Error{Fault::incorrect, "--mode is safe-harbor or limited-data-set."};
    SystemClock clock;
    const auto today = words.today.empty() ? parse_day(to_text(clock.now()).substr(0, 10))
                                           : parse_day(words.today);
    if (!today) return Error{Fault::incorrect, "--today is a day as YYYY-MM-DD."};
    batch.options.today = *today;
    if (words.known.empty()) return batch;
    const std::string known = TRY(read_whole_file(words.known));
    batch.known = TRY(from_json_text<text::Known>(known));
    return batch;
}

void print_summary(const release::DeidReport& report) {
    std::cerr << report.done << " lines done, " << report.left_out << " resources left out, "
              << report.failed << " lines refused\nremoved:";
    for (const auto& [name, count] : report.counts) std::cerr << "  " << name << " " << count;
    std::cerr << "\nuncertain, for a person to look at: " << report.uncertain_count << "\n"
              << report.statement << "\n";
}

}  // namespace

int release_deid(const DeidWords& words) {
    const auto batch = batch_of(words);
    if (!batch) return fail(batch.error());
    std::ifstream in_file;
    std::ofstream out_file;
    if (words.input != "-") in_file.open(words.input, std::ios::binary);
    if (words.output != "-") out_file.open(words.output, std::ios::binary | std::ios::trunc);
    if (!in_file) return fail({Fault::not_found, "The file " + words.input + " cannot be read."});
    if (!out_file)
        return fail({Fault::unavailable, "The file " + words.output + " cannot be written."});
    std::istream& in = words.input == "-" ? std::cin : in_file;
    std::ostream& out = words.output == "-" ? std::cout : out_file;
    const release::DeidReport report = release::deid_batch(in, out, *batch);
    if (!out.flush()) return fail({Fault::unavailable, "The output could not be written."});
    if (!words.report.empty()) {
        const Status written = write_whole_file(words.report, to_json_text(report) + "\n");
        if (!written) return fail(written.error());
    }
    print_summary(report);
    return report.failed == 0 ? 0 : 1;
}

}  // namespace muniment::cli
