// Runs the scenarios of tests/scenarios/release on both engines. Their form is described in the
// README there; a person of the desk can read them, and write new ones.
#include <algorithm>
#include <filesystem>
#include <sstream>

#include "departments/release/desk_sample.h"
#include "departments/release/verification.h"
#include "formats/zip/zip.h"
#include "tests/support/fact_lines.h"

namespace muniment::release {

using tests::erase;
using tests::set;
using tests::text_at;
using tests::value_of;

namespace {

using Words = std::map<std::string, std::string>;

// Every $name by its word; a name that nothing has set stays and makes the request fail.
std::string spoken(std::string text, const Words& words) {
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        text = replaced(text, "$" + word->first, word->second);
    return text;
}

std::string fault_name(Fault fault) {
    constexpr const char* names[] = {"incorrect", "unauthorized", "forbidden",
                                     "not found", "conflict",     "unsupported",
                                     "busy",      "unavailable",  "bug"};
    return names[static_cast<int>(fault)];
}

class Scenario {
  public:
    Scenario(sample::Desk& desk, const std::string& file) : desk_(desk), file_(file) {
        words_["ada"] = to_text(desk.ada);
        words_["ben"] = to_text(desk.ben);
    }

    void run() {
        std::istringstream in(sample::file_text(file_));
        for (std::string line; std::getline(in, line);) {
            ++line_;
            const std::string at = file_ + ":" + std::to_string(line_);
            CAPTURE(at);
            CAPTURE(last_);
            take(std::string(trim(line)));
        }
        REQUIRE_MESSAGE(!asking_, file_ << " ends before its last answer");
        REQUIRE_MESSAGE(checked_ > 0, file_ << " expects nothing");
    }

  private:
    void take(const std::string& line) {
        if (line.empty() || line.starts_with("#")) return;
        if (line == "----") return ask();
        const auto space = std::min(line.find(' '), line.size());
        const std::string first = line.substr(0, space);
        const std::string rest(trim(std::string_view(line).substr(space)));
        if (asking_)
            fact(line);
        else if (first == "WHO")
            who(rest);
        else if (first == "GET" || first == "POST" || first == "PUT")
            begin(first, rest);
        else if (first == "LATER")
            desk_.clock.move(std::chrono::days(std::stoi(rest)));
        else if (first == "AT")
            desk_.clock.move(*parse_fhir_time(rest) - desk_.clock.now());
        else if (first == "ZONE")
            zone(rest);
        else if (first == "JOBS")
            jobs();
        else if (first == "RESTART")
            desk_.reopen();
        else if (first == "INCIDENT")
            incident(rest);
        else
            expect(line);
    }

    void zone(const std::string& name) {
        const auto view = desk_.house->view();
        auto act = desk_.house->change_zone(**view, *zone_of(name));
        REQUIRE(act);
        REQUIRE(desk_.house->act(std::move(*act)));
    }

    // "P-2026-000009, due 2026-12-01": one that the privacy desk took in, which no release began.
    void incident(const std::string& rest) {
        tasks::Case record;
        record.id = CaseId{desk_.house->new_id()};
        record.kind = "privacy";
        record.number = rest.substr(0, rest.find(','));
        record.state = "reported";
        record.patient = desk_.ada.uuid;
        record.received = desk_.house->today();
        record.due = parse_day(rest.substr(std::min(rest.rfind(' ') + 1, rest.size())));
        record.brief = R"({"patient_name":"Ada Lindgren","what":"A bag was lost.","people":1})";
        record.content = R"({"release_case":"","what":"A bag was lost."})";
        house::Act act;
        act.action = "privacy.incident";
        auto draft = tasks::draft_of(*desk_.house, record);
        REQUIRE(draft);
        act.drafts.push_back(*std::move(draft));
        REQUIRE(desk_.house->act(std::move(act)));
    }

    // "clerk", "nobody", "release_specialist and clerk: Ines Vale"
    void who(const std::string& rest) {
        const auto colon = std::min(rest.find(": "), rest.size());
        const std::string named = rest.substr(0, colon);
        const auto first = named.substr(0, named.find(' '));
        role_ = first == "nobody" ? std::nullopt : enum_value<people::Role>(first);
        person_ = rest.substr(std::min(colon + 2, rest.size()));
        roles_ = {first};
        if (named.ends_with(" and clerk")) roles_.emplace_back("clerk");
    }

    void begin(const std::string& method, const std::string& target) {
        asking_ = true;
        method_ = method;
        target_ = spoken(target, words_);
        body_ = {};
    }

    // "requester.name: J. Doe", "without authorization.expires_on", "like attorney.request"
    void fact(const std::string& line) {
        if (line.starts_with("like ")) {
            std::istringstream in(
                sample::file_text(sample::scenario_folder + "/" + line.substr(5)));
            REQUIRE_MESSAGE(in.peek() != EOF, "there is no " << line.substr(5));
            for (std::string one; std::getline(in, one);)
                if (!trim(one).empty() && !one.starts_with("#")) fact(std::string(trim(one)));
        } else if (line.starts_with("without ")) {
            erase(body_, line.substr(8));
        } else {
            const auto colon = line.find(':');
            REQUIRE_MESSAGE(colon != line.npos, "a fact is written as field: value");
            const std::string value(trim(std::string_view(line).substr(colon + 1)));
            const std::string said = replaced(replaced(value, "\\n", "\n"), "\\t", "\t");
            set(body_, line.substr(0, colon), value_of(spoken(said, words_)));
        }
    }

    // A case's PUT sends the facts as its request, with the version the desk has seen.
    std::string content() const {
        if (method_ == "GET") return "";
        if (method_ == "POST" || target_.find("/cases/") == target_.npos)
            return json::serialize(body_);
        return json::serialize(
            json::object{{"version", std::stoll(words_.at("version"))}, {"request", body_}});
    }

    void ask() {
        asking_ = false;
        entries_ = desk_.entries();
        auto who = role_ ? sample::Desk::actor(*role_) : house::Actor{};
        if (!person_.empty()) {
            who.user = derived_uuid(person_);
            who.name = person_;
            who.roles = roles_;
        }
        const auto answer = desk_.ask(method_, target_, content(), who);
        if (answer) {
            status_ = std::to_string(answer->status);
            type_ = answer->content_type;
            last_ = answer->content;
        } else {
            status_ = fault_name(answer.error().fault);
            type_ = "application/json";
            last_ = json::serialize(
                json::object{{"message", answer.error().message}, {"cite", answer.error().cite}});
        }
        remember();
    }

    void remember() {
        const auto parsed =
            type_ == "application/json" ? parse_json(last_) : Result<json::value>(json::value());
        REQUIRE(parsed);
        value_ = *parsed;
        const bool is_case = value_.is_object() && value_.get_object().contains("allowed_actions");
        if (is_case) {
            words_["case"] = text_at(value_, "id");
            words_["version"] = text_at(value_, "version");
        }
        if (const auto* documents =
                value_.is_object() ? value_.get_object().if_contains("documents") : nullptr;
            documents != nullptr && documents->is_array() && !documents->get_array().empty())
            words_["document"] = text_at(documents->get_array().front(), "id");
        const std::string url = text_at(value_, "url");
        if (!url.empty()) words_["link"] = url;
        const bool is_form = value_.is_object() && value_.get_object().contains("usable");
        if (is_form) words_["form"] = text_at(value_, "id");
        remember_bulk();
        if (!text_at(value_, "id").empty()) words_["id"] = text_at(value_, "id");
        if (is_case) words_["number"] = text_at(value_, "number");
        if (is_case) words_["code"] = text_at(value_, "code");
        if (is_case) words_["passphrase"] = text_at(value_, "passphrase");
    }

    void remember_bulk() {
        if (!value_.is_object()) return;
        const json::object& object = value_.get_object();
        if (object.contains("parts")) {
            for (const char* word : {"version", "code", "passphrase"})
                words_[word] = text_at(value_, word);
            words_["bulk"] = text_at(value_, "id");
            const auto& parts = object.at("parts").get_array();
            if (!parts.empty()) words_["part"] = text_at(parts.back(), "id");
        }
        const auto* lines = object.if_contains("lines");
        if (lines == nullptr || !lines->is_array() || lines->get_array().empty()) return;
        words_["line"] = text_at(lines->get_array().front(), "id");
        words_["line_version"] = text_at(lines->get_array().front(), "version");
        const std::string chart = text_at(lines->get_array().front(), "case_id");
        if (!chart.empty()) words_["case"] = chart;
    }

    void jobs() {
        entries_ = desk_.entries();
        REQUIRE(desk_.run_jobs());
        status_ = "done";
        value_ = {};
        last_.clear();
    }

    std::string proof_of(const std::string& package) {
        return verify_package(package, desk_.house->ledger().vkey()).proved ? "proved"
                                                                            : "not proved";
    }

    // The package inside the encrypted file, opened with the passphrase that the case shows.
    std::string decrypted() {
        const auto files = zip::read(last_, {}, words_["passphrase"]);
        REQUIRE_MESSAGE(files, (files ? "" : files.error().message));
        REQUIRE(files->size() == 1);
        CHECK(!zip::read(last_, {}, "k7m2-9fqr-wx3h-b6tn-4zpd-8cye"));
        return files->front().content;
    }

    static std::string file_names(const std::string& archive) {
        const auto files = zip::open(archive);
        REQUIRE_MESSAGE(files, (files ? "" : files.error().message));
        std::vector<std::string> names;
        for (const zip::Entry& one : *files) names.push_back(one.name);
        return join(names, ", ");
    }

    void expect(const std::string& line) {
        ++checked_;
        const auto colon = line.find(':');
        REQUIRE_MESSAGE(colon != line.npos, "an expectation is written as field: value");
        const std::string name = line.substr(0, colon);
        const std::string wanted =
            spoken(std::string(trim(std::string_view(line).substr(colon + 1))), words_);
        if (name == "answer")
            CHECK(status_ == wanted);
        else if (name == "content")
            CHECK(type_ == wanted);
        else if (name == "ledger")
            CHECK(join(desk_.actions_since(entries_), ", ") == wanted);
        else if (name == "package")
            CHECK(proof_of(last_) == wanted);
        else if (name == "encrypted package")
            CHECK(proof_of(decrypted()) == wanted);
        else if (name == "encrypted files")
            CHECK(file_names(decrypted()) == wanted);
        else if (name == "files")
            CHECK(file_names(last_) == wanted);
        else if (wanted.starts_with("... "))
            CHECK_MESSAGE(text_at(value_, name).find(wanted.substr(4)) != std::string::npos,
                          text_at(value_, name));
        else
            CHECK(text_at(value_, name) == wanted);
    }

    sample::Desk& desk_;
    std::string file_;
    int line_ = 0;
    int checked_ = 0;
    bool asking_ = false;
    std::optional<people::Role> role_ = people::Role::release_specialist;  // empty: nobody
    std::string person_;  // empty: the one whom all stories know
    std::vector<std::string> roles_;
    std::string method_, target_, status_, type_, last_;
    json::object body_;
    json::value value_;
    std::int64_t entries_ = 0;
    Words words_;
};

std::vector<std::string> scenario_files() {
    std::vector<std::string> files;
    for (const auto& one : std::filesystem::directory_iterator(sample::scenario_folder))
        if (one.path().extension() == ".txt") files.push_back(one.path().string());
    std::ranges::sort(files);
    return files;
}

}  // namespace

// What the minimum-necessary rule reaches was released only within a recorded choice.
void check_minimum(sample::Desk& desk) {
    const auto view = desk.house->view();
    for (const char* kind : {case_kind, chart_kind})
        for (const char* state : {"releasing", "released", "recalled"}) {
            tasks::Filter filter;
            filter.kind = kind;
            filter.state = state;
            filter.limit = 200;
            const auto found = tasks::worklist(**view, filter);
            REQUIRE(found);
            for (const tasks::Case& one : found->cases) {
                const auto open = load(**view, one.id);
                REQUIRE(open);
                const auto& content = open->content;
                CAPTURE(one.number);
                if (!content.decision->minimum_necessary) continue;
                REQUIRE(content.minimum);
                CHECK(covers(*content.minimum, content.request, *content.decision));
            }
        }
}

// Goal: what the desk promises, told as stories, holds on both engines.
TEST_CASE("release scenarios") {
    const auto files = scenario_files();
    REQUIRE(files.size() >= 15);
    for (const auto engine : tests::engines())
        for (const std::string& file : files) {
            CAPTURE(tests::name_of(engine));
            CAPTURE(file);
            sample::Desk desk(engine);
            Scenario(desk, file).run();
            check_minimum(desk);
            const auto report = desk.house->fsck();
            REQUIRE(report);
            CHECK(report->damage.empty());
        }
}

}  // namespace muniment::release
