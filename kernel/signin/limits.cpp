// Counting failures by name and address.
#include "kernel/signin/limits.h"

#include <algorithm>

namespace muniment::signin {

static constexpr std::size_t kept_in_memory_max = 10'000;
static constexpr auto forgotten_after = std::chrono::hours(24);
static constexpr int doublings_max = 10;

Count failed_again(const Count& count, int free_failures, Instant now) {
    Count next = now - count.at > forgotten_after ? Count{} : count;
    next.at = now;
    ++next.failures;
    const std::int64_t doubled =
        std::clamp<std::int64_t>(next.failures - free_failures, 0, doublings_max);
    if (next.failures >= free_failures) next.next_try = now + std::chrono::seconds(1LL << doubled);
    return next;
}

static std::string digest_of(std::string_view kind, std::string_view a, std::string_view b = "") {
    return std::string(sha256({kind, "\n", a, "\n", b}).view());
}

Result<Count> Limits::count(const std::string& digest) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = counts_.find(digest);
        if (found != counts_.end()) return found->second;
    }
    Count count;
    const auto view = TRY(house_.view());
    TRY(view->sql().query(
        "SELECT failures, next_try, at FROM signin_count WHERE org = ? AND key = ?",
        {view->org(), store::Blob{digest}},
        [&](const store::Row& row) { count = {row.integer(0), row.instant(1), row.instant(2)}; }));
    return count;
}

Status Limits::keep(const std::string& digest, const Count& count) {
    {
        const std::lock_guard lock(mutex_);
        if (counts_.size() >= kept_in_memory_max) counts_.clear();  // the database has them
        counts_[digest] = count;
    }
    const store::Value row[] = {house_.database().org(), store::Blob{digest}, count.failures,
                                microseconds_of(count.next_try), microseconds_of(count.at)};
    return house_.database().maintain([&](store::Transaction& transaction) {
        return transaction.run(
            "INSERT INTO signin_count (org, key, failures, next_try, at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (org, key) DO UPDATE SET failures = excluded.failures, "
            "next_try = excluded.next_try, at = excluded.at",
            row, -1);
    });
}

// The name is counted with all strange addresses together, or with its own known one alone.
Result<std::vector<Limits::Key>> Limits::keys(const std::string& name, const std::string& from) {
    const Count known = TRY(count(digest_of("known", name, from)));
    const bool is_known = !from.empty() && known.failures < 0;
    std::vector<Key> keys = {
        {digest_of("name", name, is_known ? from : std::string()), free_failures_of_name}};
    if (!from.empty()) keys.push_back({digest_of("address", from), free_failures_of_address});
    return keys;
}

Status Limits::may_try(const std::string& name, const std::string& from) {
    const auto mine = TRY(keys(name, from));
    for (const Key& key : mine) {
        const Count now = TRY(count(key.digest));
        if (house_.now() < now.next_try)
            return Error{Fault::busy,
                         "Too many failed attempts; wait a while, or ask your administrator to "
                         "reset the password."};
    }
    return ok();
}

Status Limits::failed(const std::string& name, const std::string& from) {
    const auto mine = TRY(keys(name, from));
    for (const Key& key : mine) {
        const Count before = TRY(count(key.digest));
        TRY(keep(key.digest, failed_again(before, key.free_failures, house_.now())));
    }
    return ok();
}

Status Limits::succeeded(const std::string& name, const std::string& from) {
    const auto mine = TRY(keys(name, from));
    const Count before = TRY(count(mine.front().digest));
    if (before.failures > 0) TRY(keep(mine.front().digest, {0, {}, house_.now()}));
    if (from.empty()) return ok();
    const std::string known = digest_of("known", name, from);
    const Count seen = TRY(count(known));
    return seen.failures < 0 ? ok() : keep(known, {-1, {}, house_.now()});
}

}  // namespace muniment::signin
