// Where the law lists the fields that may go (45 CFR 164.512(f)(2)(i), 45 CFR 164.514(f)), no
// record goes: the desk writes down what it gives, field by field, and the package holds that
// sheet.
#include <algorithm>

#include "base/text.h"
#include "departments/release/handlers.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Result<Outcome> give_fields(const Call& call) {
    auto command = TRY(call.body<GiveCommand>());
    auto next = TRY(load_case(call, command.version));
    const Decision decision = decide_now(next, call.packs, call.today);
    if (decision.only.empty())
        return Error{Fault::incorrect,
                     "The law lists no fields for this request; what goes is chosen by its scope."};
    for (const auto& [field, value] : command.fields)
        if (std::ranges::find(decision.only, field) == decision.only.end())
            return Error{Fault::incorrect,
                         "A field is not among those that the law lets go: " + field + "."};
    TRY(advance(next, Action::write));
    std::erase_if(command.fields, [](const auto& field) { return trim(field.second).empty(); });
    next.content.given = std::move(command.fields);
    return changed(call, std::move(next), "release.fields",
                   {{"fields", static_cast<std::int64_t>(next.content.given.size())}});
}

}  // namespace muniment::release
