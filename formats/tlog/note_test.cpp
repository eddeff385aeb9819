// Signed notes: the reference implementation's published note, and a good note spoiled row by row.
#include "formats/tlog/note.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace muniment;
using namespace muniment::tlog;

namespace {

const SigningKey log_key{"muniment.example/ledger/a", KeyKind::ed25519, std::string(32, 'k')};
const SigningKey witness_key{"witness.example/w1", KeyKind::cosignature, std::string(32, 'w')};
const std::string text = "muniment.example/ledger/a\n7\nhash\n";

Note good_note() { return {text, {sign(text, log_key)}}; }

}  // namespace

TEST_CASE("the reference implementation's note and key verify") {
    // golang.org/x/mod/sumdb/note, package example.
    const auto key =
        parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    REQUIRE(bool(key));
    CHECK(key->name == "PeterNeumann");
    CHECK(key_id(*key) == 0xc74f20a3);
    const std::string message =
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
        "\n"
        "\xe2\x80\x94 PeterNeumann "
        "x08go/ZJkuBS9UG/"
        "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
        "\n";
    const auto note = parse_note(message);
    REQUIRE(bool(note));
    CHECK(bool(verify_note(*note, *key)));
    CHECK(to_text(*note) == message);
    const auto secret = parse_signing_key(
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    REQUIRE(bool(secret));
    CHECK(verifier_of(*secret) == *key);
    CHECK(to_text(Note{note->text, {sign(note->text, *secret)}}) == message);
}

TEST_CASE("a note signed here reads back and verifies, and for its own key only") {
    const std::string bytes = to_text(good_note());
    const auto note = parse_note(bytes);
    REQUIRE(bool(note));
    CHECK(*note == good_note());
    CHECK(bool(verify_note(*note, verifier_of(log_key))));
    SigningKey other = log_key;
    other.seed[0] = 'x';
    CHECK_FALSE(bool(verify_note(*note, verifier_of(other))));
    other = log_key;
    other.name += "b";
    CHECK_FALSE(bool(verify_note(*note, verifier_of(other))));
    CHECK_FALSE(bool(verify_note(*note, verifier_of(witness_key))));
}

TEST_CASE("signatures of unknown keys are ignored; a false one of the key refuses the note") {
    const VerifierKey key = verifier_of(log_key);
    Note note = good_note();
    note.signatures.insert(note.signatures.begin(), {"somebody.example", 7, "xxxxx"});
    note.signatures.push_back({log_key.name, key_id(key) ^ 1, "another id"});
    CHECK(bool(verify_note(note, key)));
    note.signatures.push_back({log_key.name, key_id(key), std::string(64, 'x')});
    CHECK_FALSE(bool(verify_note(note, key)));
    note.signatures = {{log_key.name, key_id(key), ""}};
    CHECK_FALSE(bool(verify_note(note, key)));
    note = good_note();
    note.text += "more\n";
    CHECK_FALSE(bool(verify_note(note, key)));
}

TEST_CASE("one spoiled place makes a note malformed") {
    const std::string good = to_text(good_note());
    const std::string line = good.substr(good.rfind("\n\n") + 2);
    struct {
        const char* what;
        std::string bytes;
    } rows[] = {
        {"empty", ""},
        {"no blank line", replaced(good, "\n\n", "\n")},
        {"no signature", text + "\n"},
        {"no last newline", good.substr(0, good.size() - 1)},
        {"blank last line", good + "\n"},
        {"carriage return", replaced(good, "7\n", "7\r\n")},
        {"a NUL", text + std::string(1, '\0') + "\n\n" + line},
        {"a tab", replaced(good, "hash", "ha\tsh")},
        {"not UTF-8", replaced(good, "hash", "ha\xffsh")},
        {"hyphen for em dash", replaced(good, "\xe2\x80\x94", "-")},
        {"no space after the dash", replaced(good, "\xe2\x80\x94 ", "\xe2\x80\x94")},
        {"two spaces", replaced(good, "\xe2\x80\x94 ", "\xe2\x80\x94  ")},
        {"no name", text + "\n\xe2\x80\x94  AAAAAAAA\n"},
        {"plus in the name", text + "\n\xe2\x80\x94 a+b AAAAAAAA\n"},
        {"space in the name", text + "\n\xe2\x80\x94 a\xe2\x80\x83z AAAAAAAA\n"},
        {"no signature bytes", text + "\n\xe2\x80\x94 a \n"},
        {"key id only", text + "\n\xe2\x80\x94 a AAAAAA==\n"},
        {"not base64", text + "\n\xe2\x80\x94 a AAAA-AAA\n"},
        {"leftover bits", text + "\n\xe2\x80\x94 a AAAAAAB=\n"},
        {"something after", text + "\n\xe2\x80\x94 a AAAAAAAA x\n"},
    };
    CHECK(bool(parse_note(good)));
    CHECK(bool(parse_note(text + "\n\xe2\x80\x94 a AAAAAAAA\n")));
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(bool(parse_note(row.bytes)));
    }
}

TEST_CASE("limits on size and number of signatures hold") {
    Note note = good_note();
    while (note.signatures.size() < 100) note.signatures.push_back(note.signatures[0]);
    CHECK(bool(parse_note(to_text(note))));
    note.signatures.push_back(note.signatures[0]);
    CHECK_FALSE(bool(parse_note(to_text(note))));
    CHECK_FALSE(bool(parse_note(to_text(good_note()), {.bytes_max = 20})));
}

TEST_CASE("keys in text form read back; a spoiled one is refused") {
    const std::string good = to_text(verifier_of(log_key));
    CHECK(*parse_verifier_key(good) == verifier_of(log_key));
    const auto secret = parse_signing_key(to_text(log_key));
    REQUIRE(bool(secret));
    CHECK(secret->seed == log_key.seed);
    CHECK(parse_verifier_key(to_text(verifier_of(witness_key)))->kind == KeyKind::cosignature);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string spoiled = good;
        spoiled[i] = static_cast<char>(spoiled[i] ^ 1);
        CHECK_FALSE(bool(parse_verifier_key(spoiled)));
    }
    for (const char* text_of_key : {"", "a", "a+b", "a+00000000+", "+00000000+AAAA", "a+0+AAAA"})
        CHECK_FALSE(bool(parse_verifier_key(text_of_key)));
    CHECK_FALSE(bool(parse_verifier_key(good + "\n")));
    CHECK_FALSE(bool(parse_signing_key(good)));
}

TEST_CASE("a cosignature gives its time, and covers time and text") {
    const std::uint64_t time = 1'794'000'000;
    const VerifierKey key = verifier_of(witness_key);
    Note note = good_note();
    note.signatures.push_back(cosign(text, witness_key, time));
    const auto read = parse_note(to_text(note));
    REQUIRE(bool(read));
    CHECK(*verify_cosignature(*read, key) == time);
    CHECK(bool(verify_note(*read, verifier_of(log_key))));

    Note later = note;
    later.signatures[1].bytes[7] ^= 1;  // one second more
    CHECK_FALSE(bool(verify_cosignature(later, key)));
    Note impossible = note;
    impossible.signatures[1].bytes[0] = '\x80';
    CHECK_FALSE(bool(verify_cosignature(impossible, key)));
    Note other_text = note;
    other_text.text += "x\n";
    CHECK_FALSE(bool(verify_cosignature(other_text, key)));
    Note cut = note;
    cut.signatures[1].bytes.pop_back();
    CHECK_FALSE(bool(verify_cosignature(cut, key)));
    CHECK_FALSE(bool(verify_cosignature(good_note(), key)));
    CHECK_FALSE(bool(verify_cosignature(note, verifier_of(log_key))));
}

TEST_CASE("a key signs only what its kind is for") {
    CHECK_THROWS_AS(sign(text, witness_key), Bug);
    CHECK_THROWS_AS(cosign(text, log_key, 1), Bug);
    CHECK_THROWS_AS(cosign(text, witness_key, ~std::uint64_t{0}), Bug);
    CHECK_THROWS_AS(sign("no newline", log_key), Bug);
}
