// Backups of a data folder on SQLite, while it is served, and the proof that they can be used.
//
// A backup is two sealed files (kernel/vault/sealed_file.h, docs/formats/backup.md): the records
// with the ledger, and apart from them the key database, so that whoever finds one of them reads
// nothing. The master key is in neither. Each names the moment, the house and a checkpoint that was
// signed before the copy was made.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "kernel/house/upkeep.h"
#include "kernel/vault/vault.h"

namespace muniment::house {

enum class BackupPart { records, keys };
BOOST_DESCRIBE_ENUM(BackupPart, records, keys)

// The first message of a backup file.
struct BackupHead {
    std::int64_t format = 1;
    BackupPart part = BackupPart::records;
    std::string backup;  // the same in both files of one backup
    std::string facility;
    std::string vkey;  // of the ledger, which names the house
    Instant made_at{};
    std::int64_t entries = 0;  // in the checkpoint
    std::string checkpoint;    // signed, as published
};
BOOST_DESCRIBE_STRUCT(BackupHead, (),
                      (format, part, backup, facility, vkey, made_at, entries, checkpoint))

struct BackupFiles {
    std::string records;
    std::string keys;
};

struct BackupMade {
    BackupHead head;
    std::int64_t records_bytes = 0;
    std::int64_t keys_bytes = 0;
};

// Writes both files (neither may be there) and keeps the record of it. unsupported on PostgreSQL.
// A program killed meanwhile leaves files that end in ".part", and no others.
Result<BackupMade> make_backup(House& house, const Where& where, const vault::Key& key,
                               const BackupFiles& files);

// Brings both files back into a folder that is not there, or is empty; the master key has to be put
// beside them. incorrect: a file is damaged, cut short, sealed with another key, of another house,
// or the keys are older than the records. The folder appears whole or not at all.
Result<BackupHead> restore_backup(const vault::Key& key, const BackupFiles& files,
                                  const std::string& folder);

struct DrillReport {
    BackupHead head;
    std::vector<std::string> findings;  // empty: the backup can be relied on
    std::int64_t seconds = 0;           // from the first byte to the proof
    std::int64_t entries = 0;           // in the restored ledger
    std::int64_t rows = 0;
    std::int64_t contents_opened = 0;
};

// Restores into `scratch` (removed afterwards), checks everything there as fsck does, and proves
// the restored ledger: the backup's checkpoint is signed by this house and is a prefix of it, and
// it is a prefix of the ledger of `live`. Keeps the record of the drill in `live`.
struct DrillPlace {
    std::string scratch;                   // not there
    std::string master_key;                // its file, for the restored folder
    std::function<Status(House&)> settle;  // registers the rooms, as for the live house
};
Result<DrillReport> restore_drill(House& live, const vault::Key& key, const BackupFiles& files,
                                  const DrillPlace& place);

}  // namespace muniment::house
