#include "departments/exchange/barriers.h"

#include <algorithm>
#include <array>

namespace muniment::exchange {
namespace {

constexpr std::array open_states = {"received", "approved", "defective", "checking", "reviewing"};
// A median of few cases says nothing.
constexpr std::int64_t cases_min = 3;
constexpr std::int64_t unlike_factor = 2;

std::int64_t median(std::vector<std::int64_t> days) {
    if (days.empty()) return 0;
    const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
    std::ranges::nth_element(days, middle);
    return *middle;
}

// The least that the loaded rules would ask of a patient for a hundred pages by this way.
const rules::Fee* price_of(const std::string& delivery, const rules::Packs& packs, Day today) {
    const rules::Facts facts = {{"requester", "patient"},
                                {"fee_payer", "individual"},
                                {"fee_method", "cost"},
                                {"delivery", delivery}};
    rules::Copying copying;
    copying.pages = 100;
    copying.costs = {{"labour", 1, 500}};
    const rules::Fee* least = nullptr;
    std::int64_t least_cents = 0;
    for (const rules::Fee* fee : packs.fees(facts, today)) {
        if (fee->unlimited) continue;
        const std::int64_t cents = rules::amount_of(*fee, copying).total;
        if (least == nullptr || cents < least_cents) {
            least = fee;
            least_cents = cents;
        }
    }
    return least_cents > 0 ? least : nullptr;
}

// 45 CFR 171.302(b)(2): no fee for the individual's electronic access.
void add_fees(std::vector<Barrier>& found, const rules::Packs& packs, Day today) {
    for (const char* delivery : {"portal", "download"})
        if (const rules::Fee* fee = price_of(delivery, packs, today))
            found.push_back({"fee", "45 CFR 171.302(b)(2)",
                             "A patient would be charged for electronic access (" +
                                 std::string(delivery) + "); nothing may be charged for it.",
                             fee->id});
}

// How many days a requester of this kind may wait before somebody should ask why.
std::optional<std::int64_t> patience(const Answering& one) {
    if (one.requester == "treating_provider") return 3;
    if (one.requester == "patient" || one.requester == "personal_representative") return 30;
    return std::nullopt;
}

void add_delays(std::vector<Barrier>& found, const Answering& one) {
    const auto days = patience(one);
    if (days && one.released >= cases_min && one.median_days > *days)
        found.push_back({"delay", "45 CFR 171.103(a)",
                         "Half of these requests wait longer than " + std::to_string(*days) +
                             " days; delay that is not necessary interferes.",
                         one.requester});
    if (days && one.overdue > 0)
        found.push_back({"overdue", "45 CFR 171.103(a)",
                         std::to_string(one.overdue) + " open past the day they were due.",
                         one.requester});
}

// Treating providers who wait twice as long as those who pay.
void add_unlike(std::vector<Barrier>& found, const std::vector<Answering>& figures) {
    const auto provider = std::ranges::find(figures, "treating_provider", &Answering::requester);
    if (provider == figures.end() || provider->released < cases_min) return;
    for (const Answering& other : figures)
        if (!patience(other) && other.released >= cases_min &&
            provider->median_days > unlike_factor * other.median_days)
            found.push_back({"unlike", "45 CFR 171.103(a)",
                             "Treating providers wait more than twice as long as this requester.",
                             other.requester});
}

}  // namespace

bool is_refused(std::string_view state) { return state == "refused"; }

bool is_late(const ReleaseSeen& one, Day today) {
    return one.due && *one.due < today &&
           std::ranges::find(open_states, one.state) != open_states.end();
}

std::vector<Answering> answering(const std::vector<ReleaseSeen>& cases, Day today) {
    std::map<std::string, Answering> by_requester;
    std::map<std::string, std::vector<std::int64_t>> days;
    for (const ReleaseSeen& one : cases) {
        Answering& figures = by_requester[one.requester];
        figures.requester = one.requester;
        figures.refused += is_refused(one.state);
        figures.overdue += is_late(one, today);
        if (one.state == "released" && one.received)
            days[one.requester].push_back((one.updated - *one.received).count());
    }
    std::vector<Answering> all;
    for (auto& [requester, figures] : by_requester) {
        figures.released = std::ssize(days[requester]);
        figures.median_days = median(days[requester]);
        all.push_back(figures);
    }
    return all;
}

std::vector<Barrier> barriers(const std::vector<Answering>& figures, const rules::Packs& packs,
                              Day today) {
    std::vector<Barrier> found;
    add_fees(found, packs, today);
    for (const Answering& one : figures) add_delays(found, one);
    add_unlike(found, figures);
    return found;
}

}  // namespace muniment::exchange
