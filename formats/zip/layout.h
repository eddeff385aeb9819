// The three fixed records of a ZIP file, as writer.cpp and reader.cpp share them. Not part of the
// room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace muniment::zip {

inline constexpr std::uint32_t local_mark = 0x04034b50;
inline constexpr std::uint32_t central_mark = 0x02014b50;
inline constexpr std::uint32_t end_mark = 0x06054b50;
inline constexpr std::size_t local_size = 30;
inline constexpr std::size_t central_size = 46;
inline constexpr std::size_t end_size = 22;
inline constexpr std::uint16_t utf8_flag = 0x0800;
inline constexpr std::uint32_t descriptor_mark = 0x08074b50;
inline constexpr std::size_t descriptor_size = 16;
inline constexpr std::uint16_t streamed_flag = 0x0008;  // a descriptor follows the data
inline constexpr std::uint16_t level_flags = 0x0006;  // deflate's level: says nothing that matters

// The fields that the local header and the central directory both state.
struct Shared {
    std::uint16_t version_needed = 20;
    std::uint16_t flags = utf8_flag;
    std::uint16_t method = 0;
    std::uint16_t time = 0;
    std::uint16_t day = 0;
    std::uint32_t crc = 0;
    std::uint32_t packed = 0;
    std::uint32_t bytes = 0;
    std::uint16_t name_size = 0;
    bool operator==(const Shared&) const = default;
};

inline std::uint16_t get16(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) |
                                      static_cast<unsigned char>(bytes[at + 1]) << 8);
}
inline std::uint32_t get32(std::string_view bytes, std::size_t at) {
    return get16(bytes, at) | std::uint32_t{get16(bytes, at + 2)} << 16;
}
inline void put16(std::string& out, std::uint16_t value) {
    out += static_cast<char>(value & 0xff);
    out += static_cast<char>(value >> 8);
}
inline void put32(std::string& out, std::uint32_t value) {
    put16(out, static_cast<std::uint16_t>(value & 0xffff));
    put16(out, static_cast<std::uint16_t>(value >> 16));
}

// The 24 bytes from "version needed" to "file name length".
inline Shared get_shared(std::string_view bytes, std::size_t at) {
    return {get16(bytes, at),      get16(bytes, at + 2),  get16(bytes, at + 4),
            get16(bytes, at + 6),  get16(bytes, at + 8),  get32(bytes, at + 10),
            get32(bytes, at + 14), get32(bytes, at + 18), get16(bytes, at + 22)};
}
inline void put_shared(std::string& out, const Shared& shared) {
    for (const std::uint16_t value :
         {shared.version_needed, shared.flags, shared.method, shared.time, shared.day})
        put16(out, value);
    for (const std::uint32_t value : {shared.crc, shared.packed, shared.bytes}) put32(out, value);
    put16(out, shared.name_size);
}

}  // namespace muniment::zip
