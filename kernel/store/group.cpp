#include "kernel/store/group.h"

#include <chrono>

namespace muniment::store {

static constexpr std::size_t group_items_max = 4096;
static constexpr std::size_t group_bytes_max = std::size_t{16} << 20;
static constexpr int tries_max = 6;

static std::size_t weight(const Batch& batch) {
    std::size_t bytes = 256;
    for (const Write& write : batch.writes) bytes += write.content.size() + 256;
    for (const Entry& entry : batch.entries) bytes += entry.payload.size() + 128;
    return bytes;
}

// The one place that retries: another process held the lock, or PostgreSQL asked for a retry.
template <class Work>
static Status with_retries(const Work& work) {
    for (int tries = 1;; ++tries) {
        Status status = work();
        if (status || status.error().fault != Fault::busy || tries == tries_max) return status;
        std::this_thread::sleep_for(std::chrono::milliseconds(1 << tries));
    }
}

GroupCommit::GroupCommit(Writer& writer, Options options)
    : writer_(writer), options_(options), thread_([this] { run(); }) {}

GroupCommit::~GroupCommit() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_all();
    thread_.join();
}

void GroupCommit::use(Sequencer* sequencer) {
    const std::lock_guard lock(writer_mutex_);
    sequencer_ = sequencer;
}

void GroupCommit::add(Batch batch, Database::Done done) {
    const std::size_t bytes = weight(batch);
    {
        const std::lock_guard lock(mutex_);
        // A batch larger than the whole limit is still taken when nothing else waits.
        const bool room = queue_.empty() || queue_bytes_ + bytes <= options_.queue_bytes_max;
        if (!stopping_ && room) {
            queue_.push_back({std::move(batch), std::move(done), bytes});
            queue_bytes_ += bytes;
            arrived_.notify_one();
            return;
        }
    }
    done(Error{Fault::busy, "More is being written than the disk can take; try again shortly."});
}

void GroupCommit::run() {
    std::vector<Item> group;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            std::size_t bytes = 0;
            while (!queue_.empty() && group.size() < group_items_max && bytes < group_bytes_max) {
                bytes += queue_.front().bytes;
                group.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
            queue_bytes_ -= std::min(queue_bytes_, bytes);
        }
        work_on(group);
        group.clear();
    }
}

void GroupCommit::work_on(std::vector<Item>& group) {
    const std::lock_guard lock(writer_mutex_);
    const auto try_items = [this](std::span<Item> items) {
        return with_retries([&] { return try_once(items); });
    };
    const Status together = try_items(group);
    // Only what one batch did wrong is worth trying the others alone. A disk or server that failed
    // would fail them too, and a commit whose answer was lost must not be tried again.
    const bool own_fault = !together && together.error().fault != Fault::unavailable &&
                           together.error().fault != Fault::busy;
    if (!own_fault || group.size() == 1) {
        for (Item& item : group) item.done(together);
        return;
    }
    for (Item& item : group) item.done(try_items({&item, 1}));
}

Status GroupCommit::try_once(std::span<Item> items) {
    TRY(writer_.begin());
    std::vector<const Entry*> entries;
    const auto all = [&]() -> Status {
        for (Item& item : items) {
            TRY(apply(writer_.transaction(), options_.org, item.batch));
            for (const Entry& entry : item.batch.entries) entries.push_back(&entry);
        }
        if (!entries.empty()) {
            ensure(sequencer_ != nullptr, "ledger entries need the ledger's sequencer");
            TRY(sequencer_->write(writer_.transaction(), entries));
        }
        return writer_.transaction().flush();
    };
    Status status = ok();
    try {
        status = all();
    } catch (const Bug&) {
        // The caller made a batch that cannot be; the database must not stay in a transaction.
        writer_.rollback();
        if (sequencer_ != nullptr && !entries.empty()) sequencer_->rolled_back();
        return Error{Fault::bug, "A write was refused because it is not complete."};
    }
    if (status) status = writer_.commit();
    if (!status) writer_.rollback();
    if (sequencer_ != nullptr && !entries.empty())
        status ? sequencer_->committed() : sequencer_->rolled_back();
    return status;
}

Status GroupCommit::maintain(const std::function<Status(Transaction&)>& work) {
    const std::lock_guard lock(writer_mutex_);
    return with_retries([&]() -> Status {
        TRY(writer_.begin());
        Status status = work(writer_.transaction());
        if (status) status = writer_.transaction().flush();
        if (status) status = writer_.commit();
        if (!status) writer_.rollback();
        return status;
    });
}

}  // namespace muniment::store
