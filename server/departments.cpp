// The one table that lists the departments.
#include "departments/release/release.h"
#include "kernel/chart/chart.h"
#include "server/app.h"
#include "server/routes.h"

namespace muniment::server {

Status settle_all(house::House& house) {
    TRY(people::settle(house));
    TRY(tasks::settle(house));
    TRY(chart::settle(house));
    return release::settle(house);
}

std::vector<house::Route> all_routes() {
    std::vector<house::Route> all;
    for (const house::Routes routes :
         {chart_routes(), ledger_routes(), status_routes(), facility_routes(), release::routes()})
        all.insert(all.end(), routes.begin(), routes.end());
    return all;
}

std::vector<tasks::JobKind> all_jobs() {
    const auto kinds = release::job_kinds();
    return {kinds.begin(), kinds.end()};
}

}  // namespace muniment::server
