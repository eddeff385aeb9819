// init, status, import, fsck: the data folder as a whole.
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <iostream>

#include "cli/opened.h"
#include "kernel/chart/import.h"
#include "kernel/house/upkeep.h"
#include "kernel/people/people.h"

namespace muniment::cli {

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
        report.seconds,
        report.seconds > 0 ? static_cast<double>(report.resources) / report.seconds : 0,
        static_cast<long long>(report.added), static_cast<long long>(report.changed),
        static_cast<long long>(report.unchanged), static_cast<long long>(report.refused),
        static_cast<long long>(report.documents), static_cast<long long>(report.unresolved));
}

// Makes a user with a password from the terminal or a pipe.
static Status make_user(house::House& house, const std::string& username, const std::string& name,
                        const std::vector<people::Role>& roles, const std::string& password) {
    const auto view = TRY(house.view());
    auto act = TRY(people::make_user(house, *view, {}, username, name, roles, password));
    TRY(house.act(std::move(act)));
    return ok();
}

static Result<std::vector<people::Role>> roles_of(const std::vector<std::string>& names) {
    std::vector<people::Role> roles;
    for (const std::string& name : names) {
        const auto role = enum_value<people::Role>(name);
        if (!role)
            return Error{Fault::incorrect,
                         "There is no role \"" + name +
                             "\"; the roles are administrator, release_specialist, him_director, "
                             "privacy_officer, clerk."};
        roles.push_back(*role);
    }
    return roles;
}

int init(const Common& common, const std::string& facility, const std::string& user,
         const std::string& time_zone) {
    const auto of_machine = machine_zone();
    const auto zone = !time_zone.empty() ? zone_of(time_zone) : of_machine.value_or(Zone{});
    if (!zone) return fail(zone.error());
    SystemRandom random;
    const std::string password_prompt = "password for " + user + ": ";
    const auto password = ask_password(password_prompt);
    if (!password) return fail(password.error());
    const std::string fault = people::password_fault(user, *password);
    if (!fault.empty()) return fail({Fault::incorrect, fault});
    const Status made =
        house::House::make({common.data, common.database, common.keys}, facility, random);
    if (!made) return fail(made.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const Status added =
        make_user((*opened)->house(), user, user,
                  {people::Role::administrator, people::Role::him_director}, *password);
    if (!added) return fail(added.error());
    const Status zoned = keep_zone((*opened)->house(), *zone);
    if (!zoned) return fail(zoned.error());
    std::cout << "The data folder " << common.data << " is ready; " << user
              << " is its first administrator.\n"
              << "Keep a copy of " << common.data
              << "/master.key in a safe place: without it no content can ever be read.\n"
              << "Days are counted in the time zone " << zone->name()
              << (!time_zone.empty() ? ".\n"
                  : of_machine
                      ? ", this machine's; if the facility's is another, change it in Settings.\n"
                      : ", for this machine names none; change it in Settings.\n")
              << "Start with: muniment serve --data " << common.data << "\n";
    return 0;
}

int add_user(const Common& common, const std::string& username, const std::string& name,
             const std::vector<std::string>& role_names) {
    const auto roles = roles_of(role_names);
    if (!roles) return fail(roles.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto password = ask_password("password for " + username + ": ");
    if (!password) return fail(password.error());
    const Status added = make_user((*opened)->house(), username, name, *roles, *password);
    if (!added) return fail(added.error());
    std::cout << "The user " << username << " can sign in now.\n";
    return 0;
}

int status(const Common& common, bool json) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto text = (*opened)->ask("GET", "/status");
    if (!text) return fail(text.error());
    if (json) {
        std::cout << *text << "\n";
        return 0;
    }
    const auto parsed = parse_json(*text);
    if (!parsed) return fail(parsed.error());
    std::cout << std::string_view(parsed->at("facility").as_string()) << ", ledger of "
              << parsed->at("ledger_size") << " entries\n";
    for (const auto& pair : parsed->at("counts").as_object())
        std::printf("%11lld %s\n", static_cast<long long>(pair.value().to_number<std::int64_t>()),
                    std::string(pair.key()).c_str());
    return 0;
}

int import(const Common& common, const std::vector<std::string>& paths) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const bool watched = isatty(STDERR_FILENO) == 1;
    auto report = chart::import_paths((*opened)->house(), {}, paths,
                                      [&](const chart::ImportProgress& progress) {
                                          if (watched) show(progress);
                                      });
    if (watched) std::cerr << "\n";
    if (!report) return fail(report.error());
    print(*report);
    return 0;
}

// What was found is told even when it cannot be kept, as on a full disk.
static void keep(house::House& house, const house::FsckReport& report,
                 std::chrono::steady_clock::duration taken) {
    house::Upkeep upkeep;
    upkeep.kind = house::UpkeepKind::fsck;
    upkeep.good = report.damage.empty();
    upkeep.seconds = std::chrono::ceil<std::chrono::seconds>(taken).count();
    upkeep.entries = report.entries;
    for (const house::Damage& damage : report.damage)
        if (upkeep.findings.size() < 100)
            upkeep.findings.push_back(damage.where + " " + damage.what);
    const Status kept = house::keep_upkeep(house, std::move(upkeep));
    if (!kept)
        std::cerr << "muniment: the check could not be noted: " << kept.error().message << "\n";
}

int fsck(const Common& common, bool json) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto start = std::chrono::steady_clock::now();
    const auto report = (*opened)->house().fsck();
    if (!report) return fail(report.error());
    keep((*opened)->house(), *report, std::chrono::steady_clock::now() - start);
    if (json) {
        std::cout << to_json_text(*report) << "\n";
        return report->damage.empty() ? 0 : 1;
    }
    for (const house::Damage& damage : report->damage)
        std::cout << damage.where << " " << damage.what << "\n";
    std::cout << report->entries << " ledger entries and " << report->rows << " rows hashed again, "
              << report->contents_opened << " contents opened, " << report->contents_destroyed
              << " destroyed on purpose: "
              << (report->damage.empty() ? "everything holds"
                                         : std::to_string(report->damage.size()) + " damaged")
              << "\n";
    return report->damage.empty() ? 0 : 1;
}

}  // namespace muniment::cli
