// The one table that lists the departments.
#include "departments/exchange/exchange.h"
#include "departments/privacy/privacy.h"
#include "departments/release/release.h"
#include "departments/rights/rights.h"
#include "departments/workforce/workforce.h"
#include "kernel/audit/audit.h"
#include "kernel/chart/chart.h"
#include "server/app.h"
#include "server/routes.h"

namespace muniment::server {

Status settle_all(house::House& house) {
    TRY(people::settle(house));
    TRY(audit::settle(house));
    TRY(signin::settle(house));
    TRY(tasks::settle(house));
    TRY(chart::settle(house));
    TRY(release::settle(house));
    TRY(privacy::settle(house));
    TRY(rights::settle(house));
    TRY(exchange::settle(house));
    return workforce::settle(house);
}

std::vector<house::Route> all_routes() {
    std::vector<house::Route> all;
    for (const house::Routes routes :
         {chart_routes(), ledger_routes(), status_routes(), facility_routes(), people_routes(),
          doctor_routes(), audit_routes(), release::routes()})
        all.insert(all.end(), routes.begin(), routes.end());
    for (const auto& desk :
         {privacy::routes(), rights::routes(), exchange::routes(), workforce::routes()})
        all.insert(all.end(), desk.begin(), desk.end());
    return all;
}

std::vector<tasks::JobKind> all_jobs() {
    std::vector<tasks::JobKind> all;
    for (const auto& kinds : {release::job_kinds(), privacy::job_kinds(), rights::job_kinds(),
                              exchange::job_kinds(), workforce::job_kinds()})
        all.insert(all.end(), kinds.begin(), kinds.end());
    return all;
}

}  // namespace muniment::server
