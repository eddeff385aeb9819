#include "kernel/people/emergency.h"

#include "base/text.h"
#include "kernel/people/tables.h"

namespace muniment::people {

using house::View;
using store::Row;

namespace {
struct Kept {
    EmergencyReason reason = EmergencyReason::treatment;
    std::string words;
    Instant begins{};
    Uuid review;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (reason, words, begins, review))
}  // namespace

std::string fault_of(const Emergency& emergency) {
    const auto length = trim(emergency.words).size();
    if (length < emergency_words_min)
        return "Say in a few words what the emergency is; the privacy officer reads it.";
    if (length > emergency_words_max) return "The words may have at most 1,000 characters.";
    return {};
}

house::Draft emergency_draft(const Emergency& e) {
    return {&emergency_table,
            e.id,
            e.version,
            {store::value_of(e.patient), store::value_of(e.user), store::value_of(e.ends)},
            e.patient,
            to_json_text(Kept{e.reason, e.words, e.begins, e.review})};
}

Result<std::optional<Uuid>> emergency_now(View& view, const Uuid& user, const Uuid& patient,
                                          Instant now) {
    std::optional<Uuid> found;
    TRY(view.sql().query(
        "SELECT id FROM people_emergency WHERE org = ? AND person = ? AND patient = ? AND ends > ? "
        "AND current = 1",
        {view.org(), store::view_of(user), store::view_of(patient), store::value_of(now)},
        [&](const Row& row) { found = row.uuid(0); }));
    return found;
}

Result<Emergency> read_emergency(View& view, const Uuid& id) {
    const auto kept = TRY(house::read<Kept>(view, emergency_table, id));
    Emergency found{id,
                    kept.version,
                    {},
                    {},
                    kept.value.begins,
                    {},
                    kept.value.reason,
                    kept.value.words,
                    kept.value.review};
    TRY(view.sql().query(
        "SELECT patient, person, ends FROM people_emergency WHERE org = ? AND id = ? AND current = "
        "1",
        {view.org(), store::view_of(id)}, [&](const Row& row) {
            found.patient = row.uuid(0);
            found.user = row.uuid(1);
            found.ends = row.instant(2);
        }));
    return found;
}

}  // namespace muniment::people
