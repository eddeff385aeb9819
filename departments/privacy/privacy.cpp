#include "departments/privacy/privacy.h"

#include "departments/privacy/assets.h"
#include "departments/privacy/incident_handlers.h"
#include "departments/privacy/review_handlers.h"

namespace muniment::privacy {

Status settle(house::House& house) {
    std::vector<const store::Table*> tables = review_tables();
    for (const auto* table : incident_tables()) tables.push_back(table);
    return house.add_room("departments/privacy", assets::departments_privacy(), tables);
}

std::vector<house::Route> routes() {
    std::vector<house::Route> all = review_routes();
    const auto incidents = incident_routes();
    all.insert(all.end(), incidents.begin(), incidents.end());
    return all;
}

std::vector<tasks::JobKind> job_kinds() {
    std::vector<tasks::JobKind> all = review_job_kinds();
    const auto incidents = incident_job_kinds();
    all.insert(all.end(), incidents.begin(), incidents.end());
    return all;
}

}  // namespace muniment::privacy
