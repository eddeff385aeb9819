// release decide | fee | open | package, blocking assess, and verify.
#include <fstream>
#include <iostream>

#include "cli/opened.h"
#include "departments/exchange/exchange.h"
#include "departments/release/batch.h"
#include "departments/release/release.h"
#include "departments/release/verification.h"

namespace muniment::cli {

namespace {

// A batch verb: JSON lines from a file or the standard input, to a file or the standard output.
int run_batch(const Common& common, const std::string& input, const std::string& output,
              release::BatchCounts (*batch)(std::istream&, std::ostream&, const rules::Packs&)) {
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
    const auto counts = batch(in, out, *packs);
    if (!out.flush()) return fail({Fault::unavailable, "The output could not be written."});
    std::cerr << counts.decided << " decided, " << counts.failed << " lines refused\n";
    return counts.failed == 0 ? 0 : 1;
}

}  // namespace

int release_decide(const Common& common, const std::string& input, const std::string& output) {
    return run_batch(common, input, output, release::decide_batch);
}

int release_fee(const Common& common, const std::string& input, const std::string& output) {
    return run_batch(common, input, output, release::fee_batch);
}

int blocking_assess(const Common& common, const std::string& input, const std::string& output) {
    return run_batch(common, input, output,
                     [](std::istream& in, std::ostream& out, const rules::Packs& packs) {
                         return release::answer_lines(in, out, [&](const json::value& line) {
                             return exchange::assess_line(line, packs);
                         });
                     });
}

int release_open(const Common& common, const std::string& request_file) {
    const auto request = read_whole_file(request_file);
    if (!request) return fail(request.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto answer = (*opened)->ask("POST", "/release/cases", *request);
    if (!answer) return fail(answer.error());
    const auto parsed = parse_json(*answer);
    if (!parsed) return fail(parsed.error());
    std::cout << std::string_view(parsed->at("number").as_string()) << "\n";
    return 0;
}

int release_package(const Common& common, const std::string& case_name, const std::string& output) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto bytes = release::release_package((*opened)->house(), (*opened)->packs(), case_name,
                                                desk::operator_of_this_machine());
    if (!bytes) return fail(bytes.error());
    const std::string file = output == "-" ? case_name + ".zip" : output;
    const Status written = write_whole_file(file, *bytes);
    if (!written) return fail(written.error());
    std::cout << file << "\n";
    return 0;
}

int verify(const std::string& package, const std::string& vkey) {
    const auto bytes = read_whole_file(package);
    if (!bytes) return fail(bytes.error());
    const auto result = release::verify_package(*bytes, vkey);
    for (const auto& statement : result.statements)
        std::cout << (statement.good ? "  yes  " : "  NO   ") << statement.says << "\n";
    if (!result.caution.empty()) std::cout << "  note " << result.caution << "\n";
    std::cout << (result.proved ? "PROVED\n" : "NOT PROVED\n");
    return result.proved ? 0 : 1;
}

}  // namespace muniment::cli
