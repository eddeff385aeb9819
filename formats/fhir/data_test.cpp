// Real and synthetic records as other systems write them: every resource arrives, by type.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>

#include "formats/fhir/decompress.h"
#include "formats/fhir/fhir.h"
#include "formats/fhir/test_sink.h"

using namespace muniment;
using namespace muniment::fhir;

namespace {

bool is_there(const std::string& path) {
    const bool there = std::filesystem::exists(path);
    if (!there) MESSAGE("skipped: " << path << " is not there");
    return there;
}

struct Told {
    std::map<std::string, std::size_t> types;
    std::size_t entries = 0;
    std::size_t bad = 0;
    std::size_t without_patient = 0;
    std::size_t without_date = 0;
    std::size_t unread_text = 0;
    std::set<Uuid> ids;
    std::set<Uuid> wanted;  // by references with an id
    std::set<std::string> identifiers;
    std::set<std::string> wanted_identifiers;
};

bool is_clinical(const std::string& type) {
    return type == "Observation" || type == "Condition" || type == "MedicationRequest" ||
           type == "Procedure" || type == "Encounter" || type == "DocumentReference" ||
           type == "DiagnosticReport" || type == "Immunization";
}

void note(Told& told, const Entry& entry) {
    const Summary& s = entry.summary;
    ++told.entries;
    ++told.types[s.type];
    if (is_clinical(s.type) && !(s.patient && s.patient->by_id())) ++told.without_patient;
    // MIMIC-IV's conditions have no date at all.
    if (is_clinical(s.type) && s.type != "Condition" && !s.date) ++told.without_date;
    told.ids.insert(resource_id(s.type, s.id));
    for (const Identifier& one : s.identifiers)
        told.identifiers.insert(s.type + one.system + "|" + one.value);
    for (const Reference& to : s.references) {
        if (to.by_id()) told.wanted.insert(resource_id(to));
        if (!to.by_id() && !to.type.empty())
            told.wanted_identifiers.insert(to.type + to.identifier_system + "|" +
                                           to.identifier_value);
    }
    if (s.type != "DocumentReference") return;
    const auto found = attachments(entry.json);
    if (!found || found->size() != 1 || !readable_text((*found)[0])) ++told.unread_text;
    if (found && found->size() == 1 && (*found)[0].bytes.size() != s.content_bytes)
        ++told.unread_text;
}

Told read_all(const std::string& folder) {
    Told told;
    const auto list = list_inputs({folder});
    REQUIRE(list);
    const Sink sink{[&](Entry&& entry) {
                        note(told, entry);
                        return ok();
                    },
                    [&](BadEntry&& bad) {
                        ++told.bad;
                        MESSAGE(bad.file << " " << bad.position << ": " << bad.reason);
                    }};
    ReadAhead input(list->files, 2);
    while (auto item = input.next()) {
        REQUIRE(item->document);
        CHECK(read_entries(*item->document, sink));
    }
    return told;
}

std::size_t missing(const auto& wanted, const auto& there) {
    std::size_t count = 0;
    for (const auto& one : wanted) count += there.contains(one) ? 0 : 1;
    return count;
}

// The files of a tar archive (POSIX ustar) whose path has `part`.
std::vector<std::string> tar_files(const std::string& path, const std::string& part) {
    auto file = DecompressedFile::open(path);
    REQUIRE(file);
    std::string tar;
    while (true) {
        const auto added = file->append_to(tar, 1 << 20);
        REQUIRE(added);
        if (*added == 0) break;
    }
    std::vector<std::string> found;
    for (std::size_t at = 0; at + 512 <= tar.size() && tar[at] != '\0';) {
        const std::string name = tar.c_str() + at;
        const std::size_t size = std::stoul(tar.substr(at + 124, 11), nullptr, 8);
        if (name.find(part) != std::string::npos && name.find("/.index") == std::string::npos)
            found.push_back(tar.substr(at + 512, size));
        at += 512 + (size + 511) / 512 * 512;
    }
    return found;
}

}  // namespace

TEST_CASE("data: all of Synthea's 92,114 resources, with every reference resolved") {
    const std::string folder = "../shared/data/synthea-blaze";
    if (!is_there(folder)) return;
    const Told told = read_all(folder);
    CHECK(told.bad == 0);
    CHECK(told.entries == 92114);
    const std::map<std::string, std::size_t> known = {
        {"Observation", 42929},      {"Claim", 9856},     {"DiagnosticReport", 8229},
        {"MedicationRequest", 5087}, {"Encounter", 4769}, {"ExplanationOfBenefit", 4769},
        {"DocumentReference", 4769}, {"Condition", 1597}, {"Patient", 120}};
    for (const auto& [type, count] : known) {
        CAPTURE(type);
        CHECK(told.types.at(type) == count);
    }
    CHECK(told.without_patient == 0);
    CHECK(told.without_date == 0);
    CHECK(told.unread_text == 0);
    CHECK(told.ids.size() == told.entries);  // no two resources share a record id
    CHECK(missing(told.wanted, told.ids) == 0);
    CHECK(missing(told.wanted_identifiers, told.identifiers) == 0);
}

TEST_CASE("data: all of MIMIC-IV's demo") {
    const std::string folder = "../shared/data/mimic-fhir-demo";
    if (!is_there(folder)) return;
    const Told told = read_all(folder);
    CHECK(told.bad == 0);
    CHECK(told.entries == 152346);
    CHECK(told.types.at("Patient") == 100);
    CHECK(told.types.at("Condition") == 5051);
    CHECK(told.types.at("Encounter") == 637);
    CHECK(told.without_patient == 0);
    CHECK(told.without_date == 0);
    CHECK(told.ids.size() == told.entries);
}

TEST_CASE("data: the examples of US Core summarize") {
    struct Row {
        const char* package;
        std::size_t examples;
    };
    for (const Row& row : {Row{"us_core_311", 84}, Row{"us_core_610", 183}, Row{"us_core_700", 214},
                           Row{"us_core_800", 228}}) {
        const std::string path = "../shared/data/fhir/" + std::string(row.package) + ".tgz";
        if (!is_there(path)) continue;
        std::size_t good = 0;
        for (const std::string& json : tar_files(path, "package/example/")) {
            const auto summary = summarize(json);
            if (!summary) MESSAGE(summary.error().message);
            good += summary ? 1 : 0;
        }
        CHECK(good >= row.examples);
    }
}
