#include "departments/exchange/exchange.h"

#include "departments/exchange/assets.h"

namespace muniment::exchange {

Status settle(house::House& house) {
    return house.add_room("departments/exchange", assets::departments_exchange(), {});
}

std::vector<house::Route> routes() { return {}; }
std::vector<tasks::JobKind> job_kinds() { return {}; }

}  // namespace muniment::exchange
