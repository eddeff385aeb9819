#include "departments/privacy/access_import.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "departments/privacy/judge.h"
#include "departments/privacy/review_store.h"
#include "formats/csv/csv.h"

namespace muniment::privacy {
namespace {

constexpr std::size_t bytes_max = 64 << 20;
constexpr std::size_t rows_max = 500'000;
constexpr std::size_t at_once = 500;
constexpr std::size_t problems_max = 100;

class Columns {
  public:
    explicit Columns(const csv::Row& names) {
        for (std::size_t i = 0; i < names.size(); ++i) places_[lower(names[i])] = i;
    }
    bool has(const char* name) const { return places_.contains(name); }
    std::string of(const csv::Row& row, const char* name) const {
        const auto place = places_.find(name);
        return place == places_.end() || place->second >= row.size() ? "" : row[place->second];
    }

  private:
    std::map<std::string, std::size_t> places_;
};

struct Known {
    std::map<std::string, Uuid> users;     // by user name
    std::map<std::string, Uuid> patients;  // by record number, small letters
};

Result<Known> known_of(house::View& view) {
    Known known;
    const auto users = TRY(people::all_users(view));
    for (const auto& user : users) known.users[user.value.username] = user.id;
    known.patients = TRY(record_numbers(view));
    return known;
}

// What is wrong with the row; empty: nothing, and `access` is filled in.
std::string read_row(const Columns& columns, const csv::Row& row, const Known& known,
                     people::Access& access) {
    const auto at = parse_fhir_time(columns.of(row, "when"));
    if (!at || columns.of(row, "when").size() < 11) return "\"when\" is no instant";
    const auto user = known.users.find(lower(columns.of(row, "user")));
    if (user == known.users.end()) return "\"user\" names nobody of the house";
    const auto patient = known.patients.find(lower(columns.of(row, "patient")));
    if (patient == known.patients.end()) return "\"patient\" is no record number of the chart";
    const auto deed = enum_value<Deed>(lower(columns.of(row, "action")));
    if (!deed) return "\"action\" is none of view, search, write, give, break_glass, denied";
    const std::string relation = lower(columns.of(row, "relation"));
    const auto found = enum_value<people::Relation>(relation.empty() ? "unknown" : relation);
    if (!found) return "\"relation\" is no relation";
    access.at = *at;
    access.user = user->second;
    access.patient = patient->second;
    access.action = "imported: " + std::string(enum_name(*deed));
    access.purpose = columns.of(row, "purpose").substr(0, 40);
    access.relation = *found;
    access.from = columns.of(row, "from").substr(0, 64);
    return {};
}

// Equal rows of one moment are one access.
Uuid id_of(const people::Access& access) {
    return derived_uuid("imported access|" + to_text(access.user) + to_text(access.patient) +
                        to_text(access.at) + access.action);
}

Status keep(house::House& house, std::vector<people::Access>& waiting, AccessImport& report) {
    house::Act act;
    act.action = "access.import";
    const auto view = TRY(house.view());
    for (const people::Access& access : waiting) {
        auto draft = people::access_draft(house, access);
        draft.id = id_of(access);
        const bool is_known = TRY(access_known(*view, draft.id));
        if (is_known)
            ++report.known;
        else
            act.drafts.push_back(std::move(draft));
    }
    waiting.clear();
    if (act.drafts.empty()) return ok();
    report.kept += static_cast<std::int64_t>(act.drafts.size());
    act.detail = {{"accesses", act.drafts.size()}};
    TRY(house.act(std::move(act)));
    return ok();
}

}  // namespace

Result<AccessImport> import_accesses(house::House& house, std::string_view text) {
    const auto rows = TRY(csv::read(text, {bytes_max, rows_max}));
    if (rows.empty()) return Error{Fault::incorrect, "The file has no lines."};
    const Columns columns(rows.front());
    for (const char* name : {"when", "user", "patient", "action"})
        if (!columns.has(name))
            return Error{Fault::incorrect,
                         std::string("The first line does not name the column \"") + name +
                             "\"; it must name when, user, patient and action."};
    const auto view = TRY(house.view());
    const Known known = TRY(known_of(*view));
    AccessImport report;
    std::vector<people::Access> waiting;
    std::set<Uuid> met;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        ++report.rows;
        people::Access access;
        const std::string why = read_row(columns, rows[i], known, access);
        if (!why.empty() && report.problems.size() < problems_max)
            report.problems.push_back({static_cast<std::int64_t>(i), why});
        if (!why.empty()) continue;
        if (met.insert(id_of(access)).second)
            waiting.push_back(std::move(access));
        else
            ++report.known;
        if (waiting.size() == at_once) TRY(keep(house, waiting, report));
    }
    TRY(keep(house, waiting, report));
    return report;
}

}  // namespace muniment::privacy
