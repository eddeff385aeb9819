// Encrypted archives: opened by the passphrase and by nothing else, and no byte changes unnoticed.
// That others open ours and we theirs: tests/peers/zip.
#include "formats/zip/aes.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "base/passphrase.h"
#include "base/text.h"
#include "formats/zip/layout.h"
#include "formats/zip/zip.h"

using namespace muniment;
using namespace muniment::zip;

namespace {

const Instant when = *parse_fhir_time("2026-11-22T05:45:00Z");
const std::string passphrase = make_passphrase("fifteen bytes !");

std::vector<File> some_files() {
    return {{"release.pdf", std::string(40'000, 'p') + "end", Method::stored},
            {"folder/records.json", std::string(3000, 'a'), Method::deflated},
            {"empty", "", Method::deflated},
            {"empty stored", "", Method::stored}};
}

Encryption encryption(std::size_t files) {
    std::string salts;
    for (std::size_t i = 0; i < files * salt_bytes_each; ++i)
        salts += static_cast<char>(i * 37 + 11);
    return {passphrase, salts};
}

std::string good() { return *write(some_files(), when, encryption(4)); }

std::string one() {
    return *write({{"a.txt", "hello hello hello", Method::deflated}}, when, encryption(1));
}

Fault fault_of(std::string_view bytes, std::string_view with) {
    const auto files = read(bytes, {}, with);
    return files ? Fault::bug : files.error().fault;
}

}  // namespace

TEST_CASE("sealing follows the format: PBKDF2, little-endian counter, HMAC over the sealed bytes") {
    // Made with Python's hashlib and AES-ECB from pyca/cryptography: more than one block of
    // counters.
    const std::string salt = *from_hex("000102030405060708090a0b0c0d0e0f");
    const std::string sealed = seal("hello hello hello", "secret secret secret", salt);
    CHECK(to_hex(sealed) ==
          "000102030405060708090a0b0c0d0e0f77627f216f36ac65a3c1ed2df5273c0ad274cded17d2df46d6e9dc1c"
          "bd");
    // The counter's second byte counts too: 20,000 blocks, of which the last 16 bytes and the HMAC
    // are shown.
    const std::string many = seal(std::string(320'000, 'x'), "secret secret secret", salt);
    CHECK(to_hex(many.substr(18 + 320'000 - 16)) ==
          "4519606e1b4eb49c97ab8867acf98ad32c00bb93214e7c27cb78");
}

TEST_CASE("what is encrypted opens with its passphrase and is the same every time") {
    const auto files = *read(good(), {}, passphrase);
    const auto expected = some_files();
    REQUIRE(files.size() == expected.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK(files[i].name == expected[i].name);
        CHECK(files[i].content == expected[i].content);
        CHECK(files[i].method == expected[i].method);
    }
    CHECK(good() == good());
    const auto entries = *open(good());
    for (const Entry& entry : entries) {
        CHECK(entry.protection == Protection::ae2);
        CHECK(entry.crc == 0);
    }
}

TEST_CASE("nothing of the contents stands in the archive") {
    const std::string bytes = good();
    CHECK(bytes.find("pppp") == std::string::npos);
    CHECK(bytes.find("aaaa") == std::string::npos);
    CHECK(bytes.find(passphrase) == std::string::npos);
    // Two files with the same content look different, for each has its own salt.
    const auto twins =
        *write({{"a", "same", Method::stored}, {"b", "same", Method::stored}}, when, encryption(2));
    const auto entries = *open(twins);
    CHECK(entries[0].packed.substr(18, 4) != entries[1].packed.substr(18, 4));
}

TEST_CASE("a missing, wrong or short passphrase is told apart from altered bytes") {
    CHECK(fault_of(good(), "") == Fault::forbidden);
    int told = 0;
    for (int i = 0; i < 20; ++i)
        told += fault_of(good(), "wrong passphrase " + std::to_string(i)) == Fault::forbidden;
    CHECK(told >= 19);  // 1 in 65,536 is not told
    CHECK(fault_of(good(), replaced(passphrase, "-", "")) == Fault::forbidden);
    CHECK(write(some_files(), when, {"fifteen signs !", std::string(64, 's')}).error().fault ==
          Fault::incorrect);
    CHECK_THROWS_AS((void)write(some_files(), when, {passphrase, std::string(63, 's')}), Bug);
    const std::string bytes = one();
    const std::size_t data = local_size + 5 + 11;
    struct {
        const char* what;
        std::size_t at;
        Fault fault;
    } rows[] = {
        {"salt", data, Fault::forbidden},
        {"the two bytes", data + 16, Fault::forbidden},
        {"a sealed byte", data + 18, Fault::incorrect},
        {"HMAC", bytes.find("PK\1\2") - 1, Fault::incorrect},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        std::string spoiled = bytes;
        spoiled[row.at] = static_cast<char>(spoiled[row.at] ^ 1);
        CHECK(fault_of(spoiled, passphrase) == row.fault);
    }
}

TEST_CASE("one spoiled header refuses the encrypted archive") {
    // Offsets in the local header; the directory has the same fields two bytes later.
    const auto both = [](std::size_t at, std::string_view with) {
        std::string bytes = one();
        const std::size_t central = bytes.find("PK\1\2");
        bytes.replace(at, with.size(), with);
        bytes.replace(central + at + (at < local_size ? 2 : 16), with.size(), with);
        return bytes;
    };
    const auto local = [](std::size_t at, std::string_view with) {
        return one().replace(at, with.size(), with);
    };
    const std::size_t extra = local_size + 5;
    struct {
        const char* what;
        std::string bytes;
    } rows[] = {
        {"not said to be encrypted", both(6, std::string("\0\x08", 2))},
        {"the old cipher", both(8, std::string("\x08\0", 2))},
        {"a checksum beside AE-2", both(14, "abcd")},
        {"smaller than its seal", both(18, std::string("\x1b\0\0\0", 4))},
        {"AES-128", both(extra + 8, "\1")},
        {"version 3", both(extra + 4, "\3")},
        {"another maker", both(extra + 6, "XE")},
        {"bzip2 below", both(extra + 9, "\x0c")},
        {"stored below", both(extra + 9, std::string("\0", 1))},
        {"another kind of extra field", both(extra, "\1\2")},
        {"extra field too long", both(extra + 2, "\x08")},
        {"extra fields that differ", local(extra + 9, std::string("\0", 1))},
        {"extra field only here", local(extra, "\1\2")},
    };
    CHECK(bool(read(one(), {}, passphrase)));
    CHECK(bool(read(both(10, "ab"), {}, passphrase)));
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(bool(read(row.bytes, {}, passphrase)));
    }
}

TEST_CASE("no flipped bit changes a name or content of an encrypted archive unnoticed") {
    const std::string bytes = one();
    std::string spoiled = bytes;
    std::size_t refused = 0;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        spoiled[bit / 8] = static_cast<char>(spoiled[bit / 8] ^ 1 << bit % 8);
        const auto files = read(spoiled, {}, passphrase);
        if (files)
            CHECK(((*files)[0].content == "hello hello hello" && (*files)[0].name == "a.txt"));
        else
            ++refused;
        spoiled[bit / 8] = bytes[bit / 8];
    }
    CHECK(refused > bytes.size() * 5);
}

TEST_CASE("a streamed file is read when its descriptor agrees with the directory") {
    // one() without encryption, as a program writes it that learns the sizes only at the end.
    const auto streamed = [](std::string_view mark, std::uint32_t packed_delta, Method method) {
        const std::string plain = *write({{"a.txt", "hello hello hello", method}}, when);
        const std::size_t central = plain.find("PK\1\2");
        std::string bytes = plain.substr(0, central);
        std::string tail(mark);
        put32(tail, get32(bytes, 14));
        put32(tail, get32(bytes, 18) + packed_delta);
        put32(tail, get32(bytes, 22));
        bytes[6] = '\x08';
        bytes.replace(14, 12, std::string(12, '\0'));
        const std::size_t directory = bytes.size() + tail.size();
        bytes += tail + plain.substr(central);
        bytes[directory + 8] = '\x08';
        std::string at;
        put32(at, static_cast<std::uint32_t>(directory));
        bytes.replace(bytes.size() - 6, 4, at);
        return bytes;
    };
    const auto files = read(streamed("PK\7\x08", 0, Method::deflated));
    REQUIRE(files);
    CHECK((*files)[0].content == "hello hello hello");
    CHECK_FALSE(bool(read(streamed("PK\7\x08", 1, Method::deflated))));
    CHECK_FALSE(bool(read(streamed("PK\7\x09", 0, Method::deflated))));
    CHECK_FALSE(bool(read(streamed("", 0, Method::deflated))));
    CHECK_FALSE(bool(read(streamed("PK\7\x08", 0, Method::stored))));
}
