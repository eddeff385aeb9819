// UUIDs: their text, the bits RFC 9562 wants, and that derived ids never change.
// SPDX-License-Identifier: Apache-2.0
#include "base/id.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace muniment {

namespace {

const Instant noon = *parse_fhir_time("2026-11-22T12:00:00Z");

class Filled final : public Random {
  public:
    explicit Filled(unsigned char byte) : byte_(byte) {}
    void fill(unsigned char* out, std::size_t size) override { std::memset(out, byte_, size); }

  private:
    unsigned char byte_;
};

template <class A, class B>
concept Comparable = requires(A a, B b) { a == b; };

}  // namespace

TEST_CASE("id: the text of a UUID") {
    struct Row {
        const char* text;
        bool good;
    };
    const Row rows[] = {
        {"0190a000-1234-7abc-8def-0123456789ab", true},
        {"0190A000-1234-7ABC-8DEF-0123456789AB", true},
        {"00000000-0000-0000-0000-000000000000", true},
        {"ffffffff-ffff-ffff-ffff-ffffffffffff", true},
        {"", false},
        {"0190a000-1234-7abc-8def-0123456789a", false},
        {"0190a000-1234-7abc-8def-0123456789abc", false},
        {"0190a00012347abc8def0123456789ab", false},
        {"0190a000-1234-7abc-8def-0123456789ag", false},
        {"0190a000-1234-7abc-8def_0123456789ab", false},
        {"0190a0001-234-7abc-8def-0123456789ab", false},
        {"-190a000-1234-7abc-8def-0123456789ab", false},
        {"0190a000-1234-7abc-8def-0123456789 b", false},
        {"{190a000-1234-7abc-8def-0123456789a}", false},
        {"urn:uuid:0190a000-1234-7abc-8def-0123456789ab", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const auto id = parse_uuid(row.text);
        REQUIRE(id.has_value() == row.good);
        if (id) CHECK(to_text(*id) == lower(row.text));
    }
}

TEST_CASE("id: bytes are taken only sixteen at a time") {
    const std::string sixteen = "0123456789abcdef";
    REQUIRE(uuid_of_bytes(sixteen).has_value());
    CHECK(uuid_of_bytes(sixteen)->view() == sixteen);
    CHECK_FALSE(uuid_of_bytes(sixteen.substr(1)).has_value());
    CHECK_FALSE(uuid_of_bytes(sixteen + "0").has_value());
    CHECK_FALSE(uuid_of_bytes("").has_value());
}

// RFC 9562 5.7: 48 bits of milliseconds, version 7, variant 10; all else is random.
TEST_CASE("id: a new UUID's bits") {
    Filled zeros(0x00);
    Filled ones(0xff);
    const Instant at = instant_of(0x0123456789abLL * 1000 + 999);  // microseconds do not show
    CHECK(to_text(new_uuid(at, zeros)) == "01234567-89ab-7000-8000-000000000000");
    CHECK(to_text(new_uuid(at, ones)) == "01234567-89ab-7fff-bfff-ffffffffffff");
}

TEST_CASE("id: new UUIDs are in the order of their milliseconds, whatever the random part") {
    Filled zeros(0x00);
    Filled ones(0xff);
    for (int ms = 0; ms < 300; ++ms) {
        const Instant at = noon + std::chrono::milliseconds{ms};
        const Uuid earlier = new_uuid(at, ones);
        const Uuid later = new_uuid(at + std::chrono::milliseconds{1}, zeros);
        REQUIRE(earlier < later);
        REQUIRE(to_text(earlier) < to_text(later));
    }
}

// These values are on disk in every chart: were one to change, an import would store twice. They
// are the first 16 bytes of SHA-256("muniment-id-v1\n" + name) with RFC 9562 5.8's bits.
TEST_CASE("id: derived UUIDs never change") {
    CHECK(to_text(derived_uuid("")) == "fc5219fb-bfde-8a52-b937-dac3bd63152b");
    CHECK(to_text(derived_uuid("Patient/17")) == "ed90d246-b41d-8d76-9170-b76071da21bd");
    CHECK(to_text(derived_uuid("muniment")) == "bf8eaf3a-c180-8984-8a1e-e7ee3c7b0a07");
}

TEST_CASE("id: derived UUIDs differ by name and carry version 8") {
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) {
        const std::string text = to_text(derived_uuid("Patient/" + std::to_string(i)));
        CAPTURE(text);
        CHECK(text[14] == '8');
        CHECK(std::string("89ab").find(text[19]) != std::string::npos);
        CHECK(seen.insert(text).second);
    }
}

TEST_CASE("id: the system's random bytes") {
    SystemRandom random;
    std::set<std::string> seen;
    // The pool's border (4096 bytes) and the direct path (over 256) are both passed.
    for (const std::size_t size : {16u, 256u, 257u, 5000u})
        for (int i = 0; i < 40; ++i) {
            const std::string bytes = random.bytes(size);
            CHECK(bytes.size() == size);
            CHECK(seen.insert(bytes.substr(0, 16)).second);
            CHECK(seen.insert(bytes.substr(size - 16)).second == (size > 16));
        }
    CHECK(random.bytes(0).empty());
}

TEST_CASE("id: threads do not draw the same random bytes") {
    std::array<std::string, 4> drawn;
    std::vector<std::thread> threads;
    for (std::string& one : drawn) threads.emplace_back([&one] { one = SystemRandom().bytes(32); });
    for (auto& thread : threads) thread.join();
    CHECK(std::set<std::string>(drawn.begin(), drawn.end()).size() == drawn.size());
}

TEST_CASE("id: kinds of id do not mix, and nil is told") {
    static_assert(!Comparable<PatientId, EncounterId>);
    static_assert(!std::is_convertible_v<Uuid, PatientId>);
    static_assert(!std::is_convertible_v<PatientId, UserId>);
    const PatientId id{derived_uuid("Patient/17")};
    CHECK(to_text(id) == to_text(id.uuid));
    CHECK_FALSE(id.is_nil());
    CHECK(PatientId{}.is_nil());
    std::unordered_set<Uuid> set{id.uuid, derived_uuid("Patient/18"), id.uuid};
    CHECK(set.size() == 2);
}

}  // namespace muniment
