// The patient's own side. The patient is the one who signed in (Actor.self), never one that the
// request names: nobody else's record can be asked for.
#include <algorithm>

#include "base/text.h"
#include "departments/rights/handlers.h"
#include "kernel/chart/chart.h"

namespace muniment::rights {

using house::Call;
using house::Outcome;

Result<PatientId> self_of(const Call& call) {
    if (call.actor.self.is_nil())
        return Error{
            Fault::forbidden,
            "Your account is not connected with a patient's record. RightsAsk the hospital's "
            "medical records department to connect it."};
    return PatientId{call.actor.self};
}

// An own request; another patient's is as if it did not exist.
static Result<OpenCase> my_case(const Call& call, std::optional<std::int64_t> version = {}) {
    const PatientId self = TRY(self_of(call));
    const Uuid id = TRY(call.id());
    const Error none{Fault::not_found, "You have no such request."};
    const auto mine = TRY(tasks::cases_of(call.view, case_kind, self.uuid));
    const auto is_it = [&](const tasks::Case& one) { return one.id.uuid == id; };
    if (std::ranges::none_of(mine, is_it)) return none;
    auto open = version ? load(call.view, CaseId{id}, *version) : load(call.view, CaseId{id});
    if (open && open->record.patient != self.uuid) return none;
    return open;
}

Result<Outcome> my_home(const Call& call) {
    const PatientId self = TRY(self_of(call));
    const auto banner = TRY(chart::patient(call.view, self));
    const auto settings = TRY(read_settings(call.view));
    MyHome home{banner.name,
                call.house.facility(),
                settings.settings.contact,
                settings.settings.phone,
                0,
                0,
                0};
    const auto cases = TRY(tasks::cases_of(call.view, case_kind, self.uuid));
    home.open_requests = std::ranges::count(cases, "received", &tasks::Case::state);
    people::AccessFilter filter;
    filter.patient = self.uuid;
    home.accesses = TRY(people::count_accesses(call.view, filter));
    const auto consents = TRY(chart::consents(call.view, self));
    home.consents =
        std::ranges::count(consents, chart::ConsentStatus::active, &chart::Consent::status);
    return house::shows(home);
}

Result<Outcome> my_requests(const Call& call) {
    const PatientId self = TRY(self_of(call));
    const auto cases = TRY(tasks::cases_of(call.view, case_kind, self.uuid));
    constexpr std::size_t shown_max = 200;
    MyRequests mine;
    for (const tasks::Case& one : cases) {
        if (mine.requests.size() == shown_max) break;
        const auto open = TRY(load(call.view, one.id));
        mine.requests.push_back(mine_of(open));
    }
    return house::shows(mine);
}

Result<Outcome> my_request(const Call& call) {
    const auto open = TRY(my_case(call));
    return house::shows(mine_of(open));
}

Result<Outcome> ask_for_me(const Call& call) {
    const PatientId self = TRY(self_of(call));
    auto command = TRY(call.body<MyOpen>());
    auto taken = TRY(take(call, self, call.today, std::move(command.ask), Through::portal));
    return house::does(std::move(taken.act), mine_of(taken.open));
}

Result<Outcome> my_step(const Call& call) {
    const auto command = TRY(call.body<RightsStep>());
    if (!is_patients(command.step)) return Error{Fault::forbidden, "This step is the hospital's."};
    auto open = TRY(my_case(call, command.version));
    auto stepped = TRY(take_step(call, std::move(open), command));
    return house::does(std::move(stepped.act), mine_of(stepped.open));
}

Result<Outcome> my_letter(const Call& call) {
    const auto open = TRY(my_case(call));
    return letter_of(call, open);
}

Result<Outcome> my_consents(const Call& call) {
    const PatientId self = TRY(self_of(call));
    return house::shows(TRY(consent_list(call, self)));
}

Result<Outcome> give_my_consent(const Call& call) {
    const PatientId self = TRY(self_of(call));
    auto command = TRY(call.body<GiveConsent>());
    if (!command.patient.is_nil() || command.form)
        return Error{Fault::incorrect, "A consent given here is your own; name no patient."};
    return give_consent(call, self, command);
}

Result<Outcome> withdraw_my_consent(const Call& call) {
    const PatientId self = TRY(self_of(call));
    return end_consent(call, self);
}

Result<Outcome> my_items(const Call& call) {
    const PatientId self = TRY(self_of(call));
    chart::Window window;
    window.offset = TRY(call.number("offset", 0));
    window.limit = 100;
    const auto page = TRY(chart::documents(call.view, self, window));
    MyItems mine;
    for (const chart::DocumentRow& row : page.rows)
        mine.items.push_back({row.id, row.date.value_or("").substr(0, 10),
                              row.title.empty() ? row.type : row.title});
    return house::shows(mine);
}

}  // namespace muniment::rights
