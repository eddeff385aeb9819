// backup-key, backup, restore, restore-drill.
#include <filesystem>
#include <iostream>

#include "base/text.h"
#include "cli/opened.h"
#include "kernel/house/backup.h"
#include "kernel/vault/sealed_file.h"
#include "server/app.h"

namespace muniment::cli {

namespace fs = std::filesystem;

// The objective for critical systems that 90 FR 898 proposes.
static constexpr std::int64_t restore_seconds_max = 72 * 3600;

static std::string key_file(const Common& common, const BackupWords& words) {
    if (!words.backup_key.empty()) return words.backup_key;
    return (fs::path(common.data) / "backup.key").string();
}

// A folder gets files named by the moment.
static house::BackupFiles files_of(const BackupWords& words, Instant now) {
    std::string records = words.file;
    if (fs::is_directory(records)) {
        std::string moment = to_text(now).substr(0, 19);
        std::erase_if(moment, [](char c) { return c == '-' || c == ':'; });
        records = (fs::path(records) / ("muniment-" + moment + ".records")).string();
    }
    return {records, words.keys_file.empty() ? records + ".keys" : words.keys_file};
}

int backup_key(const std::string& file) {
    SystemRandom random;
    const Status written = vault::write_backup_key(file, random);
    if (!written) return fail(written.error());
    const auto key = vault::read_backup_key(file);
    if (!key) return fail(key.error());
    std::cout << file << " holds the new backup key named " << vault::name_of_key(*key)
              << ".\nKeep a copy of it where neither the backups nor the master key are: without "
                 "it no backup can be read, with all three everything can.\n";
    return 0;
}

int backup(const Common& common, const BackupWords& words) {
    const auto key = vault::read_backup_key(key_file(common, words));
    if (!key) return fail(key.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    house::House& house = (*opened)->house();
    const auto files = files_of(words, house.now());
    const auto made =
        house::make_backup(house, {common.data, common.database, common.keys}, *key, files);
    if (!made) return fail(made.error());
    std::cout << files.records << "  " << made->records_bytes << " bytes, the records and "
              << made->head.entries << " ledger entries\n"
              << files.keys << "  " << made->keys_bytes << " bytes, their keys\n"
              << "Keep the two in different places, and the master key in a third.\n";
    return 0;
}

int restore(const Common& common, const BackupWords& words) {
    const auto key = vault::read_backup_key(key_file(common, words));
    if (!key) return fail(key.error());
    const auto head = house::restore_backup(*key, files_of(words, {}), words.folder);
    if (!head) return fail(head.error());
    std::cout << words.folder << " holds " << head->facility << " as of " << to_text(head->made_at)
              << ", " << head->entries << " ledger entries.\nPut master.key there, then run: "
              << "muniment fsck --data " << words.folder << "\n";
    return 0;
}

static void print(const house::DrillReport& report) {
    for (const std::string& finding : report.findings) std::cout << finding << "\n";
    if (!report.head.backup.empty())
        std::cout << "Backup of " << to_text(report.head.made_at) << ": " << report.entries
                  << " ledger entries, " << report.rows << " rows hashed again, "
                  << report.contents_opened << " contents opened.\n";
    std::cout << "The restore took " << report.seconds << " s; the objective is "
              << restore_seconds_max << " s (proposed: 90 FR 898).\n";
}

int restore_drill(const Common& common, const BackupWords& words) {
    const auto key = vault::read_backup_key(key_file(common, words));
    if (!key) return fail(key.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    house::House& live = (*opened)->house();
    const std::string name = "restore-drill-" + to_text(live.new_id());
    house::DrillPlace place{
        (fs::path(words.scratch.empty() ? common.data : words.scratch) / name).string(),
        (fs::path(common.data) / "master.key").string(), server::settle_all};
    const auto report = house::restore_drill(live, *key, files_of(words, {}), place);
    if (!report) return fail(report.error());
    print(*report);
    const bool good = report->findings.empty() && report->seconds <= restore_seconds_max;
    std::cout << (good
                      ? "The backup can be relied on: the ledger restored from it is the beginning "
                        "of the one in use.\n"
                      : "Do NOT rely on this backup. The drill is in the ledger.\n");
    return good ? 0 : 1;
}

}  // namespace muniment::cli
