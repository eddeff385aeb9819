// Import speed of formats/fhir on a folder of FHIR files: decompression and parsing apart, then the
// two overlapped as the import runs them.
//
//     fhir_bench ../shared/data/synthea-blaze [rounds]
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "formats/fhir/fhir.h"

using namespace muniment;

namespace {

using Seconds = std::chrono::duration<double>;

struct Count {
    std::size_t good = 0;
    std::size_t bad = 0;
    std::size_t bytes = 0;
    std::size_t references = 0;
    std::map<std::string, std::size_t> types;
};

fhir::Sink counting(Count& count) {
    return {[&](fhir::Entry&& entry) {
                ++count.good;
                count.bytes += entry.json.size();
                count.references += entry.summary.references.size();
                ++count.types[entry.summary.type];
                return ok();
            },
            [&](fhir::BadEntry&& bad) {
                if (++count.bad <= 5)
                    std::printf("bad: %s %zu: %s\n", bad.file.c_str(), bad.position,
                                bad.reason.c_str());
            }};
}

template <class Work>
double seconds(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - begin).count();
}

std::vector<fhir::Document> all_documents(const std::vector<std::string>& files) {
    std::vector<fhir::Document> documents;
    for (const std::string& file : files) {
        auto input = fhir::open_input(file);
        while (input) {
            auto document = input->next();
            if (!document || !*document) break;
            documents.push_back(**std::move(document));
        }
    }
    return documents;
}

void overlapped(const std::vector<std::string>& files, unsigned threads) {
    Count count;
    const double time = seconds([&] {
        fhir::ReadAhead input(files, threads);
        while (auto item = input.next()) {
            if (!item->document) ++count.bad;
            if (item->document) (void)fhir::read_entries(*item->document, counting(count));
        }
    });
    std::printf("read ahead on %u thread(s) + parse: %.2f s, %.0f resources/s\n", threads, time,
                static_cast<double>(count.good) / time);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : "../shared/data/synthea-blaze";
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    auto list = fhir::list_inputs({folder});
    if (!list) {
        std::printf("skipped: %s\n", list.error().message.c_str());
        return 0;
    }
    std::vector<fhir::Document> documents;
    const double reading = seconds([&] { documents = all_documents(list->files); });
    double bytes = 0;
    for (const auto& document : documents) bytes += static_cast<double>(document.bytes.size());
    std::printf("%zu files, %zu skipped, %.1f MB on disk, %.1f MB decompressed\n",
                list->files.size(), list->skipped.size(), static_cast<double>(list->bytes) / 1e6,
                bytes / 1e6);
    std::printf("read and decompress, 1 thread: %.2f s, %.1f MB/s\n", reading,
                bytes / 1e6 / reading);
    for (int round = 0; round < rounds; ++round) {
        Count count;
        const std::clock_t cpu = std::clock();
        const double time = seconds([&] {
            for (const auto& document : documents)
                (void)fhir::read_entries(document, counting(count));
        });
        const double cpu_time = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
        std::printf("  %.0f resources per second of processor time\n",
                    static_cast<double>(count.good) / cpu_time);
        std::printf(
            "split, check, summarize, 1 thread: %.3f s, %.0f resources/s, %.0f MB/s"
            " (%zu good, %zu bad, %zu references)\n",
            time, static_cast<double>(count.good) / time, bytes / 1e6 / time, count.good, count.bad,
            count.references);
        if (round == 0)
            for (const auto& [type, number] : count.types)
                std::printf("  %-28s %8zu\n", type.c_str(), number);
    }
    overlapped(list->files, 1);
    overlapped(list->files, 2);
}
