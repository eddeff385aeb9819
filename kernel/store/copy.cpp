#include "kernel/store/copy.h"

#include <sqlite3.h>

#include <memory>

namespace muniment::store {

using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

static Error failed(const std::string& what, const std::string& file, int code) {
    const bool full = (code & 0xff) == SQLITE_FULL;
    return {Fault::unavailable,
            what + " " + file + " failed" +
                (full ? ": the disk is full." : " (SQLite code " + std::to_string(code) + ").")};
}

static Result<Handle> open(const std::string& path, int flags) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Handle handle(opened, sqlite3_close);
    if (code != SQLITE_OK) return failed("Opening", path, code);
    sqlite3_busy_timeout(opened, 10'000);
    return handle;
}

Status copy_sqlite(const std::string& from, const std::string& to) {
    // Read-write, or a log that a killed program left behind could not be read.
    const Handle source = TRY(open(from, SQLITE_OPEN_READWRITE));
    const Handle target =
        TRY(open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE));
    sqlite3_backup* copy = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (copy == nullptr) return failed("Copying", from, sqlite3_extended_errcode(target.get()));
    int code;
    while ((code = sqlite3_backup_step(copy, -1)) == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep(10);
    sqlite3_backup_finish(copy);
    if (code != SQLITE_DONE) return failed("Copying", from, code);
    return ok();
}

}  // namespace muniment::store
