// Every request that the access reviews answer: one table.
#include "departments/privacy/review_handlers.h"

namespace muniment::privacy {

std::vector<house::Route> review_routes() { return {}; }
std::vector<tasks::JobKind> review_job_kinds() { return {}; }
std::vector<const store::Table*> review_tables() { return {}; }

}  // namespace muniment::privacy
