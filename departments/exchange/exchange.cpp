#include "departments/exchange/exchange.h"

#include "departments/exchange/assets.h"
#include "departments/exchange/blocking.h"

namespace muniment::exchange {

using house::gives;
using house::takes;
using enum house::Permission;

Status settle(house::House& house) {
    return house.add_room("departments/exchange", assets::departments_exchange(),
                          {&look_table, &letter_table});
}

std::vector<house::Route> routes() {
    return {
        {"GET", "/exchange/blocking", compliance_read, list_blocking, nullptr, gives<BlockingList>,
         "Information blocking cases by state, and when release cases were last looked through"},
        {"POST", "/exchange/blocking", compliance_work, open_blocking, takes<OpenBlocking>,
         gives<BlockingView>, "Open a case for a practice that may be information blocking"},
        {"GET", "/exchange/blocking/facts", compliance_read, list_facts, nullptr,
         gives<BlockingFacts>, "The facts that the conditions of 45 CFR part 171 ask about"},
        {"GET", "/exchange/blocking/barriers", compliance_read, show_barriers, nullptr, gives<Look>,
         "Barriers found in our own prices and answering times"},
        {"POST", "/exchange/blocking/look", compliance_work, start_look, nullptr, gives<LookQueued>,
         "Look through release cases for refusals and delays, in the background"},
        {"GET", "/exchange/blocking/cases/{id}", compliance_read, show_blocking, nullptr,
         gives<BlockingView>, "A case with every exception, condition by condition, as of today"},
        {"PUT", "/exchange/blocking/cases/{id}", compliance_work, edit_blocking,
         takes<EditBlocking>, gives<BlockingView>,
         "Change what is known of a practice; its kept assessment is dropped"},
        {"POST", "/exchange/blocking/cases/{id}/assess", compliance_work, assess_blocking,
         takes<BlockingStep>, gives<BlockingView>, "Keep the assessment of today"},
        {"POST", "/exchange/blocking/cases/{id}/close", compliance_work, close_blocking,
         takes<BlockingStep>, gives<BlockingView>, "Close an assessed case, saying why"},
        {"POST", "/exchange/blocking/cases/{id}/letter", compliance_work, write_blocking_letter,
         takes<WriteBlockingLetter>, gives<BlockingView>,
         "Write the letter that gives the reasons, and note it as sent today"},
        {"GET", "/exchange/blocking/cases/{id}/letters/{letter}", compliance_read,
         show_blocking_letter, nullptr, nullptr, "A letter as it was written, as PDF/A"},
        {"GET", "/exchange/blocking/cases/{id}/counsel.pdf", compliance_read, export_blocking,
         nullptr, nullptr, "The case for counsel, as PDF/A with its JSON attached"},
    };
}

std::vector<tasks::JobKind> job_kinds() {
    return {{look_job_kind, look_at_releases, tasks::Runs::daily}};
}

}  // namespace muniment::exchange
