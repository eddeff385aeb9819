// The access trail as it leaves the house: each access as an event of formats/audit, in the order
// in which accesses were written down, and how far each collector has been told of them. The trail
// itself is the queue: a collector has a place in it and nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/audit/record.h"
#include "kernel/people/trail.h"

namespace muniment::audit {

Status settle(house::House& house);  // registers the table; at start, once

// What was done, by a table over routes ("GET /chart/{patient}") and the actions of jobs.
ActionClass class_of(std::string_view action);

// One row: a pattern in which * stands for any text. The first that fits says the class.
struct ActionRow {
    std::string_view pattern;
    ActionClass action;
};
std::span<const ActionRow> action_rows();
bool fits(std::string_view pattern, std::string_view text);

Source source_of(house::House& house);

// Makes events out of accesses; names and roles of users are looked up once.
class Records {
  public:
    Records(house::House& house, house::View& view) : house_(house), view_(view) {}
    Result<AuditRecord> of(const people::Access& access);

  private:
    struct Known {
        std::string name;
        std::vector<std::string> roles;
    };
    Result<Known> known(const Uuid& user);
    house::House& house_;
    house::View& view_;
    std::map<Uuid, Known> users_;
    Uuid entry_;  // the last one looked up
    std::optional<std::int64_t> index_;
};

// How far a collector has been told. `last` is an access entry's id: ids are made when an entry is
// written, so they are in the order of writing to within the time that a commit takes.
struct Place {
    std::string collector;  // "host:port"
    Uuid last;
    std::int64_t sent = 0;  // events, counted again where they were sent again
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(Place, (), (collector, last, sent, at))

struct Kept {
    Uuid id;
    std::int64_t version = 0;  // 0: not kept yet
    Place place;
};
Result<Kept> read_place(house::View& view, const std::string& collector);
Result<std::vector<Kept>> all_places(house::View& view);
// The act that keeps it, entered in the ledger as audit.sent: conflict when another program sends
// to the same collector.
house::Act act_of(const Kept& kept, std::int64_t events);

// An id before every id that is made from then on, less a margin: commits that take long, and
// clocks of other programs that are late.
Uuid first_id_of(Instant at);
inline constexpr auto margin = std::chrono::minutes(2);
// Where to read from, so that nothing written late is missed: the margin before `last`.
Uuid before(const Uuid& last);

// How many are behind an id, counted up to `limit`.
Result<std::int64_t> waiting_behind(house::View& view, const Uuid& id, std::int64_t limit);

}  // namespace muniment::audit
