// The ledger's pages: recent entries, and everything that proves one of them. And the status page.
#include <limits>

#include "base/text.h"
#include "kernel/audit/audit.h"
#include "kernel/chart/chart.h"
#include "server/routes.h"

namespace muniment::server {

using house::Call;
using house::Outcome;
using house::Permission;
using house::shows;

struct LedgerEntryRow {
    std::int64_t index = 0;
    std::string at;
    std::string action;
    std::string actor;
    std::string purpose;
    std::string subject;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(LedgerEntryRow, (), (index, at, action, actor, purpose, subject, bytes))

struct LedgerPage {
    std::int64_t size = 0;
    std::string origin;
    std::string vkey;
    std::string checkpoint;
    std::vector<LedgerEntryRow> entries;
};
BOOST_DESCRIBE_STRUCT(LedgerPage, (), (size, origin, vkey, checkpoint, entries))

struct EntryProof {
    std::int64_t index = 0;
    std::string payload;
    std::string salt;                // hexadecimal
    std::vector<std::string> proof;  // base64 hashes, the leaf's sibling first
    std::int64_t tree_size = 0;
    std::string checkpoint;
    std::string vkey;
    std::string tlog_proof;  // the same as one C2SP tlog-proof file
};
BOOST_DESCRIBE_STRUCT(EntryProof, (),
                      (index, payload, salt, proof, tree_size, checkpoint, vkey, tlog_proof))

static LedgerEntryRow row_of(const ledger::StoredEntry& entry) {
    LedgerEntryRow row{
        entry.index, "", "", "", "", "", static_cast<std::int64_t>(entry.payload.size())};
    const auto payload = parse_json(entry.payload);
    if (!payload || !payload->is_object()) return row;
    const auto text = [&](const char* name) -> std::string {
        const json::value* found = payload->get_object().if_contains(name);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
    };
    row.at = text("at");
    row.action = text("action");
    row.actor = text("actor");
    row.purpose = text("purpose");
    row.subject = text("subject");
    return row;
}

static Result<Outcome> ledger_page(const Call& call) {
    ledger::Ledger& ledger = call.house.ledger();
    const auto before = TRY(call.number("before", std::numeric_limits<std::int64_t>::max()));
    const auto limit = std::min<std::int64_t>(TRY(call.number("limit", 50)), 500);
    LedgerPage page;
    page.checkpoint = TRY(ledger.cosigned_checkpoint());
    page.size = static_cast<std::int64_t>(ledger.size());
    page.origin = ledger.origin();
    page.vkey = ledger.vkey();
    const auto entries = TRY(ledger.recent(before, limit));
    for (const ledger::StoredEntry& entry : entries) page.entries.push_back(row_of(entry));
    return shows(page);
}

static Result<Outcome> entry_proof(const Call& call) {
    const std::string text = call.path.at("index");
    const auto index = tlog::parse_decimal(text);
    if (!index || *index > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return Error{Fault::not_found, "The ledger has no such entry."};
    ledger::Ledger& ledger = call.house.ledger();
    const ledger::Proof proof = TRY(ledger.prove(static_cast<std::int64_t>(*index)));
    const auto key = TRY(tlog::parse_verifier_key(proof.vkey));
    const auto checkpoint = TRY(tlog::open_checkpoint(proof.file.checkpoint, key));
    EntryProof answer;
    answer.index = proof.entry.index;
    answer.payload = proof.entry.payload;
    answer.salt = to_hex(proof.entry.salt);
    for (const Hash& hash : proof.file.hashes) answer.proof.push_back(to_base64(hash.view()));
    answer.tree_size = static_cast<std::int64_t>(checkpoint.size);
    answer.checkpoint = proof.file.checkpoint;
    answer.vkey = proof.vkey;
    answer.tlog_proof = tlog::to_text(proof.file);
    return shows(answer);
}

// How far a syslog collector has been told of the access trail. `waiting` is counted up to 100,000.
struct AuditLag {
    std::string collector;
    std::int64_t sent = 0;
    std::int64_t waiting = 0;
    std::optional<Instant> last_sent_at;
};
BOOST_DESCRIBE_STRUCT(AuditLag, (), (collector, sent, waiting, last_sent_at))

struct StatusPage {
    std::string version;
    std::string facility;
    std::map<std::string, std::int64_t> counts;
    std::int64_t ledger_size = 0;
    std::vector<AuditLag> audit;
};
BOOST_DESCRIBE_STRUCT(StatusPage, (), (version, facility, counts, ledger_size, audit))

static Result<std::vector<AuditLag>> lags(const Call& call) {
    constexpr std::int64_t counted_max = 100'000;
    std::vector<AuditLag> all;
    const auto places = TRY(audit::all_places(call.view));
    for (const auto& [id, version, place] : places)
        all.push_back({place.collector, place.sent,
                       TRY(audit::waiting_behind(call.view, place.last, counted_max)), place.at});
    return all;
}

static Result<Outcome> status(const Call& call) {
    return shows(StatusPage{
        std::string(program_version), call.house.facility(), TRY(chart::counts(call.view, {})),
        static_cast<std::int64_t>(call.house.ledger().size()), TRY(lags(call))});
}

using house::gives;

static const house::Route ledger_table[] = {
    {"GET", "/ledger", Permission::ledger_read, ledger_page, nullptr, gives<LedgerPage>,
     "Recent entries, newest first, and the signed checkpoint"},
    {"GET", "/ledger/entries/{index}", Permission::ledger_read, entry_proof, nullptr,
     gives<EntryProof>, "One entry with everything that proves it"},
};
static const house::Route status_table[] = {
    {"GET", "/status", Permission::signed_in, status, nullptr, gives<StatusPage>,
     "Version, facility, and records by type"},
};

house::Routes ledger_routes() { return ledger_table; }
house::Routes status_routes() { return status_table; }

}  // namespace muniment::server
