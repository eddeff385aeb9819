// What letters, fees and the law need to know of the facility.
#include "departments/release/handlers.h"

namespace muniment::release {

using house::Call;
using house::Outcome;

Result<Outcome> show_settings(const Call& call) {
    return house::shows(TRY(read_settings(call.view)).settings);
}

Result<Outcome> change_settings(const Call& call) {
    const auto settings = TRY(call.body<Settings>());
    const auto now = TRY(read_settings(call.view));
    auto act = act_by(call, "release.settings", Uuid{});
    act.drafts.push_back(settings_draft(settings, now.version + 1));
    return house::does(std::move(act), settings);
}

}  // namespace muniment::release
