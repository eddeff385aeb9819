// Writes a trail into a new house and feeds it to a syslog collector over TLS until everything was
// told, however often the collector goes away. What it should have read is written beside it.
// Usage: audit_feed_peer FOLDER PORT CA EVENTS
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>

#include "server/audit/feed.h"

using namespace muniment;

namespace {

people::Access access(int number, Instant at) {
    people::Access made;
    made.at = at;
    made.patient =
        number % 7 == 0 ? Uuid{} : derived_uuid("patient " + std::to_string(number % 50));
    made.user = derived_uuid("user " + std::to_string(number % 9));
    constexpr const char* actions[] = {"GET /chart/{patient}", "GET /patients", "access.denied",
                                       "POST /emergency",
                                       "odd \"words\" with \\ and ] in \xC3\xAB"};
    made.action = actions[number % 5];
    made.purpose = "TREATMENT";
    made.relation = people::Relation::care_team;
    made.evidence = "number " + std::to_string(number) + " [\"]\\";
    made.from = "10.0.0." + std::to_string(number % 250);
    made.seen = {{"chart_resource", number, {}}};
    return made;
}

Status fill(house::House& house, int events) {
    for (int number = 0; number < events;) {
        house::Act act;
        act.action = "access";
        for (int i = 0; i < 50 && number < events; ++i, ++number)
            act.drafts.push_back(people::access_draft(house, access(number, house.now())));
        TRY(house.act(std::move(act)));
    }
    return ok();
}

Status expect(house::House& house, const std::string& file) {
    std::ofstream out(file);
    auto view = TRY(house.view());
    const auto all = TRY(people::accesses_behind(*view, {}, 100'000));
    audit::Records records(house, *view);
    const auto text = [](const Uuid& id) { return id.is_nil() ? std::string() : to_text(id); };
    for (const people::Access& one : all) {
        const auto record = TRY(records.of(one));
        out << json::serialize(json::object{
                   {"id", text(record.id)},
                   {"action", audit::name_of(record.action)},
                   {"route", record.route},
                   {"user", text(record.user)},
                   {"patient", text(record.patient)},
                   {"purpose", record.purpose},
                   {"relation", record.relation},
                   {"evidence", record.evidence},
                   {"from", record.from},
                   {"entry", text(record.entry)},
                   {"index", record.index ? std::to_string(*record.index) : ""},
                   {"seen", "chart_resource:" + std::to_string(record.entities.at(0).records)},
                   {"at", to_text(record.at)},
                   {"host", audit::source_of(house).host}})
            << "\n";
    }
    return ok();
}

Status run(const std::string& folder, const std::string& port, const std::string& ca, int events) {
    SystemClock clock;
    SystemRandom random;
    const house::Where where{folder + "/house", "", ""};
    TRY(house::House::make(where, "Peer Hospital", random));
    auto house = TRY(house::House::open(where, clock, random));
    TRY(people::settle(*house));
    TRY(audit::settle(*house));
    TRY(fill(*house, events));
    TRY(expect(*house, folder + "/expected.ndjson"));
    auto options = TRY(audit::collector_at("localhost:" + port));
    options.ca = ca;
    audit::Feed feed(*house, options.name(), audit::dial(options));
    int failed = 0;
    for (int quiet = 0, tries = 0; quiet < 2; ++tries) {
        if (tries > 300) return Error{Fault::unavailable, "the collector never took everything"};
        const auto sent = feed.step();
        if (!sent && failed++ == 0) std::cout << sent.error().message << "\n";
        quiet = sent && *sent == 0 ? quiet + 1 : 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    std::cout << events << " events, " << failed << " steps failed\n";
    return failed > 0 ? ok() : Error{Fault::unavailable, "the collector never went away"};
}

}  // namespace

int main(int count, char** words) {
    if (count != 5) return 2;
    signal(SIGPIPE, SIG_IGN);
    const Status done = run(words[1], words[2], words[3], std::stoi(words[4]));
    if (!done) std::cerr << done.error().message << "\n";
    return done ? 0 : 1;
}
