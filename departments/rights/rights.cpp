// Every request the desk answers: one table.
#include "departments/rights/rights.h"

#include "departments/rights/handlers.h"

namespace muniment::rights {

using enum house::Permission;
using house::gives;
using house::takes;

static const house::Route all[] = {
    {"GET", "/rights/cases", rights_read, list_cases, nullptr, gives<RightsCases>,
     "The worklist of requests about rights, by state, number or patient"},
    {"POST", "/rights/cases", rights_work, open_case, takes<OpenRights>, gives<RightsCase>,
     "Take a request that came on paper, by telephone or in person"},
    {"GET", "/rights/cases/{id}", rights_read, show_case, nullptr, gives<RightsCase>,
     "A request with its clocks, duties, letters and history"},
    {"POST", "/rights/cases/{id}/step", rights_work, step_case, takes<RightsStep>,
     gives<RightsCase>, "Extend, accept, deny, answer, end: each with its letter"},
    {"GET", "/rights/cases/{id}/letters/{letter}", rights_read, show_letter, nullptr, nullptr,
     "A letter that was written in a request"},
    {"GET", "/rights/kept", rights_read, list_kept, nullptr, gives<KeptList>,
     "A patient's restrictions, ways to be reached, and papers linked by amendments"},
    {"GET", "/rights/consents", rights_read, list_consents, nullptr, gives<ConsentList>,
     "A patient's consents, and what may be consented to"},
    {"POST", "/rights/consents", rights_work, take_consent, takes<GiveConsent>, gives<ConsentView>,
     "Take a consent that the patient signed"},
    {"POST", "/rights/consents/{id}/withdraw", rights_work, withdraw_consent,
     takes<WithdrawConsent>, gives<ConsentView>, "The patient takes a consent back, from today"},
    {"GET", "/rights/settings", rights_read, show_settings, nullptr, gives<RightsSettings>,
     "Whom letters about rights name"},
    {"PUT", "/rights/settings", administer, change_settings, takes<RightsSettings>,
     gives<RightsSettings>, "Change whom letters about rights name"},
    {"GET", "/portal/home", portal, my_home, nullptr, gives<MyHome>, "My record at a glance"},
    {"GET", "/portal/accesses", portal, my_accesses, nullptr, gives<MyAccesses>,
     "Who looked into my record and why, each with its place in the ledger"},
    {"GET", "/portal/accesses/{id}/proof", portal, my_proof, nullptr, gives<MyProof>,
     "The proof that a look into my record stands in the ledger, by the look's id"},
    {"GET", "/portal/requests", portal, my_requests, nullptr, gives<MyRequests>,
     "My requests and how far they are"},
    {"POST", "/portal/requests", portal, ask_for_me, takes<MyOpen>, gives<MyRequest>,
     "RightsAsk for access, amendment, restriction, another way to reach me, accounting; complain"},
    {"GET", "/portal/requests/{id}", portal, my_request, nullptr, gives<MyRequest>,
     "One of my requests"},
    {"POST", "/portal/requests/{id}/step", portal, my_step, takes<RightsStep>, gives<MyRequest>,
     "My statement of disagreement, my wish for future disclosures, or my withdrawal"},
    {"GET", "/portal/requests/{id}/letters/{letter}", portal, my_letter, nullptr, nullptr,
     "A letter that I was sent"},
    {"GET", "/portal/consents", portal, my_consents, nullptr, gives<ConsentList>,
     "What I consented to, and what I can choose"},
    {"POST", "/portal/consents", portal, give_my_consent, takes<GiveConsent>, gives<ConsentView>,
     "Give a consent"},
    {"POST", "/portal/consents/{id}/withdraw", portal, withdraw_my_consent, takes<WithdrawConsent>,
     gives<ConsentView>, "Take a consent back, from today"},
    {"GET", "/portal/items", portal, my_items, nullptr, gives<MyItems>,
     "Documents of my record that a request can point at"},
};

Status settle(house::House& house) { return add_tables(house); }
std::vector<house::Route> routes() { return {std::begin(all), std::end(all)}; }
std::vector<tasks::JobKind> job_kinds() { return {}; }

}  // namespace muniment::rights
