// SPDX-License-Identifier: Apache-2.0
#include "departments/release/bulk_list.h"

#include <doctest/doctest.h>

namespace muniment::release {

static chart::PatientBanner banner(const char* name, const char* born, const char* mrn) {
    chart::PatientBanner patient;
    patient.name = name;
    patient.birth_date = born;
    patient.mrn = mrn;
    return patient;
}

TEST_CASE("a list is read whatever its columns are called") {
    struct {
        const char* what;
        const char* text;
    } const cases[] = {
        {"our own titles",
         "mrn,name,birth date,from,to,reference\n"
         "A-1,\"Vale, Rosa\",1960-05-04,2026-01-01,2026-06-30,C-7\n"},
        {"a spreadsheet's",
         "Claim Number\tPatient Name\tDOB\tMRN\tDOS From\tDOS To\tAmount\n"
         "C-7\tVale, Rosa\t5/4/1960\tA-1\t1/1/2026\t06/30/2026\t12.50\n"},
        {"blank lines between",
         "MRN,Patient,Date of birth,From,To,Reference\n,,,,,\nA-1,\"Vale, Rosa\",05/04/1960,"
         "2026-01-01,2026-06-30,C-7\n\n"},
    };
    const Listed wanted{"A-1",
                        "Vale, Rosa",
                        parse_day("1960-05-04"),
                        parse_day("2026-01-01"),
                        parse_day("2026-06-30"),
                        "C-7"};
    for (const auto& one : cases) {
        CAPTURE(one.what);
        const auto list = read_list(one.text);
        REQUIRE_MESSAGE(list, (list ? "" : list.error().message));
        REQUIRE(list->size() == 1);
        CHECK(list->front() == wanted);
    }
    const auto two = read_list("last name,first name\nVale,Rosa Maria\n");
    REQUIRE(two);
    CHECK(two->front().name == "Rosa Maria Vale");
}

TEST_CASE("a list that cannot be read is refused by line, without its words") {
    struct {
        const char* what;
        const char* text;
        const char* says;
    } const cases[] = {
        {"no title", "A-1,Vale\n", "The first line must name the columns"},
        {"nobody", "mrn,reference\n", "names no chart"},
        {"a day that is none", "mrn,dob\nA-1,2026-02-30\n", "line 2 has a day that is none"},
        {"month and day exchanged", "mrn,dob\nA-1,30/06/2026\n", "line 2 has a day that is none"},
        {"backwards", "mrn,from,to\nA-1,2026-02-02,2026-02-01\n", "line 2 ends before it begins"},
        {"a line without a name", "mrn,reference\nA-1,C-1\n,C-2\n", "line 3 names nobody"},
        {"two at once", "mrn,dob\nA-1,x\nA-2,y\n", "line 2 has a day that is none; line 3"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.what);
        const auto list = read_list(one.text);
        REQUIRE(!list);
        CHECK(list.error().fault == Fault::incorrect);
        CHECK_MESSAGE(list.error().message.find(one.says) != std::string::npos,
                      list.error().message);
    }
}

TEST_CASE("the longest list, and one more") {
    const auto list_of = [](std::size_t lines) {
        std::string text = "mrn\n";
        for (std::size_t i = 0; i < lines; ++i) text += "A-" + std::to_string(i) + "\n";
        return text;
    };
    CHECK(read_list(list_of(list_lines_max)));
    const auto longer = read_list(list_of(list_lines_max + 1));
    REQUIRE(!longer);
    CHECK(longer.error().fault == Fault::incorrect);
}

// Each row: what the line says, and what the two identifiers come to.
TEST_CASE("a line is taken when two identifiers agree") {
    const std::vector<chart::PatientBanner> chart = {
        banner("Vale, Rosa Maria", "1960-05-04", "A-1"), banner("Vale, Rosa", "1988-01-30", "A-12"),
        banner("O'Neil-Smith, Ann", "1970-12-01", "B-2")};
    struct {
        const char* what;
        Listed line;
        Match match;
        const char* mrn;
    } const cases[] = {
        {"number and name", {"A-1", "Rosa Vale", {}, {}, {}, ""}, Match::matched, "A-1"},
        {"the name turned round", {"A-1", "VALE, ROSA", {}, {}, {}, ""}, Match::matched, "A-1"},
        {"number and birth date",
         {"A-1", "", parse_day("1960-05-04"), {}, {}, ""},
         Match::matched,
         "A-1"},
        {"name and birth date",
         {"", "Vale, Rosa", parse_day("1988-01-30"), {}, {}, ""},
         Match::matched,
         "A-12"},
        {"signs in the name", {"B-2", "Ann ONeil Smith", {}, {}, {}, ""}, Match::differs, "B-2"},
        {"signs as in the chart",
         {"B-2", "Ann O'Neil-Smith", {}, {}, {}, ""},
         Match::matched,
         "B-2"},
        {"the number of another",
         {"A-12", "Rosa Maria Vale", {}, {}, {}, ""},
         Match::differs,
         "A-12"},
        {"one digit of the birth date",
         {"A-1", "Rosa Vale", parse_day("1960-05-05"), {}, {}, ""},
         Match::differs,
         "A-1"},
        {"the number alone", {"A-1", "", {}, {}, {}, ""}, Match::one_identifier, "A-1"},
        {"the number and a family name", {"A-1", "Vale", {}, {}, {}, ""}, Match::differs, "A-1"},
        {"the beginning of a number", {"A", "Rosa Vale", {}, {}, {}, ""}, Match::not_found, ""},
        {"a name that two have", {"", "Rosa Vale", {}, {}, {}, ""}, Match::several, ""},
        {"a name that one has",
         {"", "Rosa Maria Vale", {}, {}, {}, ""},
         Match::one_identifier,
         "A-1"},
        {"nobody",
         {"", "Rosa Valentin", parse_day("1960-05-04"), {}, {}, ""},
         Match::not_found,
         ""},
    };
    for (const auto& one : cases) {
        CAPTURE(one.what);
        const Matched found = match(one.line, chart);
        CHECK(enum_name(found.match) == enum_name(one.match));
        CHECK((found.patient ? found.patient->mrn : "") == one.mrn);
        CHECK(why(found.match).empty() == (found.match == Match::matched));
    }
}

}  // namespace muniment::release
