#include "departments/release/batch.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/text.h"
#include "departments/release/sample.h"

namespace muniment::release {
namespace {

std::string file(const std::string& name, const std::string& folder = "release-decide/") {
    std::ifstream in("tests/golden/" + folder + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string line_for(const View& view) {
    json::object line{{"id", "case 1"}, {"today", to_text(sample::today)}};
    line["request"] = to_json(view.request);
    line["patient"] = to_json(view.patient);
    return json::serialize(line);
}

std::string answers(const std::string& lines, BatchCounts* counts = nullptr) {
    std::istringstream in(lines);
    std::ostringstream out;
    const BatchCounts told = decide_batch(in, out, sample::federal());
    if (counts != nullptr) *counts = told;
    return out.str();
}

// The packs' hashes say that a text changed, not that an answer did.
std::string without_packs(std::string_view line) {
    auto value = parse_json(line);
    if (!value || !value->is_object()) return std::string(line);
    if (auto* decision = value->get_object().if_contains("decision"))
        if (decision->is_object()) decision->get_object().erase("packs");
    return json::serialize(*value);
}

}  // namespace

// Goal: the batch verb, line for line, under the shipped packs, on the law's test vectors and on
// lines that are wrong. MUNIMENT_BLESS=1 writes the answers anew, for review.
TEST_CASE("golden decisions") {
    std::istringstream in(file("cases.jsonl"));
    REQUIRE(!in.str().empty());
    std::ostringstream out;
    const BatchCounts counts = decide_batch(in, out, sample::with_facility());
    if (std::getenv("MUNIMENT_BLESS") != nullptr)
        std::ofstream("tests/golden/release-decide/decisions.jsonl", std::ios::binary) << out.str();
    CHECK(counts == BatchCounts{26, 19, 6});
    const std::string golden = file("decisions.jsonl");
    const auto wanted = split(golden, '\n');
    const std::string answered = out.str();
    const auto given = split(answered, '\n');
    REQUIRE(given.size() == wanted.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool same = without_packs(given[i]) == without_packs(wanted[i]);
        CHECK_MESSAGE(same, "decisions.jsonl line " << i + 1);
    }
}

// Goal: the fees of the shipped packs, line for line, and lines that are wrong.
TEST_CASE("golden fees") {
    std::istringstream in(file("cases.jsonl", "release-fee/"));
    REQUIRE(!in.str().empty());
    std::ostringstream out;
    const BatchCounts counts = fee_batch(in, out, sample::with_facility());
    if (std::getenv("MUNIMENT_BLESS") != nullptr)
        std::ofstream("tests/golden/release-fee/fees.jsonl", std::ios::binary) << out.str();
    CHECK(counts == BatchCounts{18, 15, 3});
    const std::string golden = file("fees.jsonl", "release-fee/");
    const auto wanted = split(golden, '\n');
    const std::string answered = out.str();
    const auto given = split(answered, '\n');
    REQUIRE(given.size() == wanted.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool same = given[i] == wanted[i];
        CHECK_MESSAGE(same, "fees.jsonl line " << i + 1);
    }
}

TEST_CASE("a line's answer is the decision") {
    const View view = sample::attorney();
    const std::string line = answers(line_for(view) + "\n");
    const auto answer = parse_json(line);
    REQUIRE(answer);
    CHECK(answer->at("id") == "case 1");
    CHECK(answer->at("decision") == to_json(decide(view, sample::federal(), sample::today)));
}

// Goal: each bad line gets its own error with its number; none stops the batch.
TEST_CASE("bad lines") {
    const std::string good = line_for(sample::patient());
    struct Row {
        const char* name;
        std::string line;
        std::string says;
    };
    const Row rows[] = {
        {"not JSON", "{", "not well formed"},
        {"a list", "[]", "must be an object"},
        {"no today", R"({"id":"x","request":{}})", "\"today\" is missing"},
        {"no request", R"({"id":"x","today":"2026-11-22"})", "\"request\" is missing"},
        {"unknown field", R"({"id":"x","todya":"2026-11-22"})", "not known here"},
        {"wrong kind", R"({"today":"2026-11-22","request":{"requester":{"kind":"spouse"}}})",
         "\"request.requester.kind\" must be one of"},
        {"deep", std::string(100, '[') + std::string(100, ']'), "not well formed"},
        {"long", "\"" + std::string(batch_line_bytes_max, 'x') + "\"", "longer than the limit"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        BatchCounts counts;
        const std::string text = answers(good + "\n\n" + row.line + "\n" + good, &counts);
        CHECK(counts == BatchCounts{4, 2, 1});
        const auto lines = split(text, '\n');
        REQUIRE(lines.size() == 4);  // three answers and what stands after the last line end
        const auto error = parse_json(lines[1]);
        REQUIRE(error);
        CHECK(error->at("error").at("line") == 3);
        const std::string message(error->at("error").at("message").get_string());
        CHECK_MESSAGE(message.find(row.says) != message.npos, message);
        CHECK(lines[0] == lines[2]);
    }
}

TEST_CASE("nothing in, nothing out") {
    BatchCounts counts;
    CHECK(answers("", &counts).empty());
    CHECK(counts == BatchCounts{});
    CHECK(answers(" \n\t\n", &counts).empty());
    CHECK(counts == BatchCounts{2, 0, 0});
}

// An error repeats no value of the line: it may be protected.
TEST_CASE("errors carry no values") {
    const std::string line =
        R"({"id":"x","today":"2026-11-22","request":{"purpose":7,"patient":"JANE ROE"}})";
    CHECK(answers(line).find("JANE") == std::string::npos);
}

}  // namespace muniment::release
