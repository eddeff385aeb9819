// demo: fills a new data folder with the demo hospital and its release cases.
#include <iostream>

#include "cli/demo_accesses.h"
#include "cli/demo_people.h"
#include "demo/accesses.h"
#include "demo/demo.h"
#include "kernel/chart/chart.h"
#include "kernel/chart/import.h"
#include "kernel/people/people.h"
#include "kernel/people/trail.h"
#include "kernel/signin/signin.h"

namespace muniment::cli {

// A show lasts longer than the minutes in which a hospital wants a fresh proof before a release.
static Status ease_step_up(house::House& house) {
    const auto view = TRY(house.view());
    signin::SignInSettings choices = TRY(signin::settings_of(*view));
    choices.fresh_minutes = 240;
    auto act = TRY(signin::change_settings(*view, choices));
    TRY(house.act(std::move(act)));
    return ok();
}

// Who signs certifications and takes complaints: letters name them.
static Status name_the_desk(Opened& opened, const demo::Hospital& hospital) {
    const json::object settings = {{"address", {"Health Information Management", hospital.address}},
                                   {"custodian_name", "Dana Whitfield, RHIA"},
                                   {"custodian_title", "Custodian of Records"},
                                   {"complaint_contact", "Paul Adeyemi, Privacy Officer"},
                                   {"complaint_phone", hospital.phone}};
    TRY(opened.ask("PUT", "/release/settings", json::serialize(settings)));
    const json::object rights = {{"address", {"Health Information Management", hospital.address}},
                                 {"contact", "Paul Adeyemi, Privacy Officer"},
                                 {"phone", hospital.phone}};
    TRY(opened.ask("PUT", "/rights/settings", json::serialize(rights)));
    return ok();
}

// One patient of the demo has an account for the portal: the one who can see there that somebody
// looked who had no reason to.
static Status add_patient(Opened& opened, const demo::Options& options) {
    const Uuid patient = demo::patient_id(options, demo::snooped(options));
    const auto view = TRY(opened.house().view());
    const auto banner = TRY(chart::patient(*view, PatientId{patient}));
    TRY(opened.ask("POST", "/people/users",
                   json::serialize(json::object{{"username", "patient"},
                                                {"name", banner.name},
                                                {"roles", {"patient"}},
                                                {"patient", to_text(patient)},
                                                {"password", demo_password}})));
    return ok();
}

static Result<std::string> version_of(std::string_view case_view) {
    const json::value parsed = TRY(parse_json(case_view));
    return "{\"version\":" + json::serialize(parsed.at("version"));
}

// Walks a case to the state the demo wishes for, by the same requests a person would make.
static Status bring_to(Opened& opened, const demo::ReleaseCase& wanted) {
    const std::string opened_case =
        TRY(opened.ask("POST", "/release/cases", json::serialize(wanted.request)));
    const json::value parsed = TRY(parse_json(opened_case));
    const std::string path = "/release/cases/" + std::string(parsed.at("id").as_string());
    const std::string& wish = wanted.wish;
    const std::string first = TRY(version_of(opened_case));
    if (wish == "received") return ok();
    if (wish == "withdrawn") {
        TRY(opened.ask("POST", path + "/withdraw",
                       first + ",\"note\":\"The requester asked to stop.\"}"));
        return ok();
    }
    const std::string decided = TRY(opened.ask("POST", path + "/decision", first + "}"));
    const std::string second = TRY(version_of(decided));
    if (wish == "released")
        TRY(opened.ask("POST", path + "/release", second + ",\"confirmed\":true}"));
    if (wish == "refused") TRY(opened.ask("POST", path + "/refuse", second + "}"));
    return ok();
}

int demo(const Common& common, int patients, std::uint64_t seed) {
    SystemRandom random;
    const Status made = house::House::make({common.data, common.database, common.keys},
                                           "Juniper Valley Health", random);
    if (!made) return fail(made.error());
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const Status eased = ease_step_up((*opened)->house());
    if (!eased) return fail(eased.error());
    const auto zone = zone_of(demo::time_zone);
    if (!zone) return fail(zone.error());
    const Status zoned = keep_zone((*opened)->house(), *zone);
    if (!zoned) return fail(zoned.error());
    demo::Options options;
    options.patients = patients;
    options.seed = seed;
    options.today = (*opened)->house().today();
    Status imported = ok();
    int bundles = 0;
    const auto hospital = demo::generate(options, [&](std::string_view bundle) {
        if (!imported) return;
        auto report = chart::import_text((*opened)->house(), {}, "demo", bundle);
        if (!report) imported = report.error();
        if (++bundles % 10 == 0) std::cerr << "\rpatients " << bundles - 1 << " of " << patients;
    });
    std::cerr << "\n";
    if (!imported) return fail(imported.error());
    const Status added = add_demo_people(**opened, options);
    if (!added) return fail(added.error());
    const Status named = name_the_desk(**opened, hospital);
    if (!named) return fail(named.error());
    const Status seen = write_accesses(**opened, options);
    if (!seen) return fail(seen.error());
    for (const demo::ReleaseCase& one : demo::cases(options)) {
        const Status brought = bring_to(**opened, one);
        if (!brought) return fail(brought.error());
    }
    const Status patient = add_patient(**opened, options);
    if (!patient) return fail(patient.error());
    std::cout << hospital.name << ": " << hospital.patients << " patients, " << hospital.resources
              << " resources, " << hospital.notes << " signed notes in " << common.data
              << "\nSign in as: demo (or physician, nurse, privacy, ...)   password: "
              << demo_password << "\n";
    return 0;
}

}  // namespace muniment::cli
