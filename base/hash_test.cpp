// SHA-256 against FIPS 180-4's examples, whole, in parts and streamed.
// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "base/ensure.h"
#include "base/text.h"

namespace muniment {

namespace {

std::string streamed(const std::string& bytes, std::size_t step) {
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size(); at += step) hash.add(bytes.substr(at, step));
    return hex(hash.finish());
}

}  // namespace

// The examples of NIST's Cryptographic Standards and Guidelines for SHA-256.
TEST_CASE("hash: the published examples") {
    struct Row {
        std::string bytes;
        const char* hash;
    };
    const Row rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
         "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
        {std::string(1000000, 'a'),
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.bytes.size());
        CHECK(hex(sha256(row.bytes)) == row.hash);
        CHECK(streamed(row.bytes, 977) == row.hash);
    }
}

TEST_CASE("hash: parts are the whole, wherever it is cut") {
    std::string bytes;
    for (int i = 0; i < 200; ++i) bytes += static_cast<char>(i);
    const Hash whole = sha256(bytes);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        const std::string_view all = bytes;
        CAPTURE(cut);
        CHECK(sha256({all.substr(0, cut), all.substr(cut)}) == whole);
    }
    for (std::size_t step = 1; step < 70; ++step) CHECK(streamed(bytes, step) == hex(whole));
    CHECK(sha256({}) == sha256(""));
}

TEST_CASE("hash: Hash keeps its 32 bytes and orders by them") {
    const Hash hash = sha256("abc");
    CHECK(Hash::of(hash.view()) == hash);
    CHECK(to_hex(hash.view()) == hex(hash));
    CHECK(Hash::of(std::string(32, '\x01')) < Hash::of(std::string(32, '\xff')));
    CHECK(hex(Hash{}) == std::string(64, '0'));
}

TEST_CASE("hash: a second finish is our bug") {
    Sha256 hash;
    hash.add("abc");
    CHECK(hash.finish() == sha256("abc"));
    CHECK_THROWS_AS(hash.finish(), Bug);
}

TEST_CASE("hash: threads do not disturb each other") {
    const std::string expected = hex(sha256("abc"));
    std::array<bool, 4> good{};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < good.size(); ++t)
        threads.emplace_back([&, t] {
            good[t] = true;
            for (int i = 0; i < 2000; ++i) good[t] = good[t] && hex(sha256("abc")) == expected;
        });
    for (auto& thread : threads) thread.join();
    for (const bool one : good) CHECK(one);
}

}  // namespace muniment
