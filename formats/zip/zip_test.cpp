// ZIP: what we write, others read; what is ambiguous, we refuse.
#include "formats/zip/zip.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "formats/zip/layout.h"

using namespace muniment;
using namespace muniment::zip;

namespace {

const Instant when = *parse_fhir_time("2026-11-22T05:45:01Z");

std::vector<File> some_files() {
    std::string noise;
    for (unsigned i = 0; i < 5000; ++i) noise += static_cast<char>(i * i * 2654435761u >> 24);
    return {{"release.pdf", noise, Method::stored},
            {"folder/manifest.json", std::string(3000, 'a'), Method::deflated},
            {"Blutbild \xc3\xa4lter.txt", "x", Method::deflated},
            {"empty", "", Method::deflated},
            {"empty stored", "", Method::stored}};
}

std::string good() { return *write(some_files(), when); }

std::string one(Method method = Method::stored) {
    return *write({{"a.txt", "hello hello hello", method}}, when);
}

void patch(std::string& bytes, std::size_t at, std::string_view with) {
    bytes.replace(at, with.size(), with);
}

// Sets the same field in the local header and in the directory of one(): offsets in the local one.
std::string both(std::size_t at, std::string_view with, Method method = Method::stored) {
    std::string bytes = one(method);
    patch(bytes, at, with);
    patch(bytes, bytes.find("PK\1\2") + at + 2, with);
    return bytes;
}

}  // namespace

TEST_CASE("what is written reads back, and is the same every time") {
    const auto files = *read(good());
    const auto expected = some_files();
    REQUIRE(files.size() == expected.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK(files[i].name == expected[i].name);
        CHECK(files[i].content == expected[i].content);
        CHECK(files[i].method == expected[i].method);
    }
    CHECK(good() == good());
    CHECK(*write(files, when) == good());
    CHECK(read(*write({}, when))->empty());
}

TEST_CASE("the time is in DOS form, held inside its range") {
    const auto day_and_time = [](const char* text) {
        const std::string bytes = *write({{"a", "", Method::stored}}, *parse_fhir_time(text));
        return std::pair(get16(bytes, 12), get16(bytes, 10));
    };
    CHECK(day_and_time("2026-11-22T05:45:01Z") ==
          std::pair<std::uint16_t, std::uint16_t>(46 << 9 | 11 << 5 | 22, 5 << 11 | 45 << 5));
    CHECK(day_and_time("1970-01-01T00:00:00Z").first == (0 << 9 | 1 << 5 | 1));
    CHECK(day_and_time("2200-01-01T00:00:00Z").first == (127 << 9 | 12 << 5 | 31));
}

TEST_CASE("names that could leave the folder or collide are refused, writing and reading") {
    for (const char* name : {"", "/etc/passwd", "..", "../a", "a/../b", "a/./b", "a//b", "a/",
                             "C:a", "a\\b", "a\nb", "a\x7f", "\xff", "a:stream"}) {
        CAPTURE(name);
        CHECK_FALSE(is_safe_name(name));
        CHECK_FALSE(bool(write({{name, "", Method::stored}}, when)));
    }
    CHECK_FALSE(is_safe_name(std::string(256, 'a')));
    CHECK_FALSE(is_safe_name(std::string("a\0b", 3)));
    CHECK(is_safe_name("a/b/..c/...d.txt"));
    CHECK_FALSE(bool(write({{"a", "1"}, {"A", "2"}}, when)));
    // Names of five bytes, put into a good archive.
    for (const char* name : {"../ab", "/abcd", "a//bc", "a\\bcd", "C:abc", "abcd/"})
        CHECK_FALSE(bool(read(replaced(one(), "a.txt", name))));
    std::string twice =
        *write({{"aaaa", "1", Method::stored}, {"bbbb", "2", Method::stored}}, when);
    CHECK_FALSE(bool(read(replaced(twice, "bbbb", "aaaa"))));
    CHECK_FALSE(bool(read(replaced(twice, "bbbb", "AAAA"))));
    CHECK(bool(read(replaced(twice, "bbbb", "cccc"))));
}

TEST_CASE("one spoiled field refuses the archive") {
    struct {
        const char* what;
        std::string bytes;
    } rows[] = {
        {"empty", ""},
        {"something before", "x" + one()},
        {"something after", one() + "x"},
        {"encrypted", both(6, std::string("\1\0", 2))},
        {"streamed", both(6, std::string("\x08\0", 2))},
        {"strange method", both(8, std::string("\x0c\0", 2))},
        {"stored called deflated", both(8, std::string("\x08\0", 2))},
        {"deflated called stored", both(8, std::string("\0\0", 2), Method::deflated)},
        {"another checksum", both(14, "abcd")},
        {"packed size smaller", both(18, std::string("\x10\0\0\0", 4))},
        {"packed size larger", both(18, std::string("\x12\0\0\0", 4))},
        {"both sizes smaller", both(18, std::string("\x10\0\0\0\x10\0\0\0", 8))},
        {"size smaller", both(22, std::string("\x10\0\0\0", 4), Method::deflated)},
        {"size larger", both(22, std::string("\x12\0\0\0", 4), Method::deflated)},
        {"Zip64 sizes", both(18, "\xff\xff\xff\xff\xff\xff\xff\xff")},
        {"longer name", both(26, std::string("\x06\0", 2))},
        {"content changed", replaced(one(), "hello hello", "hullo hello")},
        {"name only in one header",
         [] {
             std::string bytes = one();
             patch(bytes, local_size, "b");
             return bytes;
         }()},
        {"count too large",
         [] {
             std::string bytes = one();
             patch(bytes, bytes.size() - end_size + 8, std::string("\2\0\2\0", 4));
             return bytes;
         }()},
        {"count too small",
         [] {
             std::string bytes = one();
             patch(bytes, bytes.size() - end_size + 8, std::string("\0\0\0\0", 4));
             return bytes;
         }()},
        {"a comment promised",
         [] {
             std::string bytes = one();
             patch(bytes, bytes.size() - 2, std::string("\1\0", 2));
             return bytes + "x";
         }()},
        {"two files in one place",
         [] {
             std::string bytes =
                 *write({{"aaaa", "1", Method::stored}, {"bbbb", "1", Method::stored}}, when);
             const std::size_t first = bytes.find("PK\1\2");
             const std::size_t second = bytes.find("PK\1\2", first + 4);
             patch(bytes, second + 42, bytes.substr(first + 42, 4));
             return bytes;
         }()},
    };
    CHECK(bool(read(one())));
    CHECK(bool(read(replaced(one(), "a.txt", "other"))));
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(bool(read(row.bytes)));
    }
}

TEST_CASE("an archive cut off anywhere is refused") {
    const std::string bytes = good();
    for (std::size_t size = 0; size < bytes.size(); size += size < 200 ? 1 : 7)
        CHECK_FALSE(bool(read(std::string_view(bytes).substr(0, size))));
}

TEST_CASE("no flipped bit changes a file's name or content unnoticed") {
    // Bits that say nothing here (times, versions, attributes, deflate's level) may flip.
    const std::string bytes = one(Method::deflated);
    std::string spoiled = bytes;
    std::size_t refused = 0;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        spoiled[bit / 8] = static_cast<char>(spoiled[bit / 8] ^ 1 << bit % 8);
        const auto files = read(spoiled);
        if (files) {
            REQUIRE(files->size() == 1);
            CHECK((*files)[0].content == "hello hello hello");
            CHECK((*files)[0].name == "a.txt");
        } else {
            ++refused;
        }
        spoiled[bit / 8] = bytes[bit / 8];
    }
    CHECK(refused > bytes.size() * 5);
}

TEST_CASE("limits refuse bombs before they are unpacked") {
    const std::string zeros = *write({{"a", std::string(1 << 20, '\0')}}, when);
    CHECK(bool(read(zeros)));
    CHECK(read(zeros, {.bytes_max = (1 << 20) - 1}).error().fault == Fault::busy);
    CHECK(read(zeros, {.ratio_max = 100}).error().fault == Fault::busy);
    CHECK(read(good(), {.files_max = 4}).error().fault == Fault::busy);
    // A claim of almost 4 GiB in a few bytes is refused from the directory alone.
    CHECK(open(both(22, "\xf0\xff\xff\xff", Method::deflated)).error().fault == Fault::busy);
}

TEST_CASE("unzip and Python accept what we write") {
    const auto path = std::filesystem::temp_directory_path() /
                      ("muniment-zip-" + std::to_string(getpid()) + ".zip");
    std::ofstream(path, std::ios::binary) << good();
    const auto runs = [&](const std::string& command) {
        return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
    };
    if (runs("unzip -v"))
        CHECK(runs("unzip -t " + path.string()));
    else
        MESSAGE("skipped: unzip is not installed");
    if (runs("python3 --version"))
        CHECK(runs("python3 -c \"import zipfile,sys; z=zipfile.ZipFile('" + path.string() +
                   "'); sys.exit(z.testzip() is not None or len(z.namelist()) != 5 or "
                   "z.read('folder/manifest.json') != b'a'*3000)\""));
    else
        MESSAGE("skipped: python3 is not installed");
    std::filesystem::remove(path);
}
