// Identifiers. Every record has a 16-byte UUID made by the program, never by a database sequence:
// version 7 (RFC 9562 5.7) for what happens here, version 8 (5.8) derived from a name for what
// comes from elsewhere, so that the same thing imported twice gets the same id.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace muniment {

struct Uuid {
    std::array<unsigned char, 16> bytes{};
    std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    bool is_nil() const { return *this == Uuid{}; }
    auto operator<=>(const Uuid&) const = default;
};

std::string to_text(const Uuid& id);                      // 8-4-4-4-12, lower case
std::optional<Uuid> parse_uuid(std::string_view text);    // the same form, either case
std::optional<Uuid> uuid_of_bytes(std::string_view raw);  // exactly 16 bytes
Uuid derived_uuid(std::string_view name);                 // v8, from SHA-256 of the name

// Where new ids and random bytes come from: the system, or a seed in tests and the demo.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(unsigned char* out, std::size_t size) = 0;
    std::string bytes(std::size_t size);
};

class SystemRandom final : public Random {
  public:
    void fill(unsigned char* out, std::size_t size) override;  // thread-safe, getrandom-seeded
};

// Version 7: 48 bits of milliseconds, then random. Ids of one millisecond are not ordered.
Uuid new_uuid(Instant now, Random& random);

// A UUID that cannot be taken for another kind's: PatientId is not an EncounterId.
template <class Tag>
struct Id {
    Uuid uuid;
    bool is_nil() const { return uuid.is_nil(); }
    auto operator<=>(const Id&) const = default;
};
template <class Tag>
std::string to_text(const Id<Tag>& id) {
    return to_text(id.uuid);
}

using PatientId = Id<struct PatientTag>;
using EncounterId = Id<struct EncounterTag>;
using CaseId = Id<struct CaseTag>;
using UserId = Id<struct UserTag>;

}  // namespace muniment

template <>
struct std::hash<muniment::Uuid> {
    std::size_t operator()(const muniment::Uuid& id) const noexcept {
        std::size_t value;
        std::memcpy(&value, id.bytes.data() + 8, sizeof value);
        return value;
    }
};
