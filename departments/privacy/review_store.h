// What the reviews keep beside their cases, and what they read of patients to compare them with
// employees. Every statement of the reviews stands behind this header.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/privacy/review.h"

namespace muniment::privacy {

// How far the accesses have been judged; nullopt: never.
struct RunRecord {
    std::optional<Instant> until;
    std::int64_t version = 0;
};
Result<RunRecord> last_run(house::View& view);
house::Draft run_draft(Instant until, std::int64_t version);

// The house's own weights, by signal.
struct WeightsRecord {
    std::map<std::string, int> weights;
    std::int64_t version = 0;
};
Result<WeightsRecord> read_weights(house::View& view);
house::Draft weights_draft(const WeightsRecord& weights);

// A closed case without its people: what the figures are made of. One per case.
struct OutcomeRecord {
    CaseId of{};
    Uuid user;
    Closed closed;
};
house::Draft outcome_draft(const OutcomeRecord& outcome, Instant at);
Result<std::vector<Closed>> outcomes(house::View& view);
Result<std::int64_t> earlier_findings(house::View& view, const Uuid& user);

// How many patients have each family name (small letters), and how many there are.
struct Names {
    std::map<std::string, std::int64_t> families;
    std::map<Uuid, std::string> of;
};
Result<Names> family_names(house::View& view);
// Security labels of each patient's record, of the Patient resource and of the rest.
struct Labels {
    std::string own;
    std::string record;
};
Result<std::map<Uuid, Labels>> labels(house::View& view);

// Record numbers in small letters, each with its patient.
Result<std::map<std::string, Uuid>> record_numbers(house::View& view);
Result<bool> access_known(house::View& view, const Uuid& id);

}  // namespace muniment::privacy
