#include "departments/privacy/review_roster.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/chart/chart.h"
#include "kernel/people/comparable.h"

namespace muniment::privacy {

using people::Relation;
using people::Role;

Deed deed_of(std::string_view action) {
    const auto has = [&](std::string_view words) { return action.find(words) != action.npos; };
    if (has("denied")) return Deed::denied;
    // Reading about emergencies, and reviewing one, break no glass.
    if (action == "POST /emergency" || has("break_glass") || has("break the glass"))
        return Deed::break_glass;
    if (action.starts_with("imported: ")) {
        const auto named = enum_value<Deed>(action.substr(10));
        return named.value_or(Deed::view);
    }
    if (action.ends_with("/release") || action.ends_with("/deliver") || has(".zip"))
        return Deed::give;
    if (!action.starts_with("GET")) return action.starts_with("access") ? Deed::view : Deed::write;
    // A list of many patients: found, not opened.
    return has("{") ? Deed::view : Deed::search;
}

FactSet evidence_of(Relation relation) {
    switch (relation) {
        case Relation::care_team:
            return bit(Fact::care_team);
        case Relation::encounter:
            return bit(Fact::encounter);
        case Relation::order:
            return bit(Fact::order);
        case Relation::documented:
            return bit(Fact::documented);
        case Relation::task:
            return bit(Fact::task);
        case Relation::request:
            return bit(Fact::request);
        case Relation::emergency:
            return bit(Fact::emergency);
        case Relation::unknown:
            return bit(Fact::relation_unknown);
        default:
            return 0;  // self is found out from the roster; nothing was found
    }
}

namespace {

class Interner {
  public:
    Interned of(const std::string& text) {
        if (text.empty()) return 0;
        return numbers_.try_emplace(text, static_cast<Interned>(numbers_.size() + 1)).first->second;
    }

  private:
    std::map<std::string, Interned> numbers_;
};

bool gives_care(const people::User& user) {
    return std::ranges::any_of(
        user.roles, [](Role role) { return role == Role::physician || role == Role::nurse; });
}

bool has_word(const std::string& labels, std::initializer_list<std::string_view> words) {
    for (const auto& label : split(labels, ' '))
        if (std::ranges::find(words, label) != words.end()) return true;
    return false;
}

std::optional<std::int32_t> number_of(const std::optional<std::string>& day) {
    const auto at = day ? parse_fhir_time(*day) : std::nullopt;
    if (!at) return std::nullopt;
    return static_cast<std::int32_t>(
        std::chrono::floor<std::chrono::days>(*at).time_since_epoch().count());
}

class Maker {
  public:
    Maker(house::House& house, house::View& view) : house_(house), view_(view) {}

    Status take_users() {
        made.users = TRY(people::all_users(view_));
        for (std::uint32_t i = 0; i < made.users.size(); ++i) {
            places_[made.users[i].id] = i;
            made.roster.staff.push_back(staff_of(made.users[i].value));
        }
        return ok();
    }
    Status take_patients() {
        names_ = TRY(family_names(view_));
        labels_ = TRY(labels(view_));
        for (const auto& user : made.users)
            if (!user.value.person.patient.is_nil())
                employees_[user.value.person.patient] = places_[user.id];
        return ok();
    }
    // Left out: what names nobody of the house (the system, programs) or no patient.
    void take(const people::Access& access, bool judged) {
        const auto user = places_.find(access.user);
        if (user == places_.end() || access.patient.is_nil()) return;
        Event event;
        event.at = access.at;
        const auto local = at_in(view_.zone(), access.at);
        event.day = local.first;
        event.hour = static_cast<std::uint8_t>(local.second);
        event.deed = deed_of(access.action);
        event.user = user->second;
        event.patient = place_of(access.patient);
        event.evidence = evidence_of(access.relation);
        (judged ? made.events : made.history).push_back(event);
        if (judged) made.accesses.push_back(access);
    }
    // Only of patients that were seen in the days judged: others are in no verdict.
    Status compare_patients() {
        std::vector<bool> judged(made.patients.size());
        for (const Event& event : made.events) judged[event.patient] = true;
        for (std::size_t i = 0; i < made.patients.size(); ++i)
            if (judged[i]) TRY(compare(i));
        for (const auto& [patient, user] : employees_) {
            const auto place = patients_.find(patient);
            if (place == patients_.end()) continue;
            made.roster.staff[user].self = place->second;
            made.roster.patients[place->second].employee = user;
        }
        return ok();
    }
    // An emergency's order or note comes into the chart after the glass was broken, perhaps with no
    // further look of the same person; so it is looked for now.
    Status take_follow_ups(std::chrono::hours within) {
        for (Event& event : made.events)
            if (event.deed == Deed::break_glass) TRY(follow_up(event, within));
        return ok();
    }
    Docket made;

  private:
    Status follow_up(Event& event, std::chrono::hours within) {
        const std::string& practitioner = made.users[event.user].value.person.practitioner;
        if (practitioner.empty()) return ok();
        const auto found = TRY(chart::relations(view_, PatientId{made.patients[event.patient]},
                                                chart::record_named("Practitioner", practitioner)));
        for (const chart::Relation& one : found) {
            const bool wrote = one.kind == chart::RelationKind::order ||
                               one.kind == chart::RelationKind::documented;
            if (!wrote || !one.first || !one.last) continue;
            if (*one.last >= event.at && *one.first <= event.at + within)
                event.evidence |=
                    bit(one.kind == chart::RelationKind::order ? Fact::order : Fact::documented);
        }
        return ok();
    }

    // Day of the facility, and hour.
    static std::pair<std::int32_t, int> at_in(const Zone& zone, Instant at) {
        const auto local = at + zone.offset(at);
        const auto day = std::chrono::floor<std::chrono::days>(local);
        return {static_cast<std::int32_t>(day.time_since_epoch().count()),
                static_cast<int>(std::chrono::floor<std::chrono::hours>(local - day).count())};
    }

    std::uint32_t place_of(const Uuid& patient) {
        const auto [at, is_new] =
            patients_.try_emplace(patient, static_cast<std::uint32_t>(made.patients.size()));
        if (is_new) {
            made.patients.push_back(patient);
            made.roster.patients.emplace_back();
        }
        return at->second;
    }

    Staff staff_of(const people::User& user) {
        const people::Person& person = user.person;
        Staff staff;
        staff.surname = surnames_.of(person.family);
        staff.address = addresses_.of(person.address);
        staff.street = streets_.of(person.street);
        for (const auto& contact : person.contacts) staff.contacts.push_back(persons_.of(contact));
        std::string group;
        for (const Role role : user.roles) group += std::string(enum_name(role)) + " ";
        for (const auto& department : person.departments) {
            const Interned number = departments_.of(lower(department));
            if (number <= 64) staff.departments |= std::uint64_t{1} << (number - 1);
            if (lower(department).find("employee health") != std::string::npos)
                staff.employee_health = true;
            group += department + "|";
        }
        staff.group = groups_.of(group);
        staff.shift_from = static_cast<std::uint8_t>(std::clamp(person.shift_from, 0, 24));
        staff.shift_to = static_cast<std::uint8_t>(std::clamp(person.shift_to, 0, 24));
        staff.care_role = gives_care(user);
        staff.ends = person.ends;
        return staff;
    }

    Status compare(std::size_t place) {
        Patient& patient = made.roster.patients[place];
        const Uuid id = made.patients[place];
        const auto banner = chart::patient(view_, PatientId{id});
        if (!banner) return banner.error().fault == Fault::not_found ? ok() : banner.error();
        patient.address = addresses_.of(
            TRY(people::digest_of(house_, people::comparable_address(banner->address))));
        patient.street =
            streets_.of(TRY(people::digest_of(house_, people::comparable_street(banner->address))));
        patient.name =
            persons_.of(TRY(people::digest_of(house_, people::comparable_name(banner->name))));
        patient.died = number_of(banner->deceased_on);
        const auto family = names_.of.find(id);
        if (family != names_.of.end()) {
            patient.surname = surnames_.of(family->second);
            const std::int64_t bearers = names_.families[family->second];
            const auto all = static_cast<std::int64_t>(names_.of.size());
            patient.frequent_surname = bearers >= frequent_least && bearers * 200 >= all;
        }
        const auto found = labels_.find(id);
        if (found == labels_.end()) return ok();
        patient.vip = has_word(found->second.own, {"VIP", "CEL"});
        patient.sensitive = has_word(found->second.record, {"42CFRPart2", "ETH", "ETHUD", "SUD",
                                                            "HIV", "PSY", "SEX", "STD", "SDV"});
        return ok();
    }

    static constexpr std::int64_t frequent_least = 10;  // bearers; and one patient in 200
    house::House& house_;
    house::View& view_;
    Names names_;
    std::map<Uuid, Labels> labels_;
    std::map<Uuid, std::uint32_t> places_, patients_, employees_;
    Interner surnames_, addresses_, streets_, persons_, departments_, groups_;
};

}  // namespace

Result<Docket> docket(house::House& house, house::View& view, Instant until,
                      std::chrono::hours follow_up) {
    Maker maker(house, view);
    TRY(maker.take_users());
    TRY(maker.take_patients());
    const Instant judged_from = until - std::chrono::days(judged_days);
    people::AccessFilter filter;
    filter.from = judged_from - std::chrono::days(history_days);
    filter.to = until;
    TRY(people::each_access(view, filter, [&](const people::Access& access) {
        maker.take(access, access.at >= judged_from);
    }));
    TRY(maker.compare_patients());
    TRY(maker.take_follow_ups(follow_up));
    return std::move(maker.made);
}

}  // namespace muniment::privacy
