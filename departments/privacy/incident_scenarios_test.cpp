// Runs the scenarios of tests/scenarios/incidents on both engines. Their form is described in the
// README there; a person of the desk can read them, and write new ones.
#include <algorithm>
#include <filesystem>
#include <sstream>

#include "departments/privacy/incident_sample.h"
#include "tests/support/fact_lines.h"

namespace muniment::privacy {

using tests::set;
using tests::text_at;

namespace {

using Words = std::map<std::string, std::string>;
const std::string folder = "tests/scenarios/incidents";

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

class Story {
  public:
    Story(sample::IncidentDesk& desk, const std::string& file) : desk_(desk), file_(file) {
        words_["ada"] = desk.ada.mrn;
        words_["ben"] = desk.ben.mrn;
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
        else if (first == "RESTART")
            desk_.reopen();
        else
            expect(line);
    }

    // "privacy_officer: Paula Ito"
    void who(const std::string& rest) {
        const auto [role, name] = tests::field_and_value(rest);
        const auto found = enum_value<people::Role>(role);
        REQUIRE_MESSAGE(found, "there is no role " << role);
        actor_ = sample::IncidentDesk::actor(name, *found);
    }

    // A PUT begins with what the incident says now, so that a story names only what it corrects.
    void begin(const std::string& method, const std::string& target) {
        asking_ = true;
        method_ = method;
        target_ = spoken(target, words_);
        body_ = {};
        const bool to_case = target_.find("/incidents/") != target_.npos;
        if (to_case && method != "GET") body_["version"] = std::stoll(words_.at("version"));
        if (method != "PUT") return;
        for (const char* field :
             {"what", "source", "type", "place", "ephi", "subject_name", "recipient", "reach",
              "disclosed", "facts", "root_cause", "lessons"})
            body_[field] = incident_.at("content").at(field);
        for (const char* field : {"occurred_from", "occurred_to"})
            if (const auto* day = incident_.at("content").as_object().if_contains(field))
                body_[field] = *day;
    }

    // "factor 2: low, the clinic is bound by the same law", "learned.on: 2026-11-02"
    void fact(const std::string& line) {
        const auto [name, value] = tests::field_and_value(line);
        if (name.starts_with("factor ")) return factor(name, value);
        set(body_, name,
            tests::value_of(spoken(replaced(replaced(value, "\\n", "\n"), "\\t", "\t"), words_)));
    }

    void factor(const std::string& name, const std::string& value) {
        const auto number = static_cast<std::size_t>(std::stoi(name.substr(7)));
        const auto comma = std::min(value.find(','), value.size());
        auto& factors = body_["facts"].get_object()["factors"].get_array();
        while (factors.size() < number) factors.emplace_back(to_json(BreachFactor{}));
        BreachFactor said;
        said.level = enum_value<BreachLevel>(value.substr(0, comma)).value_or(said.level);
        said.text = trim(std::string_view(value).substr(std::min(comma + 1, value.size())));
        factors[number - 1] = to_json(said);
    }

    void ask() {
        asking_ = false;
        entries_ = desk_.entries();
        const auto answer =
            desk_.ask(method_, target_, method_ == "GET" ? "" : json::serialize(body_), actor_);
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
        value_ = {};
        if (type_ != "application/json") return;
        const auto parsed = parse_json(last_);
        REQUIRE(parsed);
        value_ = *parsed;
        const json::object& object = value_.get_object();
        if (object.contains("allowed_actions")) {
            incident_ = value_;
            for (const char* word : {"version", "number"}) words_[word] = text_at(value_, word);
            words_["incident"] = text_at(value_, "id");
            const auto& notices = object.at("content").at("notices").get_array();
            if (!notices.empty()) words_["notice"] = text_at(notices.back(), "id");
        }
        if (object.contains("people") && object.at("people").is_array() &&
            !object.at("people").get_array().empty())
            words_["person"] = text_at(object.at("people").get_array().front(), "id");
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
        else if (name == "says")
            CHECK_MESSAGE(last_.find(wanted) != std::string::npos, last_);
        else if (wanted.starts_with("... "))
            CHECK_MESSAGE(text_at(value_, name).find(wanted.substr(4)) != std::string::npos,
                          text_at(value_, name));
        else
            CHECK(text_at(value_, name) == wanted);
    }

    sample::IncidentDesk& desk_;
    std::string file_;
    int line_ = 0;
    int checked_ = 0;
    bool asking_ = false;
    house::Actor actor_ = sample::IncidentDesk::actor();
    std::string method_, target_, status_, type_, last_;
    json::object body_;
    json::value value_, incident_;
    std::int64_t entries_ = 0;
    Words words_;
};

}  // namespace

// Goal: what the desk promises, told as stories, holds on both engines.
TEST_CASE("incident scenarios") {
    std::vector<std::string> files;
    for (const auto& one : std::filesystem::directory_iterator(folder))
        if (one.path().extension() == ".txt") files.push_back(one.path().string());
    std::ranges::sort(files);
    REQUIRE(files.size() >= 6);
    for (const auto engine : tests::engines())
        for (const std::string& file : files) {
            CAPTURE(tests::name_of(engine));
            CAPTURE(file);
            sample::IncidentDesk desk(engine);
            Story(desk, file).run();
            const auto report = desk.house->fsck();
            REQUIRE(report);
            CHECK(report->damage.empty());
        }
}

}  // namespace muniment::privacy
