// A fixed number of threads over a bounded queue of tasks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace muniment::http {

class Workers {
  public:
    Workers(std::size_t threads, std::size_t queue_max);
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False, and `task` is left as it was, when the queue is full or stop() was called. A task must
    // not throw. Thread-safe.
    bool submit(std::function<void()>& task);
    // Drops what is queued and waits for what runs. Not from a worker.
    void stop();

  private:
    void run();
    bool want_wake();  // under the lock; true obliges the caller to notify

    const std::size_t queue_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    std::size_t asleep_ = 0;
    bool waking_ = false;  // a worker was notified and has not yet looked
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace muniment::http
