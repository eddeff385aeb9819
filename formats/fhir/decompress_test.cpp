// Bytes of plain, gzip and bzip2 files in pieces of any size; damage and cuts are told.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/decompress.h"

#include <doctest/doctest.h>

#include "formats/fhir/test_files.h"

namespace muniment::fhir {

namespace {

struct Read {
    std::string bytes;
    std::string error;
    Fault fault = Fault::bug;
};

Read read(const std::string& path, std::size_t step) {
    Read all;
    auto file = DecompressedFile::open(path);
    if (!file) return {"", file.error().message, file.error().fault};
    while (true) {
        const std::size_t before = all.bytes.size();
        const auto got = file->append_to(all.bytes, step);
        if (!got) {
            all.error = got.error().message;
            all.fault = got.error().fault;
            CHECK(all.bytes.size() == before);  // nothing is left of a failed step
            return all;
        }
        CHECK(all.bytes.size() == before + *got);
        CHECK(*got <= step);
        if (*got == 0) return all;
    }
}

// Does not compress to nothing, and is longer than the reader's own buffer of 256 kB.
std::string long_text() {
    std::string text;
    unsigned state = 1;
    while (text.size() < 700000) {
        state = state * 1664525 + 1013904223;
        text += static_cast<char>(state >> 24);
    }
    return text;
}

}  // namespace

TEST_CASE("decompress: what the first bytes say") {
    const Folder folder;
    const std::string text = "{\"a\":1}\n";
    struct Row {
        const char* what;
        std::string bytes;
        std::string expected;
        bool bzip2;
    };
    const Row rows[] = {
        {"empty", "", "", false},
        {"plain", text, text, false},
        {"one byte", "\x1f", "\x1f", false},
        {"gzip", gzip(text), text, false},
        {"gzip of nothing", gzip(""), "", false},
        {"gzip, two members", gzip(text) + gzip("more"), text + "more", false},
        {"gzip, a member of nothing between", gzip(text) + gzip("") + gzip("more"), text + "more",
         false},
        {"bzip2", bzip2(text), text, true},
        {"bzip2 of nothing", bzip2(""), "", true},
        {"bzip2, two streams", bzip2(text) + bzip2("more"), text + "more", true},
        {"text that begins as bzip2 does", "BZh is no level", "BZh is no level", false},
        {"BZh0", "BZh0", "BZh0", false},
        {"BZ", "BZ", "BZ", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.what));
        const std::string path = folder.file("file", row.bytes);
        for (const std::size_t step : {1u, 3u, 1000u}) {
            const Read got = read(path, step);
            CHECK(got.error == "");
            CHECK(got.bytes == row.expected);
        }
        CHECK(DecompressedFile::open(path)->is_bzip2() == row.bzip2);
    }
}

TEST_CASE("decompress: files longer than the buffer") {
    const Folder folder;
    const std::string text = long_text();
    for (const std::string& bytes : {text, gzip(text), bzip2(text), gzip(text) + gzip(text)}) {
        const std::string path = folder.file("file", bytes);
        const std::string expected = bytes.size() > 2 * text.size() ? text + text : text;
        for (const std::size_t step : {std::size_t{4097}, std::size_t{1} << 20}) {
            const Read got = read(path, step);
            CHECK(got.error == "");
            CHECK((got.bytes == expected));
        }
        auto file = DecompressedFile::open(path);
        std::string all;
        while (*file->append_to(all, 100000) > 0) CHECK(file->compressed_bytes() <= bytes.size());
        CHECK(file->compressed_bytes() == bytes.size());
    }
}

TEST_CASE("decompress: cut off anywhere, it is an error and not a shorter file") {
    const Folder folder;
    const std::string text = "{\"resourceType\":\"Patient\",\"id\":\"17\"}\n";
    for (const std::string& packed : {gzip(text), bzip2(text)})
        for (std::size_t size = 4; size < packed.size(); ++size) {
            CAPTURE(size);
            const std::string path = folder.file("file", packed.substr(0, size));
            const Read got = read(path, 1000);
            CHECK(got.error ==
                  path + ": the compressed data ends too early; obtain the file again.");
            CHECK(got.fault == Fault::incorrect);
        }
}

TEST_CASE("decompress: damage and what follows a stream") {
    const Folder folder;
    const std::string text = "{\"resourceType\":\"Patient\",\"id\":\"17\"}\n";
    const auto spoiled = [](std::string bytes, std::size_t from_end) {
        bytes[bytes.size() - from_end] = static_cast<char>(bytes[bytes.size() - from_end] ^ 0x55);
        return bytes;
    };
    struct Row {
        const char* what;
        std::string bytes;
    };
    const Row rows[] = {
        {"gzip: its length is wrong", spoiled(gzip(text), 1)},
        {"gzip: its checksum is wrong", spoiled(gzip(text), 8)},
        {"gzip: text after it", gzip(text) + "{\"a\":1}"},
        {"gzip: bzip2 after it", gzip(text) + bzip2(text)},
        {"gzip: an unknown method", "\x1f\x8b\x07" + gzip(text).substr(3)},
        {"bzip2: its checksum is wrong", spoiled(bzip2(text), 3)},
        {"bzip2: text after it", bzip2(text) + "{\"a\":1}"},
        {"bzip2: no block", "BZh9 nothing of the kind"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.what));
        const std::string path = folder.file("file", row.bytes);
        const Read got = read(path, 1000);
        CHECK(got.error == path + ": the compressed data is damaged; obtain the file again.");
        CHECK(got.fault == Fault::incorrect);
    }
}

TEST_CASE("decompress: files that cannot be read") {
    const Folder folder;
    CHECK(read(folder.path() + "/none", 10).fault == Fault::not_found);
    CHECK(read(folder.path(), 10).fault == Fault::unavailable);  // a folder opens, but has no bytes
}

TEST_CASE("decompress: a file may move while it is read") {
    const Folder folder;
    auto first = DecompressedFile::open(folder.file("file", gzip("abcdef")));
    std::string bytes;
    CHECK(*first->append_to(bytes, 3) == 3);
    DecompressedFile second = *std::move(first);
    CHECK(*second.append_to(bytes, 10) == 3);
    CHECK(bytes == "abcdef");
}

}  // namespace muniment::fhir
