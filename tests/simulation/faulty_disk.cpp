#include "tests/simulation/faulty_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <mutex>

namespace muniment::simulation {

namespace {

struct State {
    std::mutex mutex;
    Plan plan;
    bool armed = false;
    std::int64_t calls = 0, failed = 0;
};
State& state() {
    static State state;
    return state;
}

sqlite3_vfs* disk = nullptr;  // the real one

struct File {
    sqlite3_file base;
    sqlite3_file* real;
};
sqlite3_file* real_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }

// Carries out a call that changes the disk, or not, as planned.
template <class Call>
int change(const Call& call) {
    bool fails = false;
    Plan plan;
    {
        State& now = state();
        const std::lock_guard lock(now.mutex);
        plan = now.plan;
        if (now.armed) {
            ++now.calls;
            fails = plan.lasting == Lasting::once ? now.calls == plan.at : now.calls >= plan.at;
            now.failed += fails ? 1 : 0;
        }
    }
    if (fails && plan.effect == Effect::before) return plan.code;
    const int done = call();
    return fails ? plan.code : done;
}

int close(sqlite3_file* f) { return real_of(f)->pMethods->xClose(real_of(f)); }
int read(sqlite3_file* f, void* into, int size, sqlite3_int64 at) {
    return real_of(f)->pMethods->xRead(real_of(f), into, size, at);
}
int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    return change([&] { return real_of(f)->pMethods->xWrite(real_of(f), from, size, at); });
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
    return change([&] { return real_of(f)->pMethods->xTruncate(real_of(f), size); });
}
int sync(sqlite3_file* f, int flags) {
    return change([&] { return real_of(f)->pMethods->xSync(real_of(f), flags); });
}
int file_size(sqlite3_file* f, sqlite3_int64* size) {
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}
int lock(sqlite3_file* f, int kind) { return real_of(f)->pMethods->xLock(real_of(f), kind); }
int unlock(sqlite3_file* f, int kind) { return real_of(f)->pMethods->xUnlock(real_of(f), kind); }
int check_lock(sqlite3_file* f, int* out) {
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}
int control(sqlite3_file* f, int op, void* arg) {
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}
int sector(sqlite3_file* f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }
int traits(sqlite3_file* f) { return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int at, int count, int flags) {
    return real_of(f)->pMethods->xShmLock(real_of(f), at, count, flags);
}
void shm_barrier(sqlite3_file* f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }
int shm_unmap(sqlite3_file* f, int remove) {
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

const sqlite3_io_methods methods = {
    2,       close,  read,   write,   truncate, sync,        file_size, lock,    unlock, check_lock,
    control, sector, traits, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* wrapped = reinterpret_cast<File*>(file);
    wrapped->real = reinterpret_cast<sqlite3_file*>(wrapped + 1);
    wrapped->base.pMethods = nullptr;
    const int done = disk->xOpen(disk, name, wrapped->real, flags, out_flags);
    if (wrapped->real->pMethods != nullptr) wrapped->base.pMethods = &methods;
    return done;
}

}  // namespace

void install() {
    static sqlite3_vfs faulty;
    if (disk != nullptr) return;
    disk = sqlite3_vfs_find(nullptr);
    faulty = *disk;
    faulty.zName = "faulty";
    faulty.szOsFile = disk->szOsFile + static_cast<int>(sizeof(File));
    faulty.pNext = nullptr;
    faulty.xOpen = open;
    sqlite3_vfs_register(&faulty, 1);
}

void arm(const Plan& plan) {
    State& now = state();
    const std::lock_guard lock(now.mutex);
    now.plan = plan;
    now.armed = true;
    now.calls = now.failed = 0;
}

std::int64_t disarm() {
    State& now = state();
    const std::lock_guard lock(now.mutex);
    now.armed = false;
    return now.calls;
}

std::int64_t failures() {
    State& now = state();
    const std::lock_guard lock(now.mutex);
    return now.failed;
}

}  // namespace muniment::simulation
