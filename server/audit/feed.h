// Tells a syslog collector of every access, in the order of writing, at least once each.
//
// The trail is the queue: what was told is kept as a place in it (kernel/audit), so nothing is lost
// when the collector or this program goes away, and nothing is held in memory but what may have to
// be said again. A broken connection says the last 8 MB again (more than a dead collector's machine
// can have taken without reading it), a restart the last two minutes; every event has its id.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <set>

#include "kernel/audit/audit.h"
#include "server/audit/collector.h"

namespace muniment::audit {

// What a feed needs of a connection; tests give one of their own.
class Line {
  public:
    virtual ~Line() = default;
    virtual Status send(std::string_view bytes) = 0;
    virtual Status settled() = 0;
};
using Dial = std::function<Result<std::unique_ptr<Line>>()>;
Dial dial(const CollectorOptions& options);

// Used by one thread.
class Feed {
  public:
    Feed(house::House& house, std::string collector, Dial dial);
    ~Feed();
    // Sends the next events, at most `batch_max`, and keeps the place; the number of events that
    // were sent. 0: everything was told. After an error the next step dials again.
    Result<std::int64_t> step();

    static constexpr std::int64_t batch_max = 500;
    static constexpr std::size_t unsure_bytes_max = 8 << 20;

  private:
    struct Batch {
        std::vector<std::pair<Uuid, std::string>> frames;
    };
    Status begin();
    Result<Batch> next();
    Result<Batch> late();
    Result<Batch> frames_of(house::View& view, const std::vector<people::Access>& accesses);
    Status say(const Batch& batch);
    void remember(const Batch& batch);
    void forget_what_is_unsure();
    Status keep(std::int64_t events);

    house::House& house_;
    std::string collector_;
    Dial dial_;
    std::unique_ptr<Line> line_;
    bool begun_ = false;
    Kept kept_;
    Uuid position_;        // everything up to here was read
    std::set<Uuid> told_;  // of the margin before the place
    std::deque<std::pair<Uuid, std::size_t>> unsure_;
    std::size_t unsure_bytes_ = 0;
    Instant swept_{};
};

// A feed on a thread of its own: every second, and after a failure later and later, up to a minute.
class Feeder {
  public:
    Feeder(house::House& house, const CollectorOptions& options,
           std::function<void(const std::string&)> report);
    ~Feeder();  // the running step ends first

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace muniment::audit
