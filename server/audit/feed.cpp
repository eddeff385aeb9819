// The feed's steps: read on from the place, send, keep the place.
#include "server/audit/feed.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "formats/audit/syslog.h"

namespace muniment::audit {

namespace {
class TlsLine final : public Line {
  public:
    explicit TlsLine(std::unique_ptr<Collector> collector) : collector_(std::move(collector)) {}
    Status send(std::string_view bytes) override { return collector_->send(bytes); }
    Status settled() override { return collector_->settled(); }

  private:
    std::unique_ptr<Collector> collector_;
};
}  // namespace

Dial dial(const CollectorOptions& options) {
    return [options]() -> Result<std::unique_ptr<Line>> {
        auto collector = TRY(Collector::connect(options));
        return std::unique_ptr<Line>(std::make_unique<TlsLine>(std::move(collector)));
    };
}

Feed::Feed(house::House& house, std::string collector, Dial dial)
    : house_(house), collector_(std::move(collector)), dial_(std::move(dial)) {}
Feed::~Feed() = default;

Status Feed::begin() {
    auto view = TRY(house_.view());
    kept_ = TRY(read_place(*view, collector_));
    position_ = kept_.place.last.is_nil() ? Uuid{} : before(kept_.place.last);
    told_.clear();
    begun_ = true;
    return ok();
}

Result<Feed::Batch> Feed::frames_of(house::View& view,
                                    const std::vector<people::Access>& accesses) {
    Batch batch;
    Records records(house_, view);
    const Source source = source_of(house_);
    for (const people::Access& access : accesses) {
        const AuditRecord record = TRY(records.of(access));
        batch.frames.emplace_back(access.id, framed(syslog_message(record, source)));
    }
    return batch;
}

Result<Feed::Batch> Feed::next() {
    auto view = TRY(house_.view());
    const auto found = TRY(people::accesses_behind(*view, position_, batch_max));
    return frames_of(*view, found);
}

// What was written with an id before the position: another thread's or program's commit that took
// its time. Nobody takes longer than the margin.
Result<Feed::Batch> Feed::late() {
    constexpr auto pause = std::chrono::seconds(5);
    const Instant now = house_.now();
    if (position_.is_nil() || now < swept_ + pause || position_ < first_id_of(now)) return Batch{};
    swept_ = now;
    auto view = TRY(house_.view());
    std::vector<people::Access> missed;
    for (Uuid at = before(position_); at < position_;) {
        const auto found = TRY(people::accesses_behind(*view, at, batch_max));
        if (found.empty()) break;
        for (const people::Access& access : found)
            if (access.id < position_ && !told_.contains(access.id)) missed.push_back(access);
        at = found.back().id;
    }
    return frames_of(*view, missed);
}

Status Feed::say(const Batch& batch) {
    if (!line_) line_ = TRY(dial_());
    std::string bytes;
    for (const auto& [id, frame] : batch.frames) bytes += frame;
    TRY(line_->send(bytes));
    return line_->settled();
}

void Feed::remember(const Batch& batch) {
    for (const auto& [id, frame] : batch.frames) {
        told_.insert(id);
        unsure_.emplace_back(id, frame.size());
        unsure_bytes_ += frame.size();
        position_ = std::max(position_, id);
    }
    while (unsure_bytes_ > unsure_bytes_max) {
        unsure_bytes_ -= unsure_.front().second;
        unsure_.pop_front();
    }
    // Ids before the margin are not asked for again; but what is unsure may be.
    told_.erase(told_.begin(), told_.lower_bound(before(position_)));
}

// The connection broke: what it carried last is said again from its first event on.
void Feed::forget_what_is_unsure() {
    line_.reset();
    for (const auto& [id, bytes] : unsure_) {
        told_.erase(id);
        position_ = std::min(position_, id);
    }
    if (!unsure_.empty()) {
        // One before the first, so that the first is read again.
        for (std::size_t i = position_.bytes.size(); i-- > 0;)
            if (position_.bytes[i]-- != 0) break;
    }
    unsure_.clear();
    unsure_bytes_ = 0;
    swept_ = Instant{};
}

Status Feed::keep(std::int64_t events) {
    kept_.place.last = std::max(kept_.place.last, position_);
    kept_.place.sent += events;
    kept_.place.at = house_.now();
    const auto written = house_.act(act_of(kept_, events));
    if (!written) {
        begun_ = false;  // another program sends to the same collector: read its place
        return written.error();
    }
    ++kept_.version;
    return ok();
}

Result<std::int64_t> Feed::step() {
    if (!begun_) TRY(begin());
    Batch batch = TRY(next());
    if (batch.frames.empty()) batch = TRY(late());
    if (batch.frames.empty()) {
        // Whether the collector is still there is found out now and not with the next event.
        if (line_ && !line_->settled()) forget_what_is_unsure();
        return std::int64_t{0};
    }
    const Status said = say(batch);
    if (!said) {
        forget_what_is_unsure();
        return said.error();
    }
    remember(batch);
    const auto events = static_cast<std::int64_t>(batch.frames.size());
    TRY(keep(events));
    return events;
}

// --- the thread ---

struct Feeder::State {
    Feed feed;
    std::function<void(const std::string&)> report;
    std::mutex guard;
    std::condition_variable wake;
    bool ends = false;
    std::thread thread;

    State(house::House& house, const CollectorOptions& options,
          std::function<void(const std::string&)> r)
        : feed(house, options.name(), dial(options)), report(std::move(r)) {}

    bool wait(std::chrono::seconds pause) {
        std::unique_lock lock(guard);
        return !wake.wait_for(lock, pause, [this] { return ends; });
    }
    void run() {
        constexpr std::chrono::seconds usual(1), longest(60);
        std::chrono::seconds pause(0);
        std::string said;
        while (wait(pause)) {
            const auto sent = feed.step();
            if (sent) {
                if (!said.empty()) report("The syslog collector takes events again.");
                said.clear();
                pause = *sent == 0 ? usual : std::chrono::seconds(0);
                continue;
            }
            pause = std::clamp(pause * 2, usual, longest);
            if (said != sent.error().message) report(sent.error().message);
            said = sent.error().message;
        }
    }
};

Feeder::Feeder(house::House& house, const CollectorOptions& options,
               std::function<void(const std::string&)> report)
    : state_(std::make_unique<State>(house, options, std::move(report))) {
    state_->thread = std::thread([this] { state_->run(); });
}

Feeder::~Feeder() {
    {
        const std::lock_guard lock(state_->guard);
        state_->ends = true;
    }
    state_->wake.notify_all();
    state_->thread.join();
}

}  // namespace muniment::audit
