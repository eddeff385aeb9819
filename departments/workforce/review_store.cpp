// Where the findings of reviews lie, and every statement on them.
#include <algorithm>

#include "departments/workforce/review.h"
#include "departments/workforce/tables.h"

namespace muniment::workforce {

using store::Row;

house::Draft account_draft(const ReviewedAccount& account) {
    return {&tables::review,
            account.id,
            account.version,
            {store::value_of(account.review), store::value_of(account.user),
             std::string(enum_name(account.finding))},
            tables::unit(),
            to_json_text(account)};
}

Result<ReviewedAccount> account_in(house::View& view, const Uuid& id) {
    auto record = TRY(house::read<ReviewedAccount>(view, tables::review, id));
    record.value.version = record.version;
    return std::move(record.value);
}

Result<std::vector<ReviewedAccount>> accounts_of(house::View& view, const Uuid& review) {
    std::vector<Uuid> ids;
    TRY(view.sql().query(
        "SELECT id FROM workforce_review WHERE org = ? AND review = ? AND current = 1",
        {view.org(), store::value_of(review)},
        [&](const Row& row) { ids.push_back(row.uuid(0)); }));
    std::vector<ReviewedAccount> accounts;
    for (const Uuid& id : ids) accounts.push_back(TRY(account_in(view, id)));
    std::ranges::sort(accounts, {}, [](const ReviewedAccount& one) {
        return std::tuple(one.conflict.empty(), !one.unused, one.name, one.id);
    });
    return accounts;
}

Result<std::int64_t> waiting_in(house::View& view, const Uuid& review) {
    return view.sql().number(
        "SELECT COUNT(*) FROM workforce_review WHERE org = ? AND review = ? AND finding = "
        "'waiting' AND current = 1",
        {view.org(), store::value_of(review)});
}

}  // namespace muniment::workforce
