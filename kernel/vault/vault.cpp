#include "kernel/vault/vault.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cstdlib>
#include <fstream>
#include <mutex>

#include "base/text.h"
#include "kernel/assets.h"
#include "kernel/vault/cipher.h"

namespace muniment::vault {

// More unwrapped keys than this are forgotten and read again when needed.
static constexpr std::size_t cached_keys_max = 100'000;
static constexpr std::size_t content_bytes_max = std::size_t{1} << 30;
// Shorter content gains little, and lists open hundreds of short ones at a time.
static constexpr std::size_t compress_from_bytes = 512;
static constexpr char format_version = 1;
static constexpr char flag_compressed = 1;

Key::~Key() { OPENSSL_cleanse(bytes.data(), bytes.size()); }

static Result<Key> key_of_bytes(std::string_view raw) {
    if (raw.size() != 32)
        return Error{Fault::incorrect, "A key must be 32 bytes (64 hexadecimal digits)."};
    Key key;
    std::memcpy(key.bytes.data(), raw.data(), 32);
    return key;
}

Result<Key> read_master_key(const std::string& file) {
    std::string digits;
    if (const char* given = std::getenv("MUNIMENT_MASTER_KEY")) {
        digits = given;
    } else {
        std::ifstream in(file);
        if (!(in >> digits))
            return Error{Fault::unavailable,
                         "The master key is not there: neither MUNIMENT_MASTER_KEY nor the file " +
                             file + ". Without it no content can be read."};
    }
    const auto raw = from_hex(trim(digits));
    if (!raw) return Error{Fault::incorrect, "The master key must be 64 hexadecimal digits."};
    return key_of_bytes(*raw);
}

Status write_master_key(const std::string& file, Random& random) {
    const std::string text = to_hex(random.bytes(32)) + "\n";
    const int out =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (out < 0)
        return Error{Fault::conflict, "The master key cannot be written to " + file +
                                          ": it is there already, or the folder is not writable."};
    const bool good = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                      ::fsync(out) == 0;
    ::close(out);
    if (!good) return Error{Fault::unavailable, "The master key could not be written to disk."};
    return ok();
}

static std::string wrap_context(std::string_view name) {
    return "muniment-key-v1\n" + std::string(name);
}

Result<std::unique_ptr<Vault>> Vault::open(std::unique_ptr<store::Database> keys, Key master,
                                           Random& random) {
    TRY(keys->upgrade("kernel/vault", assets::kernel_vault()));
    std::unique_ptr<Vault> vault(new Vault(std::move(keys), master, random));
    // The probe is the first secret ever made: a wrong master key cannot unwrap it.
    const auto probe = vault->secret("master-key-probe", 32);
    if (!probe && probe.error().fault == Fault::incorrect)
        return Error{Fault::incorrect,
                     "The master key is not the one this data folder was made with."};
    if (!probe) return probe.error();
    return vault;
}

Result<std::string> Vault::secret(std::string_view name, std::size_t size) {
    const std::string context = wrap_context(name);
    const store::Value key[] = {keys_->org(), std::string(name)};
    const store::Value fresh[] = {
        keys_->org(), std::string(name),
        store::Blob{encrypt(master_, context, random_.bytes(size), random_)}};
    std::string wrapped;
    TRY(keys_->maintain([&](store::Transaction& transaction) -> Status {
        TRY(
            transaction.run("INSERT INTO secret (org, name, wrapped) VALUES (?, ?, ?) "
                            "ON CONFLICT (org, name) DO NOTHING",
                            fresh, -1));
        return transaction.query("SELECT wrapped FROM secret WHERE org = ? AND name = ?", key,
                                 [&](const store::Row& row) { wrapped = row.text(0); });
    }));
    auto plain = decrypt(master_, context, wrapped);
    if (plain || plain.error().fault != Fault::incorrect) return plain;
    return Error{Fault::incorrect, "The secret \"" + std::string(name) +
                                       "\" of the key database cannot be unwrapped: it was "
                                       "changed, or wrapped with another master key."};
}

bool Vault::known(const Uuid& unit) {
    const std::shared_lock lock(mutex_);
    return cache_.contains(unit);
}

void Vault::remember(const Uuid& unit, const Key& key) {
    const std::unique_lock lock(mutex_);
    if (cache_.size() >= cached_keys_max) cache_.clear();
    cache_[unit] = key;
}

Status Vault::make_keys(std::span<const Uuid> units) {
    std::vector<Uuid> missing;
    for (const Uuid& unit : units)
        if (!known(unit)) missing.push_back(unit);
    if (missing.empty()) return ok();
    TRY(keys_->maintain([&](store::Transaction& transaction) -> Status {
        for (const Uuid& unit : missing) {
            const store::Value values[] = {keys_->org(), store::value_of(unit),
                                           store::Blob{encrypt(master_, wrap_context(unit.view()),
                                                               random_.bytes(32), random_)}};
            TRY(
                transaction.run("INSERT INTO content_key (org, unit, wrapped) VALUES (?, ?, ?) "
                                "ON CONFLICT (org, unit) DO NOTHING",
                                values, -1));
        }
        return ok();
    }));
    // Read back: another program may have made the same unit's key first.
    for (const Uuid& unit : missing) TRY(key_of(unit));
    return ok();
}

Result<Key> Vault::key_of(const Uuid& unit) {
    {
        const std::shared_lock lock(mutex_);
        const auto found = cache_.find(unit);
        if (found != cache_.end()) return found->second;
    }
    const auto snapshot = TRY(keys_->snapshot());
    std::string wrapped;
    bool there = false;
    TRY(snapshot->query("SELECT wrapped FROM content_key WHERE org = ? AND unit = ?",
                        {keys_->org(), store::value_of(unit)}, [&](const store::Row& row) {
                            there = true;
                            wrapped = row.text(0);
                        }));
    if (!there)
        return Error{Fault::unavailable, "The key of retention unit " + to_text(unit) +
                                             " is not in the key database; restore the key "
                                             "database that belongs to this data folder."};
    if (wrapped.empty())
        return Error{Fault::not_found, "The content of retention unit " + to_text(unit) +
                                           " was destroyed: its key no longer exists."};
    const std::string raw = TRY(decrypt(master_, wrap_context(unit.view()), wrapped));
    const Key key = TRY(key_of_bytes(raw));
    remember(unit, key);
    return key;
}

static std::string compressed(std::string_view plain) {
    struct Owner {
        ZSTD_CCtx* context = ZSTD_createCCtx();
        ~Owner() { ZSTD_freeCCtx(context); }
    };
    thread_local Owner owner;
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size =
        ZSTD_compressCCtx(owner.context, out.data(), out.size(), plain.data(), plain.size(), 1);
    out.resize(ZSTD_isError(size) ? 0 : size);
    return out;
}

static Result<std::string> expanded(std::string_view packed) {
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    const Error damaged{Fault::incorrect, "The content does not expand; it is damaged."};
    if (size == ZSTD_CONTENTSIZE_ERROR || size > content_bytes_max) return damaged;
    std::string out(size, '\0');
    // A context of the thread's own: making one costs more than expanding a short text.
    struct Owner {
        ZSTD_DCtx* context = ZSTD_createDCtx();
        ~Owner() { ZSTD_freeDCtx(context); }
    };
    thread_local Owner owner;
    const std::size_t done =
        ZSTD_decompressDCtx(owner.context, out.data(), out.size(), packed.data(), packed.size());
    if (ZSTD_isError(done) || done != size) return damaged;
    return out;
}

Result<std::string> Vault::seal(const Uuid& unit, std::string_view context,
                                std::string_view plain) {
    if (plain.size() > content_bytes_max)
        return Error{Fault::incorrect, "The content is larger than the limit of 1 GB."};
    const Key key = TRY(key_of(unit));
    const std::string packed =
        plain.size() < compress_from_bytes ? std::string() : compressed(plain);
    const bool smaller = !packed.empty() && packed.size() < plain.size();
    std::string out = {format_version, smaller ? flag_compressed : char{0}};
    // The two leading bytes are authenticated too: a flipped flag must not go unnoticed.
    return out + encrypt(key, out + std::string(context), smaller ? packed : plain, random_);
}

Result<std::string> Vault::open(const Uuid& unit, std::string_view context,
                                std::string_view sealed) {
    if (sealed.size() < 2 || sealed[0] != format_version)
        return Error{Fault::incorrect, "The sealed content was changed or moved."};
    const Key key = TRY(key_of(unit));
    std::string plain = TRY(
        decrypt(key, std::string(sealed.substr(0, 2)) + std::string(context), sealed.substr(2)));
    if (sealed[1] == flag_compressed) return expanded(plain);
    return plain;
}

Status Vault::destroy(const Uuid& unit) {
    const store::Value key[] = {keys_->org(), store::value_of(unit)};
    TRY(keys_->maintain([&](store::Transaction& transaction) {
        return transaction.run("UPDATE content_key SET wrapped = NULL WHERE org = ? AND unit = ?",
                               key, 1);
    }));
    const std::unique_lock lock(mutex_);
    cache_.erase(unit);
    return ok();
}

Result<bool> Vault::destroyed(const Uuid& unit) {
    const auto key = key_of(unit);
    if (key) return false;
    if (key.error().fault == Fault::not_found) return true;
    return key.error();
}

Result<std::vector<Uuid>> Vault::damaged_keys() {
    const auto snapshot = TRY(keys_->snapshot());
    std::vector<Uuid> damaged;
    TRY(snapshot->query(
        "SELECT unit, wrapped FROM content_key WHERE org = ? AND wrapped IS NOT NULL",
        {keys_->org()}, [&](const store::Row& row) {
            if (!decrypt(master_, wrap_context(row.text(0)), row.text(1)))
                damaged.push_back(row.uuid(0));
        }));
    return damaged;
}

Result<std::int64_t> Vault::key_count() {
    const auto snapshot = TRY(keys_->snapshot());
    return snapshot->number(
        "SELECT COUNT(*) FROM content_key WHERE org = ? AND wrapped IS NOT NULL", {keys_->org()});
}

}  // namespace muniment::vault
