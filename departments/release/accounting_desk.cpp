// The accounting of disclosures at the desk (45 CFR 164.528): what it shows for a patient and
// period, and what the patient is given.
#include "departments/release/handlers.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Result<Outcome> list_disclosures(const Call& call) {
    const auto patient = parse_uuid(call.asked("patient"));
    if (!patient) return Error{Fault::incorrect, "\"patient\" must be the id of a patient."};
    return house::shows(Accounting{TRY(disclosures(call.view, PatientId{*patient}))});
}

}  // namespace muniment::release
