#include "kernel/house/house.h"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/house/facility.h"

namespace muniment::house {

namespace fs = std::filesystem;

// muniment.json in the data folder: what must be known before the databases are opened.
struct Settings {
    std::string facility;
    std::string origin;
    std::string database_url;
    std::string keys_url;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (facility, origin, database_url, keys_url))

static std::string in_folder(const Where& where, const char* name) {
    return (fs::path(where.folder) / name).string();
}

std::string seal_context(const store::Table& table, const Uuid& id, std::int64_t version) {
    std::string context = std::string(table.name) + "|";
    context += id.view();
    return context + "|" + std::to_string(version);
}

Status House::make(const Where& where, const std::string& facility, Random& random) {
    std::error_code failed;
    fs::create_directories(where.folder, failed);
    const std::string settings_file = in_folder(where, "muniment.json");
    if (failed || !fs::is_directory(where.folder))
        return Error{Fault::unavailable, "The data folder " + where.folder + " cannot be made."};
    if (fs::exists(settings_file))
        return Error{Fault::conflict, "There is already a data folder at " + where.folder +
                                          "; give another --data or use the one there."};
    fs::permissions(where.folder, fs::perms::owner_all, failed);
    if (std::getenv("MUNIMENT_MASTER_KEY") == nullptr)
        TRY(vault::write_master_key(in_folder(where, "master.key"), random));
    const Settings settings{facility, "muniment.example/ledger/" + to_hex(random.bytes(6)),
                            where.database_url, where.keys_url};
    std::ofstream out(settings_file, std::ios::binary);
    out << to_json_text(settings) << "\n";
    if (!out.flush())
        return Error{Fault::unavailable, "The settings could not be written to " + settings_file};
    return ok();
}

static Result<Settings> read_settings(const Where& where) {
    std::ifstream in(in_folder(where, "muniment.json"), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        return Error{Fault::not_found, "There is no data folder at " + where.folder +
                                           "; make one with: muniment init --data " + where.folder};
    return from_json_text<Settings>(text);
}

Result<std::unique_ptr<House>> House::open(const Where& where, const Clock& clock, Random& random) {
    const Settings settings = TRY(read_settings(where));
    std::unique_ptr<House> house(new House(where, clock, random));
    house->facility_ = settings.facility;
    const auto url = [&](const std::string& given, const std::string& kept, const char* file) {
        return !given.empty() ? given : !kept.empty() ? kept : in_folder(where, file);
    };
    const auto master = TRY(vault::read_master_key(in_folder(where, "master.key")));
    auto keys = TRY(store::Database::open(url(where.keys_url, settings.keys_url, "keys.db")));
    house->vault_ = TRY(vault::Vault::open(std::move(keys), master, random));
    const std::string seed = TRY(house->vault_->secret("ledger-signing-key", 32));
    house->database_ =
        TRY(store::Database::open(url(where.database_url, settings.database_url, "muniment.db")));
    house->ledger_ =
        TRY(ledger::Ledger::open(*house->database_, {settings.origin, tlog::KeyKind::ed25519, seed},
                                 in_folder(where, "checkpoint")));
    TRY(house->add_room("kernel/house", assets::kernel_house(), {&facility_table, &upkeep_table}));
    TRY(house->view());  // reads the time zone: a house that cannot tell the day does not open
    return house;
}

House::~House() = default;

Status House::add_room(std::string_view room, Assets schema,
                       std::vector<const store::Table*> tables) {
    TRY(database_->upgrade(room, schema));
    tables_.insert(tables_.end(), tables.begin(), tables.end());
    return ok();
}

Result<std::unique_ptr<View>> House::view() {
    auto snapshot = TRY(database_->snapshot());
    auto made = std::make_unique<View>(std::move(snapshot), *vault_, database_->org());
    TRY(read_zone(*made));
    made->zone_ = zone();
    return made;
}

static json::array row_list(std::int64_t org, const std::vector<store::Write>& writes) {
    json::array rows;
    rows.reserve(writes.size());
    for (const store::Write& write : writes)
        rows.push_back(json::array{write.table->name, to_text(write.id), write.version,
                                   hex(store::row_hash(org, write))});
    return rows;
}

Result<store::Batch> House::prepare(Act& act, Receipt& receipt) {
    store::Batch batch;
    batch.expects = std::move(act.expects);
    std::vector<Uuid> units;
    for (const Draft& draft : act.drafts)
        if (!draft.unit.is_nil()) units.push_back(draft.unit);
    TRY(vault_->make_keys(units));
    for (Draft& draft : act.drafts) {
        store::Write write{draft.table,   draft.id,
                           draft.version, std::move(draft.columns),
                           draft.unit,    std::move(draft.content)};
        if (!draft.unit.is_nil())
            write.content = TRY(vault_->seal(
                draft.unit, seal_context(*draft.table, draft.id, draft.version), write.content));
        batch.writes.push_back(std::move(write));
    }
    receipt = {new_id(), clock_.now()};
    json::object payload;
    payload["v"] = 1;
    payload["id"] = to_text(receipt.entry);
    payload["at"] = to_text(receipt.at);
    payload["action"] = act.action;
    payload["actor"] = act.actor.is_nil() ? "system" : to_text(act.actor);
    payload["purpose"] = act.purpose;
    payload["subject"] = act.subject.is_nil() ? "" : to_text(act.subject);
    payload["detail"] = std::move(act.detail);
    payload["rows"] = row_list(database_->org(), batch.writes);
    batch.entries.push_back(
        {receipt.entry, random_.bytes(tlog::salt_size), json::serialize(payload)});
    return batch;
}

void House::act(Act act, Done done) {
    Receipt receipt;
    const auto zone = zone_in(act);
    if (!zone) return done(zone.error());
    auto batch = prepare(act, receipt);
    if (!batch) return done(batch.error());
    database_->commit(*std::move(batch),
                      [this, receipt, zone = *zone, done = std::move(done)](Status status) {
                          if (!status) return done(status.error());
                          use(zone);
                          done(receipt);
                      });
}

Result<Receipt> House::act(Act act) {
    Receipt receipt;
    const auto zone = TRY(zone_in(act));
    auto batch = TRY(prepare(act, receipt));
    TRY(database_->commit(std::move(batch)));
    use(zone);
    return receipt;
}

}  // namespace muniment::house
