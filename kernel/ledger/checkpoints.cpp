// Signing, keeping and cosigning checkpoints, and the export for other people's tools.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "kernel/ledger/hashes.h"
#include "kernel/ledger/ledger.h"

namespace muniment::ledger {

using store::Row;
using store::Value;

namespace {
struct Last {
    std::int64_t seq = 0;
    std::int64_t size = -1;
    std::string note;
};
}  // namespace

enum class Kept { durably, whenever };

// Without this a power cut may leave the new name on an empty file.
static bool is_on_disk(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool good = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    return good;
}

static Status write_file(const std::filesystem::path& path, std::string_view bytes, Kept kept) {
    // Written beside and renamed, so that a reader never sees half of it.
    // Named after the program, for two programs may write the same file.
    const std::filesystem::path fresh = path.string() + "." + std::to_string(getpid()) + ".new";
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        out << bytes;
        if (!out.flush() || (kept == Kept::durably && !is_on_disk(fresh)))
            return Error{Fault::unavailable,
                         "The file " + path.string() + " could not be written; is the disk full?"};
    }
    std::error_code failed;
    std::filesystem::rename(fresh, path, failed);
    if (failed)
        return Error{Fault::unavailable, "The file " + path.string() + " could not be replaced."};
    return ok();
}

Result<std::string> Ledger::checkpoint() {
    std::string note;
    bool fresh = false;
    TRY(database_.maintain([&](store::Transaction& transaction) -> Status {
        const Value org[] = {database_.org()};
        tlog::Tree tree;
        Status parsed = ok();
        TRY(transaction.query("UPDATE ledger_head SET size = size WHERE org = ? RETURNING edge",
                              org, [&](const Row& row) {
                                  auto read = tlog::Tree::parse(row.text(0));
                                  if (read)
                                      tree = *read;
                                  else
                                      parsed = read.error();
                              }));
        TRY(std::move(parsed));
        Last last;
        TRY(
            transaction.query("SELECT seq, size, note FROM ledger_checkpoint WHERE org = ? "
                              "ORDER BY seq DESC LIMIT 1",
                              org, [&](const Row& row) {
                                  last = {row.integer(0), row.integer(1), std::string(row.text(2))};
                              }));
        const auto size = static_cast<std::int64_t>(tree.size());
        note = last.note;
        if (last.size == size) return ok();
        fresh = true;
        note = tlog::signed_checkpoint({key_.name, tree.size(), tree.root(), {}}, key_);
        const Value values[] = {database_.org(), last.seq + 1, size, note};
        return transaction.run(
            "INSERT INTO ledger_checkpoint (org, seq, size, note) VALUES (?, ?, ?, ?)", values, 1);
    }));
    if (fresh && !checkpoint_file_.empty()) {
        const std::lock_guard lock(file_mutex_);
        TRY(write_file(checkpoint_file_, note, Kept::durably));
    }
    return note;
}

Result<std::string> Ledger::cosigned_checkpoint() {
    std::string note = TRY(checkpoint());
    const auto signed_now = TRY(tlog::open_checkpoint(note, verifier_of(key_)));
    const auto snapshot = TRY(database_.snapshot());
    TRY(snapshot->query(
        "SELECT line FROM ledger_cosignature WHERE org = ? AND size = ? ORDER BY witness",
        {database_.org(), static_cast<std::int64_t>(signed_now.size)},
        [&](const Row& row) { note += std::string(row.text(0)) + "\n"; }));
    return note;
}

// The signature lines of a note that carry the witness's name and verify.
static std::string line_of(const tlog::Note& note, const tlog::VerifierKey& witness) {
    for (const tlog::Signature& signature : note.signatures)
        if (signature.name == witness.name && signature.key_id == tlog::key_id(witness)) {
            const std::string text = tlog::to_text(tlog::Note{note.text, {signature}});
            return std::string(trim(text.substr(note.text.size())));
        }
    return {};
}

Status Ledger::accept_cosignature(const std::string& note_text, const tlog::VerifierKey& witness) {
    const auto theirs = TRY(tlog::open_checkpoint(note_text, verifier_of(key_)));
    const auto note = TRY(tlog::parse_note(note_text));
    TRY(tlog::verify_cosignature(note, witness));
    const auto snapshot = TRY(database_.snapshot());
    bool ours = false;
    TRY(snapshot->query(
        "SELECT note FROM ledger_checkpoint WHERE org = ? AND size = ?",
        {database_.org(), static_cast<std::int64_t>(theirs.size)},
        [&](const Row& row) { ours = ours || row.text(0).starts_with(note.text); }));
    if (!ours)
        return Error{Fault::not_found,
                     "This checkpoint is signed with our key but is not among those kept here: "
                     "keep the file and ask who made it."};
    const Value values[] = {database_.org(), static_cast<std::int64_t>(theirs.size), witness.name,
                            line_of(note, witness), tlog::to_text(witness)};
    return database_.maintain([&](store::Transaction& transaction) {
        return transaction.run(
            "INSERT INTO ledger_cosignature (org, size, witness, line, vkey) VALUES "
            "(?, ?, ?, ?, ?) ON CONFLICT (org, size, witness) DO UPDATE SET line = "
            "excluded.line, vkey = excluded.vkey",
            values, -1);
    });
}

Status Ledger::export_tiles(const std::string& folder) {
    const std::string note = TRY(cosigned_checkpoint());
    const auto signed_now = TRY(tlog::open_checkpoint(note, verifier_of(key_)));
    const auto snapshot = TRY(database_.snapshot());
    SnapshotTiles tiles(*snapshot, database_.org(), signed_now.size);
    tlog::TileHashes hashes(tiles, signed_now.size);
    namespace fs = std::filesystem;
    const auto put = [&](const std::string& path, std::string_view bytes) -> Status {
        std::error_code failed;
        fs::create_directories((fs::path(folder) / path).parent_path(), failed);
        return write_file(fs::path(folder) / path, bytes, Kept::whenever);
    };
    for (const tlog::Tile& tile : tlog::tiles_to_write(0, signed_now.size)) {
        const std::string bytes = TRY(tlog::tile_bytes(tile, hashes));
        TRY(put(tlog::tile_path(tile), bytes));
    }
    for (const tlog::Tile& bundle : tlog::bundles_to_write(0, signed_now.size)) {
        std::vector<std::string> commitments;
        const auto first = static_cast<std::int64_t>(bundle.index * tlog::tile_width);
        TRY(snapshot->query(
            "SELECT salt, payload FROM ledger_entry WHERE org = ? AND idx >= ? AND "
            "idx < ? ORDER BY idx",
            {database_.org(), first, first + bundle.width}, [&](const Row& row) {
                commitments.emplace_back(tlog::commitment(row.text(0), row.text(1)).view());
            }));
        const std::string bytes = TRY(tlog::encode_bundle(commitments));
        TRY(put(tlog::entries_path(bundle), bytes));
    }
    // The checkpoint comes last: a half-made export is one with an old or no checkpoint.
    return put("checkpoint", note);
}

}  // namespace muniment::ledger
