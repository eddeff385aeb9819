// Workers: every task runs once, the queue is bounded, long tasks spread, stop() drops and waits.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/workers.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <memory>

namespace muniment::http {
namespace {

TEST_CASE("every task runs once") {
    constexpr int count = 5000;
    std::atomic<int> ran = 0;
    std::latch done(count);
    Workers workers(3, count);
    for (int i = 0; i < count; ++i) {
        std::function<void()> task = [&] {
            ++ran;
            done.count_down();
        };
        REQUIRE(workers.submit(task));
    }
    done.wait();
    CHECK(ran == count);
}

TEST_CASE("tasks that wait for each other all get a worker") {
    std::latch meet(4);
    std::latch done(4);
    Workers workers(4, 16);
    for (int i = 0; i < 4; ++i) {
        std::function<void()> task = [&] {
            meet.arrive_and_wait();  // hangs unless all four run at once
            done.count_down();
        };
        REQUIRE(workers.submit(task));
    }
    done.wait();
}

TEST_CASE("a full queue refuses and leaves the task; stop() drops what is queued") {
    std::latch started(1), release(1);
    std::atomic<int> ran = 0;
    Workers workers(1, 2);
    std::function<void()> block = [&] {
        started.count_down();
        release.wait();
    };
    REQUIRE(workers.submit(block));
    started.wait();
    const auto token = std::make_shared<int>();
    for (int i = 0; i < 2; ++i) {
        std::function<void()> task = [&ran, token] { ++ran; };
        REQUIRE(workers.submit(task));
    }
    std::function<void()> extra = [&] { ++ran; };
    CHECK_FALSE(workers.submit(extra));
    CHECK(extra);
    std::thread stopper([&] { workers.stop(); });
    while (token.use_count() > 1) std::this_thread::yield();  // until the queue is dropped
    release.count_down();
    stopper.join();
    CHECK(ran == 0);
    CHECK_FALSE(workers.submit(extra));
}

}  // namespace
}  // namespace muniment::http
