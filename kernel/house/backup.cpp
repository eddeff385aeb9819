#include "kernel/house/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "kernel/store/copy.h"
#include "kernel/vault/sealed_file.h"

namespace muniment::house {

namespace fs = std::filesystem;

namespace {

// One file within a backup, and what the last message says of all of them.
struct Item {
    std::string name;
    std::int64_t size = 0;
    std::string sha256;  // in the last message only
};
BOOST_DESCRIBE_STRUCT(Item, (), (name, size, sha256))
struct Items {
    std::vector<Item> files;
};
BOOST_DESCRIBE_STRUCT(Items, (), (files))

// The only names that a restore writes.
bool is_ours(const std::string& name, BackupPart part) {
    if (part == BackupPart::keys) return name == "keys.db";
    return name == "muniment.json" || name == "muniment.db";
}

// Goes with its name, unless it was kept under another.
struct Leaving {
    fs::path path;
    ~Leaving() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

Status sync_path(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool kept = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!kept) return Error{Fault::unavailable, path.string() + " could not be put on disk."};
    return ok();
}

Status rename_for_good(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    fs::rename(from, to, failed);
    if (failed)
        return Error{Fault::unavailable, from.string() + " could not be renamed to " + to.string() +
                                             ": " + failed.message() + "."};
    return sync_path(to.has_parent_path() ? to.parent_path() : fs::path("."));
}

// Messages: 'H' head, then for each file 'F' item and 'D' bytes, at last 'E' items.
Result<Item> add_file(vault::SealedWriter& out, const fs::path& path, const std::string& name) {
    std::ifstream in(path, std::ios::binary);
    std::error_code failed;
    Item item{name, static_cast<std::int64_t>(fs::file_size(path, failed)), ""};
    if (!in || failed) return Error{Fault::unavailable, path.string() + " cannot be read."};
    TRY(out.add("F" + to_json_text(item)));
    Sha256 hasher;
    std::string block;
    for (std::int64_t left = item.size; left > 0;) {
        block.assign(1, 'D');
        block.resize(1 + static_cast<std::size_t>(
                             std::min<std::int64_t>(left, vault::sealed_message_max - 1)));
        if (!in.read(block.data() + 1, static_cast<std::streamsize>(block.size() - 1)))
            return Error{Fault::unavailable, path.string() + " became shorter while it was read."};
        hasher.add(std::string_view(block).substr(1));
        TRY(out.add(block));
        left -= static_cast<std::int64_t>(block.size()) - 1;
    }
    item.sha256 = hex(hasher.finish());
    return item;
}

struct Source {
    fs::path path;
    std::string name;
};

Result<std::int64_t> write_part(const std::string& to, const vault::Key& key,
                                const BackupHead& head, const std::vector<Source>& sources) {
    const fs::path part = to + ".part";
    if (fs::exists(to)) return Error{Fault::conflict, to + " is there already; give another name."};
    std::error_code ignored;
    fs::remove(part, ignored);
    const Leaving leaving{part};
    auto out = TRY(vault::SealedWriter::make(part.string(), key));
    TRY(out->add("H" + to_json_text(head)));
    Items items;
    for (const Source& source : sources)
        items.files.push_back(TRY(add_file(*out, source.path, source.name)));
    TRY(out->finish("E" + to_json_text(items)));
    TRY(rename_for_good(part, to));
    return out->bytes();
}

// Where the two databases are: files, or the reason why they cannot be copied.
struct Databases {
    std::string records, keys;
};
Result<Databases> databases_of(const Where& where) {
    std::ifstream in(fs::path(where.folder) / "muniment.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const json::value settings = TRY(parse_json(text));
    const auto url = [&](const std::string& given, const char* field, const char* file) {
        const json::value* kept =
            settings.if_object() ? settings.get_object().if_contains(field) : nullptr;
        if (!given.empty()) return given;
        if (kept != nullptr && kept->is_string() && !kept->get_string().empty())
            return std::string(kept->get_string());
        return (fs::path(where.folder) / file).string();
    };
    Databases found{url(where.database_url, "database_url", "muniment.db"),
                    url(where.keys_url, "keys_url", "keys.db")};
    for (const std::string& each : {found.records, found.keys})
        if (each.starts_with("postgres"))
            return Error{Fault::unsupported,
                         "This house keeps its records in PostgreSQL, which has its own backups: "
                         "see docs/manual/operators.md, \"Backups of PostgreSQL\"."};
    return found;
}

// The settings for a restored folder: its databases lie beside them.
Status write_settings(const Where& where, const fs::path& to) {
    std::ifstream in(fs::path(where.folder) / "muniment.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    json::value settings = TRY(parse_json(text));
    if (!settings.is_object())
        return Error{Fault::incorrect, "muniment.json in the data folder is damaged."};
    settings.get_object()["database_url"] = "";
    settings.get_object()["keys_url"] = "";
    std::ofstream out(to, std::ios::binary);
    out << json::serialize(settings) << "\n";
    if (!out.flush()) return Error{Fault::unavailable, to.string() + " cannot be written."};
    return ok();
}

Result<BackupHead> new_head(House& house) {
    BackupHead head;
    head.backup = to_text(house.new_id());
    head.facility = house.facility();
    head.vkey = house.ledger().vkey();
    head.made_at = house.now();
    head.checkpoint = TRY(house.ledger().checkpoint());
    const auto key = TRY(tlog::parse_verifier_key(head.vkey));
    const auto checkpoint = TRY(tlog::open_checkpoint(head.checkpoint, key));
    head.entries = static_cast<std::int64_t>(checkpoint.size);
    return head;
}

std::int64_t seconds_since(std::chrono::steady_clock::time_point start) {
    const auto taken = std::chrono::steady_clock::now() - start;
    return std::chrono::ceil<std::chrono::seconds>(taken).count();
}

}  // namespace

Result<BackupMade> make_backup(House& house, const Where& where, const vault::Key& key,
                               const BackupFiles& files) {
    const auto start = std::chrono::steady_clock::now();
    const Databases from = TRY(databases_of(where));
    const fs::path place = fs::path(where.folder) / "backup-copy";
    std::error_code failed;
    fs::remove_all(place, failed);  // of a backup that was killed
    fs::create_directory(place, failed);
    fs::permissions(place, fs::perms::owner_all, failed);
    const Leaving leaving{place};
    if (failed)
        return Error{Fault::unavailable, place.string() + " cannot be made: " + failed.message()};
    BackupMade made{TRY(new_head(house))};
    // Records first: whatever key they need is in the key database before they are.
    const fs::path records = place / "muniment.db", keys = place / "keys.db",
                   settings = place / "muniment.json";
    TRY(store::copy_sqlite(from.records, records.string()));
    TRY(store::copy_sqlite(from.keys, keys.string()));
    TRY(write_settings(where, settings));
    made.records_bytes = TRY(write_part(files.records, key, made.head,
                                        {{settings, "muniment.json"}, {records, "muniment.db"}}));
    BackupHead of_keys = made.head;
    of_keys.part = BackupPart::keys;
    made.keys_bytes = TRY(write_part(files.keys, key, of_keys, {{keys, "keys.db"}}));
    Upkeep upkeep;
    upkeep.kind = UpkeepKind::backup;
    upkeep.seconds = seconds_since(start);
    upkeep.entries = made.head.entries;
    upkeep.backup = made.head.backup;
    TRY(keep_upkeep(house, std::move(upkeep)));
    return made;
}

namespace {

// Reads one backup file into a folder.
class Unpacking {
  public:
    Unpacking(fs::path folder, BackupPart part, std::string file)
        : folder_(std::move(folder)), part_(part), file_(std::move(file)) {}

    Result<BackupHead> run(const vault::Key& key) {
        auto in = TRY(vault::SealedReader::open(file_, key));
        const BackupHead head = TRY(read_head(*in));
        while (!in->last()) {
            const std::string message = TRY(in->next());
            TRY(take(message));
        }
        if (!ended_) return wrong("ends without a list of its files");
        return head;
    }

  private:
    Error wrong(const std::string& how) const {
        return {Fault::incorrect, file_ + " " + how + "; use another copy."};
    }
    Result<BackupHead> read_head(vault::SealedReader& in) {
        const std::string first = TRY(in.next());
        auto head = from_json_text<BackupHead>(first.empty() ? first : first.substr(1));
        if (!first.starts_with("H") || !head || head->format != 1)
            return wrong("is of another version of this program");
        if (head->part != part_)
            return wrong(part_ == BackupPart::keys ? "holds records, not keys"
                                                   : "holds keys, not records");
        return head;
    }
    Status take(const std::string& message) {
        const char kind = message.empty() ? ' ' : message[0];
        const std::string_view rest = std::string_view(message).substr(message.empty() ? 0 : 1);
        if (ended_) return wrong("goes on after its end");
        if (kind == 'F') return begin(rest);
        if (kind == 'D') return add(rest);
        if (kind == 'E') return end(rest);
        return wrong("holds something unknown");
    }
    Status begin(std::string_view text) {
        TRY(close());
        const Item item = TRY(from_json_text<Item>(text));
        if (!is_ours(item.name, part_)) return wrong("names a file that no backup has");
        items_.push_back(item);
        hasher_.emplace();
        written_ = 0;
        out_.open(folder_ / item.name, std::ios::binary | std::ios::trunc);
        return ok();
    }
    Status add(std::string_view bytes) {
        if (items_.empty()) return wrong("has content before its first file");
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!out_)
            return Error{Fault::unavailable,
                         folder_.string() + " cannot be written: is the disk full?"};
        hasher_->add(bytes);
        written_ += static_cast<std::int64_t>(bytes.size());
        return ok();
    }
    Status close() {
        if (items_.empty() || !out_.is_open()) return ok();
        out_.close();
        if (!out_)
            return Error{Fault::unavailable,
                         folder_.string() + " cannot be written: is the disk full?"};
        items_.back().sha256 = hex(hasher_->finish());
        if (written_ != items_.back().size) return wrong("has a file of another size than it says");
        return sync_path(folder_ / items_.back().name);
    }
    Status end(std::string_view text) {
        TRY(close());
        ended_ = true;
        const Items said = TRY(from_json_text<Items>(text));
        bool same = said.files.size() == items_.size();
        for (std::size_t i = 0; same && i < items_.size(); ++i)
            same = said.files[i].name == items_[i].name && said.files[i].sha256 == items_[i].sha256;
        if (!same) return wrong("does not hold what it says");
        return ok();
    }

    fs::path folder_;
    BackupPart part_;
    std::string file_;
    std::vector<Item> items_;
    std::ofstream out_;
    std::optional<Sha256> hasher_;
    std::int64_t written_ = 0;
    bool ended_ = false;
};

Status check_pair(const BackupHead& records, const BackupHead& keys) {
    if (records.vkey != keys.vkey)
        return Error{Fault::incorrect, "The two files are of different houses: " +
                                           records.facility + " and " + keys.facility + "."};
    if (keys.made_at < records.made_at)
        return Error{Fault::incorrect,
                     "The keys were backed up on " + to_text(keys.made_at) +
                         ", before the records on " + to_text(records.made_at) +
                         ": some keys would be missing. Give the keys of that backup or of a later "
                         "one."};
    return ok();
}

}  // namespace

Result<BackupHead> restore_backup(const vault::Key& key, const BackupFiles& files,
                                  const std::string& folder) {
    const fs::path target = fs::path(folder).lexically_normal();
    std::error_code failed;
    if (fs::exists(target) && !fs::is_empty(target, failed))
        return Error{Fault::conflict, folder + " is there already; give another folder."};
    fs::path part = target.has_filename() ? target : target.parent_path();
    const fs::path whole = part;
    part += ".part";
    fs::remove_all(part, failed);  // of a restore that was killed
    if (!fs::create_directories(part, failed))
        return Error{Fault::unavailable, part.string() + " cannot be made: " + failed.message()};
    const Leaving leaving{part};
    fs::permissions(part, fs::perms::owner_all, failed);
    const BackupHead head = TRY(Unpacking(part, BackupPart::records, files.records).run(key));
    const BackupHead keys = TRY(Unpacking(part, BackupPart::keys, files.keys).run(key));
    TRY(check_pair(head, keys));
    // The published checkpoint, which fsck asks for: here the one signed before the copy was made.
    const fs::path published = part / "checkpoint";
    std::ofstream(published, std::ios::binary) << head.checkpoint;
    TRY(sync_path(published));
    TRY(sync_path(part));
    fs::remove(whole, failed);
    TRY(rename_for_good(part, whole));
    return head;
}

namespace {

void prove_prefix(const char* what, std::uint64_t size, const Hash& root,
                  const tlog::Checkpoint& longer, ledger::Ledger& ledger, DrillReport& report) {
    Status holds = ok();
    if (size > longer.size) {
        holds = Error{Fault::incorrect, "it is longer"};
    } else {
        const auto proof = ledger.prove_consistency(size, longer.size);
        holds = proof ? tlog::verify_consistency(size, root, longer.size, longer.root, *proof)
                      : Status(proof.error());
    }
    if (!holds) report.findings.push_back(std::string(what) + ": " + holds.error().message);
}

Result<tlog::Checkpoint> checkpoint_of(House& house) {
    const auto key = TRY(tlog::parse_verifier_key(house.ledger().vkey()));
    return tlog::open_checkpoint(TRY(house.ledger().checkpoint()), key);
}

// The backup's checkpoint is a prefix of the restored ledger, and that of the live one.
Status prove(House& live, House& restored, DrillReport& report) {
    const auto key = TRY(tlog::parse_verifier_key(live.ledger().vkey()));
    const auto signed_before = tlog::open_checkpoint(report.head.checkpoint, key);
    if (!signed_before) {
        report.findings.push_back("The backup's checkpoint is not signed by this house.");
        return ok();
    }
    const auto of_restored = TRY(checkpoint_of(restored));
    const auto of_live = TRY(checkpoint_of(live));
    report.entries = static_cast<std::int64_t>(of_restored.size);
    prove_prefix("The checkpoint of the backup is not a prefix of the restored ledger",
                 signed_before->size, signed_before->root, of_restored, restored.ledger(), report);
    prove_prefix("The restored ledger is not a prefix of the ledger in use", of_restored.size,
                 of_restored.root, of_live, live.ledger(), report);
    return ok();
}

Status examine(House& live, const DrillPlace& place, DrillReport& report) {
    const SystemClock clock;
    auto restored = TRY(House::open({place.scratch, "", ""}, clock, live.random()));
    TRY(place.settle(*restored));
    const auto checked = TRY(restored->fsck());
    for (const Damage& damage : checked.damage)
        report.findings.push_back(damage.where + " " + damage.what);
    report.rows = checked.rows;
    report.contents_opened = checked.contents_opened;
    return prove(live, *restored, report);
}

Status drill(House& live, const vault::Key& key, const BackupFiles& files, const DrillPlace& place,
             DrillReport& report) {
    report.head = TRY(restore_backup(key, files, place.scratch));
    const fs::path master = fs::path(place.scratch) / "master.key";
    std::error_code failed;
    if (fs::exists(place.master_key)) {
        fs::create_symlink(fs::absolute(place.master_key), master, failed);
        if (failed)
            return Error{Fault::unavailable,
                         "The master key could not be put beside the restored "
                         "databases: " +
                             failed.message()};
    }
    return examine(live, place, report);
}

}  // namespace

Result<DrillReport> restore_drill(House& live, const vault::Key& key, const BackupFiles& files,
                                  const DrillPlace& place) {
    const auto start = std::chrono::steady_clock::now();
    if (fs::exists(place.scratch))
        return Error{Fault::conflict, place.scratch + " is there already; give another folder."};
    const Leaving leaving{place.scratch};
    DrillReport report;
    const Status done = drill(live, key, files, place, report);
    if (!done) report.findings.push_back(done.error().message);
    report.seconds = seconds_since(start);
    Upkeep upkeep;
    upkeep.kind = UpkeepKind::drill;
    upkeep.good = report.findings.empty();
    upkeep.seconds = report.seconds;
    upkeep.entries = report.entries;
    upkeep.backup = report.head.backup;
    if (!report.head.backup.empty()) upkeep.of = report.head.made_at;
    upkeep.findings = report.findings;
    TRY(keep_upkeep(live, std::move(upkeep)));
    return report;
}

}  // namespace muniment::house
