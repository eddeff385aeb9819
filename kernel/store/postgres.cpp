// The PostgreSQL engine: libpq in pipeline mode for writing, a pool of connections for snapshots.
// Integers, bytes and text travel in binary form. Everything the SQL needs stays inside what the
// PostgreSQL-wire distributed engines accept: no sequences, triggers or advisory locks.
#include <libpq-fe.h>

#include <cstring>
#include <unordered_map>

#include "base/text.h"
#include "kernel/store/engines.h"
#include "kernel/store/group.h"

namespace muniment::store {
namespace {

// SQLSTATE classes that mean "run the transaction again": serialization failure and deadlock.
bool asks_for_retry(std::string_view state) { return state == "40001" || state == "40P01"; }

Error error_of(std::string_view state, const std::string& what) {
    if (asks_for_retry(state)) return {Fault::busy, "The database asked for a retry; try again."};
    if (state == "23505") return moved_on();
    if (state.starts_with("53"))
        return {Fault::unavailable,
                "The database is out of disk space, memory or connections "
                "(SQLSTATE " +
                    std::string(state) + "): nothing was changed."};
    if (state.empty() || state.starts_with("08") || state.starts_with("57"))
        return {Fault::unavailable,
                "The connection to PostgreSQL was lost; check that the server "
                "runs, then try again. " +
                    what};
    if (state == "25006")
        return {Fault::unavailable, "The database is read-only now; nothing was changed."};
    return {Fault::bug, "The database refused a statement (SQLSTATE " + std::string(state) + ")."};
}

std::string big_endian(std::int64_t number) {
    std::string out(8, '\0');
    auto bits = static_cast<std::uint64_t>(number);
    for (int i = 7; i >= 0; --i, bits >>= 8)
        out[static_cast<std::size_t>(i)] = static_cast<char>(bits);
    return out;
}

// The statement with $1, $2, ... for each ?.
std::string numbered(std::string_view sql) {
    std::string out;
    int next = 1;
    for (const char c : sql)
        if (c == '?')
            out += "$" + std::to_string(next++);
        else
            out += c;
    return out;
}

class PostgresRow final : public Row {
  public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
    bool is_null(int c) const override { return PQgetisnull(result_, row_, c) != 0; }
    std::int64_t integer(int c) const override {
        const std::string_view bytes = text(c);
        std::uint64_t bits = 0;
        for (const char b : bytes) bits = bits << 8 | static_cast<unsigned char>(b);
        if (bytes.size() == 4) return static_cast<std::int32_t>(bits);  // a literal in SELECT 1
        if (bytes.size() == 2) return static_cast<std::int16_t>(bits);
        return static_cast<std::int64_t>(bits);
    }
    std::string_view text(int c) const override {
        return {PQgetvalue(result_, row_, c),
                static_cast<std::size_t>(PQgetlength(result_, row_, c))};
    }

  private:
    const PGresult* result_;
    int row_;
};

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

struct TextHash {  // so that a string_view is looked up without a copy
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

class Connection {
  public:
    static Result<std::unique_ptr<Connection>> open(const std::string& url) {
        auto made = std::make_unique<Connection>();
        made->handle_ = PQconnectdb(url.c_str());
        if (PQstatus(made->handle_) != CONNECTION_OK)
            return Error{
                Fault::unavailable,
                "PostgreSQL cannot be reached; check --database and that the server runs."};
        PQsetNoticeProcessor(made->handle_, [](void*, const char*) {}, nullptr);
        TRY(made->script("SET client_encoding TO 'UTF8'"));
        TRY(made->script("SET synchronous_commit TO on"));
        return made;
    }
    Connection() = default;
    ~Connection() { PQfinish(handle_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Status script(const std::string& sql) {
        const Answer answer(PQexec(handle_, sql.c_str()), PQclear);
        return status_of(answer.get());
    }

    Status commit() {
        const Answer answer(PQexec(handle_, "COMMIT"), PQclear);
        TRY(status_of(answer.get()));
        // A transaction that had failed answers COMMIT with ROLLBACK, and calls that success.
        if (std::string_view(PQcmdStatus(answer.get())) == "COMMIT") return ok();
        return Error{Fault::busy, "The database took the transaction back; try again."};
    }

    Status query(std::string_view sql, std::span<const Value> parameters, const RowSink& sink) {
        const std::string name = TRY(prepared(sql));
        const Bound bound(parameters);
        const Answer answer(
            PQexecPrepared(handle_, name.c_str(), static_cast<int>(parameters.size()),
                           bound.values.data(), bound.lengths.data(), bound.formats.data(), 1),
            PQclear);
        TRY(status_of(answer.get()));
        return give(answer.get(), sink);
    }

    // Queues a statement in the pipeline; its answer is read by flush().
    Status send(std::string_view sql, std::span<const Value> parameters,
                std::int64_t changes_wanted) {
        if (!piped_) {
            // Outside the pipeline first: preparing is a round trip, once per statement and life.
            TRY(prepared(sql));
            if (PQenterPipelineMode(handle_) != 1) return lost();
            piped_ = true;
        }
        const auto known = prepared_.find(sql);
        if (known == prepared_.end()) {
            TRY(flush());
            return send(sql, parameters, changes_wanted);
        }
        const Bound bound(parameters);
        if (PQsendQueryPrepared(handle_, known->second.c_str(), static_cast<int>(parameters.size()),
                                bound.values.data(), bound.lengths.data(), bound.formats.data(),
                                1) != 1)
            return lost();
        waiting_.push_back(changes_wanted);
        // libpq buffers both directions; the answers must be read before either side fills up.
        if (waiting_.size() >= 500) return flush();
        return ok();
    }

    Status flush() {
        if (!piped_) return ok();
        Status first = ok();
        const auto keep = [&](Status status) {
            if (first && !status) first = std::move(status);
        };
        if (PQpipelineSync(handle_) != 1) return lost();
        for (const std::int64_t wanted : waiting_) keep(read_one(wanted));
        waiting_.clear();
        const Answer sync(PQgetResult(handle_), PQclear);
        if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) keep(lost());
        PQexitPipelineMode(handle_);
        piped_ = false;
        return first;
    }

    bool alive() const { return PQstatus(handle_) == CONNECTION_OK; }

  private:
    // Parameters as libpq wants them: pointers, lengths, all binary.
    struct Bound {
        explicit Bound(std::span<const Value> parameters) {
            integers.reserve(parameters.size());
            for (const Value& value : parameters) {
                const std::string* bytes = nullptr;
                if (const auto* number = std::get_if<std::int64_t>(&value))
                    bytes = &integers.emplace_back(big_endian(*number));
                else if (const auto* text = std::get_if<std::string>(&value))
                    bytes = text;
                else if (const auto* blob = std::get_if<Blob>(&value))
                    bytes = &blob->bytes;
                if (const auto* view = std::get_if<BlobView>(&value))
                    add(view->bytes.data() == nullptr ? "" : view->bytes.data(),
                        view->bytes.size());
                else
                    add(bytes == nullptr ? nullptr : bytes->data(),
                        bytes == nullptr ? 0 : bytes->size());
            }
        }
        void add(const char* data, std::size_t size) {  // null data means NULL
            values.push_back(data);
            lengths.push_back(static_cast<int>(size));
            formats.push_back(1);
        }
        std::vector<std::string> integers;
        std::vector<const char*> values;
        std::vector<int> lengths, formats;
    };

    Result<std::string> prepared(std::string_view sql) {
        const auto found = prepared_.find(sql);
        if (found != prepared_.end()) return found->second;
        const std::string name = "s" + std::to_string(prepared_.size());
        const Answer answer(PQprepare(handle_, name.c_str(), numbered(sql).c_str(), 0, nullptr),
                            PQclear);
        TRY(status_of(answer.get()));
        prepared_.emplace(sql, name);
        return name;
    }

    static Status give(const PGresult* answer, const RowSink& sink) {
        const int rows = PQntuples(answer);
        for (int row = 0; row < rows; ++row) sink(PostgresRow(answer, row));
        return ok();
    }

    Status read_one(std::int64_t wanted) {
        const Answer answer(PQgetResult(handle_), PQclear);
        if (!answer) return lost();
        const Answer end(PQgetResult(handle_), PQclear);  // each statement's answers end with null
        if (PQresultStatus(answer.get()) == PGRES_PIPELINE_ABORTED)
            return Error{Fault::busy, "An earlier statement of the group failed."};
        TRY(status_of(answer.get()));
        const char* changed = PQcmdTuples(answer.get());
        if (wanted >= 0 && std::to_string(wanted) != changed) return moved_on();
        return ok();
    }

    Status status_of(const PGresult* answer) const {
        const ExecStatusType status = PQresultStatus(answer);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return ok();
        const char* state =
            answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        return error_of(state == nullptr ? "" : state, "");
    }
    static Error lost() { return error_of("", ""); }

    PGconn* handle_ = nullptr;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> prepared_;
    std::vector<std::int64_t> waiting_;
    bool piped_ = false;
};

class PostgresWriter final : public Writer, public Transaction {
  public:
    PostgresWriter(std::string url, std::unique_ptr<Connection> connection)
        : url_(std::move(url)), connection_(std::move(connection)) {}
    Status begin() override {
        if (connection_ && connection_->alive()) {
            Status begun = connection_->script("BEGIN");
            if (begun || connection_->alive()) return begun;
        }
        // The server restarted since the last group: nothing was begun, so nothing is lost.
        connection_ = TRY(Connection::open(url_));
        return connection_->script("BEGIN");
    }
    Status commit() override { return connection_->commit(); }
    void rollback() override {
        if (!connection_) return;
        (void)connection_->flush();
        if (!connection_->script("ROLLBACK")) connection_.reset();
    }
    Transaction& transaction() override { return *this; }
    Status run(std::string_view sql, std::span<const Value> parameters,
               std::int64_t changes_wanted) override {
        return connection_->send(sql, parameters, changes_wanted);
    }
    Status query(std::string_view sql, std::span<const Value> parameters,
                 const RowSink& sink) override {
        TRY(connection_->flush());
        return connection_->query(sql, parameters, sink);
    }
    Status flush() override { return connection_->flush(); }

  private:
    const std::string url_;
    std::unique_ptr<Connection> connection_;
};

struct Pool {
    std::mutex mutex;
    std::condition_variable returned;
    std::vector<std::unique_ptr<Connection>> idle;
    std::size_t open = 0;
};

class PostgresSnapshot final : public Snapshot {
  public:
    PostgresSnapshot(std::unique_ptr<Connection> connection, std::shared_ptr<Pool> pool)
        : connection_(std::move(connection)), pool_(std::move(pool)) {}
    ~PostgresSnapshot() override {
        const bool good = static_cast<bool>(connection_->script("COMMIT"));
        const std::lock_guard lock(pool_->mutex);
        if (good)
            pool_->idle.push_back(std::move(connection_));
        else
            --pool_->open;
        pool_->returned.notify_one();
    }
    Status query(std::string_view sql, std::span<const Value> parameters,
                 const RowSink& sink) const override {
        return connection_->query(sql, parameters, sink);
    }

  private:
    std::unique_ptr<Connection> connection_;
    std::shared_ptr<Pool> pool_;
};

class PostgresDatabase final : public Database {
  public:
    PostgresDatabase(std::string url, std::unique_ptr<Connection> writing, Options options)
        : url_(url),
          options_(options),
          writer_(url, std::move(writing)),
          pool_(std::make_shared<Pool>()),
          group_(writer_, options) {}

    Status upgrade(std::string_view room, Assets files) override {
        return run_upgrades(*this, room, files, [](std::string_view sql) {
            return replaced(replaced(sql, " BLOB", " BYTEA"), " WITHOUT ROWID", "");
        });
    }

    Result<std::unique_ptr<Snapshot>> snapshot() override {
        // BEGIN alone would wait for the first query to choose the moment.
        const char* begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
        auto connection = TRY(take());
        Status begun = connection->script(begin);
        if (!begun) {
            // The server restarted while the connection was idle: one fresh one, then give up.
            auto fresh = Connection::open(url_);
            begun = fresh ? (*fresh)->script(begin) : Status(fresh.error());
            if (fresh) connection = std::move(*fresh);
        }
        if (begun)
            return std::unique_ptr<Snapshot>(
                std::make_unique<PostgresSnapshot>(std::move(connection), pool_));
        give_up_one();
        return begun.error();
    }

    void commit(Batch batch, Done done) override { group_.add(std::move(batch), std::move(done)); }
    void use(Sequencer* sequencer) override { group_.use(sequencer); }
    Status maintain(const std::function<Status(Transaction&)>& work) override {
        return group_.maintain(work);
    }
    std::string_view engine() const override { return "PostgreSQL"; }
    std::int64_t org() const override { return options_.org; }

  private:
    Result<std::unique_ptr<Connection>> take() {
        std::unique_lock lock(pool_->mutex);
        pool_->returned.wait(
            lock, [&] { return !pool_->idle.empty() || pool_->open < options_.readers_max; });
        if (!pool_->idle.empty()) {
            auto connection = std::move(pool_->idle.back());
            pool_->idle.pop_back();
            return connection;
        }
        ++pool_->open;
        lock.unlock();
        auto opened = Connection::open(url_);
        if (!opened) give_up_one();
        return opened;
    }

    void give_up_one() {
        const std::lock_guard lock(pool_->mutex);
        --pool_->open;
        pool_->returned.notify_one();
    }

    const std::string url_;
    const Options options_;
    PostgresWriter writer_;
    std::shared_ptr<Pool> pool_;
    GroupCommit group_;  // last: its thread uses the others
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url, Options options) {
    auto connection = TRY(Connection::open(url));
    return std::unique_ptr<Database>(
        std::make_unique<PostgresDatabase>(url, std::move(connection), options));
}

}  // namespace muniment::store
