// A file that only the holder of a key can read and nobody can change, cut short, extend or reorder
// unnoticed: messages under libsodium's secretstream (XChaCha20-Poly1305). For backups, whose key
// is none of the vault's (docs/formats/backup.md).
//
//   "muniment-sealed-1\n", the key's name (16 hexadecimal digits), "\n", 24 bytes of header,
//   then for each message its sealed size (4 bytes, big-endian) and the sealed bytes
//
// The last message is tagged as the last. The clear head is authenticated with the first message.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/vault/vault.h"

namespace muniment::vault {

inline constexpr std::size_t sealed_message_max = std::size_t{1} << 20;  // bytes before sealing

// The name of a key: tells keys apart and nothing about them.
std::string name_of_key(const Key& key);
// 64 hexadecimal digits in a file; MUNIMENT_BACKUP_KEY stands in for the file when set.
Result<Key> read_backup_key(const std::string& file);
// Writes a new one, readable by its owner only; conflict when the file is there.
Status write_backup_key(const std::string& file, Random& random);

class SealedWriter {
  public:
    // The file must not be there; readable by its owner only.
    static Result<std::unique_ptr<SealedWriter>> make(const std::string& path, const Key& key);
    ~SealedWriter();
    SealedWriter(const SealedWriter&) = delete;
    SealedWriter& operator=(const SealedWriter&) = delete;

    Status add(std::string_view message);
    Status finish(std::string_view last);  // on disk when this returns; add no more
    std::int64_t bytes() const { return bytes_; }

  private:
    SealedWriter();
    Status write(std::string_view bytes);
    Status seal(std::string_view message, unsigned char tag);
    struct State;
    std::unique_ptr<State> state_;
    std::string path_, head_;
    int file_ = -1;
    std::int64_t bytes_ = 0;
};

class SealedReader {
  public:
    // incorrect: not such a file, or sealed with another key (both keys are named).
    static Result<std::unique_ptr<SealedReader>> open(const std::string& path, const Key& key);
    ~SealedReader();
    SealedReader(const SealedReader&) = delete;
    SealedReader& operator=(const SealedReader&) = delete;

    // incorrect when the file was damaged or cut short; says where. Call until last().
    Result<std::string> next();
    bool last() const { return last_; }

  private:
    SealedReader();
    Error damaged(const std::string& how) const;
    struct State;
    std::unique_ptr<State> state_;
    std::string path_, head_;
    std::int64_t at_ = 0;
    bool last_ = false;
};

}  // namespace muniment::vault
