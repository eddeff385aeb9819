// Runs the stories of tests/scenarios/rights over all departments on both engines: what the patient
// says in the portal must be heard by the desks. Their form is described in the README there.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/people/policy.h"
#include "tests/support/fact_lines.h"
#include "tests/support/site.h"

namespace muniment::server {

using tests::Site;
using tests::text_at;

namespace {

const std::string folder = "tests/scenarios/rights";

std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string fault_name(Fault fault) {
    constexpr const char* names[] = {"incorrect", "unauthorized", "forbidden",
                                     "not found", "conflict",     "unsupported",
                                     "busy",      "unavailable",  "bug"};
    return names[static_cast<int>(fault)];
}

class Story {
  public:
    Story(Site& site, const std::string& file) : site_(site), file_(file) {
        words_["ada"] = to_text(patient("lindgren").uuid);
        words_["ben"] = to_text(patient("okoro").uuid);
        who("desk");
    }
    void run() {
        std::istringstream in(file_text(file_));
        for (std::string line; std::getline(in, line);) {
            const std::string at = file_ + ":" + std::to_string(++line_);
            CAPTURE(at);
            CAPTURE(last_);
            take(std::string(trim(line)));
        }
        REQUIRE_MESSAGE(!asking_, file_ << " ends before its last answer");
        REQUIRE_MESSAGE(checked_ > 0, file_ << " expects nothing");
    }

  private:
    PatientId patient(const std::string& family) {
        const auto view = site_.house->view();
        const auto found = chart::find_patients(**view, family, 2);
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        return found->front().id;
    }

    // Somebody with this role as the shipped policy has it.
    void who(const std::string& name) {
        people::Session session;
        session.user = derived_uuid("story " + name);
        session.name = name == "desk" ? "Rosa Vale, RHIT" : name;
        session.roles = {name == "desk"       ? people::Role::release_specialist
                         : name == "privacy"  ? people::Role::privacy_officer
                         : name == "director" ? people::Role::him_director
                                              : people::Role::patient};
        if (name == "patient") session.person.patient = patient("lindgren").uuid;
        if (name == "ben") session.person.patient = patient("okoro").uuid;
        actor_ = people::actor_of(session, tests::shipped_packs(), site_.house->today());
    }

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
            site_.clock.move(std::chrono::days(std::stoi(rest)));
        else if (first == "keep")
            keep(rest);
        else
            expect(line);
    }

    // "keep name" or "keep name field"
    void keep(const std::string& rest) {
        const auto space = std::min(rest.find(' '), rest.size());
        const std::string field(trim(std::string_view(rest).substr(space)));
        std::string word = field.empty() ? words_["id"] : text_at(value_, field);
        words_[rest.substr(0, space)] = word.substr(0, word.find(','));
    }

    void begin(const std::string& method, const std::string& target) {
        asking_ = true;
        method_ = method;
        target_ = spoken(target);
        body_ = {};
    }

    void fact(const std::string& line) {
        if (line.starts_with("like ")) {
            std::istringstream in(file_text("tests/scenarios/release/" + line.substr(5)));
            REQUIRE(in.peek() != EOF);
            for (std::string one; std::getline(in, one);)
                if (!trim(one).empty() && !one.starts_with("#")) fact(std::string(trim(one)));
            return;
        }
        const auto [field, value] = tests::field_and_value(line);
        // Answers to questions are text, whatever they look like.
        tests::set(body_, field,
                   field.starts_with("statements.") ? json::value(spoken(value))
                                                    : tests::value_of(spoken(value)));
    }

    void ask() {
        asking_ = false;
        entries_ = static_cast<std::int64_t>(site_.house->ledger().size());
        const auto answer =
            site_.ask(method_, target_, method_ == "GET" ? "" : json::serialize(body_), actor_);
        status_ = answer ? std::to_string(answer->status) : fault_name(answer.error().fault);
        last_ = answer ? answer->content
                       : json::serialize(json::object{{"message", answer.error().message},
                                                      {"cite", answer.error().cite}});
        const auto parsed = parse_json(last_);
        REQUIRE(parsed);
        value_ = *parsed;
        std::string id = text_at(value_, "id");
        if (id.empty()) id = text_at(value_, "consent.id");
        if (answer && !id.empty()) words_["id"] = id;
    }

    std::string actions() {
        std::vector<std::string> names;
        const auto end = static_cast<std::int64_t>(site_.house->ledger().size());
        for (std::int64_t i = entries_; i < end; ++i) {
            const auto payload = parse_json(site_.house->ledger().entry(i)->payload);
            names.emplace_back(payload->at("action").as_string());
        }
        return join(names, ", ");
    }

    void expect(const std::string& line) {
        ++checked_;
        const auto [name, value] = tests::field_and_value(line);
        const std::string wanted = spoken(value);
        const std::string got = name == "answer"   ? status_
                                : name == "ledger" ? actions()
                                                   : text_at(value_, name);
        if (wanted.starts_with("... "))
            CHECK_MESSAGE(got.find(wanted.substr(4)) != std::string::npos, got);
        else
            CHECK(got == wanted);
    }

    std::string spoken(std::string text) const {
        for (auto word = words_.rbegin(); word != words_.rend(); ++word)
            text = replaced(text, "$" + word->first, word->second);
        return text;
    }

    Site& site_;
    std::string file_;
    house::Actor actor_;
    int line_ = 0, checked_ = 0;
    bool asking_ = false;
    std::string method_, target_, status_, last_;
    json::object body_;
    json::value value_;
    std::int64_t entries_ = 0;
    std::map<std::string, std::string> words_;
};

}  // namespace

// Goal: what the patient is promised, told as stories, holds on both engines.
TEST_CASE("rights scenarios") {
    std::vector<std::string> files;
    for (const auto& one : std::filesystem::directory_iterator(folder))
        if (one.path().extension() == ".txt") files.push_back(one.path().string());
    std::ranges::sort(files);
    REQUIRE(files.size() >= 8);
    const std::string chart = file_text("tests/scenarios/release/chart.json");
    for (const auto engine : tests::engines())
        for (const std::string& file : files) {
            CAPTURE(std::string(tests::name_of(engine)));
            CAPTURE(file);
            Site site(engine);
            REQUIRE(chart::import_text(*site.house, {}, "chart.json", chart));
            Story(site, file).run();
            CHECK(site.damage().empty());
        }
}

}  // namespace muniment::server
