#include "engines/rules/packs.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "engines/rules/read_pack.h"
#include "engines/rules/tables.h"

namespace muniment::rules {
namespace {

Error refused(const Rule& rule, const std::string& reason) {
    return {Fault::incorrect, rule.where + ", rule \"" + rule.id + "\": " + reason + "."};
}

Status check_ids(const std::vector<Pack>& packs) {
    std::set<std::string> pack_ids;
    std::map<std::string, std::string> seen;  // rule id -> where
    for (const Pack& pack : packs) {
        if (!pack_ids.insert(pack.id).second)
            return Error{Fault::incorrect, pack.file + ": a pack with the id \"" + pack.id +
                                               "\" is already loaded; load it once."};
        for (const Rule* rule : rules_of(pack)) {
            const auto [at, is_new] = seen.emplace(rule->id, rule->where);
            if (!is_new) return refused(*rule, "the id is already taken at " + at->second);
        }
    }
    return ok();
}

// Whether a later layer's row takes the place of the one that stands. `strict` orders answers.
template <class Row, class Strict>
bool prevails(const Row& row, const Row* standing, Strict strict) {
    return standing == nullptr || row.replaces == standing->id ||
           (strict(*standing) > 0 && strict(row) > strict(*standing));
}

// The kind's row that stands after every layer has spoken.
template <class Row, class Strict, class Hear>
const Row* weigh(const std::vector<Pack>& packs, std::vector<Row> Pack::* rows, Strict strict,
                 Hear hear) {
    const Row* standing = nullptr;
    std::optional<Layer> spoken;  // the layer that has already had its say
    for (const Pack& pack : packs) {
        if (spoken == pack.layer) continue;
        const auto& list = pack.*rows;
        const auto row = std::ranges::find_if(list, hear);
        if (row == list.end()) continue;
        spoken = pack.layer;
        if (prevails(*row, standing, strict)) standing = &*row;
    }
    return standing;
}

}  // namespace

std::vector<const Rule*> rules_of(const Pack& pack) {
    std::vector<const Rule*> rules;
    const auto add = [&](const auto& kind) {
        for (const Rule& rule : kind) rules.push_back(&rule);
    };
    add(pack.requires_);
    add(pack.forbids);
    add(pack.permits);
    add(pack.answers);
    add(pack.clocks);
    add(pack.grounds);
    add(pack.questions);
    add(pack.segments);
    add(pack.classifies);
    add(pack.protocols);
    add(pack.fees);
    add(pack.denials);
    add(pack.exceptions);
    add(pack.conditions);
    add(pack.signals);
    add(pack.limits);
    add(pack.penalties);
    add(pack.roles);
    return rules;
}

Status Packs::note_replacement(const Rule& rule, const Pack& pack) {
    if (rule.replaces.empty()) return ok();
    for (const Pack& above : packs_)
        for (const Rule* other : rules_of(above)) {
            if (other->id != rule.replaces) continue;
            if (above.layer >= pack.layer)
                return refused(rule, "it may replace only a rule of a higher layer");
            if (std::ranges::any_of(above.permits, [&](const Permits& row) {
                    return row.id == rule.replaces && row.answer == "required";
                }))
                return refused(rule, "what the law requires cannot be replaced");
            replacing_.push_back(rule);
            return ok();
        }
    return refused(rule, "the rule it replaces is not loaded");
}

Result<Packs> Packs::load(const std::vector<PackText>& texts) {
    if (texts.size() > packs_max)
        return Error{Fault::incorrect,
                     "More than " + std::to_string(packs_max) + " packs; load fewer."};
    Packs packs;
    for (const PackText& text : texts) packs.packs_.push_back(TRY(read_pack(text)));
    std::ranges::sort(packs.packs_, {}, [](const Pack& pack) {
        return std::pair(pack.layer, std::string_view(pack.id));
    });
    TRY(check_ids(packs.packs_));
    for (const Pack& pack : packs.packs_)
        for (const Rule* rule : rules_of(pack)) TRY(packs.note_replacement(*rule, pack));
    TRY(check_tables(packs.packs_));
    return packs;
}

bool Packs::stands(const Rule& rule, const Facts& facts, Day today) const {
    return rule.in_force(today) && std::ranges::none_of(replacing_, [&](const Rule& other) {
               return other.replaces == rule.id && other.in_force(today) && other.when.met(facts);
           });
}

std::vector<Found> Packs::check(Subject subject, const Facts& facts, Day today) const {
    std::vector<Found> found;
    const auto run = [&](const auto& kind) {
        for (const auto& rule : kind)
            if (rule.on == subject && stands(rule, facts, today) && !satisfied(rule, facts))
                found.push_back({&rule, rule.warning});
    };
    for (const Pack& pack : packs_) {
        run(pack.requires_);
        run(pack.forbids);
    }
    return found;
}

namespace {

// The row of a layer's packs that speaks: a `first` one before the others.
const Permits* speaking(std::span<const Pack> layer, std::string_view table, const Facts& facts,
                        Day today) {
    for (const bool first : {true, false})
        for (const Pack& pack : layer)
            for (const Permits& row : pack.permits)
                if (row.first == first && row.table == table && row.in_force(today) &&
                    row.when.met(facts))
                    return &row;
    return nullptr;
}

}  // namespace

Permission Packs::permission(std::string_view table, const Facts& facts, Day today) const {
    Permission permission;
    const auto strict = [](const Permits& row) { return strictness(row.answer); };
    const std::span<const Pack> all = packs_;
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        while (end < all.size() && all[end].layer == all[begin].layer) ++end;
        const auto* row = speaking(all.subspan(begin, end - begin), table, facts, today);
        if (row == nullptr) continue;
        permission.heard.push_back(row);
        if (prevails(*row, permission.row, strict)) permission.row = row;
    }
    return permission;
}

const Answers* Packs::answer(std::string_view question, const Facts& facts, Day today) const {
    return weigh(
        packs_, &Pack::answers, [](const Answers& row) { return row.yes ? 2 : 1; },
        [&](const Answers& row) {
            return row.question == question && row.in_force(today) && row.when.met(facts);
        });
}

std::vector<const Clock*> Packs::clocks(std::string_view event, const Facts& facts,
                                        Day today) const {
    std::vector<const Clock*> found;
    for (const Pack& pack : packs_)
        for (const Clock& clock : pack.clocks)
            if (clock.event == event && stands(clock, facts, today) && clock.when.met(facts))
                found.push_back(&clock);
    return found;
}

const Penalty* Packs::penalty(const Facts& facts, Day assessed_on) const {
    for (const Pack& pack : packs_)
        for (const Penalty& row : pack.penalties)
            if (row.in_force(assessed_on) && row.when.met(facts)) return &row;
    return nullptr;
}

Due Packs::due(std::string_view event, Day day, const Facts& facts, Day today) const {
    Due earliest;
    for (const Clock* clock : clocks(event, facts, today)) {
        const Day reached = rules::due(*clock, day);
        if (earliest.clock == nullptr || reached < earliest.day) earliest = {clock, reached};
    }
    return earliest;
}

template <class Kind>
static std::vector<const Kind*> in_force(const std::vector<Pack>& packs,
                                         std::vector<Kind> Pack::* rows, Day today) {
    std::vector<const Kind*> found;
    for (const Pack& pack : packs)
        for (const Kind& one : pack.*rows)
            if (one.in_force(today)) found.push_back(&one);
    return found;
}

std::vector<const Ground*> Packs::grounds(Day today) const {
    return in_force(packs_, &Pack::grounds, today);
}

std::vector<const Question*> Packs::questions(Day today) const {
    return in_force(packs_, &Pack::questions, today);
}

std::vector<const Segment*> Packs::segments(Day today) const {
    return in_force(packs_, &Pack::segments, today);
}

std::vector<const Classifies*> Packs::classifies(const Facts& facts, Day today) const {
    auto found = in_force(packs_, &Pack::classifies, today);
    std::erase_if(found, [&](const Classifies* rule) {
        return !stands(*rule, facts, today) || !rule->when.met(facts);
    });
    return found;
}

const Protocol* Packs::protocol(const Facts& facts, Day today) const {
    const Protocol* lowest = nullptr;
    for (const Protocol* rule : in_force(packs_, &Pack::protocols, today))
        if (rule->when.met(facts)) lowest = rule;
    return lowest;
}

std::vector<const Fee*> Packs::fees(const Facts& facts, Day today) const {
    auto found = in_force(packs_, &Pack::fees, today);
    std::erase_if(found, [&](const Fee* rule) {
        return !stands(*rule, facts, today) || !rule->when.met(facts);
    });
    return found;
}

std::vector<const Denial*> Packs::denials(Day today) const {
    return in_force(packs_, &Pack::denials, today);
}

std::vector<const Signal*> Packs::signals(Day today) const {
    auto found = in_force(packs_, &Pack::signals, today);
    std::erase_if(found, [&](const Signal* rule) { return !stands(*rule, {}, today); });
    return found;
}

std::vector<const Role*> Packs::roles(Day today) const {
    std::vector<const Role*> found;
    for (const Role* rule : in_force(packs_, &Pack::roles, today)) {
        const auto same = std::ranges::find(found, rule->role, &Role::role);
        if (same == found.end())
            found.push_back(rule);
        else
            *same = rule;  // packs are in the order of their layers
    }
    return found;
}

const Limit* Packs::limit(std::string_view name, Day today) const {
    const Limit* lowest = nullptr;
    for (const Limit* rule : in_force(packs_, &Pack::limits, today))
        if (rule->name == name) lowest = rule;
    return lowest;
}

std::vector<const Exception*> Packs::exceptions(Day today) const {
    auto found = in_force(packs_, &Pack::exceptions, today);
    std::erase_if(found, [&](const Exception* rule) { return !stands(*rule, {}, today); });
    return found;
}

std::vector<const Condition*> Packs::conditions(std::string_view of, Day today) const {
    auto found = in_force(packs_, &Pack::conditions, today);
    std::erase_if(
        found, [&](const Condition* rule) { return rule->of != of || !stands(*rule, {}, today); });
    return found;
}

std::vector<std::string> Packs::facts_asked() const {
    std::set<std::string> names;
    for (const Pack& pack : packs_) {
        std::set<const Rule*> of_accesses;  // not of requests
        for (const Signal& rule : pack.signals) of_accesses.insert(&rule);
        for (const Rule* rule : rules_of(pack)) {
            if (of_accesses.contains(rule)) continue;
            for (const When::Is& is : rule->when.all) names.insert(is.fact);
        }
        for (const Requires& rule : pack.requires_)
            names.insert(rule.any_of.begin(), rule.any_of.end());
    }
    return {names.begin(), names.end()};
}

}  // namespace muniment::rules
