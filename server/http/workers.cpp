// Worker threads.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/workers.h"

namespace muniment::http {

Workers::Workers(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

bool Workers::submit(std::function<void()>& task) {
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queue_max_) return false;
        queue_.push_back(std::move(task));
        wake = want_wake();
    }
    if (wake) wake_.notify_one();
    return true;
}

// One worker is woken at a time, and wakes the next if it leaves work behind: a burst of short
// tasks then costs few system calls, and long tasks still spread over all workers.
bool Workers::want_wake() {
    if (waking_ || asleep_ == 0 || queue_.empty()) return false;
    return waking_ = true;
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        while (!stopping_ && queue_.empty()) {
            ++asleep_;
            wake_.wait(lock);
            --asleep_;
            waking_ = false;
        }
        if (stopping_) return;
        std::function<void()> task = std::move(queue_.front());
        queue_.pop_front();
        const bool wake = want_wake();
        lock.unlock();
        if (wake) wake_.notify_one();
        task();
        task = nullptr;  // what it holds is released outside the lock
        lock.lock();
    }
}

void Workers::stop() {
    std::deque<std::function<void()>> dropped;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        dropped.swap(queue_);
    }
    wake_.notify_all();
    dropped.clear();  // outside the lock: what the tasks hold may call back
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

}  // namespace muniment::http
