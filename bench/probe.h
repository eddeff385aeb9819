// What a figure of a benchmark must stand beside: the machine, the disk's own speed, the seed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace muniment::bench {

using Seconds = std::chrono::duration<double>;

class Stopwatch {
  public:
    double seconds() const { return Seconds(std::chrono::steady_clock::now() - start_).count(); }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// "Intel(R) Xeon(R) Processor, 2 cores"
inline std::string machine() {
    std::ifstream in("/proc/cpuinfo");
    std::string name = "unknown processor";
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name")) {
            name = line.substr(line.find(':') + 2);
            break;
        }
    return name + ", " + std::to_string(std::thread::hardware_concurrency()) + " cores";
}

// The value below which `share` (0..1) of the samples lie. Sorts them.
inline double quantile(std::vector<double>& samples, double share) {
    if (samples.empty()) return 0;
    std::ranges::sort(samples);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(samples.size()));
    return samples[std::min(at, samples.size() - 1)];
}

struct Disk {
    double fsyncs_per_second = 0;
    double p50_ms = 0, p99_ms = 0;
};

// How fast this folder's disk makes 4 KB durable, now: the floor of anything that waits for it once
// per action. Writes beside and removes its file.
inline Disk probe_disk(const std::string& folder, double seconds = 2) {
    const std::string file = folder + "/probe";
    const int out = ::open(file.c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    const std::string page(4096, 'x');
    const Stopwatch watch;
    std::vector<double> times;
    int count = 0;
    while (watch.seconds() < seconds) {
        const Stopwatch one;
        const off_t at = (count % 4096) * 4096;
        if (::pwrite(out, page.data(), page.size(), at) != 4096 || ::fdatasync(out) != 0) break;
        times.push_back(one.seconds() * 1e3);
        ++count;
    }
    const double taken = watch.seconds();
    ::close(out);
    ::unlink(file.c_str());
    return {count / taken, quantile(times, 0.5), quantile(times, 0.99)};
}

// MUNIMENT_SEED, or 1.
inline std::uint64_t seed() {
    const char* given = std::getenv("MUNIMENT_SEED");
    return given == nullptr ? 1 : std::strtoull(given, nullptr, 10);
}

}  // namespace muniment::bench
