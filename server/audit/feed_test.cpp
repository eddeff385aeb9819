// The feed: every access at least once, in order, over collectors that go away in the middle, over
// restarts, and over entries that were written late; and a TLS connection that checks whom it has.
// SPDX-License-Identifier: Apache-2.0
#include "server/audit/feed.h"

#include <doctest/doctest.h>

#include <map>

#include "tests/support/lodge.h"

namespace muniment::audit {

using namespace tests;
using std::chrono::seconds;

namespace {

// What a collector took, and when it fails.
struct Wire {
    std::string bytes;
    std::int64_t dials = 0;
    std::int64_t fails_at_send = -1;  // counted down by each send; at 0 the connection breaks
    bool away = false;
    bool closed = false;  // the next look at the connection finds it closed
};

class WireLine final : public Line {
  public:
    explicit WireLine(Wire& wire) : wire_(wire) {}
    Status send(std::string_view bytes) override {
        if (wire_.fails_at_send == 0) {
            // Half of it arrived: that is what a broken connection is like.
            wire_.bytes += bytes.substr(0, bytes.size() / 2);
            wire_.bytes += "\n";  // where the stream was cut
            wire_.fails_at_send = -1;
            return Error{Fault::unavailable, "broken"};
        }
        if (wire_.fails_at_send > 0) --wire_.fails_at_send;
        wire_.bytes += bytes;
        return ok();
    }
    Status settled() override {
        if (!wire_.closed) return ok();
        wire_.closed = false;
        return Error{Fault::unavailable, "closed"};
    }

  private:
    Wire& wire_;
};

struct Site : Lodge {
    Site() : Lodge(Engine::sqlite) {
        REQUIRE(people::settle(*house));
        REQUIRE(settle(*house));
    }
    Feed feed() {
        return {*house, "siem:6514", [this]() -> Result<std::unique_ptr<Line>> {
                    ++wire.dials;
                    if (wire.away) return Error{Fault::unavailable, "nobody answers"};
                    return std::unique_ptr<Line>(std::make_unique<WireLine>(wire));
                }};
    }
    house::Act access() {
        house::Act act;
        act.action = "access";
        people::Access one;
        one.at = house->now();
        one.action = "GET /patients";
        one.purpose = "OPERATIONS";
        act.drafts.push_back(people::access_draft(*house, one));
        return act;
    }
    void write(int count) {
        for (int i = 0; i < count; ++i) {
            clock.move(std::chrono::milliseconds(20));
            house::Act act = access();
            written.push_back(act.drafts[0].id);
            REQUIRE(house->act(std::move(act)));
        }
    }
    // How often each event of the trail arrived.
    std::map<Uuid, int> arrived() const {
        std::map<Uuid, int> times;
        const std::string mark = " id=\"";
        for (auto at = wire.bytes.find(mark); at != std::string::npos;
             at = wire.bytes.find(mark, at + 1))
            if (const auto id =
                    parse_uuid(std::string_view(wire.bytes).substr(at + mark.size(), 36)))
                ++times[*id];
        return times;
    }
    void check_all_arrived() const {
        const auto times = arrived();
        for (const Uuid& id : written) CHECK(times.contains(id));
        CHECK(times.size() == written.size());
    }
    std::int64_t drain(Feed& feed) {
        std::int64_t events = 0;
        for (int steps = 0; steps < 1000; ++steps) {
            const auto sent = feed.step();
            if (sent && *sent == 0) break;
            if (sent) events += *sent;
        }
        return events;
    }
    Wire wire;
    std::vector<Uuid> written;
};

}  // namespace

TEST_CASE("feed: everything once, in order, and then nothing") {
    Site site;
    site.write(1203);
    Feed feed = site.feed();
    CHECK(*feed.step() == Feed::batch_max);
    CHECK(*feed.step() == Feed::batch_max);
    CHECK(*feed.step() == 203);
    CHECK(*feed.step() == 0);
    site.check_all_arrived();
    for (const auto& [id, times] : site.arrived()) CHECK(times == 1);
    CHECK(site.wire.dials == 1);
    site.write(2);
    CHECK(*feed.step() == 2);
    const auto kept = read_place(**site.house->view(), "siem:6514");
    REQUIRE(kept);
    CHECK(kept->place.sent == 1205);
    CHECK(kept->place.last == site.written.back());
    CHECK(site.damage().empty());
}

// Goal: whenever the connection breaks, nothing is lost.
TEST_CASE("feed: a collector that goes away in the middle and comes back") {
    for (int fails_at = 0; fails_at < 4; ++fails_at) {
        CAPTURE(fails_at);
        Site site;
        site.write(1600);
        site.wire.fails_at_send = fails_at;
        Feed feed = site.feed();
        bool failed = false;
        for (int i = 0; i <= fails_at; ++i) failed = !feed.step();
        CHECK(failed);
        site.wire.away = true;
        CHECK_FALSE(feed.step());
        CHECK_FALSE(feed.step());
        site.write(3);
        site.wire.away = false;
        site.drain(feed);
        site.check_all_arrived();
    }
}

// Goal: what a dead collector's machine took without reading is said again.
TEST_CASE("feed: a connection that is found closed says its last events again") {
    Site site;
    site.write(10);
    Feed feed = site.feed();
    CHECK(*feed.step() == 10);
    site.wire.bytes.clear();  // the collector died with them
    site.wire.closed = true;
    CHECK(*feed.step() == 0);
    CHECK(site.drain(feed) == 10);
    site.check_all_arrived();
}

TEST_CASE("feed: a new program goes on from the place, less the margin") {
    Site site;
    site.write(5);
    {
        Feed feed = site.feed();
        CHECK(*feed.step() == 5);
    }
    site.clock.move(std::chrono::minutes(10));
    site.write(1);
    {
        Feed feed = site.feed();
        CHECK(site.drain(feed) == 6);  // the five stand within the margin of the place
    }
    site.clock.move(std::chrono::minutes(10));
    Feed feed = site.feed();
    CHECK(site.drain(feed) == 1);
    site.check_all_arrived();
}

// Goal: an entry whose commit took long, so that its id is before what was told already.
TEST_CASE("feed: what was written late is told too, and once") {
    Site site;
    house::Act slow = site.access();
    site.written.push_back(slow.drafts[0].id);
    site.write(5);
    Feed feed = site.feed();
    CHECK(*feed.step() == 5);
    CHECK(*feed.step() == 0);
    REQUIRE(site.house->act(std::move(slow)));
    site.clock.move(seconds(6));
    CHECK(*feed.step() == 1);
    site.clock.move(seconds(6));
    CHECK(*feed.step() == 0);
    site.check_all_arrived();
    for (const auto& [id, times] : site.arrived()) CHECK(times == 1);
}

TEST_CASE("feed: two programs for one collector: the second says so and reads the place anew") {
    Site site;
    site.write(3);
    Feed one = site.feed(), two = site.feed();
    CHECK(*one.step() == 3);
    CHECK(*one.step() == 0);
    site.write(1);
    CHECK(*two.step() == 4);  // within the margin
    site.write(1);
    const auto late = one.step();
    REQUIRE_FALSE(late);
    CHECK(late.error().fault == Fault::conflict);
    CHECK(one.step());
    site.check_all_arrived();
}

TEST_CASE("collector: addresses") {
    const struct {
        const char* address;
        const char* host;  // "": not one
        int port;
    } rows[] = {
        {"syslog+tls://siem.example:6515", "siem.example", 6515},
        {"siem.example", "siem.example", 6514},
        {"[2001:db8::1]:99", "2001:db8::1", 99},
        {"[2001:db8::1]", "2001:db8::1", 6514},
        {"", "", 0},
        {":6514", "", 0},
        {"siem:0", "", 0},
        {"siem:65536", "", 0},
        {"siem:x", "", 0},
        {"siem:", "", 0},
        {"[::1", "", 0},
        {"[::1]x", "", 0},
        {"http://siem", "", 0},
        {"user@siem", "", 0},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.address));
        const auto options = collector_at(row.address);
        CHECK(bool(options) == (*row.host != '\0'));
        if (!options) continue;
        CHECK(options->host == row.host);
        CHECK(options->port == row.port);
    }
}

TEST_CASE("collector: nobody there, and files that are none") {
    CollectorOptions options = *collector_at("127.0.0.1:1");
    options.ca = "/nowhere/ca.pem";
    const auto no_file = Collector::connect(options);
    REQUIRE_FALSE(no_file);
    CHECK(no_file.error().fault == Fault::incorrect);
}

}  // namespace muniment::audit
