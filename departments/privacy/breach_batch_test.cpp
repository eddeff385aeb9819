#include "departments/privacy/breach_batch.h"

#include <doctest/doctest.h>

#include <sstream>

#include "departments/privacy/breach_sample.h"

namespace muniment::privacy {

// Goal: each line is answered in its place; a bad one names itself and stops nothing.
TEST_CASE("many incidents as JSON lines") {
    std::istringstream in(
        R"({"id":"a","today":"2026-02-10","facts":{"learned":[{"on":"2026-02-10"}],"residents":{"TX":700,"OK":500}}})"
        "\n\n"
        R"({"id":"b","facts":{}})"
        "\n"
        R"({"id":"c","today":"2026-02-10","facts":{"residents":{"Texas":1}}})"
        "\n"
        R"({"id":"d","today":"2026-02-10","penalty":{"assessed_on":"2026-02-01","violated_on":"2025-06-01","tier":"reasonable_cause","violations":3},"notice":{}})"
        "\nnot json\n"
        R"({"id":"e","today":"2026-02-10"})"
        "\n" +
        std::string(breach_line_bytes_max + 2, 'x') + "\n");
    std::ostringstream out;
    const auto counts = breach_batch(in, out, sample::law());
    CHECK(counts == BreachBatchCounts{8, 2, 5});
    const std::string text = out.str();
    std::vector<json::value> lines;
    for (const auto line : split(trim(text), '\n')) lines.push_back(*parse_json(line));
    REQUIRE(lines.size() == 7);
    CHECK(lines[0].at("id") == "a");
    CHECK(lines[0].at("board").at("effective_due") == "2026-04-11");
    CHECK(lines[0].at("assessment").at("proposed") == "breach");
    CHECK(lines[1].at("error").at("line") == 3);
    CHECK(lines[2].at("id") == "c");
    CHECK(lines[3].at("penalty").at("least") == 4383);
    CHECK(lines[3].at("notice_lacks").as_array().size() == 7);
    CHECK(lines[4].at("error").at("line") == 6);
}

}  // namespace muniment::privacy
