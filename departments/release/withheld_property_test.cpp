// Whatever is asked and whatever the chart holds: of a part of the record that the decision keeps
// back, and of a passage that somebody took out, no word stands in any byte of the package; and a
// request that may not be answered releases nothing. Charts and requests come from a seed; each
// item carries words of its own.
#include <doctest/doctest.h>

#include <random>

#include "base/text.h"
#include "departments/release/desk_sample.h"
#include "departments/release/package_file.h"
#include "formats/pdf/opened_test.h"
#include "formats/zip/zip.h"

namespace muniment::release {

namespace {

constexpr std::uint32_t seed = 20261122;

// An item of the chart with its word, and the segment that its label puts it into.
struct Planted {
    std::string word;     // "zqbada": in its id, title, author and text
    std::string passage;  // "zrbada": in its text alone; empty: a result
    std::string segment;  // empty: ordinary
};

class Chart {
  public:
    explicit Chart(std::mt19937& dice) : dice_(dice) {}

    // A document and a result of every kind of label, in random order, some twice.
    std::string bundle() {
        std::vector<std::pair<std::string, std::string>> labels = {
            {"", ""},
            {"42CFRPart2", "part2"},
            {"PSYTHPN", "psychotherapy_notes"},
            {"ADOL", "minor_consented"}};
        for (int more = 0; more < 3; ++more) labels.push_back(labels[dice_() % 4]);
        std::ranges::shuffle(labels, dice_);
        json::array entries;
        for (const auto& [label, segment] : labels) {
            entries.push_back(json::object{{"resource", document(plant(segment, true), label)}});
            entries.push_back(json::object{{"resource", result(plant(segment, false), label)}});
        }
        return json::serialize(
            json::object{{"resourceType", "Bundle"}, {"type", "batch"}, {"entry", entries}});
    }
    const std::vector<Planted>& planted() const { return planted_; }

  private:
    // Each word is nowhere within another.
    std::string plant(const std::string& segment, bool document) {
        std::string word = "zq";
        for (std::size_t n = planted_.size() + 27; n > 0; n /= 26)
            word += {static_cast<char>('b' + n % 24), 'a'};
        word += 'x';
        planted_.push_back({word, document ? passage_of(word) : "", segment});
        return word;
    }
    static std::string passage_of(const std::string& word) { return "zr" + word.substr(2); }
    static json::object labelled(const char* type, const std::string& word,
                                 const std::string& label) {
        json::object resource = {
            {"resourceType", type},
            {"id", word},
            {"status", type == std::string("Observation") ? "final" : "current"},
            {"subject", json::object{{"reference", "Patient/ada"}}}};
        if (label.empty()) return resource;
        resource["meta"] = json::object{
            {"security", json::array{json::object{
                             {"system", "http://terminology.hl7.org/CodeSystem/v3-ActCode"},
                             {"code", label}}}}};
        return resource;
    }
    static json::object document(const std::string& word, const std::string& label) {
        json::object one = labelled("DocumentReference", word, label);
        one["date"] = "2026-03-04T09:30:00Z";
        one["description"] = "Note " + word;
        one["author"] = json::array{json::object{{"display", "Dr " + word}}};
        one["content"] = json::array{json::object{
            {"attachment",
             json::object{{"contentType", "text/plain"},
                          {"title", "Note " + word},
                          {"data", to_base64("The note says " + word + ".\n\nAnd of her sister " +
                                             passage_of(word) + ".\n")}}}}};
        return one;
    }
    static json::object result(const std::string& word, const std::string& label) {
        json::object one = labelled("Observation", word, label);
        one["code"] = json::object{{"text", "Test " + word}};
        one["effectiveDateTime"] = "2026-03-05T08:00:00Z";
        one["valueString"] = "Value " + word;
        return one;
    }

    std::mt19937& dice_;
    std::vector<Planted> planted_;
};

Request asked(std::mt19937& dice, const PatientId& patient) {
    Request request;
    switch (dice() % 4) {
        case 0:
            request = sample::patient().request;
            break;
        case 1:
            request = sample::provider().request;
            break;
        default: {
            request = sample::attorney().request;
            Authorization& form = *request.authorization;
            for (const char* segment : {"psychotherapy_notes", "minor_consented", "part2"})
                if (dice() % 3 == 0) form.covers.emplace_back(segment);
            if (dice() % 3 == 0) form.signed_ = false;
            if (dice() % 3 == 0) form.revoked_on = sample::day("2026-11-21");
        }
    }
    request.patient = patient;
    request.scope = {};
    request.scope.from = sample::day("2026-01-01");
    request.scope.to = sample::day("2026-06-30");
    request.extras = {Extra::fhir, Extra::ccda};
    return request;
}

// What stands in base64 between quotation marks, decoded.
std::string decoded(const std::string& text) {
    std::string all;
    for (std::size_t from = 0, to; (from = text.find("\"data\":\"", from)) != text.npos;
         from = to) {
        from += 8;
        to = text.find('"', from);
        REQUIRE(to != text.npos);
        if (const auto bytes = from_base64(std::string_view(text).substr(from, to - from)))
            all += *bytes + "\n";
    }
    return all;
}

// Every byte of a package as a reader can have it: files unpacked, the PDF's text, base64 decoded.
std::string readable(const std::string& archive) {
    const auto files = zip::read(archive);
    REQUIRE(files);
    std::string all;
    for (const zip::File& file : *files) {
        all += file.name + "\n" + file.content + "\n" + decoded(file.content);
        if (file.name != package::pdf) continue;
        const auto text = pdf::extracted(file.content, 1, 9999);
        if (!text) continue;  // without poppler the other files still speak
        all += *text;
    }
    return lower(all);
}

struct Counts {
    int released = 0, refused = 0, kept_back = 0, let_go = 0, taken_out = 0;
};

void check_package(const std::string& bytes, const Decision& decision,
                   const std::vector<Planted>& planted, const std::string& taken_out,
                   Counts& counts) {
    for (const Planted& one : planted) {
        CAPTURE(one.word);
        CAPTURE(one.segment);
        const auto answer =
            std::ranges::find(decision.segments, one.segment, &SegmentAnswer::segment);
        const bool goes =
            one.segment.empty() || (answer != decision.segments.end() && lets_go(answer->answer));
        CHECK((bytes.find(one.word) != std::string::npos) == goes);
        ++(goes ? counts.let_go : counts.kept_back);
        if (one.passage.empty()) continue;
        CHECK((bytes.find(one.passage) != std::string::npos) == (goes && one.passage != taken_out));
        counts.taken_out += goes && one.passage == taken_out;
    }
}

}  // namespace

TEST_CASE("property: no word of what is withheld is in the package, and all else is") {
    Counts counts;
    for (std::uint32_t round = 0; round < (tests::thorough() ? 60u : 12u); ++round) {
        CAPTURE(round);
        std::mt19937 dice(seed + round);
        sample::Desk desk(tests::Engine::sqlite);
        Chart chart(dice);
        const auto report = chart::import_text(*desk.house, {}, "planted.json", chart.bundle());
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        REQUIRE(report->refused == 0);
        for (int i = 0; i < 3; ++i) {
            const CaseView decided = desk.step(desk.open_case(asked(dice, desk.ada)), "/decision");
            if (decided.state != State::approved) {
                ++counts.refused;
                const json::object command{{"version", decided.version}, {"confirmed", true}};
                CHECK(!desk.ask("POST", sample::Desk::path(decided) + "/release",
                                json::serialize(command)));
                CHECK(!desk.look(decided).package);
                continue;
            }
            const std::string passage =
                std::ranges::find(chart.planted(), std::string(), &Planted::segment)->passage;
            const CaseView shortened = desk.step(decided, "/redactions",
                                                 {{"words", json::array{json::value(passage)}},
                                                  {"reason", "about her sister"},
                                                  {"cite", "45 CFR 164.502(b)(1)"}});
            desk.step(shortened, "/release", {{"confirmed", true}});
            REQUIRE(desk.run_jobs());
            const auto package = release_package(*desk.house, sample::with_facility(),
                                                 decided.number, sample::Desk::actor());
            REQUIRE_MESSAGE(package, (package ? "" : package.error().message));
            ++counts.released;
            check_package(readable(*package), *desk.look(decided).decision, chart.planted(),
                          passage, counts);
        }
    }
    // A run that never met the one or the other has tested nothing.
    CHECK(counts.released > 3);
    CHECK(counts.refused > 3);
    CHECK(counts.kept_back > 10);
    CHECK(counts.let_go > 10);
    CHECK(counts.taken_out > 3);
}

}  // namespace muniment::release
