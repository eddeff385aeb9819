// Files to documents: packing and kind are told by content, limits hold, nothing is lost at a cut.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/input.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "formats/fhir/test_files.h"
#include "formats/fhir/test_sink.h"

using namespace muniment;
using namespace muniment::fhir;
namespace fs = std::filesystem;

namespace {

struct Read {
    std::vector<Document> documents;
    std::string error;
};

Read read(const std::string& path, const InputLimits& limits = {}) {
    Read all;
    auto input = open_input(path, limits);
    if (!input) return {{}, input.error().message};
    while (true) {
        auto document = input->next();
        if (!document) all.error = document.error().message;
        if (!document || !*document) break;
        all.documents.push_back(**std::move(document));
    }
    const auto after = input->next();
    CHECK((after && !after->has_value()));  // finished stays finished
    return all;
}

std::string patient(std::size_t number) {
    return "{\"resourceType\":\"Patient\",\"id\":\"" + std::to_string(number) + "\"}";
}

std::string lines(std::size_t count) {
    std::string text;
    for (std::size_t i = 1; i <= count; ++i) text += patient(i) + "\n";
    return text;
}

const std::string bundle_text =
    "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + patient(1) + "}]}";
const char* const kind_names[] = {"bundle", "lines", "resource"};

}  // namespace

TEST_CASE("input: the kind is told by content") {
    const Folder folder;
    struct Row {
        std::string text;
        const char* kind;
    };
    const std::string pretty = replaced(replaced(bundle_text, "{", "{\n  "), ",", ",\n  ");
    // clang-format off
    const Row rows[] = {
        {bundle_text, "bundle"},
        {bundle_text + "\n", "bundle"},
        {pretty, "bundle"},
        {"\xEF\xBB\xBF \n" + bundle_text, "bundle"},
        {"{\"entry\":[],\"resourceType\":\"Bundle\"}", "bundle"},
        {"{\"resourceType\":\"Bundle\",\"entry\":[\n{\"resource\":" + patient(1) + "}\n]}", "bundle"},
        {"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{", "bundle"},
        {"{\"entry\":[{\"resource\":{", "bundle"},
        {lines(1), "lines"},
        {lines(2), "lines"},
        {"\n\n" + lines(2), "lines"},
        {"\xEF\xBB\xBF" + lines(2), "lines"},
        {patient(1) + "\r\n" + patient(2), "lines"},
        {"{\"resourceType\":\"Pat\n" + lines(2), "lines"},
        {patient(1), "resource"},
        {"{\n\"resourceType\":\"Patient\"\n}\n", "resource"},
        {"{\"resourceType\":\"Basic\",\"contained\":[\n" + patient(1) + "\n]}", "resource"},
        {"{}", "resource"},
        {"{\"resourceType\":\"Pat", "resource"},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Read all = read(folder.file("x.txt", row.text));
        CHECK(all.error.empty());
        REQUIRE(all.documents.size() == 1);
        CHECK(std::string(kind_names[static_cast<int>(all.documents[0].kind)]) == row.kind);
        CHECK(all.documents[0].bytes.substr(0, 1) != "\xEF");
    }
    CHECK(read(folder.file("y", "# notes")).error.find("not FHIR JSON") != std::string::npos);
    CHECK(read(folder.file("z", "")).error.find("not FHIR JSON") != std::string::npos);
    CHECK(read(folder.path() + "/absent").error.find("no such file") != std::string::npos);
}

TEST_CASE("input: packing is told by the first bytes, and damage is an error") {
    const Folder folder;
    const std::string text = lines(30000);
    const std::string half = text.substr(0, text.size() / 2);
    const std::string rest = text.substr(text.size() / 2);
    struct Row {
        std::string bytes;
        const char* error;
    };
    std::string bad_gzip = gzip(text);
    bad_gzip[bad_gzip.size() / 2] ^= 0x55;
    std::string bad_bzip2 = bzip2(text);
    bad_bzip2[bad_bzip2.size() / 2] ^= 0x55;
    const std::string whole_gzip = gzip(text);
    const std::string whole_bzip2 = bzip2(text);
    const Row rows[] = {
        {text, ""},
        {whole_gzip, ""},
        {whole_bzip2, ""},
        {gzip(half) + gzip(rest), ""},
        {bzip2(half) + bzip2(rest), ""},
        {bad_gzip, "damaged"},
        {bad_bzip2, "damaged"},
        {whole_gzip.substr(0, whole_gzip.size() - 1), "too early"},
        {whole_bzip2.substr(0, whole_bzip2.size() - 1), "too early"},
        {whole_gzip.substr(0, 30), "too early"},
        {whole_gzip + "rubbish", "damaged"},
        {whole_bzip2 + "rubbish", "damaged"},
    };
    for (const Row& row : rows) {
        const Read all = read(folder.file("misleading.bz2", row.bytes));
        CHECK((all.error.find(row.error) != std::string::npos));
        CHECK(all.error.empty() == std::string(row.error).empty());
        std::string together;
        for (const Document& document : all.documents) together += document.bytes;
        if (all.error.empty()) CHECK(together == text);
        CHECK(text.starts_with(together));
    }
}

TEST_CASE("input: NDJSON is cut at line ends only, and every line keeps its number") {
    const Folder folder;
    InputLimits limits;
    limits.lines_chunk_bytes = 1;  // as many cuts as the reading allows
    for (const std::size_t count : {1u, 2u, 1000u, 200000u}) {
        for (const bool last_ends : {true, false}) {
            std::string text = lines(count);
            if (!last_ends) text.pop_back();
            const Read all = read(folder.file("x", gzip(text)), limits);
            CHECK(all.error.empty());
            if (count == 200000) CHECK(all.documents.size() > 3);
            Kept kept;
            for (const Document& document : all.documents)
                CHECK(read_entries(document, kept.sink()));
            CHECK(kept.bad.empty());
            REQUIRE(kept.good.size() == count);
            for (std::size_t i = 0; i < count; ++i) {
                REQUIRE(kept.good[i].position == i + 1);
                REQUIRE(kept.good[i].summary.id == std::to_string(i + 1));
            }
        }
    }
}

TEST_CASE("input: limits refuse bombs with a clear error") {
    const Folder folder;
    InputLimits limits;
    limits.document_bytes_max = 3u << 20;
    limits.line_bytes_max = 2u << 20;
    const std::string spaces(8u << 20, ' ');
    const std::string large = bundle_text.substr(0, 10) + spaces + bundle_text.substr(10);
    for (const std::string& packed : {large, gzip(large), bzip2(large)})
        CHECK(read(folder.file("x", packed), limits).error.find("larger than 3 MB") !=
              std::string::npos);
    // A line without end in the middle of an NDJSON file: what came before stands.
    const Read lines_read = read(folder.file("x", gzip(lines(100000) + spaces)), limits);
    CHECK(lines_read.error.find("larger than 2 MB") != std::string::npos);
    CHECK(!lines_read.documents.empty());
    // 100 MB of lines from 100 kB: the file is refused once the expansion is beyond belief.
    const std::string bomb = gzip(lines(1) + std::string(100u << 20, '\n'));
    CHECK(read(folder.file("x", bomb)).error.find("expands more than 250 times") !=
          std::string::npos);
}

TEST_CASE("input: folders are read in name order and other files are reported") {
    const Folder folder;
    folder.file("b.json", bundle_text);
    folder.file("a.ndjson.gz", gzip(lines(2)));
    folder.file("sub/c.json", patient(1));
    folder.file("LICENSE.txt", "Apache");
    folder.file("README.gz", gzip("# readme"));
    folder.file("empty.json", " \n");
    folder.file("z.bz2", bzip2(bundle_text));
    const auto list = list_inputs({folder.path(), folder.path() + "/b.json"});
    REQUIRE(list);
    std::string names;
    for (const auto& file : list->files) names += file.substr(folder.path().size()) + " ";
    CHECK(names == "/a.ndjson.gz /b.json /sub/c.json /z.bz2 /b.json ");
    names.clear();
    for (const auto& [file, reason] : list->skipped)
        names += file.substr(folder.path().size()) + " " + reason + ", ";
    CHECK(names == "/LICENSE.txt not FHIR JSON, /README.gz not FHIR JSON, /empty.json empty, ");
    CHECK(list->bytes > 0);
    CHECK(!list_inputs({folder.path() + "/absent"}));
}

TEST_CASE("read ahead: all documents in order whatever the number of threads") {
    const Folder folder;
    std::vector<std::string> files;
    for (std::size_t i = 0; i < 40; ++i) {
        const std::string text = i % 7 == 3 ? "rubbish" : lines(i * 37 + 1);
        files.push_back(folder.file(std::to_string(100 + i), i % 2 ? gzip(text) : bzip2(text)));
    }
    files.push_back(folder.path() + "/absent");
    InputLimits limits;
    limits.lines_chunk_bytes = 1000;
    for (const unsigned threads : {1u, 2u, 5u}) {
        limits.ahead_bytes_max = threads == 2 ? 1 : 10000;
        ReadAhead input(files, threads, limits);
        std::size_t good = 0;
        std::size_t bad = 0;
        std::string last;
        while (auto item = input.next()) {
            CHECK(last <= item->file);
            last = item->file == files.back() ? last : item->file;
            if (!item->document) {
                ++bad;
                continue;
            }
            Kept kept;
            CHECK(read_entries(*item->document, kept.sink()));
            good += kept.good.size();
        }
        std::size_t expected = 0;
        for (std::size_t i = 0; i < 40; ++i) expected += i % 7 == 3 ? 0 : i * 37 + 1;
        CHECK(good == expected);
        CHECK(bad == 7);
        ReadAhead dropped(files, threads, limits);  // may end before the end
        CHECK(dropped.next().has_value());
    }
    ReadAhead none({}, 2);
    CHECK(!none.next());
}
