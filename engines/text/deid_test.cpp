// Goal: every class of 45 CFR 164.514(b)(2)(i) is found in the ways charts write it and masked;
// what the paragraph lets stay stays; a limited data set keeps what 164.514(e)(2) leaves; known
// identifiers never survive; a second scan finds nothing.
#include "engines/text/deid.h"

#include <doctest/doctest.h>

#include "engines/text/words.h"
#include "engines/text/zip3.h"

using namespace muniment;
using namespace muniment::text;

namespace {

const Deidentifier& engine() {
    static const Deidentifier made;
    return made;
}

const DeidOptions kSafeHarbor{.method = Method::safe_harbor, .today = *parse_day("2026-11-22")};
const DeidOptions kLimited{.method = Method::limited_data_set, .today = *parse_day("2026-11-22")};

Deidentified run(std::string_view text, const Known& known = {},
                 const DeidOptions& options = kSafeHarbor) {
    auto done = engine().run(text, known, options);
    REQUIRE(done);
    return *std::move(done);
}

struct Row {
    const char* text;
    const char* masked;
};

void check(std::initializer_list<Row> rows, const DeidOptions& options = kSafeHarbor,
           const Known& known = {}) {
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(run(row.text, known, options).text == row.masked);
    }
}

}  // namespace

// 45 CFR 164.514(b)(2)(i)(A)
TEST_CASE("(A) names: by title, label, relation, credential and list") {
    check({
        {"Seen by Dr. Smith today.", "Seen by Dr. [NAME] today."},
        {"Mr. and Mrs. O'Brien-Smith came", "Mr. and Mrs. [NAME] came"},
        {"Patient Name: Doe, Jane Q", "Patient Name: [NAME]"},
        {"Attending: J. Doe", "Attending: [NAME]"},
        {"his wife Mary brought him", "his wife [NAME] brought him"},
        {"John Smith, MD", "[NAME], MD"},
        {"for James T., seen", "for [NAME], seen"},
        {"Szabina J Novakova came", "[NAME] came"},
        {"we met Petr Klozov there", "we met [NAME] there"},
        {"He works at Acme Tools, Inc.", "He works at [NAME]."},
        {"dear jane, my name is maria", "dear jane, my name is [NAME]"},
    });
}

TEST_CASE("words with capitals that are no names stay") {
    check({
        {"Crohn's disease and a Foley catheter", "Crohn's disease and a Foley catheter"},
        {"Kocher clamp, Babinski sign", "Kocher clamp, Babinski sign"},
        {"Past Medical History: Hepatitis B Surface", "Past Medical History: Hepatitis B Surface"},
        {"MS was diagnosed by MRI per ADA guidelines",
         "MS was diagnosed by MRI per ADA guidelines"},
        {"the patient will rest", "the patient will rest"},
    });
}

// 45 CFR 164.514(b)(2)(i)(B), 45 CFR 164.514(b)(2)(i)(B)(1)
TEST_CASE("(B) places: street, town, county, institution; State and ZIP3 stay") {
    check({
        {"12 Main Street, Apt. 4, Springfield, IL 62701", "[PLACE], [PLACE], IL 627"},
        {"5 Elm Rd, Unity, NH 03603", "[PLACE], [PLACE], NH 000"},
        {"ZIP 03601", "ZIP 000"},
        {"ZIP code: 62701-1234", "ZIP code: 627"},
        {"P.O. Box 12, Springfield, IL", "[PLACE], [PLACE], IL"},
        {"lives in Chicago, Illinois", "lives in [PLACE], Illinois"},
        {"from Orange County", "from [PLACE]"},
        {"at St. Vincent's Hospital", "at [PLACE]"},
        {"seen at Elm Street Clinic on", "seen at [PLACE] on"},
        {"40.7128, -74.0060", "[PLACE]"},
        {"moved from Mexico to Texas", "moved from Mexico to Texas"},
        {"Kawasaki disease", "Kawasaki disease"},
    });
}

// 45 CFR 164.514(b)(2)(i)(C)
TEST_CASE("(C) dates keep the year, unless it tells an age over 89") {
    check({
        {"DOB: 03/14/1960", "DOB: 1960"},
        {"on 2021-03-14T10:30:00Z", "on 2021"},
        {"admitted March 3rd, 2021", "admitted 2021"},
        {"3 March 2021", "2021"},
        {"Monday, May 3, 2021 at 10:30 AM", "2021"},
        {"in 03/2021", "in 2021"},
        {"on 2/14/22", "on [DATE]"},
        {"on 5/30 she", "on [DATE] she"},
        {"30MAY2022", "[DATE]"},
        {"DOB 19600314", "DOB [DATE]"},
        {"seen in March", "seen in [DATE]"},
        {"DOB 1931-03-04", "DOB [DATE]"},
        {"born in 1931", "born in [DATE]"},
        {"in 1985", "in 1985"},
        {"May he rest; BP 120/80, strength 5/5, 1/2 tablet",
         "May he rest; BP 120/80, strength 5/5, 1/2 tablet"},
    });
}

TEST_CASE("(C) ages over 89 are one category") {
    check({
        {"a 90-year-old man", "a 90+-year-old man"},
        {"a 89-year-old man", "a 89-year-old man"},
        {"95 y/o", "90+ y/o"},
        {"94yo F", "90+ F"},
        {"aged 101", "aged 90+"},
        {"ninety-two years old", "90+ years old"},
        {"age: 92 kg 95, weight 95 kg", "age: 90+ kg 95, weight 95 kg"},
        {"aged 95 days", "aged 95 days"},
    });
}

// 45 CFR 164.514(b)(2)(i)(D), 45 CFR 164.514(b)(2)(i)(F), 45 CFR 164.514(b)(2)(i)(G); 49 CFR 565.15
TEST_CASE("(D)-(R) numbers, by label and by shape") {
    check({
        {"call (212) 555-0123 x45", "call [PHONE]"},
        {"212.555.0123", "[PHONE]"},
        {"tel +44 20 7946 0958", "tel [PHONE]"},
        {"Fax: 212-555-0199", "Fax: [FAX]"},
        {"write jane.doe@example.org.", "write [EMAIL]."},
        {"SSN: 000-12-3456", "SSN: [SSN]"},
        {"000-12-3456", "[SSN]"},
        {"MRN 12345-JS", "MRN [RECORD NUMBER]"},
        {"MRN: #CHX-98765", "MRN: #[RECORD NUMBER]"},
        {"Member ID: HP-678901", "Member ID: [PLAN NUMBER]"},
        {"account number 0099887766", "account number [ACCOUNT]"},
        {"4111 1111 1111 1111", "[ACCOUNT]"},
        {"GB82WEST12345698765432", "[ACCOUNT]"},
        {"DEA AB1234563", "DEA [LICENCE]"},
        {"plate ABC-1234", "plate [VEHICLE]"},
        {"1M8GDM9AXKP042788", "[VEHICLE]"},
        {"serial number SN-99812", "serial number [DEVICE]"},
        {"00:1B:44:11:3A:B7", "[DEVICE]"},
        {"see https://example.org/a?b=c.", "see [URL]."},
        {"at example.org/page now", "at [URL] now"},
        {"from 192.168.1.1 and 2001:db8::1", "from [IP ADDRESS] and [IP ADDRESS]"},
        {"fingerprint ID: FP-23991", "fingerprint ID: [BIOMETRIC]"},
        {"case # JH-998877", "case # [CODE]"},
        {"500-1000 mg, 1000000 units, 10.5.2", "500-1000 mg, 1000000 units, 10.5.2"},
    });
}

// 45 CFR 164.514(e)(2)(i), 45 CFR 164.514(e)(2)(ii)
TEST_CASE("a limited data set keeps dates, ages, town, State, ZIP code and other codes") {
    check(
        {
            {"John Smith, DOB 03/14/1931, a 95 year old", "[NAME], DOB 03/14/1931, a 95 year old"},
            {"12 Main Street, Springfield, IL 62701", "[PLACE], Springfield, IL 62701"},
            {"MRN 12345-JS, case # JH-998877", "MRN [RECORD NUMBER], case # JH-998877"},
        },
        kLimited);
}

TEST_CASE("what the chart knows is found in any case and the usual variants") {
    const Known known{.names = {"Jane Quill Zorvath", "Acme Tools"},
                      .addresses = {"77 Oak Avenue", "Plumville"},
                      .phones = {"212-555-0123"},
                      .emails = {"JZ@example.org"},
                      .numbers = {{Identifier::record_number, "AB-12.345"}}};
    check(
        {
            {"zorvath, jane", "[NAME]"},
            {"JANE ZORVATH", "[NAME]"},
            {"J. Zorvath and quill", "[NAME] and [NAME]"},
            {"works for acme tools now", "works for [NAME] now"},
            {"at 77 oak ave in plumville", "at [PLACE] in [PLACE]"},
            {"number 2125550123, 555 0123", "number [PHONE], [PHONE]"},
            {"jz@EXAMPLE.org", "[EMAIL]"},
            {"chart ab12345", "chart [RECORD NUMBER]"},
            {"janet, plumvilles", "janet, plumvilles"},
        },
        kSafeHarbor, known);
    CHECK(run("plumville", known, kLimited).text == "plumville");
    const Known old{.birth_date = parse_day("1930-05-01")};
    CHECK(run("came to us in year 1930", old).text == "came to us in year [DATE]");
}

TEST_CASE("each removal says its class, place, certainty and why, never the words") {
    const auto done = run("Dr. Smith in March");
    REQUIRE(done.removed.size() == 2);
    CHECK(done.removed[0].class_ == Identifier::name);
    CHECK(done.removed[0].begin == 4);
    CHECK(done.removed[0].end == 9);
    CHECK(done.removed[0].certainty == Certainty::certain);
    CHECK(done.removed[0].why == "name: after a title");
    CHECK(done.removed[1].certainty == Certainty::uncertain);
}

TEST_CASE("the paragraph of each class") {
    CHECK(citation(Identifier::name, Method::safe_harbor) == "45 CFR 164.514(b)(2)(i)(A)");
    CHECK(citation(Identifier::other, Method::safe_harbor) == "45 CFR 164.514(b)(2)(i)(R)");
    CHECK(citation(Identifier::image, Method::limited_data_set) == "45 CFR 164.514(e)(2)(xvi)");
    CHECK(citation(Identifier::date, Method::limited_data_set).empty());
    CHECK(!is_mask("[SMITH]"));
    CHECK(run("[MARY JOHNSON]").text == "[[NAME]]");
}

TEST_CASE("ZIP codes of few people become 000") {
    CHECK(zip3_kept("78701") == "787");
    CHECK(zip3_kept("03601") == "000");
    CHECK(zip3_kept("82190-1234") == "000");
    CHECK(zip3_kept("09001") == "000");  // military: no place
    CHECK(zip3_kept("7a") == "000");
    CHECK(zip3_kept("") == "000");
}

TEST_CASE("a second scan finds nothing and changes nothing") {
    for (const char* text :
         {"Patient: Mary Smith, 12 Main St., Springfield IL 62701, DOB 3/4/1931, 94 yo, MRN 12345",
          "Dear Mr. Doe, Dr. Jane Roe MD of St. Mary's Hospital in Houston, Texas wrote on May 3, "
          "2021.",
          "name Mary Mary Mary MRN MRN 12345 12345 Jan 5 Jan 5 2020 tel tel 212 555 0123 0123"}) {
        const auto once = run(text);
        const auto twice = run(once.text);
        CHECK(twice.text == once.text);
        for (const Removed& one : twice.removed) CHECK(one.certainty == Certainty::uncertain);
    }
}

TEST_CASE("no known identifier survives, whatever stands around it") {
    const Known known{.names = {"Will Young", "de la Cruz, Ana-Maria", "Q X"},
                      .addresses = {"9 St. John's Rd", "Rest"},
                      .phones = {"+1 (212) 555-0123"},
                      .emails = {"a.b@example.org"},
                      .numbers = {{Identifier::account, "007-1"}, {Identifier::other, "B12"}}};
    const std::string_view values[] = {"Will Young",
                                       "de la Cruz, Ana-Maria",
                                       "Q X",
                                       "9 St. John's Rd",
                                       "Rest",
                                       "+1 (212) 555-0123",
                                       "a.b@example.org",
                                       "007-1",
                                       "B12"};
    for (const char* before :
         {"", "the ", "Dr. ", "(", "MRN: ", "May 3, ", "12 ", "http://x/", "\n", "[NAME] "})
        for (const char* after :
             {"", " said", ".", ") ", "'s", "\n\nx", ", MD", " 2020", "@x.org", " [DATE]"})
            for (const std::string_view value : values)
                for (const bool capitals : {false, true}) {
                    std::string given(value);
                    if (capitals)
                        for (char& c : given)
                            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
                    const std::string out = run(before + given + after, known).text;
                    CAPTURE(before + given + after);
                    CHECK(folded(out).find(folded(value)) == std::string::npos);
                }
}

TEST_CASE("limits and what is not text are refused") {
    CHECK(!engine().run("\xff", {}, kSafeHarbor));
    CHECK(!engine().run(std::string((16 << 20) + 1, 'a'), {}, kSafeHarbor));
    Known many;
    many.names.assign(501, "Jane Doe");
    CHECK(!engine().run("x", many, kSafeHarbor));
    CHECK(!engine().run("x", {.names = {std::string(257, 'x')}}, kSafeHarbor));
    CHECK(run("").text.empty());
}
