// Decides the cases of tests/scenarios/law (their form is described in the README there), and
// counts the rows of the decision tables that decide some case: each must have one.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "departments/release/facts.h"
#include "departments/release/law_sample.h"
#include "departments/release/minimum.h"
#include "departments/release/sample.h"
#include "engines/rules/tables.h"
#include "tests/support/fact_lines.h"

namespace muniment::release {
namespace {

const std::string folder = "tests/scenarios/law";

// A question is answered in words: "true", "false" or one of its values.
std::string statement(const std::string& text) {
    return text == "yes" ? "true" : text == "no" ? "false" : text;
}

// The facts of one case, as JSON in the shape of View.
class Case {
  public:
    Case()
        : request_(to_json(sample::request(RequesterKind::patient)).get_object()),
          patient_{{"birth_date", "1960-05-04"}},
          facility_(to_json(FacilityFacts{}).get_object()) {}

    void take(const std::string& line) {
        if (line == "like authorization") {
            request_["authorization"] = to_json(sample::form());
        } else if (line.starts_with("without ")) {
            auto [object, name] = place(line.substr(8));
            tests::erase(object, name);
        } else {
            REQUIRE_MESSAGE(line.find(':') != line.npos, "a fact is written as field: value");
            auto [name, value] = tests::field_and_value(line);
            put(name, value);
        }
    }

    View view() const {
        auto view = from_json<View>(
            json::object{{"request", request_}, {"patient", patient_}, {"facility", facility_}});
        REQUIRE_MESSAGE(view, (view ? "" : view.error().message));
        return *std::move(view);
    }

    Day today = sample::today;
    bool with_facility = false;

  private:
    // "facility.state" is of the facility, "scope.to" of the request.
    std::pair<json::object&, std::string> place(const std::string& name) {
        if (name.starts_with("patient.")) return {patient_, name.substr(8)};
        if (name.starts_with("facility.")) return {facility_, name.substr(9)};
        return {request_, name};
    }

    void put(const std::string& name, const std::string& value) {
        if (name == "today") {
            today = sample::day(value.c_str());
        } else if (name == "packs") {
            with_facility = value == "all";
        } else if (name.starts_with("statements.")) {
            tests::set(request_, name, json::value(statement(value)));
        } else {
            auto [object, field] = place(name);
            tests::set(object, field, tests::value_of(value));
        }
    }

    json::object request_;
    json::object patient_;
    json::object facility_;
};

std::map<std::string, const rules::Permits*> rows_of(const rules::Packs& packs) {
    std::map<std::string, const rules::Permits*> rows;
    for (const rules::Pack& pack : packs.packs())
        for (const rules::Permits& row : pack.permits) rows[row.id] = &row;
    return rows;
}

// Rows that decided in some case, over all files.
class Decided {
  public:
    explicit Decided(const rules::Packs& packs) : rows_(rows_of(packs)) {}

    void note(const Decision& decision) {
        note(decision.reasons);
        for (const SegmentAnswer& segment : decision.segments)
            if (!segment.reasons.empty()) decided_.insert(segment.reasons.front().rule);
    }

    std::vector<std::string> missing() const {
        std::vector<std::string> missing;
        for (const auto& [id, row] : rows_)
            if (!decided_.contains(id) && !row->until) missing.push_back(id);
        return missing;
    }

    std::string summary() const {
        std::set<std::string> tables;
        for (const auto& [id, row] : rows_) tables.insert(row->table);
        std::size_t with = 0;
        for (const auto& [id, row] : rows_) with += decided_.contains(id) ? 1 : 0;
        return "law: " + std::to_string(rows_.size()) + " rows in " +
               std::to_string(tables.size()) + " tables, " + std::to_string(with) +
               " with scenarios";
    }

  private:
    // Of the rows heard, the one that stands: the highest layer's, unless a stricter one follows.
    void note(const std::vector<Reason>& reasons) {
        const rules::Permits* standing = nullptr;
        for (const Reason& reason : reasons) {
            const auto found = rows_.find(reason.rule);
            if (found == rows_.end()) continue;
            const rules::Permits* row = found->second;
            if (standing == nullptr || row->replaces == standing->id ||
                rules::strictness(row->answer) > rules::strictness(standing->answer))
                standing = row;
        }
        if (standing != nullptr) decided_.insert(standing->id);
    }

    std::map<std::string, const rules::Permits*> rows_;
    std::set<std::string> decided_;
};

const SegmentAnswer& segment_of(const Decision& decision, const std::string& name) {
    for (const SegmentAnswer& segment : decision.segments)
        if (segment.segment == name) return segment;
    FAIL("no pack knows a segment ", name);
    return decision.segments.front();
}

bool ends_with_name(const std::string& rule, const std::string& name) {
    return rule == name || (rule.ends_with(name) && (name.front() == '#' || name.front() == '/')) ||
           rule.ends_with("/" + name) || rule.ends_with("#" + name);
}

bool names(const std::vector<Reason>& reasons, const std::string& row_or_cite) {
    return std::ranges::any_of(reasons, [&](const Reason& reason) {
        return reason.cite == row_or_cite || ends_with_name(reason.rule, row_or_cite);
    });
}

bool has_part(const std::vector<std::string>& duties, const std::string& part) {
    return std::ranges::any_of(
        duties, [&](const std::string& duty) { return duty.find(part) != std::string::npos; });
}

std::string said(const std::vector<Reason>& reasons) {
    std::string all;
    for (const Reason& reason : reasons) all += "\n  " + reason.rule + " (" + reason.cite + ")";
    return all;
}

bool cited(const Decision& decision, const std::string& cite) {
    return names(decision.reasons, cite) ||
           decision.accounting_reason.ends_with("(" + cite + ")") ||
           std::ranges::any_of(decision.segments, [&](const SegmentAnswer& segment) {
               return names(segment.reasons, cite);
           });
}

std::string protocol_of(const View& view, const Decision& decision, const rules::Packs& packs,
                        Day today) {
    rules::Facts facts = request_facts(view, today);
    for (const auto& [name, answer] : view.request.statements) facts.set(name, answer);
    facts.set("ground", decision.ground);
    facts.set("basis", decision.basis);
    facts.set("listed_fields", !decision.only.empty());
    const rules::Protocol* protocol = packs.protocol(facts, today);
    return protocol == nullptr ? "none" : protocol->id;
}

// "routine", "beyond: medications; days before 2025-11-19", "unreviewed", "not_applicable"
std::string minimum_in_words(const Minimum& minimum) {
    std::string words(enum_name(minimum.state));
    for (const Excess& one : minimum.beyond)
        words += (&one == minimum.beyond.data() ? ": " : "; ") + one.say;
    return words;
}

// "allow, 42 CFR 2.31, #part2-consented": the answer, then citations and rows among the reasons.
void expect_segment(const SegmentAnswer& segment, const std::string& wanted) {
    CAPTURE(said(segment.reasons));
    bool is_answer = true;
    for (const auto part : split(wanted, ',')) {
        const std::string word(trim(part));
        if (is_answer)
            CHECK(enum_name(segment.answer) == word);
        else
            CHECK_MESSAGE(names(segment.reasons, word), word);
        is_answer = false;
    }
}

// One decided case, asked line by line whether it is as expected.
struct Judged {
    View view;
    Day today;
    const rules::Packs& packs;
    Decision decision = decide(view, packs, today);

    void expect(const std::string& name, const std::string& wanted) const {
        const auto yes = [](bool value) { return value ? "yes" : "no"; };
        if (name == "answer")
            CHECK(enum_name(decision.answer) == wanted);
        else if (name == "row")
            CHECK_MESSAGE(names(decision.reasons, wanted), wanted);
        else if (name == "cite")
            CHECK_MESSAGE(cited(decision, wanted), wanted);
        else if (name == "finding")
            CHECK(sample::cites(decision.findings) == wanted);
        else if (name == "basis")
            CHECK(decision.basis == wanted);
        else if (name == "accounting")
            CHECK(yes(decision.accounting) == wanted);
        else if (name == "minimum_necessary")
            CHECK(yes(decision.minimum_necessary) == wanted);
        else
            expect_more(name, wanted);
    }

    // "none", or a row and its paragraph: "#rely-covered-entity, 45 CFR 164.514(d)(3)(iii)(B)"
    void expect_reliance(const std::string& wanted) const {
        const auto found = minimum_of(view, decision, packs, today).reliance;
        std::vector<Reason> heard;
        if (found) heard.push_back(*found);
        if (wanted == "none") {
            CHECK_MESSAGE(heard.empty(), said(heard));
            return;
        }
        for (const auto part : split(wanted, ','))
            CHECK_MESSAGE(names(heard, std::string(trim(part))), said(heard));
    }

    void expect_more(const std::string& name, const std::string& wanted) const {
        if (name == "only")
            CHECK(join(decision.only, ", ") == wanted);
        else if (name == "duty")
            CHECK_MESSAGE(has_part(decision.duties, wanted), wanted);
        else if (name == "due")
            CHECK((decision.due_on ? to_text(*decision.due_on) : "none") == wanted);
        else if (name == "protocol")
            CHECK_MESSAGE(ends_with_name(protocol_of(view, decision, packs, today), wanted),
                          protocol_of(view, decision, packs, today));
        else if (name == "minimum")
            CHECK(minimum_in_words(minimum_of(view, decision, packs, today)) == wanted);
        else if (name == "reliance")
            expect_reliance(wanted);
        else if (name.starts_with("segment "))
            expect_segment(segment_of(decision, name.substr(8)), wanted);
        else if (name.starts_with("notice "))
            CHECK(segment_of(decision, name.substr(7)).notice == wanted);
        else if (name.starts_with("only "))
            CHECK(join(segment_of(decision, name.substr(5)).only, ", ") == wanted);
        else if (name.starts_with("duty "))
            CHECK_MESSAGE(has_part(segment_of(decision, name.substr(5)).duties, wanted), wanted);
        else
            FAIL("not an expectation: ", name);
    }
};

// One file of cases.
class File {
  public:
    File(std::string path, Decided& decided) : path_(std::move(path)), decided_(decided) {}

    void run() {
        std::ifstream in(path_);
        for (std::string line; std::getline(in, line);) {
            ++line_;
            const std::string at = path_ + ":" + std::to_string(line_) + " " + name_;
            CAPTURE(at);
            take(std::string(trim(line)));
        }
        close();
        REQUIRE_MESSAGE(!cases_.empty(), path_ << " has no case");
    }

  private:
    void take(const std::string& line) {
        if (line.empty() || line.starts_with("#")) return;
        if (line.starts_with("CASE ")) return begin(line.substr(5));
        REQUIRE_MESSAGE(!name_.empty(), "a file opens with its goal and a CASE");
        if (line == "----")
            decide_it();
        else if (result_)
            expect(line);
        else if (const auto like = cases_.find(line.starts_with("like ") ? line.substr(5) : "");
                 like != cases_.end())
            case_ = like->second;
        else
            case_.take(line);
    }

    void begin(const std::string& name) {
        close();
        REQUIRE_MESSAGE(!cases_.contains(name), "two cases of this name: " << name);
        name_ = name;
        case_ = Case();
        expected_ = 0;
    }

    void decide_it() {
        const auto& packs = case_.with_facility ? sample::law_and_house() : sample::law();
        result_.reset(new Judged{case_.view(), case_.today, packs});
        decided_.note(result_->decision);
        cases_[name_] = case_;
    }

    void expect(const std::string& line) {
        ++expected_;
        const auto [name, wanted] = tests::field_and_value(line);
        const std::string because = said(result_->decision.reasons);
        const std::string found = sample::cites(result_->decision.findings);
        CAPTURE(because);
        CAPTURE(found);
        result_->expect(name, wanted);
    }

    void close() {
        REQUIRE_MESSAGE((name_.empty() || expected_ > 0), "the case expects nothing: " << name_);
        result_.reset();
    }

    std::string path_;
    Decided& decided_;
    int line_ = 0;
    int expected_ = 0;
    std::string name_;
    Case case_;
    std::unique_ptr<Judged> result_;
    std::map<std::string, Case> cases_;
};

std::vector<std::string> law_files() {
    std::vector<std::string> files;
    for (const auto& one : std::filesystem::directory_iterator(folder))
        if (one.path().extension() == ".txt") files.push_back(one.path().string());
    std::ranges::sort(files);
    return files;
}

}  // namespace

// Goal: the law, case by case, as a clerk would check it; every row of every table decides a case.
TEST_CASE("scenarios of the law") {
    Decided decided(sample::law_and_house());
    const auto files = law_files();
    REQUIRE(!files.empty());
    for (const std::string& file : files) File(file, decided).run();
    std::cout << decided.summary() << "\n";
    const auto missing = decided.missing();
    CHECK_MESSAGE(missing.empty(), "rows without a scenario:\n" << join(missing, "\n"));
}

}  // namespace muniment::release
