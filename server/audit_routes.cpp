// The access trail for auditors' programs: FHIR AuditEvents by the search parameters of FHIR R4
// (date, patient, agent), page by page, newest first. To read it is itself an access to every
// patient who stands in the page.
#include <algorithm>

#include "formats/audit/audit_event.h"
#include "kernel/audit/audit.h"
#include "server/routes.h"

namespace muniment::server {

using house::Call;
using house::Outcome;
using house::Permission;

namespace {
constexpr std::int64_t page_max = 200;
}

// "patient=Patient/ID" or "patient=ID"; nil when it is not asked for.
static Result<Uuid> asked_id(const Call& call, const std::string& name, std::string_view kind) {
    const std::string said = call.asked(name);
    std::string_view text = said;
    if (text.empty()) return Uuid{};
    if (text.starts_with(kind)) text.remove_prefix(kind.size());
    const auto id = parse_uuid(text);
    if (!id) return Error{Fault::incorrect, "\"" + name + "\" must be a record's id."};
    return *id;
}

// FHIR's date parameter: a day, or ge, gt, le, lt before it. Days are the facility's.
static Status take_date(const Call& call, people::AccessFilter& filter) {
    const Zone zone = call.view.zone();
    if (const auto from = TRY(call.day("from"))) filter.from = start_of(zone, *from);
    if (const auto to = TRY(call.day("to"))) filter.to = start_of(zone, *to + std::chrono::days(1));
    const std::string said = call.asked("date");
    std::string_view text = said;
    if (text.empty()) return ok();
    const std::string_view how = text.substr(0, text.size() > 10 ? 2 : 0);
    const auto day = parse_day(text.substr(how.size()));
    if (!day ||
        (how != "" && how != "eq" && how != "ge" && how != "gt" && how != "le" && how != "lt"))
        return Error{Fault::incorrect,
                     "\"date\" must be a day as YYYY-MM-DD, or ge, gt, le or lt "
                     "before one."};
    const Instant begins = start_of(zone, *day);
    const Instant ends = start_of(zone, *day + std::chrono::days(1));
    if (how == "" || how == "eq" || how == "ge") filter.from = begins;
    if (how == "gt") filter.from = ends;
    if (how == "" || how == "eq" || how == "le") filter.to = ends;
    if (how == "lt") filter.to = begins;
    return ok();
}

static Result<people::AccessFilter> filter_of(const Call& call) {
    people::AccessFilter filter;
    TRY(take_date(call, filter));
    filter.patient = TRY(asked_id(call, "patient", "Patient/"));
    filter.user = TRY(asked_id(call, "agent", "urn:uuid:"));
    filter.limit = TRY(call.number("_count", 50));
    filter.limit = std::clamp<std::int64_t>(filter.limit, 1, page_max);
    filter.offset = TRY(call.number("_offset", 0));
    return filter;
}

// The address of this page, or of the one at another offset; every value was read as an id, a day
// or a number.
static std::string page_address(const Call& call, const people::AccessFilter& filter,
                                std::int64_t offset) {
    std::string address = "/api/audit/events?_count=" + std::to_string(filter.limit) +
                          "&_offset=" + std::to_string(offset);
    for (const char* name : {"date", "from", "to", "patient", "agent"})
        if (const std::string said = call.asked(name); !said.empty())
            address += "&" + std::string(name) + "=" + said;
    return address;
}

static Result<Outcome> list_events(const Call& call) {
    const auto filter = TRY(filter_of(call));
    const auto accesses = TRY(people::accesses(call.view, filter));
    const auto total = TRY(people::count_accesses(call.view, filter));
    audit::Records records(call.house, call.view);
    const audit::Source source = audit::source_of(call.house);
    json::array events;
    for (const people::Access& access : accesses)
        events.push_back(audit::audit_event(TRY(records.of(access)), source));
    audit::Links links = {{"self", page_address(call, filter, filter.offset)}};
    if (filter.offset + filter.limit < total)
        links.emplace_back("next", page_address(call, filter, filter.offset + filter.limit));
    house::Answer answer;
    answer.content_type = "application/fhir+json";
    answer.content = json::serialize(audit::searchset_of(std::move(events), total, links));
    return Outcome{std::nullopt, std::move(answer), false};
}

static const house::Route audit_table[] = {
    {"GET", "/audit/events", Permission::audit_read, list_events, nullptr, nullptr,
     "The access trail as FHIR AuditEvents (IHE BALP); date, from, to, patient, agent, _count, "
     "_offset"},
};

house::Routes audit_routes() { return audit_table; }

}  // namespace muniment::server
