#include "cli/demo_accesses.h"

#include "base/text.h"
#include "demo/accesses.h"
#include "kernel/chart/chart.h"
#include "kernel/people/comparable.h"
#include "kernel/people/trail.h"

namespace muniment::cli {
namespace {

using people::Access;

// He has the account of a nurse; his former wife is named among his emergency contacts, and lives
// in his street.
Status describe(house::House& house, const demo::Options& options, const demo::Employee& who,
                bool is_snooper, people::Person& person) {
    person.family = who.family;
    person.departments = {who.department};
    person.shift_from = who.shift_from;
    person.shift_to = who.shift_to;
    if (!is_snooper) return ok();
    const auto view = TRY(house.view());
    const auto her =
        TRY(chart::patient(*view, PatientId{demo::patient_id(options, demo::snooped(options))}));
    person.contacts = {TRY(people::digest_of(house, people::comparable_name(her.name)))};
    person.street = TRY(people::digest_of(house, people::comparable_street(her.address)));
    return ok();
}

Result<Uuid> hire(house::House& house, const demo::Options& options, std::size_t index) {
    const demo::Employee& who = demo::employees()[index];
    const auto role = enum_value<people::Role>(who.role);
    ensure(role.has_value(), "the demo's employees have roles of the house");
    const auto view = TRY(house.view());
    auto made = TRY(people::make_user(house, *view, {}, who.username, who.name, {*role},
                                      "open-the-cedar-chest"));
    const Uuid id = made.subject;
    TRY(house.act(std::move(made)));
    const auto next_view = TRY(house.view());
    const auto was = TRY(people::read_user(*next_view, id));
    people::User next = was.value;
    TRY(describe(house, options, who, index == demo::snooper, next.person));
    auto change = TRY(people::change_user({}, was, next, "people.user.change"));
    TRY(house.act(std::move(change)));
    return id;
}

Access access_of(const house::House& house, const demo::Options& options,
                 const demo::Looked& looked, const Uuid& user, const Uuid& patient) {
    Access access;
    access.user = user;
    access.patient = patient;
    access.at = start_of(house.zone(), options.today - std::chrono::days(looked.day)) +
                std::chrono::minutes(looked.minute);
    access.action = looked.action;
    access.purpose = looked.relation == "task" ? "OPERATIONS" : "TREATMENT";
    access.relation =
        enum_value<people::Relation>(looked.relation).value_or(people::Relation::none);
    access.from = "10.20." + std::to_string(looked.employee + 1) + ".17";
    access.seen = {{"chart_resource", 4, {}}};
    return access;
}

}  // namespace

Status write_accesses(Opened& opened, const demo::Options& options) {
    constexpr std::size_t at_once = 200;
    house::House& house = opened.house();
    std::vector<Uuid> users, patients;
    for (std::size_t i = 0; i < demo::employees().size(); ++i) {
        const Uuid user = TRY(hire(house, options, i));
        users.push_back(user);
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(options.patients); ++i)
        patients.push_back(demo::patient_id(options, i));
    const auto all = demo::looked(options);
    for (std::size_t first = 0; first < all.size(); first += at_once) {
        house::Act act;
        act.action = "access.import";
        act.detail = {{"source", "demo"}};
        for (std::size_t i = first; i < std::min(first + at_once, all.size()); ++i)
            act.drafts.push_back(people::access_draft(
                house, access_of(house, options, all[i], users[all[i].employee],
                                 patients[all[i].patient])));
        TRY(house.act(std::move(act)));
    }
    TRY(opened.ask("POST", "/privacy/reviews/run"));
    return ok();
}

}  // namespace muniment::cli
