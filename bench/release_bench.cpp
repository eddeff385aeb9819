// The release desk end to end: 500 mixed requests of 20 pages each decided, released, packaged and
// delivered in one run; and one chart of 2,000 pages. Prints requests a second, pages, the time of
// the large one and the peak of memory. Targets: >= 10 requests/s on two cores; < 10 s within 300
// MB.
//
// Usage: release_bench FOLDER        MUNIMENT_SEED chooses another seed
#include <sys/resource.h>

#include <filesystem>
#include <iostream>

#include "base/text.h"
#include "bench/probe.h"
#include "departments/release/release.h"
#include "engines/rules/packs.h"
#include "formats/fhir/reference.h"
#include "kernel/chart/import.h"
#include "kernel/desk/perform.h"
#include "packs/packs.h"
#include "server/app.h"

namespace muniment {
namespace {

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::cerr << result.error().message << "\n";
        std::exit(1);
    }
    return *std::move(result);
}
void must(const Status& status) {
    if (status) return;
    std::cerr << status.error().message << "\n";
    std::exit(1);
}

class Words {
  public:
    explicit Words(std::uint64_t seed) : state_(seed * 2654435761u + 1) {}
    unsigned next(unsigned below) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<unsigned>(state_ >> 33) % below;
    }
    // About one printed page.
    std::string page() {
        constexpr const char* sentences[] = {
            "The patient reports feeling better than yesterday and slept through the night.",
            "Lungs are clear to auscultation, no wheezes, no crackles.",
            "Continue the present medication; recheck potassium and creatinine tomorrow.",
            "Abdomen soft, not tender, bowel sounds present.",
            "Discussed the plan with the patient, who agrees with it.",
            "Blood pressure 128 over 76, pulse 72 and regular, afebrile."};
        std::string text = "PROGRESS NOTE\n\n";
        for (int line = 0; line < 42; ++line) text += std::string(sentences[next(6)]) + "\\n";
        return text;
    }

  private:
    std::uint64_t state_;
};

std::string double_quoted(std::string_view text) { return replaced(text, "'", "\""); }

// One patient with `pages` notes of one page, spread over 2026.
std::string chart_of(int patient, int pages, Words& words) {
    const std::string id = "p" + std::to_string(patient);
    std::string bundle =
        "{'resourceType':'Bundle','type':'batch','entry':[{'resource':{"
        "'resourceType':'Patient','id':'" +
        id + "','name':[{'family':'Bench','given':['P" + std::to_string(patient) +
        "']}],'gender':'female','birthDate':'1960-05-04',"
        "'identifier':[{'value':'M-" +
        std::to_string(patient) + "','type':{'coding':[{'code':'MR'}]}}]}}";
    for (int note = 0; note < pages; ++note) {
        const std::string text = replaced(words.page(), "\\n", "\n");
        char day[11];
        std::snprintf(day, sizeof day, "2026-%02d-%02d", 1 + note % 6, 1 + note / 6 % 28);
        bundle += ",{'resource':{'resourceType':'DocumentReference','id':'" + id + "n" +
                  std::to_string(note) + "','status':'current','subject':{'reference':'Patient/" +
                  id + "'},'date':'" + day +
                  "T10:00:00Z','type':{'coding':[{'system':'http://loinc.org',"
                  "'code':'11506-3','display':'Progress note'}]},'content':[{'attachment':{"
                  "'contentType':'text/plain','data':'" +
                  to_base64(text) + "'}}]}}";
    }
    return double_quoted(bundle + "]}");
}

PatientId patient_of(int patient) {
    return PatientId{fhir::resource_id("Patient", "p" + std::to_string(patient))};
}

const char* const form =
    "'authorization':{'information':'Entire medical record, 2026-01-01 to 2026-06-30',"
    "'disclosing_party':'Bench Hospital','recipient':'Doe and Partners','purpose':'claim',"
    "'expires_on':'2099-01-31','signed':true,'signed_on':'2026-01-01','states_right_to_revoke':"
    "true,"
    "'states_conditioning':true,'states_redisclosure':true,'plain_language':true,'copy_given':"
    "true}";

// Five kinds of requests in turn.
std::string request_of(int number, int patient, const std::string& today) {
    const char* const kinds[] = {
        "'requester':{'kind':'patient','name':'P Bench'}",
        "'requester':{'kind':'attorney','name':'J. Doe','organization':'Doe and Partners'}",
        "'requester':{'kind':'treating_provider','organization':'Hospital B'},"
        "'treatment_statement':'We treat this patient.'",
        "'requester':{'kind':'health_plan','organization':'Plan C'},'ground':'payment',"
        "'statements':{'payment_of_recipient':'true','restriction':'none'}",
        "'requester':{'kind':'attorney','name':'J. Roe'},'ground':'court_order','statements':{"
        "'order_signed_by':'judge','within_process':'true'},'process':{'issuer':'Superior Court',"
        "'describes':'records of 2026','from':'2026-01-01','to':'2026-06-30'}"};
    const int kind = number % 5;
    return double_quoted(
        "{'patient':'" + to_text(patient_of(patient)) + "'," + kinds[kind] +
        (kind == 1 ? std::string(",") + form : "") + ",'purpose':'bench','received_on':'" + today +
        "','scope':{'from':'2026-01-01','to':'2026-06-30'},'identity_verified':true,"
        "'verification_method':'call back'}");
}

struct Desk {
    house::House& house;
    const rules::Packs& packs;
    house::Actor actor = desk::operator_of_this_machine();

    json::value ask(const char* method, const std::string& path, const std::string& content = "") {
        const auto answer = must(release::perform(house, packs, actor, method, path, content));
        return must(parse_json(answer.content));
    }
    // Opened, decided and confirmed; what is left is the package's job.
    std::string order(const std::string& request) {
        json::value shown = ask("POST", "/release/cases", request);
        const std::string path = "/release/cases/" + std::string(shown.at("id").as_string());
        const auto command = [&shown] {
            return json::serialize(
                json::object{{"version", shown.at("version")}, {"confirmed", true}});
        };
        const auto version = [&shown] {
            return json::serialize(json::object{{"version", shown.at("version")}});
        };
        shown = ask("POST", path + "/decision", version());
        if (shown.at("state").as_string() != "approved") {
            std::cerr << "not approved: " << json::serialize(shown.at("decision").at("findings"))
                      << "\n";
            std::exit(1);
        }
        // The plan may be relied on for what it needs (45 CFR 164.514(d)(3)(iii)(B)).
        if (shown.at("decision").at("minimum_necessary").as_bool())
            shown = ask("POST", path + "/minimum",
                        json::serialize(json::object{
                            {"version", shown.at("version")},
                            {"answer", json::object{{"kind", "reliance"},
                                                    {"representation", "the plan's letter"},
                                                    {"reasonable", true}}}}));
        ask("POST", path + "/release", command());
        return path;
    }
    void run_jobs() {
        const auto work = [this] {
            tasks::JobRunner runner(house, packs, release::job_kinds());
            must(runner.run_all());
        };
        std::thread other(work);
        work();
        other.join();
    }
    std::size_t deliver(const std::string& path) {
        const auto shown = ask("GET", path);
        return must(release::release_package(house, packs,
                                             std::string(shown.at("number").as_string()), actor))
            .size();
    }
};

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void run(const std::string& folder) {
    constexpr int patients = 50, requests = 500, pages = 18;
    SystemClock clock;
    SystemRandom random;
    house::Where where;
    where.folder = folder + "/release-bench";
    std::filesystem::remove_all(where.folder);
    must(house::House::make(where, "Bench Hospital", random));
    const auto house = must(house::House::open(where, clock, random));
    must(server::settle_all(*house));
    const auto packs = must(rules::Packs::load(packs::shipped()));
    Desk desk{*house, packs};
    const char* seed = std::getenv("MUNIMENT_SEED");
    Words words(seed ? std::strtoull(seed, nullptr, 10) : 1);
    for (int patient = 0; patient < patients; ++patient)
        must(chart::import_text(*house, {}, "bench.json", chart_of(patient, pages, words)));
    must(chart::import_text(*house, {}, "bench.json", chart_of(patients, 1990, words)));
    const std::string today = to_text(house->today());

    bench::Stopwatch all;
    std::vector<std::string> paths;
    for (int i = 0; i < requests; ++i)
        paths.push_back(desk.order(request_of(i, i % patients, today)));
    const double ordered = all.seconds();
    desk.run_jobs();
    const double packed = all.seconds();
    std::size_t bytes = 0;
    for (const std::string& path : paths) bytes += desk.deliver(path);
    const double total = all.seconds();
    const auto shown = desk.ask("GET", paths.front());
    std::printf(
        "  500 mixed requests of %lld pages: %.1f/s end to end (target 10); opened, decided and "
        "confirmed %.0f/s, packed %.1f/s, delivered %.0f/s, %.1f MB\n",
        static_cast<long long>(shown.at("package").at("pages").as_int64()), requests / total,
        requests / ordered, requests / (packed - ordered), requests / (total - packed),
        static_cast<double>(bytes) / 1e6);
    const double before = peak_mb();
    bench::Stopwatch large;
    const std::string path = desk.order(request_of(0, patients, today));
    desk.run_jobs();
    desk.deliver(path);
    const auto big = desk.ask("GET", path);
    std::printf(
        "  one chart of %lld pages: %.1f s (target 10), peak memory %.0f MB (300; %.0f before)\n",
        static_cast<long long>(big.at("package").at("pages").as_int64()), large.seconds(),
        peak_mb(), before);
    std::filesystem::remove_all(where.folder);
}

}  // namespace
}  // namespace muniment

int main(int count, char** arguments) {
    muniment::run(count > 1 ? arguments[1] : "/tmp");
    return 0;
}
