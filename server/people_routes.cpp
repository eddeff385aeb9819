// Accounts and emergencies: who works here and with which roles, and who broke the glass.
#include <algorithm>

#include "base/text.h"
#include "departments/workforce/workforce.h"
#include "kernel/chart/chart.h"
#include "kernel/people/emergency.h"
#include "kernel/people/policy.h"
#include "kernel/people/trail.h"
#include "server/routes.h"

namespace muniment::server {

using house::Call;
using house::gives;
using house::Outcome;
using house::Permission;
using house::takes;
using people::Role;

// What may be said of an account; what is absent stays as it is, or is none.
struct AccountFacts {
    std::optional<std::string> name;
    std::optional<std::vector<Role>> roles;
    std::optional<bool> active;
    std::optional<std::string> practitioner;  // FHIR Practitioner id
    std::optional<Uuid> patient;              // the patient this person is
    std::optional<std::vector<std::string>> departments;
    std::optional<std::string> facility;  // FHIR Organization id
    std::optional<Instant> ends;          // access ends then
    std::optional<Day> joined;            // the workforce
};
BOOST_DESCRIBE_STRUCT(AccountFacts, (),
                      (name, roles, active, practitioner, patient, departments, facility, ends,
                       joined))

struct NewAccount : AccountFacts {
    std::string username;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (AccountFacts), (username, password))

struct AccountChange : AccountFacts {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AccountChange, (AccountFacts), (version))

struct Account {
    Uuid id;
    std::int64_t version = 0;
    std::string username;
    std::string name;
    std::vector<Role> roles;
    bool active = true;
    std::string practitioner;
    std::optional<Uuid> patient;
    std::vector<std::string> departments;
    std::string facility;
    std::optional<Instant> ends;
    std::optional<Day> trained_until;
    std::optional<Day> joined;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, version, username, name, roles, active, practitioner, patient,
                       departments, facility, ends, trained_until, joined))
struct AccountList {
    std::vector<Account> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (accounts))

struct EmergencyCommand {
    PatientId patient{};
    people::EmergencyReason reason = people::EmergencyReason::treatment;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(EmergencyCommand, (), (patient, reason, words))

enum class EmergencyFinding { waiting, appropriate, inappropriate };
BOOST_DESCRIBE_ENUM(EmergencyFinding, waiting, appropriate, inappropriate)

struct EmergencyView {
    Uuid id;
    std::string number;  // of its review
    PatientId patient{};
    Uuid user;
    std::string user_name;
    Instant begins{};
    Instant ends{};
    people::EmergencyReason reason = people::EmergencyReason::treatment;
    std::string words;
    std::optional<Day> due;  // of the review
    EmergencyFinding finding = EmergencyFinding::waiting;
    std::string note;
    std::string reviewer;
};
BOOST_DESCRIBE_STRUCT(EmergencyView, (),
                      (id, number, patient, user, user_name, begins, ends, reason, words, due,
                       finding, note, reviewer))
struct EmergencyList {
    std::vector<EmergencyView> emergencies;
};
BOOST_DESCRIBE_STRUCT(EmergencyList, (), (emergencies))

// What was opened in the hour, out of the access trail.
struct OpenedThen {
    Instant at{};
    std::string action;
    people::Relation relation = people::Relation::unknown;
    std::vector<people::Seen> seen;
};
BOOST_DESCRIBE_STRUCT(OpenedThen, (), (at, action, relation, seen))
struct EmergencyFile {
    EmergencyView emergency;
    std::vector<OpenedThen> opened;  // oldest first
};
BOOST_DESCRIBE_STRUCT(EmergencyFile, (), (emergency, opened))

struct EmergencyReview {
    EmergencyFinding finding = EmergencyFinding::waiting;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(EmergencyReview, (), (finding, note))

// What the case of a review keeps.
struct ReviewContent {
    Uuid emergency;
    Uuid user;
    EmergencyFinding finding = EmergencyFinding::waiting;
    std::string note;
    std::string reviewer;
};
BOOST_DESCRIBE_STRUCT(ReviewContent, (), (emergency, user, finding, note, reviewer))

static constexpr const char* review_kind = "emergency";

// --- accounts ---

static Account view_of(const house::Record<people::User>& record) {
    const people::User& user = record.value;
    Account account{record.id,
                    record.version,
                    user.username,
                    user.name,
                    user.roles,
                    user.active,
                    user.person.practitioner,
                    std::nullopt,
                    user.person.departments,
                    user.person.facility,
                    user.person.ends,
                    user.person.trained_until,
                    user.person.joined};
    if (!user.person.patient.is_nil()) account.patient = user.person.patient;
    return account;
}

static void take(const AccountFacts& facts, people::User& user) {
    if (facts.name) user.name = trim(*facts.name);
    if (facts.roles) user.roles = *facts.roles;
    if (facts.active) user.active = *facts.active;
    if (facts.practitioner) user.person.practitioner = *facts.practitioner;
    if (facts.patient) user.person.patient = *facts.patient;
    if (facts.departments) user.person.departments = *facts.departments;
    if (facts.facility) user.person.facility = *facts.facility;
    if (facts.ends) user.person.ends = *facts.ends;
    if (facts.joined) user.person.joined = *facts.joined;
}

// Nobody gives herself a role, and nobody holds two that exclude each other.
static Status check(const Call& call, const Uuid& whose, const people::User& next,
                    const std::vector<Role>& before) {
    if (next.name.empty() || next.name.size() > 200)
        return Error{Fault::incorrect, "The name must have 1 to 200 characters."};
    if (next.roles.empty()) return Error{Fault::incorrect, "Give the account at least one role."};
    if (whose == call.actor.user && next.roles != before)
        return Error{Fault::forbidden, "Nobody changes her own roles; ask another administrator.",
                     "45 CFR 164.308(a)(4)(ii)(C)"};
    const std::string conflict = people::conflict_of(call.packs, next.roles, call.today);
    if (!conflict.empty()) return Error{Fault::incorrect, conflict, "45 CFR 164.308(a)(3)(ii)(B)"};
    const bool is_patient = std::ranges::find(next.roles, Role::patient) != next.roles.end();
    if (is_patient && next.person.patient.is_nil())
        return Error{Fault::incorrect, "Say which patient the account is for."};
    return ok();
}

static Result<Outcome> list_accounts(const Call& call) {
    const auto users = TRY(people::all_users(call.view));
    AccountList list;
    for (const auto& user : users) list.accounts.push_back(view_of(user));
    return house::shows(list);
}

// Who joins or moves owes other courses: until when records are open is worked out afterwards.
static Outcome with_training(const Call& call, house::Act act,
                             const house::Record<people::User>& account) {
    act.drafts.push_back(tasks::new_job(call.house, workforce::standing_job, account.id));
    Outcome outcome = house::does(std::move(act), view_of(account));
    outcome.wakes_jobs = true;
    return outcome;
}

static Result<Outcome> make_account(const Call& call) {
    const auto command = TRY(call.body<NewAccount>());
    auto act = TRY(people::make_user(
        call.house, call.view, call.actor.user, command.username, command.name.value_or(""),
        command.roles.value_or(std::vector<Role>()), command.password));
    house::Record<people::User> made;
    made.id = act.subject;
    made.version = 1;
    made.value = TRY(from_json_text<people::User>(act.drafts.front().content));
    made.value.person.joined = call.today;
    take(command, made.value);
    TRY(check(call, made.id, made.value, {}));
    act.drafts.front().content = to_json_text(made.value);
    return with_training(call, std::move(act), made);
}

static Result<Outcome> change_account(const Call& call) {
    const auto command = TRY(call.body<AccountChange>());
    const Uuid id = TRY(call.id());
    auto was = TRY(people::read_user(call.view, id));
    if (was.version != command.version)
        return Error{Fault::conflict, "Somebody changed this account; load it again."};
    people::User next = was.value;
    take(command, next);
    TRY(check(call, was.id, next, was.value.roles));
    auto act = TRY(people::change_user(call.actor.user, was, next, "people.user.change"));
    ++was.version;
    was.value = std::move(next);
    return with_training(call, std::move(act), was);
}

// --- emergencies ---

static Result<EmergencyView> view_of(const Call& call, const people::Emergency& emergency,
                                     const tasks::Case& review) {
    const auto content = TRY(from_json_text<ReviewContent>(review.content));
    EmergencyView shown{emergency.id,
                        review.number,
                        PatientId{emergency.patient},
                        emergency.user,
                        TRY(people::user_name(call.view, emergency.user)),
                        emergency.begins,
                        emergency.ends,
                        emergency.reason,
                        emergency.words,
                        review.due,
                        content.finding,
                        content.note,
                        content.reviewer};
    return shown;
}

// The privacy officer's review stands on the worklist from the same moment on.
static Result<tasks::Case> review_of(const Call& call, const people::Emergency& emergency,
                                     const std::string& number) {
    tasks::Case review;
    review.id = CaseId{emergency.review};
    review.kind = review_kind;
    review.number = number;
    review.state = "waiting";
    review.patient = emergency.patient;
    review.received = call.today;
    review.updated = call.house.now();
    const auto due = call.packs.due("emergency_access", call.today, {}, call.today);
    if (due.clock != nullptr) review.due = due.day;
    review.brief = json::serialize(json::object{{"user_name", call.actor.name}});
    ReviewContent content;
    content.emergency = emergency.id;
    content.user = emergency.user;
    review.content = to_json_text(content);
    return review;
}

static Result<Outcome> break_glass(const Call& call) {
    const auto command = TRY(call.body<EmergencyCommand>());
    people::Emergency emergency;
    emergency.id = call.house.new_id();
    emergency.patient = command.patient.uuid;
    emergency.user = call.actor.user;
    emergency.begins = call.house.now();
    emergency.ends = emergency.begins + people::emergency_length;
    emergency.reason = command.reason;
    emergency.words = trim(command.words);
    emergency.review = call.house.new_id();
    TRY(chart::patient(call.view, command.patient));  // there is such a patient; noted
    const std::string fault = people::fault_of(emergency);
    if (!fault.empty()) return Error{Fault::incorrect, fault, "45 CFR 164.312(a)(2)(ii)"};
    TRY(call.house.vault().make_keys({{emergency.patient}}));
    const int year{std::chrono::year_month_day(call.today).year()};
    auto numbered = TRY(tasks::next_number(call.view, review_kind, "E", year));
    const auto review = TRY(review_of(call, emergency, numbered.number));
    house::Act act;
    act.action = "emergency.open";
    act.subject = emergency.patient;
    act.detail = {{"emergency", to_text(emergency.id)},
                  {"review", review.number},
                  {"reason", enum_name(emergency.reason)}};
    act.drafts.push_back(people::emergency_draft(emergency));
    act.drafts.push_back(TRY(tasks::draft_of(call.house, review)));
    act.drafts.push_back(std::move(numbered.draft));
    const auto shown = TRY(view_of(call, emergency, review));
    return house::does(std::move(act), shown);
}

static Result<Outcome> list_emergencies(const Call& call) {
    tasks::Filter filter;
    filter.kind = review_kind;
    filter.state = call.asked("state");
    filter.limit = 200;
    const auto found = TRY(tasks::worklist(call.view, filter));
    EmergencyList list;
    for (const tasks::Case& one : found.cases) {
        const auto review = TRY(tasks::read_case(call.view, one.id));
        const auto content = TRY(from_json_text<ReviewContent>(review.content));
        const auto emergency = TRY(people::read_emergency(call.view, content.emergency));
        list.emergencies.push_back(TRY(view_of(call, emergency, review)));
    }
    return house::shows(list);
}

static Result<Outcome> show_emergency(const Call& call) {
    const Uuid id = TRY(call.id());
    const auto emergency = TRY(people::read_emergency(call.view, id));
    const auto review = TRY(tasks::read_case(call.view, CaseId{emergency.review}));
    people::AccessFilter filter;
    filter.user = emergency.user;
    filter.patient = emergency.patient;
    filter.from = emergency.begins;
    filter.to = emergency.ends;
    const auto trail = TRY(people::accesses(call.view, filter));
    EmergencyFile file{TRY(view_of(call, emergency, review)), {}};
    for (auto one = trail.rbegin(); one != trail.rend(); ++one)
        file.opened.push_back({one->at, one->action, one->relation, one->seen});
    return house::shows(file);
}

static Result<Outcome> review_emergency(const Call& call) {
    const auto command = TRY(call.body<EmergencyReview>());
    const Uuid id = TRY(call.id());
    const auto emergency = TRY(people::read_emergency(call.view, id));
    if (emergency.user == call.actor.user)
        return Error{Fault::forbidden, "Nobody reviews her own emergency; ask a colleague."};
    if (command.finding == EmergencyFinding::waiting || trim(command.note).empty())
        return Error{Fault::incorrect, "Say what was found, and in a few words why."};
    if (command.note.size() > 4000)
        return Error{Fault::incorrect, "The note may have at most 4,000 characters."};
    auto review = TRY(tasks::read_case(call.view, CaseId{emergency.review}));
    if (review.state != "waiting")
        return Error{Fault::conflict, "This emergency has been reviewed already."};
    auto content = TRY(from_json_text<ReviewContent>(review.content));
    content.finding = command.finding;
    content.note = trim(command.note);
    content.reviewer = call.actor.name;
    ++review.version;
    review.state = enum_name(command.finding);
    review.due.reset();
    review.updated = call.house.now();
    review.content = to_json_text(content);
    house::Act act;
    act.action = "emergency.review";
    act.subject = emergency.patient;
    act.detail = {{"emergency", to_text(emergency.id)}, {"finding", review.state}};
    act.drafts.push_back(TRY(tasks::draft_of(call.house, review)));
    const auto shown = TRY(view_of(call, emergency, review));
    return house::does(std::move(act), shown);
}

static const house::Route people_table[] = {
    {"GET", "/people/users", Permission::people_manage, list_accounts, nullptr, gives<AccountList>,
     "Every account with its roles"},
    {"POST", "/people/users", Permission::people_manage, make_account, takes<NewAccount>,
     gives<Account>, "Somebody joins: an account with roles"},
    {"PUT", "/people/users/{id}", Permission::people_manage, change_account, takes<AccountChange>,
     gives<Account>, "Somebody moves or leaves; what is absent stays as it is"},
    {"POST", "/emergency", Permission::emergency_access, break_glass, takes<EmergencyCommand>,
     gives<EmergencyView>, "Break the glass: open a patient's record for an hour, with a reason"},
    {"GET", "/emergency", Permission::privacy_read, list_emergencies, nullptr, gives<EmergencyList>,
     "Emergencies and their reviews; state: waiting, appropriate, ..."},
    {"GET", "/emergency/{id}", Permission::privacy_read, show_emergency, nullptr,
     gives<EmergencyFile>, "One emergency with what was opened in its hour"},
    {"POST", "/emergency/{id}/review", Permission::privacy_work, review_emergency,
     takes<EmergencyReview>, gives<EmergencyView>, "Review an emergency; not one's own"},
};

house::Routes people_routes() { return people_table; }

}  // namespace muniment::server
