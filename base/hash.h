// SHA-256 (FIPS 180-4) through OpenSSL: one shot, streaming, and the RFC 6962 2.1 node hashes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <compare>
#include <cstring>
#include <string>
#include <string_view>

namespace muniment {

struct Hash {
    std::array<unsigned char, 32> bytes{};
    std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    static Hash of(std::string_view raw32) {  // raw32.size() must be 32
        Hash hash;
        std::memcpy(hash.bytes.data(), raw32.data(), 32);
        return hash;
    }
    auto operator<=>(const Hash&) const = default;
};

Hash sha256(std::string_view bytes);
// sha256 of the parts, one after another, without copying them together.
Hash sha256(std::initializer_list<std::string_view> parts);
std::string hex(const Hash& hash);

// SHA-256 over data that arrives in pieces. Not thread-safe; finish() once.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    Hash finish();

  private:
    void* context_;
};

}  // namespace muniment
