// Goal: one answer a line and in order, a bad line an error line, the same bytes again, and a
// report that counts, lists what is uncertain and says what a person must state.
#include "departments/release/deid_lines.h"

#include <doctest/doctest.h>

#include <sstream>

namespace muniment::release {
namespace {

DeidBatch batch(text::Method method = text::Method::safe_harbor) {
    return {{method, *parse_day("2026-11-22")}, {}};
}

std::string answers(const std::string& lines, DeidReport* report = nullptr,
                    const DeidBatch& how = batch()) {
    std::istringstream in(lines);
    std::ostringstream out;
    DeidReport told = deid_batch(in, out, how);
    if (report != nullptr) *report = std::move(told);
    return out.str();
}

}  // namespace

TEST_CASE("a text line") {
    CHECK(
        answers(R"({"id":"n1","text":"Dr. Smith"})"
                "\n") ==
        R"({"id":"n1","text":"Dr. [NAME]","removed":[{"class":"name","begin":4,"end":9,"certainty":"certain",)"
        R"("why":"name: after a title","replacement":"[NAME]"}],"counts":{"name":1},"uncertain":[]})"
        "\n");
}

TEST_CASE("known identifiers of the line and of the batch") {
    DeidBatch how = batch();
    how.known.names = {"Acme Zorvath"};
    const std::string out = answers(
        R"({"text":"quib zorvath","known":{"names":["Ann Quib"],"numbers":[{"class":"account","value":"7"}]}})",
        nullptr, how);
    CHECK(out.find(R"("text":"[NAME] [NAME]")") != std::string::npos);
}

TEST_CASE("a bad line is an error line with its number and never stops the batch") {
    struct Row {
        const char* line;
        const char* says;
    };
    const Row rows[] = {
        {"{", "\"line\":2"},
        {R"({"id":"a"})", R"({"id":"a","error":{"line":2)"},
        {R"({"text":1})", "must be text"},
        {R"({"text":"x","made":1})", "not known here"},
        {R"({"text":"x","known":{"names":"y"}})", "a list"},
        {R"({"resourceType":1})", "no resourceType"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.line);
        DeidReport report;
        const std::string out = answers(
            "{\"text\":\"ok\"}\n" + std::string(row.line) + "\n\n{\"text\":\"ok\"}\n", &report);
        CHECK(out.find(row.says) != std::string::npos);
        CHECK(report.lines == 4);
        CHECK(report.done == 2);
        CHECK(report.failed == 1);
    }
}

TEST_CASE("resources and texts may stand in one input; a text may speak of resourceType") {
    DeidReport report;
    const std::string out = answers(
        "{\"resourceType\":\"Patient\",\"id\":\"x\",\"gender\":\"male\"}\n"
        "{\"resourceType\":\"Practitioner\",\"id\":\"y\"}\n"
        "{\"text\":\"\\\"resourceType\\\"\"}\n",
        &report);
    CHECK(out.find(R"({"resourceType":"Patient","id":"1","gender":"male"})"
                   "\n{\"id\":\"\"") == 0);
    CHECK(report.left_out == 1);
    CHECK(report.done == 2);
}

TEST_CASE("the report names method, paragraph and what a person must state") {
    DeidReport report;
    const std::string lines = "{\"text\":\"seen in March by Dr. Smith\"}\n";
    const std::string out = answers(lines, &report);
    CHECK(report.cite == "45 CFR 164.514(b)(2)");
    CHECK(report.statement.find("164.514(b)(2)(ii)") != std::string::npos);
    CHECK(report.counts.at("name") == 1);
    CHECK(report.counts.at("date") == 1);
    REQUIRE(report.uncertain.size() == 1);
    CHECK(report.uncertain[0].line == 1);
    CHECK(report.uncertain_count == 1);
    CHECK(to_json_text(report).find("nonymous") == std::string::npos);
    CHECK(out == answers(lines));
    answers(lines, &report, batch(text::Method::limited_data_set));
    CHECK(report.cite == "45 CFR 164.514(e)(2)");
    CHECK(report.statement.find("data use agreement") != std::string::npos);
}

}  // namespace muniment::release
