#include "cli/demo_people.h"

#include <algorithm>

#include "kernel/chart/chart.h"
#include "kernel/people/people.h"

namespace muniment::cli {

using people::Role;
using std::chrono::days;

namespace {
struct DemoUser {
    std::string username;
    std::string name;
    std::vector<Role> roles;
    std::string practitioner = {};
    int trained_days_ago = 100;
};
}  // namespace

// How many of these patients somebody treats or treated in the last days.
static Result<int> patients_of(house::House& house, house::View& view,
                               const std::vector<chart::PatientBanner>& patients,
                               const demo::Clinician& one, int within_days) {
    const Uuid practitioner = chart::record_named("Practitioner", one.practitioner);
    int count = 0;
    for (const chart::PatientBanner& patient : patients) {
        const auto found = TRY(chart::relations(view, patient.id, practitioner));
        count += std::ranges::any_of(found, [&](const chart::Relation& relation) {
            return relation.open ||
                   (relation.last && *relation.last > house.now() - days(within_days));
        });
    }
    return count;
}

// Those of a profession with the most patients now, first.
static Result<std::vector<demo::Clinician>> busiest(house::House& house,
                                                    const demo::Options& options, bool nurses,
                                                    int within_days) {
    const auto view = TRY(house.view());
    const auto patients = TRY(chart::find_patients(*view, "", 200));
    std::vector<std::pair<int, demo::Clinician>> counted;
    const auto all = demo::clinicians(options);
    for (const demo::Clinician& one : all) {
        if (one.is_nurse != nurses) continue;
        const int count = TRY(patients_of(house, *view, patients, one, within_days));
        counted.emplace_back(-count, one);
    }
    std::ranges::sort(
        counted, {}, [](const auto& one) { return std::pair(one.first, one.second.practitioner); });
    std::vector<demo::Clinician> ordered;
    for (auto& [count, one] : counted) ordered.push_back(std::move(one));
    return ordered;
}

static Result<std::vector<DemoUser>> users_of(Opened& opened, const demo::Options& options) {
    const auto doctors = TRY(busiest(opened.house(), options, false, 30));
    const auto nurses = TRY(busiest(opened.house(), options, true, 7));
    std::vector<DemoUser> users = {
        {"demo", "Dana Whitfield, RHIA", {Role::him_director, Role::administrator}},
        {"admin", "Avery Stone", {Role::administrator}},
        {"release", "Rosa Lindqvist, RHIT", {Role::release_specialist}},
        {"privacy", "Paul Adeyemi, CHPS", {Role::privacy_officer}},
        {"clerk", "Chris Nakai", {Role::clerk}},
        {"technician", "Theo Marsh, RHIT", {Role::technician}},
        {"coder", "Cora Benally, CCS", {Role::coder}},
        {"cdi", "Ines Duarte, CCDS", {Role::cdi_specialist}},
        {"analyst", "Ana Petrov, CHDA", {Role::analyst}},
        {"informaticist", "Ivo Castell", {Role::informaticist}},
        {"cio", "Carol Osei", {Role::cio}},
        {"auditor", "August Keller", {Role::auditor}},
        {"attorney", "Alma Reyes, Esq.", {Role::attorney}},
        {"physician", doctors.at(0).name, {Role::physician}, doctors.at(0).practitioner},
        {"nurse", nurses.at(0).name, {Role::nurse}, nurses.at(0).practitioner},
        // Whose training is overdue.
        {"late", nurses.at(1).name, {Role::nurse}, nurses.at(1).practitioner, 400}};
    return users;
}

static Result<Uuid> add_user(house::House& house, const DemoUser& user) {
    const auto view = TRY(house.view());
    auto act = TRY(
        people::make_user(house, *view, {}, user.username, user.name, user.roles, demo_password));
    auto made = TRY(from_json_text<people::User>(act.drafts.front().content));
    made.person.practitioner = user.practitioner;
    made.person.joined = house.today() - days(700);
    act.drafts.front().content = to_json_text(made);
    const Uuid id = act.subject;
    TRY(house.act(std::move(act)));
    return id;
}

// Entered as a manager enters what was taken in a classroom.
static Status train(Opened& opened, const Uuid& id, Day done_on) {
    const std::string text = TRY(opened.ask("GET", "/workforce/people/" + to_text(id)));
    const json::value owed = TRY(parse_json(text));
    for (const json::value& one : owed.at("courses").as_array()) {
        const json::object record = {{"user", to_text(id)},
                                     {"course", one.at("course")},
                                     {"done_on", to_text(done_on)},
                                     {"note", "Orientation, Cedar Fork auditorium; sheet on file"}};
        TRY(opened.ask("POST", "/workforce/records", json::serialize(record)));
    }
    return ok();
}

Status add_demo_people(Opened& opened, const demo::Options& options) {
    const auto users = TRY(users_of(opened, options));
    for (const DemoUser& user : users) {
        const Uuid id = TRY(add_user(opened.house(), user));
        TRY(train(opened, id, opened.house().today() - days(user.trained_days_ago)));
    }
    return ok();
}

}  // namespace muniment::cli
