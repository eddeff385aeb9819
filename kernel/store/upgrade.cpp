// Numbered schema upgrades: schema.sql is number 1, upgrade_002.sql number 2, and so on.
#include <algorithm>

#include "base/text.h"
#include "kernel/store/engines.h"

namespace muniment::store {

Result<std::unique_ptr<Database>> Database::open(const std::string& url, Options options) {
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return open_postgres(url, options);
    return open_sqlite(url, options);
}

static Result<std::int64_t> number_of(std::string_view path) {
    if (path == "schema.sql") return std::int64_t{1};
    constexpr std::string_view head = "upgrade_";
    std::int64_t number = 0;
    if (!path.starts_with(head) || !path.ends_with(".sql")) number = -1;
    for (const char c : path.substr(head.size(), number < 0 ? 0 : path.size() - head.size() - 4))
        number = c >= '0' && c <= '9' && number >= 0 ? number * 10 + (c - '0') : -1;
    if (number < 2)
        return Error{Fault::bug,
                     "A schema file must be schema.sql or upgrade_NNN.sql: " + std::string(path)};
    return number;
}

// The statements of a file. They hold no ';' but the one that ends each.
static std::vector<std::string> statements_of(std::string_view text) {
    std::string bare;
    for (const std::string_view line : split(text, '\n'))
        bare += std::string(line.substr(0, line.find("--"))) + "\n";
    std::vector<std::string> statements;
    for (const std::string_view part : split(bare, ';'))
        if (!trim(part).empty()) statements.emplace_back(trim(part));
    return statements;
}

// The row is written first: of two programs that start at once, the second waits for the first's
// transaction here and then finds the upgrade done.
static Status run_one(Transaction& transaction, std::string_view room, std::int64_t number,
                      const std::vector<std::string>& statements) {
    const Value key[] = {std::string(room), number};
    bool ours = false;
    TRY(
        transaction.query("INSERT INTO schema_upgrade (room, number) VALUES (?, ?) "
                          "ON CONFLICT (room, number) DO NOTHING RETURNING number",
                          key, [&](const Row&) { ours = true; }));
    if (!ours) return ok();
    for (const std::string& statement : statements) TRY(transaction.run(statement, {}, -1));
    return ok();
}

// Two programs that make the same table at once in PostgreSQL: one is told of a duplicate, though
// it asked for IF NOT EXISTS (SQLSTATE 23505 or 42710). The next try finds the table.
static Status make_list(Database& database) {
    Status made = ok();
    for (int tries = 0; tries < 5; ++tries) {
        made = database.maintain([](Transaction& transaction) {
            return transaction.run(
                "CREATE TABLE IF NOT EXISTS schema_upgrade (room TEXT NOT NULL, number BIGINT NOT "
                "NULL, PRIMARY KEY (room, number))",
                {}, -1);
        });
        if (made || made.error().fault == Fault::unavailable) break;
    }
    return made;
}

Status run_upgrades(Database& database, std::string_view room, Assets files,
                    const std::function<std::string(std::string_view)>& translate) {
    TRY(make_list(database));
    std::vector<std::pair<std::int64_t, const Asset*>> ordered;
    for (const Asset& file : files) ordered.emplace_back(TRY(number_of(file.path)), &file);
    std::ranges::sort(ordered);
    for (const auto& [number, file] : ordered) {
        TRY(database.maintain([&](Transaction& transaction) -> Status {
            return run_one(transaction, room, number, statements_of(translate(file->bytes)));
        }));
    }
    return ok();
}

}  // namespace muniment::store
