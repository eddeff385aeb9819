// ZIP archives (PKWARE APPNOTE 6.3.9) for packages: a writer whose output depends on its input
// only, and a strict reader that refuses what two programs could read in two ways: duplicate or
// unsafe names, bytes that belong to no file, headers that disagree. No Zip64, folders or comments,
// no streamed files but deflated ones: Fault::unsupported or incorrect, never a guess.
//
// Encryption is WinZip's AES-256 (AE-2), which 7-Zip, WinZip, macOS tools and libarchive open. It
// hides contents, not names, sizes and times: give files names that say nothing. Whoever has the
// file can try passphrases at the rate of PBKDF2 with 1,000 rounds of HMAC-SHA1 (the format's
// number, some 100,000 a second on one processor), so the strength lies in the passphrase: take one
// from base/passphrase.h and never one that a person thought of.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace muniment::zip {

enum class Method : std::uint16_t { stored = 0, deflated = 8 };

struct File {
    std::string name;  // UTF-8, '/' between folders; see is_safe_name
    std::string content;
    Method method = Method::deflated;
};

// Relative, at most 255 bytes, no empty, "." or ".." part, no backslash, colon or control byte.
bool is_safe_name(std::string_view name);

// The archive, files in the order given, all with the one time (UTC, whole even seconds, years 1980
// to 2107; earlier and later become the nearest). Fault::incorrect for unsafe or duplicate names
// (compared without ASCII case), unsupported over 65,535 files or 4 GiB.
Result<std::string> write(const std::vector<File>& files, Instant modified);

// What an encrypted archive is made with. Not an object to keep: make, write, forget.
struct Encryption {
    std::string passphrase;  // UTF-8; at least 16 bytes
    std::string salts;       // random, 16 bytes for each file: salt_bytes_each * files.size()
};
inline constexpr std::size_t salt_bytes_each = 16;

// The same, every file encrypted, empty ones too. Fault::incorrect also for a short passphrase.
// Salts of another size are a Bug.
Result<std::string> write(const std::vector<File>& files, Instant modified,
                          const Encryption& encryption);

struct Limits {
    std::size_t files_max = 10'000;
    std::uint64_t bytes_max = std::uint64_t{2} << 30;  // of all files, uncompressed
    std::uint64_t ratio_max = 1100;  // uncompressed : compressed; deflate reaches about 1032
};

enum class Protection { none, ae1, ae2 };  // AE-2 leaves out the CRC-32: its HMAC says more

struct Entry {
    std::string name;
    Method method = Method::stored;  // below the encryption
    Protection protection = Protection::none;
    std::uint32_t crc = 0;
    std::uint64_t bytes = 0;  // uncompressed
    std::string_view packed;  // inside the archive's bytes
};

// The table of contents, everything but the contents checked. Views point into `bytes`.
Result<std::vector<Entry>> open(std::string_view bytes, const Limits& limits = {});
// One file's content; Fault::incorrect unless it has exactly the stated size and CRC-32. An
// encrypted one needs its passphrase: forbidden when that is missing or wrong, incorrect when bytes
// were altered (or, for 1 in 65,536 wrong passphrases, when the format cannot tell the two apart).
Result<std::string> extract(const Entry& entry, std::string_view passphrase = {});
// All files, in the archive's order.
Result<std::vector<File>> read(std::string_view bytes, const Limits& limits = {},
                               std::string_view passphrase = {});

}  // namespace muniment::zip
