// Group commit: one thread takes the batches that wait, applies them in one transaction, and
// answers all of them when it is durable. If the group fails, each batch is tried alone, so that
// one conflict does not fail its neighbours. The same code serves both engines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kernel/store/store.h"

namespace muniment::store {

// The writing connection of an engine. Used by one thread at a time.
class Writer {
  public:
    virtual ~Writer() = default;
    virtual Status begin() = 0;
    virtual Status commit() = 0;
    virtual void rollback() = 0;
    virtual Transaction& transaction() = 0;
};

class GroupCommit {
  public:
    GroupCommit(Writer& writer, Options options);
    ~GroupCommit();  // commits what waits, then stops
    void add(Batch batch, Database::Done done);
    void use(Sequencer* sequencer);
    Status maintain(const std::function<Status(Transaction&)>& work);

  private:
    struct Item {
        Batch batch;
        Database::Done done;
        std::size_t bytes = 0;
    };
    void run();
    void work_on(std::vector<Item>& group);
    Status try_once(std::span<Item> items);

    Writer& writer_;
    const Options options_;
    Sequencer* sequencer_ = nullptr;
    std::mutex mutex_;         // guards queue_, queue_bytes_, stopping_
    std::mutex writer_mutex_;  // held while the writing connection is in use
    std::condition_variable arrived_;
    std::deque<Item> queue_;
    std::size_t queue_bytes_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace muniment::store
