#include "server/doctor.h"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "formats/tlog/tlog.h"
#include "kernel/house/upkeep.h"
#include "server/front.h"
#include "server/routes.h"

namespace muniment::server {

namespace fs = std::filesystem;

namespace {

// How a number is held against the pack's.
enum class Wanted { at_least, at_most };

struct Check {
    const char* item;
    Wanted wanted;
    const char* to_do;
};

constexpr Check checks[] = {
    {"transport", Wanted::at_least,
     "Serve with --tls-cert and --tls-key, or behind a proxy that speaks TLS."},
    {"certificate_days", Wanted::at_least,
     "Renew the certificate, then send SIGHUP to the server."},
    {"encryption", Wanted::at_least, ""},
    {"master_key_private", Wanted::at_least, "Run: chmod 600 on the master key's file."},
    {"master_key_apart", Wanted::at_least,
     "Keep the master key on another volume with a link in its place, or give it as "
     "MUNIMENT_MASTER_KEY from a secret store."},
    {"keys_apart", Wanted::at_least,
     "Put the key database on another volume or server (--keys), and keep the two files of a "
     "backup "
     "in different places."},
    {"folder_private", Wanted::at_least, "Run: chmod 700 on the data folder."},
    {"audit", Wanted::at_least, "Restore the ledger from a backup and tell the privacy officer."},
    {"fsck_days", Wanted::at_most, "Run: muniment fsck."},
    {"fsck_good", Wanted::at_least,
     "Read what muniment fsck names, tell the privacy officer, restore what was lost."},
    {"witness", Wanted::at_least,
     "Give the checkpoint to a witness and keep its answer: muniment ledger cosign."},
    {"backup_days", Wanted::at_most, "Run muniment backup every day, from a timer."},
    {"drill_days", Wanted::at_most, "Run: muniment restore-drill."},
    {"drill_good", Wanted::at_least,
     "Make a new backup and try it out; the drill's record says what was wrong."},
    {"proposed_drill_days", Wanted::at_most, "Run muniment restore-drill every month."},
    {"proposed_restore_hours", Wanted::at_most,
     "Restore to faster disks, or keep a second server ready."},
    {"proposed_mfa_percent", Wanted::at_least, "Have everybody add a second factor."},
    {"proposed_encryption_in_transit", Wanted::at_least,
     "Serve with --tls-cert and --tls-key, also on this machine."},
    {"idle_minutes", Wanted::at_most, "Shorten the idle time of sessions."},
    {"access_review_days", Wanted::at_most, "Go through the list of users and what they may do."},
    {"emergency", Wanted::at_least, ""},
    {"confined", Wanted::at_least,
     "Serve without --unconfined, on a Linux kernel with Landlock (5.13 or later)."},
    {"disk_percent", Wanted::at_least, "Free space on the disk of the data folder, or enlarge it."},
    {"database_log", Wanted::at_least, "Open the data folder once with this program; it sets WAL."},
    {"clock", Wanted::at_least,
     "Let the machine take its time from NTP (chrony, systemd-timesyncd)."},
    {"proposed_patches_days", Wanted::at_most,
     "Run tools/check_dependencies against the packages installed, and keep the record."},
};

Measured yes_no(bool good, std::string seen) { return {good ? 1 : 0, std::move(seen)}; }

Measured age(std::optional<Instant> at, Instant now) {
    // Never done is older than any limit.
    if (!at) return {std::numeric_limits<std::int32_t>::max(), "never"};
    const auto days = std::chrono::ceil<std::chrono::days>(now - *at).count();
    return {std::max<std::int64_t>(days, 0), "last on " + to_text(*at)};
}

std::optional<Serving> read_serving(const std::string& folder) {
    std::ifstream in(fs::path(folder) / "serving.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto serving = from_json_text<Serving>(text);
    if (!serving) return std::nullopt;
    return *std::move(serving);
}

void measure_transport(Measures& found, const std::string& folder, Instant now) {
    const auto serving = read_serving(folder);
    const std::string never = "not served from this folder since it was made";
    if (!serving) {
        for (const char* item :
             {"transport", "certificate_days", "proposed_encryption_in_transit", "confined"})
            found[item] = {std::nullopt, never};
        return;
    }
    const bool local = is_loopback(serving->address);
    const std::string how = serving->tls          ? "TLS at " + serving->address
                            : local               ? "in the clear, on this machine only"
                            : serving->plain_said ? "in the clear, said to be behind a proxy"
                                                  : "in the clear";
    found["transport"] = yes_no(serving->tls || local || serving->plain_said, how);
    found["proposed_encryption_in_transit"] = yes_no(serving->tls, how);
    found["certificate_days"] = {std::nullopt, "this server does not speak TLS itself"};
    if (serving->certificate_ends)
        found["certificate_days"] = {
            std::chrono::floor<std::chrono::days>(*serving->certificate_ends - now).count(),
            "ends on " + to_text(*serving->certificate_ends)};
    found["confined"] = yes_no(serving->calls_confined && serving->files_confined,
                               serving->calls_confined ? serving->files_confined
                                                             ? "calls and files are limited"
                                                             : "calls are limited, files are not"
                                                       : "nothing is limited");
}

std::optional<struct stat> facts_of(const fs::path& path) {
    struct stat facts{};
    if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
    return facts;
}

// The same disk is the same place: one thief, one fire.
Measured apart(const fs::path& from, const fs::path& what) {
    const auto folder = facts_of(from), file = facts_of(what);
    if (!folder || !file) return yes_no(true, "not in the data folder");
    return yes_no(folder->st_dev != file->st_dev,
                  folder->st_dev == file->st_dev ? "on the data folder's disk" : "on another disk");
}

void measure_files(Measures& found, const fs::path& folder) {
    const auto key = facts_of(folder / "master.key");
    const bool given = std::getenv("MUNIMENT_MASTER_KEY") != nullptr;
    if (key && !given)
        found["master_key_private"] =
            yes_no((key->st_mode & 077) == 0,
                   (key->st_mode & 077) == 0 ? "its owner only" : "others than its owner too");
    else
        found["master_key_private"] = given ? yes_no(true, "given in the environment")
                                            : Measured{std::nullopt, "no file here"};
    found["master_key_apart"] =
        given ? yes_no(!key, key ? "given, but a file is here too" : "given in the environment")
              : apart(folder, folder / "master.key");
    found["keys_apart"] = apart(folder, folder / "keys.db");
    if (const auto place = facts_of(folder))
        found["folder_private"] =
            yes_no((place->st_mode & 077) == 0,
                   (place->st_mode & 077) == 0 ? "its owner only" : "others may enter it");
    struct statvfs disk{};
    if (::statvfs(folder.c_str(), &disk) == 0 && disk.f_blocks > 0) {
        const auto percent = static_cast<std::int64_t>(disk.f_bavail * 100 / disk.f_blocks);
        found["disk_percent"] = {percent, std::to_string(percent) + " % of the disk is free"};
    }
}

// Bytes 18 and 19 of an SQLite file are 2 when it keeps a write-ahead log (SQLite file format 1.3).
void measure_database(Measures& found, house::House& house) {
    if (house.database().engine() != "SQLite") {
        found["database_log"] = yes_no(true, std::string(house.database().engine()));
        return;
    }
    std::ifstream in(fs::path(house.folder()) / "muniment.db", std::ios::binary);
    char head[20] = {};
    if (in.read(head, sizeof head))
        found["database_log"] = yes_no(head[18] == 2 && head[19] == 2,
                                       head[18] == 2 ? "SQLite with WAL" : "SQLite without WAL");
}

void measure_machine(Measures& found) {
    struct timex state{};
    const int told = ::adjtimex(&state);
    if (told < 0)
        found["clock"] = {std::nullopt, "the kernel does not say"};
    else
        found["clock"] =
            yes_no((state.status & STA_UNSYNC) == 0,
                   (state.status & STA_UNSYNC) == 0 ? "kept right by NTP" : "runs by itself");
    found["encryption"] = yes_no(true, "AES-256-GCM, a key for each encounter's record");
    found["emergency"] = yes_no(true, "an hour, announced, reviewed");
    found["proposed_patches_days"] = {
        std::nullopt, "program " + std::string(program_version) +
                          "; which packages of this machine are patched is not known here"};
    found["proposed_mfa_percent"] = {std::nullopt, "not known here"};
    found["idle_minutes"] = {std::nullopt, "not known here"};
    found["access_review_days"] = {std::nullopt, "no reviews are kept here"};
}

Status measure_upkeep(Measures& found, house::View& view, Instant now) {
    using house::UpkeepKind;
    const auto backup = TRY(house::last_upkeep(view, UpkeepKind::backup));
    const auto drill = TRY(house::last_upkeep(view, UpkeepKind::drill));
    const auto fsck = TRY(house::last_upkeep(view, UpkeepKind::fsck));
    const auto at = [](const std::optional<house::Upkeep>& upkeep) {
        return upkeep ? std::optional(upkeep->at) : std::nullopt;
    };
    const auto verdict = [](const std::optional<house::Upkeep>& upkeep) {
        if (!upkeep) return Measured{std::nullopt, "never done"};
        return yes_no(upkeep->good, upkeep->good
                                        ? "everything held"
                                        : std::to_string(upkeep->findings.size()) + " findings");
    };
    found["backup_days"] = age(at(backup), now);
    found["drill_days"] = found["proposed_drill_days"] = age(at(drill), now);
    found["fsck_days"] = age(at(fsck), now);
    found["fsck_good"] = verdict(fsck);
    found["drill_good"] = verdict(drill);
    found["proposed_restore_hours"] = {std::nullopt, "never tried"};
    if (drill && drill->good)
        found["proposed_restore_hours"] = {(drill->seconds + 3599) / 3600,
                                           std::to_string(drill->seconds) + " s at the last drill"};
    return ok();
}

Status measure_ledger(Measures& found, house::House& house) {
    const auto size = house.ledger().size();
    found["audit"] = yes_no(size > 0, "a ledger of " + std::to_string(size) + " entries");
    const std::string note = TRY(house.ledger().cosigned_checkpoint());
    const auto parsed = TRY(tlog::parse_note(note));
    const std::size_t others = parsed.signatures.empty() ? 0 : parsed.signatures.size() - 1;
    found["witness"] = yes_no(others > 0, others == 0 ? "the newest checkpoint has no witness"
                                                      : std::to_string(others) + " witnesses");
    return ok();
}

Health health_of(const Measured& measured, Wanted wanted, std::int64_t value) {
    if (!measured.number) return Health::unknown;
    const bool good =
        wanted == Wanted::at_least ? *measured.number >= value : *measured.number <= value;
    return good ? Health::ok : Health::finding;
}

}  // namespace

Status keep_serving(const std::string& folder, const Serving& serving) {
    std::ofstream out(fs::path(folder) / "serving.json", std::ios::binary | std::ios::trunc);
    out << to_json_text(serving) << "\n";
    if (!out.flush())
        return Error{Fault::unavailable, "serving.json could not be written in " + folder + "."};
    return ok();
}

Result<Measures> measure(house::House& house, house::View& view) {
    Measures found;
    const Instant now = house.now();
    measure_transport(found, house.folder(), now);
    measure_files(found, house.folder());
    measure_database(found, house);
    measure_machine(found);
    TRY(measure_upkeep(found, view, now));
    TRY(measure_ledger(found, house));
    return found;
}

std::vector<DoctorRow> judge(const rules::Packs& packs, const Measures& measures, Day today) {
    std::vector<DoctorRow> rows;
    for (const Check& check : checks) {
        const rules::Limit* limit = packs.limit("security_" + std::string(check.item), today);
        if (limit == nullptr) continue;
        const auto measured = measures.find(check.item);
        const Measured what =
            measured == measures.end() ? Measured{std::nullopt, "not measured"} : measured->second;
        const Health health = health_of(what, check.wanted, limit->value);
        rows.push_back({check.item, limit->cite, limit->cite.starts_with("90 FR"), health,
                        limit->say, what.seen, health == Health::ok ? "" : check.to_do});
    }
    return rows;
}

Result<DoctorAnswer> examine(house::House& house, house::View& view, const rules::Packs& packs) {
    const Measures measures = TRY(measure(house, view));
    DoctorAnswer answer;
    answer.facility = house.facility();
    answer.at = house.now();
    answer.version = program_version;
    answer.rows = judge(packs, measures, house.today());
    for (const DoctorRow& row : answer.rows) {
        answer.unknown += row.health == Health::unknown;
        if (row.health == Health::finding)
            ++(row.proposed ? answer.proposed_findings : answer.findings);
    }
    return answer;
}

static Result<house::Outcome> show_doctor(const house::Call& call) {
    const DoctorAnswer answer = TRY(examine(call.house, call.view, call.packs));
    return house::shows(answer);
}

static const house::Route doctor_table[] = {
    {"GET", "/security/doctor", house::Permission::administer, show_doctor, nullptr,
     house::gives<DoctorAnswer>, "The deployment held against the Security Rule"},
};

house::Routes doctor_routes() { return doctor_table; }

}  // namespace muniment::server
