// What a copy costs under one rule: each line of the arithmetic, then the rule's maximum.
#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "engines/rules/rules.h"

namespace muniment::rules {
namespace {

void check(std::int64_t count) {
    ensure(count >= 0 && count <= Copying::count_max, "a count of a fee is out of its range");
}

void add(Amount& amount, Charge charge) {
    check(charge.count);
    charge.cents = charge.count * charge.cents_each / charge.per;
    if (charge.count == 0) return;
    amount.total += charge.cents;
    amount.lines.push_back(std::move(charge));
}

void add(Amount& amount, const char* item, std::int64_t count, std::int64_t cents_each) {
    if (cents_each > 0) add(amount, {.item = item, .count = count, .cents_each = cents_each});
}

void add_pages(Amount& amount, const std::vector<Fee::Tier>& tiers, std::int64_t pages) {
    std::int64_t done = 0;
    for (const Fee::Tier& tier : tiers) {
        const std::int64_t last = tier.to == 0 ? pages : std::min(tier.to, pages);
        if (last > done)
            add(amount, {.item = "pages",
                         .first = done + 1,
                         .last = last,
                         .count = last - done,
                         .cents_each = tier.cents});
        done = std::max(done, last);
    }
}

void add_costs(Amount& amount, const Fee& rule, const std::vector<Cost>& costs) {
    for (const Cost& cost : costs)
        if (std::ranges::find(rule.at_cost, cost.item) != rule.at_cost.end())
            add(amount, {.item = cost.item,
                         .count = cost.count,
                         .cents_each = cost.cents_each,
                         .per = cost.per});
}

}  // namespace

bool is_cost_item(std::string_view item) {
    constexpr std::array<std::string_view, 6> items = {"labour",  "supplies", "media",
                                                       "postage", "summary",  "clerical"};
    return std::ranges::find(items, item) != items.end();
}

Amount amount_of(const Fee& rule, const Copying& copying) {
    Amount amount;
    if (rule.flat) {
        add(amount, {.item = "flat", .count = 1, .cents_each = *rule.flat});
        return amount;
    }
    check(copying.pages);
    check(copying.clerical_minutes);
    add(amount, "base", 1, rule.base);
    add_pages(amount, rule.pages, copying.pages);
    add(amount, "years", copying.years, rule.per_year);
    add(amount, "clerical", (copying.clerical_minutes + 14) / 15, rule.per_quarter_hour);
    add(amount, "media", copying.media, rule.media);
    add(amount, "certification", copying.certifications, rule.certification);
    add_costs(amount, rule, copying.costs);
    amount.at_maximum = rule.maximum && amount.total > *rule.maximum;
    if (amount.at_maximum) amount.total = *rule.maximum;
    return amount;
}

}  // namespace muniment::rules
