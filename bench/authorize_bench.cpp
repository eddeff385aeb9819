// The decision who may: one call for each of many actors, permissions and relations, on one core.
// Target: < 20 microseconds.
#include <cstdio>

#include "kernel/people/policy.h"
#include "packs/packs.h"

namespace muniment {
namespace {

struct Question {
    house::Actor actor;
    house::Permission permission;
    people::Connection connection;
};

std::vector<Question> questions(const rules::Packs& packs, Day today) {
    std::vector<Question> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<people::Role>>([&](auto role) {
        people::Session session;
        session.user = derived_uuid("somebody");
        session.roles = {role.value, people::Role::nurse};
        const auto actor = people::actor_of(session, packs, today);
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<people::Relation>>(
            [&](auto relation) {
                people::Connection connection;
                connection.relation = relation.value;
                all.push_back({actor, house::Permission::chart_read, connection});
                all.push_back({actor, house::Permission::release_work, connection});
            });
    });
    return all;
}

int bench() {
    const auto packs = rules::Packs::load(packs::shipped());
    const Day today = *parse_day("2026-11-22");
    const auto all = questions(*packs, today);
    const int rounds = 2000;
    std::int64_t allowed = 0;
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
        for (const Question& one : all)
            allowed += people::authorize(*packs, one.actor, one.permission, &one.connection,
                                         Instant{today}, today)
                           .allowed;
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - began;
    const double each = took.count() / rounds / static_cast<double>(all.size());
    std::printf(
        "  one decision, two roles   %.2f us   target < 20 us   %s   (%lld of %lld allowed)\n",
        each, each < 20 ? "yes" : "NO", static_cast<long long>(allowed),
        static_cast<long long>(rounds) * static_cast<long long>(all.size()));
    return 0;
}

}  // namespace
}  // namespace muniment

int main() { return muniment::bench(); }
