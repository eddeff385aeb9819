#include "departments/privacy/privacy.h"

#include "departments/privacy/assets.h"

namespace muniment::privacy {

Status settle(house::House& house) {
    return house.add_room("departments/privacy", assets::departments_privacy(), {});
}

std::vector<house::Route> routes() { return {}; }
std::vector<tasks::JobKind> job_kinds() { return {}; }

}  // namespace muniment::privacy
