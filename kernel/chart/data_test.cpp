// Records as other systems write them, imported whole: what the files hold is what the chart holds.
// A sample in make test, everything in make check.
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "formats/fhir/fhir.h"
#include "tests/support/chart_lodge.h"

namespace muniment::chart {

using namespace tests;
using Counts = std::map<std::string, std::int64_t>;

namespace {

bool is_there(const std::string& path) {
    const bool there = std::filesystem::exists(path);
    if (!there) MESSAGE("skipped: " << path << " is not there");
    return there;
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path().string());
    std::ranges::sort(files);
    return files;
}

std::string bytes_of(const std::string& path) {
    auto input = fhir::open_input(path);
    REQUIRE(input);
    auto document = input->next();
    REQUIRE(document);
    REQUIRE(document->has_value());
    return (**document).bytes;
}

// Counted with another JSON reader than the import's.
Counts counted(const std::vector<std::string>& bundles) {
    Counts counts;
    for (const std::string& path : bundles) {
        const auto bundle = parse_json(bytes_of(path), {std::size_t{1} << 30, 64});
        REQUIRE(bundle);
        for (const json::value& entry : bundle->at("entry").as_array())
            ++counts[std::string(entry.at("resource").at("resourceType").as_string())];
    }
    return counts;
}

std::int64_t sum(const Counts& counts) {
    std::int64_t all = 0;
    for (const auto& [type, count] : counts) all += count;
    return all;
}

std::vector<std::string> synthea_files() {
    std::vector<std::string> all;
    for (const std::string& file : files_in("../shared/data/synthea-blaze"))
        if (file.ends_with(".json.bz2")) all.push_back(file);
    // In name order the hospital and the practitioners come first; a sample keeps both.
    if (!thorough() && all.size() > 5) all.resize(5);
    return all;
}

Counts in_chart(ChartLodge& lodge) {
    const auto found = counts(*lodge.view(), {});
    REQUIRE(found);
    return *found;
}

}  // namespace

// Goal: counts by type are the files' own, a second import adds nothing, all references resolve.
TEST_CASE("data: Synthea's patients") {
    if (!is_there("../shared/data/synthea-blaze")) return;
    const auto files = synthea_files();
    const Counts wanted = counted(files);
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        const auto first = import_paths(*lodge.house, {}, files, nullptr);
        REQUIRE(first);
        CHECK(first->added == sum(wanted));
        CHECK(first->types == wanted);
        CHECK(first->refused == 0);
        CHECK(first->problems.empty());
        CHECK(first->unresolved == 0);
        CHECK(first->documents == wanted.at("DocumentReference"));
        CHECK(in_chart(lodge) == wanted);
        MESSAGE(std::string(name_of(engine)), ": ", first->added, " resources in ", first->seconds,
                " s");
        const auto second = import_paths(*lodge.house, {}, files, nullptr);
        REQUIRE(second);
        CHECK(second->unchanged == sum(wanted));
        CHECK(second->added + second->changed + second->documents == 0);
        CHECK(in_chart(lodge) == wanted);
        const auto patients = find_patients(*lodge.view(), "", 100);
        REQUIRE(patients);
        CHECK(static_cast<std::int64_t>(patients->size()) ==
              std::min<std::int64_t>(wanted.at("Patient"), 100));
        CHECK(lodge.damage().empty());
    }
}

// Goal: patients before the hospital they name; nothing stays open at the end.
TEST_CASE("data: Synthea's files in any order") {
    if (!is_there("../shared/data/synthea-blaze")) return;
    auto files = synthea_files();
    std::ranges::reverse(files);
    files.resize(std::min<std::size_t>(files.size(), 3));
    const auto all = synthea_files();
    files.insert(files.end(), {all.at(1), all.at(0)});
    ChartLodge lodge(Engine::sqlite);
    const std::vector<std::string> patients(files.begin(), files.end() - 2);
    const auto alone = import_paths(*lodge.house, {}, patients, nullptr);
    REQUIRE(alone);
    CHECK(alone->unresolved > 0);
    const auto together = import_paths(*lodge.house, {}, files, nullptr);
    REQUIRE(together);
    CHECK(together->unresolved == 0);
    CHECK(together->unchanged == alone->added);
    CHECK(import_paths(*lodge.house, {}, patients, nullptr)->unresolved == 0);
}

// Goal: one resource changed in a copy of a real file is one new version, the old one readable.
TEST_CASE("data: a changed copy of a Synthea file") {
    if (!is_there("../shared/data/synthea-blaze")) return;
    const std::string path = synthea_files().at(2);
    std::string text = bytes_of(path);
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        const ImportReport first = lodge.import(text);
        const auto at = text.find("\"gender\": \"");
        REQUIRE(at != std::string::npos);
        const std::string copy = text.substr(0, at) + "\"language\": \"xx\", " + text.substr(at);
        const ImportReport second = lodge.import(copy);
        CHECK(second.changed == 1);
        CHECK(second.unchanged == first.added - 1);
        CHECK(second.added == 0);
        const auto who = find_patients(*lodge.view(), "", 2);
        REQUIRE(who->size() == 1);
        const store::Table resources = {"chart_resource", {}};
        auto view = lodge.view();
        const auto now = view->read(resources, who->front().id.uuid);
        const auto before = view->read(resources, who->front().id.uuid, 1);
        REQUIRE(now);
        REQUIRE(before);
        CHECK(now->version == 2);
        CHECK(now->content.find("\"language\": \"xx\"") != std::string::npos);
        CHECK(text.find(before->content) != std::string::npos);
        CHECK(lodge.damage().empty());
    }
}

// Goal: real structure (MIMIC-IV demo, NDJSON, gzip), whole.
TEST_CASE("data: MIMIC-IV's demo") {
    if (!thorough()) {
        MESSAGE("skipped: MIMIC-IV's demo is imported in make check (MUNIMENT_CHECK=1)");
        return;
    }
    if (!is_there("../shared/data/mimic-fhir-demo")) return;
    for (const Engine engine : engines()) {
        CAPTURE(std::string(name_of(engine)));
        ChartLodge lodge(engine);
        const auto report =
            import_paths(*lodge.house, {}, {"../shared/data/mimic-fhir-demo"}, nullptr);
        REQUIRE(report);
        CHECK(report->added == 152346);
        CHECK(report->refused == 0);
        CHECK(report->types.at("Patient") == 100);
        CHECK(in_chart(lodge) == report->types);
        MESSAGE(std::string(name_of(engine)), ": ", report->added, " resources in ",
                report->seconds, " s");
        CHECK(lodge.damage().empty());
    }
}

}  // namespace muniment::chart
