// A bulk request: a payer's audit or another requester's list of charts, answered as one case. Its
// charts are release cases of their own (kind "release_chart", numbers B-2026-000003-0001),
// decided, corrected, accounted for and recalled like any other; the bulk case holds what they
// share, the list, and the parts that went out. What is ready goes, what is not stays with the
// reason, and goes with a later part. Each part is one package with one proof
// (docs/formats/package.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/bulk_list.h"
#include "departments/release/desk.h"

namespace muniment::release {

inline constexpr const char* bulk_kind = "release_bulk";
// A part ends before it grows beyond these, so that a requester can open it.
inline constexpr std::int64_t part_charts_max = 500;
inline constexpr std::int64_t part_bytes_max = 256 << 20;

enum class BulkState { open, closed, withdrawn };
BOOST_DESCRIBE_ENUM(BulkState, open, closed, withdrawn)

// Who asked for the work that runs; the job acts in that person's name.
struct BulkOrder {
    Uuid by;
    std::string name;
    std::vector<std::string> roles;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(BulkOrder, (), (by, name, roles, purpose))

// A part that was made, as the desk shows it.
struct PartInfo {
    Uuid id;
    std::int64_t number = 0;
    std::int64_t charts = 0;
    std::int64_t pages = 0;
    std::int64_t bytes = 0;  // of the charts' printed copies
    Instant created_at{};
    Hash manifest_sha256;
    std::optional<std::int64_t> entry_index;  // only in views
    std::optional<Day> recalled_on;
};
BOOST_DESCRIBE_STRUCT(PartInfo, (),
                      (id, number, charts, pages, bytes, created_at, manifest_sha256, entry_index,
                       recalled_on))

struct BulkContent {
    Request request;  // what every chart is asked for; without patient and authorization
    std::optional<MinimumChoice> minimum;  // for every chart that has none of its own
    std::optional<Day> asked_by;           // the requester's own deadline
    std::string code;
    std::string passphrase;           // of the encrypted parts; empty: none yet
    std::vector<LetterInfo> letters;  // of parts that were called back
    std::optional<BulkOrder> order;
    std::vector<PartInfo> parts;
    std::map<std::string, std::string> notes;  // typed words by version, as in CaseContent
};
BOOST_DESCRIBE_STRUCT(BulkContent, (),
                      (request, minimum, asked_by, code, passphrase, letters, order, parts, notes))

struct OpenBulk {
    tasks::Case record;
    BulkContent content;
    BulkState state = BulkState::open;
};
Result<OpenBulk> load_bulk(house::View& view, const CaseId& id);
Result<house::Act> act_of(house::House& house, OpenBulk& next, const house::Actor& actor,
                          const std::string& action, json::object detail);

// unmatched: a person must say which patient it is, or drop it.
enum class LineStatus { unmatched, taken, dropped };
BOOST_DESCRIBE_ENUM(LineStatus, unmatched, taken, dropped)

struct LineWords {
    Listed listed;
    Match match = Match::not_found;
    std::string note;     // why a person dropped it
    std::string problem;  // why the last job could not do its chart; empty: it could
};
BOOST_DESCRIBE_STRUCT(LineWords, (), (listed, match, note, problem))

struct Line {
    Uuid id;
    std::int64_t version = 1;
    Uuid bulk;
    std::int64_t position = 0;  // from 1, as in the list
    LineStatus status = LineStatus::unmatched;
    Uuid patient;  // nil where unmatched
    Uuid release_case;
    std::int64_t part = 0;  // 0: not delivered
    LineWords words;
    std::string case_state;  // as read; empty: no case yet
};
// Sealed with the patient's key, or the bulk case's where the patient is not known.
Result<house::Draft> line_draft(house::House& house, const Line& line);
Result<Line> read_line(house::View& view, const Uuid& id);

// What a list of lines shows: all, or those of one group ("unmatched", "waiting", "dropped",
// "delivered", or a case's state).
struct LineFilter {
    std::string group;
    std::int64_t offset = 0;
    std::int64_t limit = list_lines_max;
};
Result<std::vector<Line>> lines_of(house::View& view, const Uuid& bulk,
                                   const LineFilter& filter = {});
Result<std::map<std::string, std::int64_t>> line_groups(house::View& view, const Uuid& bulk);
// The bulk request that a chart's case belongs to; nil when none.
Result<Uuid> bulk_of(house::View& view, const CaseId& chart);

// One delivered part, as it is kept.
struct Part {
    Uuid id;
    std::int64_t version = 1;
    Uuid bulk;
    std::int64_t number = 0;
    Uuid entry;           // the ledger entry that proves it
    std::string archive;  // cover, verifier page, manifest and members (part_file.h), as ZIP
};
house::Draft part_draft(const Part& part);
// nullopt when the id is no part's.
Result<std::optional<Part>> read_part(house::View& view, const Uuid& id);
// The ledger entries of the parts, by number, without opening them.
Result<std::map<std::int64_t, Uuid>> part_entries(house::View& view, const Uuid& bulk);

}  // namespace muniment::release
