// The SQLite engine: WAL, one writing connection behind group commit, a pool of reading ones.
// synchronous=FULL, because evidence that a power cut can take back is no evidence.
#include <sqlite3.h>

#include <atomic>
#include <unordered_map>

#include "base/text.h"
#include "kernel/store/engines.h"
#include "kernel/store/group.h"

namespace muniment::store {
namespace {

Error error_of(int code, const std::string& what) {
    // The shared-memory file beside the database finds no room: a full disk by another name.
    if (code == SQLITE_IOERR_SHMSIZE) code = SQLITE_FULL;
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {Fault::unavailable,
                    "The disk is full: nothing was changed. Free some space "
                    "on the disk of the data folder, then try again."};
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return {Fault::unavailable, "The data folder cannot be written (" + what +
                                            "): check that the disk is not mounted read-only and "
                                            "that this user may write there."};
        case SQLITE_IOERR:
            return {Fault::unavailable, "The disk reported an error (" + what + ", SQLite code " +
                                            std::to_string(code) + "): nothing was changed."};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Fault::busy, "The database is locked by another program; try again."};
        case SQLITE_CONSTRAINT:
            return {Fault::conflict, "The record was changed by somebody else; reload it."};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {Fault::unavailable, "The database file is damaged (" + what +
                                            "): restore it from a backup, then run fsck."};
        default:
            return {Fault::bug, "The database refused a statement (" + what + ", SQLite code " +
                                    std::to_string(code) + ")."};
    }
}

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int c) const override { return sqlite3_column_type(statement_, c) == SQLITE_NULL; }
    std::int64_t integer(int c) const override { return sqlite3_column_int64(statement_, c); }
    std::string_view text(int c) const override {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, c));
        const int size = sqlite3_column_bytes(statement_, c);
        return bytes == nullptr ? std::string_view{}
                                : std::string_view(bytes, static_cast<std::size_t>(size));
    }

  private:
    sqlite3_stmt* statement_;
};

// One sqlite3 handle with its prepared statements.
class Connection {
  public:
    static Result<std::unique_ptr<Connection>> open(const std::string& path, bool writes) {
        // SQLite's own memory statistics take a lock on every allocation of every connection.
        static const int plain_memory = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        (void)plain_memory;
        auto made = std::make_unique<Connection>();
        const int flags =
            SQLITE_OPEN_READWRITE | (writes ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
        const int code = sqlite3_open_v2(path.c_str(), &made->handle_, flags, nullptr);
        if (code != SQLITE_OK) return error_of(code, "opening " + path);
        sqlite3_extended_result_codes(made->handle_, 1);
        sqlite3_busy_timeout(made->handle_, 10000);
        for (const char* pragma :
             {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
              "PRAGMA cache_size=-32000", "PRAGMA temp_store=MEMORY", "PRAGMA trusted_schema=OFF"})
            TRY(made->set(pragma));
        return made;
    }

    // Going over to WAL needs the file alone for a moment and does not wait for it by itself.
    Status set(const char* pragma) {
        for (int tries = 1;; ++tries) {
            Status done = script(pragma);
            if (done || done.error().fault != Fault::busy || tries == 200) return done;
            sqlite3_sleep(10);
        }
    }
    Connection() = default;
    ~Connection() {
        for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
        sqlite3_close(handle_);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Status script(const std::string& sql) {
        const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return ok();
        return error_of(code, sqlite3_errmsg(handle_));
    }

    // BEGIN and COMMIT come with every request: prepared once, not parsed each time.
    Status word(std::string_view sql) {
        TRY(run(sql, {}, nullptr));
        return ok();
    }

    Result<std::int64_t> run(std::string_view sql, std::span<const Value> parameters,
                             const RowSink* sink) {
        sqlite3_stmt* statement = TRY(prepared(sql));
        bind(statement, parameters);
        const SqliteRow row(statement);
        int code;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            if (sink != nullptr) (*sink)(row);
        // The message is read before reset, which would replace it.
        const std::string what = code == SQLITE_DONE ? "" : sqlite3_errmsg(handle_);
        sqlite3_reset(statement);
        if (code != SQLITE_DONE) return error_of(code, what);
        return std::int64_t{sqlite3_changes64(handle_)};
    }

    // Copies what the write-ahead log holds into the database, as far as readers permit; never
    // waits. True when all of it was copied, so that the log begins anew with the next write.
    bool copy_back() {
        int frames = 0, copied = 0;
        const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                   &frames, &copied);
        return code == SQLITE_OK && frames == copied;
    }
    // Tells `tell` the length of the log after each commit, in pages, and copies nothing by itself.
    void watch_log(int (*tell)(void*, sqlite3*, const char*, int), void* whom) {
        sqlite3_wal_hook(handle_, tell, whom);
    }

    bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  private:
    Result<sqlite3_stmt*> prepared(std::string_view sql) {
        const auto found = statements_.find(sql);
        if (found != statements_.end()) return found->second;
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) return error_of(code, sqlite3_errmsg(handle_));
        // The statement's own copy of its text is the key, and lives as long as the statement.
        statements_.emplace(std::string_view(sqlite3_sql(statement)), statement);
        return statement;
    }

    // SQLite takes a null pointer for NULL; an empty blob is not null.
    static void bind_bytes(sqlite3_stmt* statement, int at, std::string_view bytes) {
        sqlite3_bind_blob64(statement, at, bytes.data() == nullptr ? "" : bytes.data(),
                            bytes.size(), SQLITE_STATIC);
    }

    static void bind(sqlite3_stmt* statement, std::span<const Value> parameters) {
        ensure(sqlite3_bind_parameter_count(statement) == static_cast<int>(parameters.size()),
               "a statement was given another number of parameters than it has");
        int at = 0;
        for (const Value& value : parameters) {
            ++at;
            if (const auto* number = std::get_if<std::int64_t>(&value))
                sqlite3_bind_int64(statement, at, *number);
            else if (const auto* text = std::get_if<std::string>(&value))
                sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC,
                                    SQLITE_UTF8);
            else if (const auto* blob = std::get_if<Blob>(&value))
                bind_bytes(statement, at, blob->bytes);
            else if (const auto* view = std::get_if<BlobView>(&value))
                bind_bytes(statement, at, view->bytes);
            else
                sqlite3_bind_null(statement, at);
        }
    }

    sqlite3* handle_ = nullptr;
    std::unordered_map<std::string_view, sqlite3_stmt*> statements_;
};

// Copies the write-ahead log back beside the writer, which would otherwise stand still for tens of
// milliseconds every few thousand pages. The log can begin anew only when it was copied to its end,
// so the writer itself copies the little that came in meanwhile, once the log is long.
class LogKeeper {
  public:
    static constexpr int pages_apart = 2000;  // 8 MB between two copies
    static constexpr int pages_long = 8000;
    static constexpr int pages_most = 16000;  // 64 MB: from here on the writer copies by itself

    explicit LogKeeper(std::string path) : path_(std::move(path)), thread_([this] { run(); }) {}
    ~LogKeeper() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        grown_.notify_all();
        thread_.join();
    }
    LogKeeper(const LogKeeper&) = delete;
    LogKeeper& operator=(const LogKeeper&) = delete;

    // After each commit, by the writer's thread.
    void committed(int pages) {
        pages_ = pages;
        if (pages < at_last_copy_) at_last_copy_ = 0;  // the log began anew
        if (pages - at_last_copy_ < pages_apart) return;
        {
            const std::lock_guard lock(mutex_);
        }
        grown_.notify_one();
    }
    // Before each transaction, by the writer's thread: copies the rest when the log is long and
    // most of it is copied. A log of `pages_most` is copied whatever it takes: SQLite refuses a
    // second copier, and a copying thread that gets no processor would let the log grow without
    // end.
    void before_transaction(Connection& writer) {
        const bool must = pages_ >= pages_most;
        if (!must && !(pages_ >= pages_long && copied_.exchange(false))) return;
        std::unique_lock copying(copying_, std::defer_lock);
        if (must)
            copying.lock();
        else if (!copying.try_lock())
            return;
        (void)writer.copy_back();
    }

  private:
    bool has_grown() const { return pages_ - at_last_copy_ >= pages_apart; }
    void run() {
        std::unique_ptr<Connection> connection;
        std::unique_lock lock(mutex_);
        for (;;) {
            grown_.wait(lock, [this] { return stopping_ || has_grown(); });
            if (stopping_) return;
            at_last_copy_ = pages_.load();
            lock.unlock();
            if (!connection)
                if (auto opened = Connection::open(path_, false)) connection = std::move(*opened);
            if (connection) {
                const std::lock_guard copying(copying_);
                (void)connection->copy_back();
            }
            copied_ = true;
            lock.lock();
        }
    }

    const std::string path_;
    std::atomic<int> pages_ = 0, at_last_copy_ = 0;
    std::atomic<bool> copied_ = false;
    std::mutex mutex_;
    std::mutex copying_;  // one copier at a time
    std::condition_variable grown_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

class SqliteWriter final : public Writer, public Transaction {
  public:
    SqliteWriter(const std::string& path, std::unique_ptr<Connection> connection)
        : connection_(std::move(connection)), keeper_(path) {
        connection_->watch_log(
            [](void* keeper, sqlite3*, const char*, int pages) {
                static_cast<LogKeeper*>(keeper)->committed(pages);
                return SQLITE_OK;
            },
            &keeper_);
    }
    // IMMEDIATE: a deferred transaction that becomes a writer later fails at once when others
    // wrote.
    Status begin() override {
        keeper_.before_transaction(*connection_);
        return connection_->word("BEGIN IMMEDIATE");
    }
    Status commit() override { return connection_->word("COMMIT"); }
    void rollback() override {
        // After a failed COMMIT or a full disk SQLite may have rolled back by itself.
        if (connection_->in_transaction()) (void)connection_->script("ROLLBACK");
    }
    Transaction& transaction() override { return *this; }

    Status run(std::string_view sql, std::span<const Value> parameters,
               std::int64_t changes_wanted) override {
        const std::int64_t changes = TRY(connection_->run(sql, parameters, nullptr));
        if (changes_wanted >= 0 && changes != changes_wanted) return moved_on();
        return ok();
    }
    Status query(std::string_view sql, std::span<const Value> parameters,
                 const RowSink& sink) override {
        TRY(connection_->run(sql, parameters, &sink));
        return ok();
    }
    Status flush() override { return ok(); }

  private:
    std::unique_ptr<Connection> connection_;
    LogKeeper keeper_;  // goes first: its connection must not be the last one on the file
};

// Reading connections that are not in use. Outlives the snapshots that return to it.
struct Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<Connection>> idle;
};

class SqliteSnapshot final : public Snapshot {
  public:
    SqliteSnapshot(std::unique_ptr<Connection> connection, std::shared_ptr<Pool> pool)
        : connection_(std::move(connection)), pool_(std::move(pool)) {}
    ~SqliteSnapshot() override {
        if (!connection_->word("COMMIT")) return;  // a broken connection is not kept
        const std::lock_guard lock(pool_->mutex);
        pool_->idle.push_back(std::move(connection_));
    }
    Status query(std::string_view sql, std::span<const Value> parameters,
                 const RowSink& sink) const override {
        TRY(connection_->run(sql, parameters, &sink));
        return ok();
    }

  private:
    std::unique_ptr<Connection> connection_;
    std::shared_ptr<Pool> pool_;
};

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(std::string path, std::unique_ptr<Connection> writing, Options options)
        : path_(std::move(path)),
          options_(options),
          writer_(path_, std::move(writing)),
          pool_(std::make_shared<Pool>()),
          group_(writer_, options) {}

    Status upgrade(std::string_view room, Assets files) override {
        return run_upgrades(*this, room, files, [](std::string_view sql) {
            return std::string(sql);  // the schema files are written in SQLite's words
        });
    }

    Result<std::unique_ptr<Snapshot>> snapshot() override {
        std::unique_ptr<Connection> connection;
        {
            const std::lock_guard lock(pool_->mutex);
            if (!pool_->idle.empty()) {
                connection = std::move(pool_->idle.back());
                pool_->idle.pop_back();
            }
        }
        if (!connection) connection = TRY(Connection::open(path_, false));
        // BEGIN alone would wait for the first query to choose the moment.
        TRY(connection->word("BEGIN"));
        TRY(connection->word("SELECT 1 FROM sqlite_schema LIMIT 1"));
        return std::unique_ptr<Snapshot>(
            std::make_unique<SqliteSnapshot>(std::move(connection), pool_));
    }

    void commit(Batch batch, Done done) override { group_.add(std::move(batch), std::move(done)); }
    void use(Sequencer* sequencer) override { group_.use(sequencer); }
    Status maintain(const std::function<Status(Transaction&)>& work) override {
        return group_.maintain(work);
    }
    std::string_view engine() const override { return "SQLite"; }
    std::int64_t org() const override { return options_.org; }

  private:
    const std::string path_;
    const Options options_;
    SqliteWriter writer_;
    std::shared_ptr<Pool> pool_;
    GroupCommit group_;  // last: its thread uses the others
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, Options options) {
    auto connection = TRY(Connection::open(path, true));
    return std::unique_ptr<Database>(
        std::make_unique<SqliteDatabase>(path, std::move(connection), options));
}

}  // namespace muniment::store
