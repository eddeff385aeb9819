// Where runs, weights and outcomes lie, and every statement of the reviews.
#include "departments/privacy/review_store.h"

#include "departments/privacy/review_handlers.h"
#include "departments/privacy/review_tables.h"

namespace muniment::privacy {

using house::Draft;
using store::Row;
using store::value_of;
using enum store::Kind;

namespace tables {
const store::Table run = {"privacy_run", {{"until", integer}}};
const store::Table weights = {"privacy_weights", {}};
const store::Table outcome = {"privacy_outcome",
                              {{"person", blob}, {"outcome", text}, {"closed", integer}}};
}  // namespace tables

std::vector<const store::Table*> review_tables() {
    return {&tables::run, &tables::weights, &tables::outcome};
}

static Uuid run_id() { return derived_uuid("privacy run"); }
static Uuid weights_id() { return derived_uuid("privacy weights"); }

Result<RunRecord> last_run(house::View& view) {
    RunRecord found;
    TRY(view.sql().query(
        "SELECT version, until FROM privacy_run WHERE org = ? AND id = ? AND current = 1",
        {view.org(), value_of(run_id())},
        [&](const Row& row) { found = {row.instant(1), row.integer(0)}; }));
    return found;
}

Draft run_draft(Instant until, std::int64_t version) {
    return {&tables::run, run_id(), version, {value_of(until)}, {}, "{}"};
}

Result<WeightsRecord> read_weights(house::View& view) {
    WeightsRecord found;
    std::string content;
    TRY(view.sql().query(
        "SELECT version, content FROM privacy_weights WHERE org = ? AND id = ? AND current = 1",
        {view.org(), value_of(weights_id())}, [&](const Row& row) {
            found.version = row.integer(0);
            content = row.text(1);
        }));
    if (found.version == 0) return found;
    found.weights = TRY((from_json_text<std::map<std::string, int>>(content)));
    return found;
}

Draft weights_draft(const WeightsRecord& weights) {
    return {&tables::weights, weights_id(), weights.version, {}, {}, to_json_text(weights.weights)};
}

namespace {
struct OutcomeContent {
    std::vector<std::string> signals;
    std::vector<std::string> departments;
};
BOOST_DESCRIBE_STRUCT(OutcomeContent, (), (signals, departments))
}  // namespace

Draft outcome_draft(const OutcomeRecord& outcome, Instant at) {
    return {&tables::outcome,
            outcome.of.uuid,
            1,
            {value_of(outcome.user), std::string(enum_name(outcome.closed.outcome)), value_of(at)},
            {},
            to_json_text(OutcomeContent{outcome.closed.signals, outcome.closed.departments})};
}

Result<std::vector<Closed>> outcomes(house::View& view) {
    std::vector<Closed> all;
    Status good = ok();
    TRY(view.sql().query(
        "SELECT outcome, content FROM privacy_outcome WHERE org = ? AND current = 1 ORDER BY "
        "closed DESC LIMIT 5000",
        {view.org()}, [&](const Row& row) {
            auto content = from_json_text<OutcomeContent>(row.text(1));
            const auto outcome = enum_value<Verdicted>(row.text(0));
            if (!content || !outcome)
                good = Error{Fault::unavailable, "An outcome is damaged; run fsck."};
            else
                all.push_back(
                    {std::move(content->signals), std::move(content->departments), *outcome});
        }));
    TRY(std::move(good));
    return all;
}

Result<std::int64_t> earlier_findings(house::View& view, const Uuid& user) {
    return view.sql().number(
        "SELECT COUNT(*) FROM privacy_outcome WHERE org = ? AND person = ? AND outcome = "
        "'inappropriate' AND current = 1",
        {view.org(), value_of(user)});
}

Result<Names> family_names(house::View& view) {
    Names names;
    TRY(view.sql().query("SELECT patient, family FROM chart_patient WHERE org = ? AND current = 1",
                         {view.org()}, [&](const Row& row) {
                             std::string family(row.text(1));
                             ++names.families[family];
                             names.of[row.uuid(0)] = std::move(family);
                         }));
    return names;
}

Result<std::map<std::string, Uuid>> record_numbers(house::View& view) {
    std::map<std::string, Uuid> numbers;
    TRY(view.sql().query("SELECT mrn, patient FROM chart_patient WHERE org = ? AND current = 1",
                         {view.org()}, [&](const Row& row) {
                             if (!row.text(0).empty())
                                 numbers[std::string(row.text(0))] = row.uuid(1);
                         }));
    return numbers;
}

Result<bool> access_known(house::View& view, const Uuid& id) {
    const std::int64_t count = TRY(view.sql().number(
        "SELECT COUNT(*) FROM people_access WHERE org = ? AND id = ?", {view.org(), value_of(id)}));
    return count > 0;
}

Result<std::map<Uuid, Labels>> labels(house::View& view) {
    std::map<Uuid, Labels> all;
    TRY(view.sql().query(
        "SELECT DISTINCT patient, type, labels FROM chart_resource WHERE org = ? AND current = 1 "
        "AND labels IS NOT NULL AND patient IS NOT NULL",
        {view.org()}, [&](const Row& row) {
            Labels& mine = all[row.uuid(0)];
            std::string& into = row.text(1) == "Patient" ? mine.own : mine.record;
            into += " " + std::string(row.text(2));
        }));
    return all;
}

}  // namespace muniment::privacy
