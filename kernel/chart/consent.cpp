// Weighing consents, and keeping them.
#include "kernel/chart/consent.h"

#include <algorithm>

#include "kernel/chart/chart.h"
#include "kernel/chart/tables.h"

namespace muniment::chart {

std::vector<Provision> provisions_of(ConsentKind kind, const std::string& party) {
    const std::vector<std::string> tpo = {"TREAT", "HPAYMT", "HOPERAT"};
    switch (kind) {
        case ConsentKind::part2_single:
            return {{Effect::permit, "", false, {"SUD"}, tpo, {}, {}}};
        case ConsentKind::no_sud:
            return {{Effect::deny, "", false, {"SUD"}, {}, {}, {}}};
        case ConsentKind::no_network:
            return {{Effect::deny, "", true, {}, {}, {}, {}}};
        case ConsentKind::no_party:
            return {{Effect::deny, party, false, {}, {}, {}, {}}};
        case ConsentKind::share_party:
            return {{Effect::permit, party, false, {}, {}, {}, {}}};
        case ConsentKind::other:
            break;
    }
    return {};
}

namespace {

bool holds(const std::vector<std::string>& list, const std::string& one) {
    return std::ranges::find(list, one) != list.end();
}

bool names_either_way(const std::string& a, const std::string& b) {
    const std::string x = lower(trim(a)), y = lower(trim(b));
    return !x.empty() && !y.empty() && (x.find(y) != x.npos || y.find(x) != y.npos);
}

bool speaks(const Provision& rule, const Sharing& sharing) {
    if (!rule.party.empty() && !names_either_way(rule.party, sharing.recipient)) return false;
    if (rule.network && !sharing.network) return false;
    if (!rule.labels.empty() && !holds(rule.labels, sharing.label)) return false;
    if (!rule.purposes.empty() && !holds(rule.purposes, sharing.purpose)) return false;
    return (!rule.from || *rule.from <= sharing.on) && (!rule.to || sharing.on <= *rule.to);
}

// How many questions the provision asks; the period is none, for it is no narrower matter.
int specific(const Provision& rule) {
    return int(!rule.party.empty()) + int(rule.network) + int(!rule.labels.empty()) +
           int(!rule.purposes.empty());
}

bool counts(const Consent& consent, Day on) {
    return consent.status == ConsentStatus::active && consent.given_on <= on;
}

}  // namespace

std::optional<Weighed> weigh(const std::vector<Consent>& consents, const Sharing& sharing) {
    std::optional<Weighed> best;
    int most = -1;
    for (const Consent& consent : consents) {
        if (!counts(consent, sharing.on)) continue;
        for (const Provision& rule : consent.provisions) {
            if (!speaks(rule, sharing)) continue;
            const int weight = specific(rule);
            if (weight < most) continue;
            if (weight == most && (best->effect == Effect::deny || rule.effect == Effect::permit))
                continue;
            most = weight;
            best = Weighed{rule.effect, consent.id, consent.kind, !rule.labels.empty(),
                           consent.given_on};
        }
    }
    return best;
}

Result<std::vector<Consent>> consents(house::View& view, const PatientId& patient) {
    std::vector<std::pair<Uuid, std::int64_t>> ids;
    TRY(view.sql().query(
        "SELECT id, version FROM chart_resource WHERE org = ? AND patient = ? AND "
        "type = 'Consent' AND current = 1",  // sorted below: an order by id walks the whole table
        {view.org(), store::value_of(patient.uuid)},
        [&](const store::Row& row) { ids.emplace_back(row.uuid(0), row.integer(1)); }));
    std::vector<Consent> found;
    for (const auto& [id, version] : ids) {
        const auto stored = view.read(resource_table, id);
        if (!stored && stored.error().fault == Fault::not_found) continue;  // destroyed
        if (!stored) return stored.error();
        auto one = consent_of_json(stored->content);
        if (!one) continue;
        one->id = id;
        one->version = version;
        one->patient = patient;
        found.push_back(*std::move(one));
    }
    std::ranges::sort(found, {},
                      [](const Consent& one) { return std::pair(one.given_on, one.id); });
    return found;
}

// "Patient/123" as the patient's own resource names it.
static Result<std::string> reference_to(house::View& view, const PatientId& patient) {
    const auto stored = view.read(resource_table, patient.uuid);
    if (!stored) return stored.error();
    const auto parsed = parse_json(stored->content);
    const auto* id = parsed ? parsed->as_object().if_contains("id") : nullptr;
    return id != nullptr && id->is_string() ? "Patient/" + std::string(id->get_string())
                                            : "urn:uuid:" + to_text(patient);
}

Result<house::Draft> consent_draft(house::House& house, house::View& view, const Consent& consent) {
    const Uuid unit = consent.patient.uuid;
    TRY(house.vault().make_keys({{unit}}));
    const std::string reference = TRY(reference_to(view, consent.patient));
    std::string json = consent_json(consent, reference);
    const std::string secret = TRY(house.vault().secret("chart-digest", 32));
    Brief brief;
    brief.date = to_text(consent.given_on);
    brief.title = "Consent";
    brief.status = consent.status == ConsentStatus::active ? "active" : "inactive";
    const std::string sealed = TRY(house.vault().seal(
        unit, brief_context(resource_table, consent.id, consent.version), encode(brief)));
    return house::Draft{&resource_table,
                        consent.id,
                        consent.version,
                        {store::value_of(consent.patient.uuid), store::null(),
                         std::string("Consent"), store::value_of(Instant{consent.given_on}),
                         std::string("http://loinc.org|59284-0"), store::null(), store::null(),
                         store::Blob{std::string(sha256({secret, json}).view().substr(0, 16))},
                         store::Blob{sealed}},
                        unit,
                        std::move(json)};
}

}  // namespace muniment::chart
