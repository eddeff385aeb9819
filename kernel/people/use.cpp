#include "kernel/people/use.h"

namespace muniment::people {

using house::View;
using store::Row;

Instant made_at(const Uuid& id) {
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds * 256 + id.bytes[i];
    return Instant{std::chrono::milliseconds(milliseconds)};
}

// A session's id tells when it began.
static Status add_sign_ins(View& view, std::map<Uuid, Use>& uses) {
    return view.sql().query("SELECT person, id FROM people_session WHERE org = ? AND version = 1",
                            {view.org()}, [&](const Row& row) {
                                const auto mine = uses.find(row.uuid(0));
                                if (mine == uses.end()) return;
                                const Instant began = made_at(row.uuid(1));
                                auto& last = mine->second.signed_in;
                                if (!last || began > *last) last = began;
                            });
}

Result<std::map<Uuid, Use>> uses(View& view, const std::vector<Uuid>& users, Instant from) {
    std::map<Uuid, Use> all;
    for (const Uuid& user : users) {
        Use& use = all[user];
        TRY(view.sql().query(
            "SELECT MAX(at) FROM people_access WHERE org = ? AND person = ? AND current = 1",
            {view.org(), store::view_of(user)},
            [&](const Row& row) { use.accessed = row.maybe_instant(0); }));
        use.accesses = TRY(view.sql().number(
            "SELECT COUNT(*) FROM people_access WHERE org = ? AND person = ? AND at >= ? AND "
            "current = 1",
            {view.org(), store::view_of(user), store::value_of(from)}));
    }
    TRY(add_sign_ins(view, all));
    return all;
}

}  // namespace muniment::people
