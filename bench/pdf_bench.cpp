// How fast releases of some 7, 100 and 1,000 pages are rendered: notes and result tables, one core.
//
//     pdf_bench [rounds]      prints the best of so many rounds (default 3)
// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include "bench/probe.h"
#include "formats/pdf/render.h"
#include "tests/peers/verapdf/samples.h"

int main(int argc, char** argv) {
    using namespace muniment;
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    std::printf("%s\n%8s %10s %12s %10s %10s\n", bench::machine().c_str(), "pages", "seconds",
                "pages/s", "bytes", "peak MB");
    for (const std::size_t notes : {1u, 37u, 380u}) {
        const pdf::Document document = pdf::sample_release(notes);
        double best = 1e9;
        pdf::Rendered out;
        for (int round = 0; round < rounds; ++round) {
            const bench::Stopwatch watch;
            auto rendered = pdf::render(document);
            best = std::min(best, watch.seconds());
            if (!rendered) return std::fprintf(stderr, "%s\n", rendered.error().message.c_str()), 1;
            out = *std::move(rendered);
        }
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::printf("%8zu %10.3f %12.0f %10zu %10ld\n", out.page_count, best,
                    static_cast<double>(out.page_count) / best, out.bytes.size(),
                    usage.ru_maxrss / 1024);
    }
}
