#include "departments/workforce/workforce.h"

#include "departments/workforce/assets.h"

namespace muniment::workforce {

Status settle(house::House& house) {
    return house.add_room("departments/workforce", assets::departments_workforce(), {});
}

std::vector<house::Route> routes() { return {}; }
std::vector<tasks::JobKind> job_kinds() { return {}; }

}  // namespace muniment::workforce
