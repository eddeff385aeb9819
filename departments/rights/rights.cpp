#include "departments/rights/rights.h"

#include "departments/rights/assets.h"

namespace muniment::rights {

Status settle(house::House& house) {
    return house.add_room("departments/rights", assets::departments_rights(), {});
}

std::vector<house::Route> routes() { return {}; }
std::vector<tasks::JobKind> job_kinds() { return {}; }

}  // namespace muniment::rights
