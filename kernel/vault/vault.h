// The vault: content encrypted with AES-256-GCM, one key per retention unit (an encounter's record,
// or a patient's for what belongs to no encounter). Keys live in a database of their own, wrapped
// by the master key; deleting a key destroys every copy of what it sealed, backups included.
//
// Sealed bytes: version (1), flags (1: zstd inside), nonce (12), ciphertext, tag (16). The context
// (table, record, version) is authenticated with them, so that sealed content moved to another row
// does not open. Thread-safe.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <memory>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/store/store.h"

namespace muniment::vault {

// 32 secret bytes. Cleared when destroyed.
struct Key {
    std::array<unsigned char, 32> bytes{};
    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();
};

// The master key: MUNIMENT_MASTER_KEY (64 hexadecimal digits) when set, else the file.
Result<Key> read_master_key(const std::string& file);
// Writes a new one, readable by its owner only; fails when the file is already there.
Status write_master_key(const std::string& file, Random& random);

class Vault {
  public:
    // Takes the key database, upgrades its schema, and checks that the master key is the one its
    // keys are wrapped with.
    static Result<std::unique_ptr<Vault>> open(std::unique_ptr<store::Database> keys, Key master,
                                               Random& random);

    // Makes the keys that are missing, durably, before anything is sealed with them.
    Status make_keys(std::span<const Uuid> units);
    // make_keys must have been called for the unit, in this life or an earlier one.
    Result<std::string> seal(const Uuid& unit, std::string_view context, std::string_view plain);
    // not_found when the unit's key was destroyed; incorrect when the bytes were changed or moved.
    Result<std::string> open(const Uuid& unit, std::string_view context, std::string_view sealed);
    // Destroys the unit's key for good. What it sealed can never be read again.
    Status destroy(const Uuid& unit);
    Result<bool> destroyed(const Uuid& unit);
    Result<std::int64_t> key_count();
    // The units whose kept key cannot be unwrapped: changed, or filed under another unit. Reads the
    // key database, not the keys in memory.
    Result<std::vector<Uuid>> damaged_keys();

    // A named secret (a signing key), wrapped like content keys; made of random bytes at first use.
    Result<std::string> secret(std::string_view name, std::size_t size);

  private:
    Vault(std::unique_ptr<store::Database> keys, Key master, Random& random)
        : keys_(std::move(keys)), master_(master), random_(random) {}
    Result<Key> key_of(const Uuid& unit);
    bool known(const Uuid& unit);
    void remember(const Uuid& unit, const Key& key);

    std::unique_ptr<store::Database> keys_;
    Key master_;
    Random& random_;
    std::shared_mutex mutex_;
    std::unordered_map<Uuid, Key> cache_;
};

}  // namespace muniment::vault
