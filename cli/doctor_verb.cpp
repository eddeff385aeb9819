// doctor: the deployment held against the Security Rule. Status 1 when something in force is not
// met.
#include <iostream>

#include "cli/opened.h"
#include "server/doctor.h"

namespace muniment::cli {

static const char* word_of(server::Health health) {
    switch (health) {
        case server::Health::ok:
            return "ok      ";
        case server::Health::finding:
            return "FINDING ";
        default:
            return "unknown ";
    }
}

static void print(const server::DoctorRow& row) {
    std::cout << word_of(row.health) << row.requirement << "\n        " << row.cite
              << (row.proposed ? " (proposed, not in force)" : "") << "; seen: " << row.seen
              << "\n";
    if (!row.to_do.empty()) std::cout << "        " << row.to_do << "\n";
}

int doctor(const Common& common, bool json) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    house::House& house = (*opened)->house();
    const auto view = house.view();
    if (!view) return fail(view.error());
    const auto answer = server::examine(house, **view, (*opened)->packs());
    if (!answer) return fail(answer.error());
    if (json) {
        std::cout << to_json_text(*answer) << "\n";
    } else {
        for (const server::DoctorRow& row : answer->rows) print(row);
        std::cout
            << "\n"
            << answer->findings << " findings, " << answer->proposed_findings
            << " more against what is proposed, " << answer->unknown << " not known from here, of "
            << answer->rows.size()
            << ". What people must do (risk analysis, training, contracts) is not measured.\n";
    }
    return answer->findings == 0 ? 0 : 1;
}

}  // namespace muniment::cli
