// init, status, import, fsck: the data folder as a whole.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "cli/verbs.h"
#include "kernel/chart/import.h"

namespace muniment::cli {

int fail(const Error& error) {
    std::cerr << "muniment: " << error.message;
    if (!error.cite.empty()) std::cerr << " (" << error.cite << ")";
    std::cerr << "\n";
    return 1;
}

static std::string clock_text(double seconds) {
    char text[32];
    const int whole = static_cast<int>(seconds);
    std::snprintf(text, sizeof text, "%d:%02d", whole / 60, whole % 60);
    return text;
}

static void show(const chart::ImportProgress& progress) {
    const double rate =
        progress.seconds > 0 ? static_cast<double>(progress.resources) / progress.seconds : 0;
    const double done = progress.bytes_total > 0 ? static_cast<double>(progress.bytes_done) /
                                                       static_cast<double>(progress.bytes_total)
                                                 : 1;
    const double left = done > 0.01 ? progress.seconds / done - progress.seconds : 0;
    std::fprintf(stderr, "\r%11lld resources  %8.0f/s  %3.0f %%  %s left   ",
                 static_cast<long long>(progress.resources), rate, done * 100,
                 clock_text(left).c_str());
}

static void print(const chart::ImportReport& report) {
    for (const auto& file : report.skipped)
        std::cout << "skipped " << file.file << ": " << file.reason << "\n";
    for (const auto& problem : report.problems)
        std::cout << problem.file << ", entry " << problem.position << ": " << problem.reason
                  << "\n";
    std::cout << "\n";
    for (const auto& [type, count] : report.types)
        std::printf("%11lld %s\n", static_cast<long long>(count), type.c_str());
    std::printf(
        "%11lld resources from %lld files in %.1f s (%.0f/s): %lld new, %lld changed, %lld "
        "unchanged, %lld refused\n%11lld readable documents, %lld references to resources that "
        "are not here\n",
        static_cast<long long>(report.resources), static_cast<long long>(report.files),
        report.seconds, report.seconds > 0 ? static_cast<double>(report.resources) / report.seconds : 0,
        static_cast<long long>(report.added), static_cast<long long>(report.changed),
        static_cast<long long>(report.unchanged), static_cast<long long>(report.refused),
        static_cast<long long>(report.documents), static_cast<long long>(report.unresolved));
}

int import(const Common& common, const std::vector<std::string>& paths) {
    auto opened = open_house(common);
    if (!opened) return fail(opened.error());
    const bool watched = isatty(STDERR_FILENO) == 1;
    auto report = chart::import_paths(*(*opened)->house, {}, paths,
                                      [&](const chart::ImportProgress& progress) {
                                          if (watched) show(progress);
                                      });
    if (watched) std::cerr << "\n";
    if (!report) return fail(report.error());
    print(*report);
    return 0;
}

int fsck(const Common& common, bool json) {
    auto opened = open_house(common);
    if (!opened) return fail(opened.error());
    const auto report = (*opened)->house->fsck();
    if (!report) return fail(report.error());
    if (json) {
        std::cout << to_json_text(*report) << "\n";
        return report->damage.empty() ? 0 : 1;
    }
    for (const house::Damage& damage : report->damage)
        std::cout << damage.where << " " << damage.what << "\n";
    std::cout << report->entries << " ledger entries and " << report->rows
              << " rows hashed again, " << report->contents_opened << " contents opened, "
              << report->contents_destroyed << " destroyed on purpose: "
              << (report->damage.empty() ? "everything holds"
                                         : std::to_string(report->damage.size()) + " damaged")
              << "\n";
    return report->damage.empty() ? 0 : 1;
}

}  // namespace muniment::cli
