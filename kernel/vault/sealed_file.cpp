#include "kernel/vault/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "base/text.h"

namespace muniment::vault {

static constexpr std::string_view magic = "muniment-sealed-1\n";
static constexpr std::size_t overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
static constexpr std::size_t header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
static constexpr unsigned char tag_last = crypto_secretstream_xchacha20poly1305_TAG_FINAL;

static const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string name_of_key(const Key& key) {
    const std::string_view bytes(reinterpret_cast<const char*>(key.bytes.data()), 32);
    return hex(sha256({"muniment-backup-key-name\n", bytes})).substr(0, 16);
}

Result<Key> read_backup_key(const std::string& file) {
    std::string digits;
    if (const char* given = std::getenv("MUNIMENT_BACKUP_KEY")) {
        digits = given;
    } else {
        std::ifstream in(file);
        if (!(in >> digits))
            return Error{Fault::not_found,
                         "There is no backup key: neither MUNIMENT_BACKUP_KEY nor " + file +
                             ". Make one with: muniment backup-key " + file};
    }
    const auto bytes = from_hex(trim(digits));
    if (!bytes || bytes->size() != 32)
        return Error{Fault::incorrect, "The backup key must be 64 hexadecimal digits."};
    Key key;
    std::memcpy(key.bytes.data(), bytes->data(), 32);
    return key;
}

Status write_backup_key(const std::string& file, Random& random) {
    const int out =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (out < 0)
        return Error{Fault::conflict, "A backup key cannot be written to " + file +
                                          ": it is there already, or the folder is not writable."};
    const std::string text = to_hex(random.bytes(32)) + "\n";
    const bool good = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                      ::fsync(out) == 0;
    ::close(out);
    if (!good) return Error{Fault::unavailable, "The backup key could not be put on disk."};
    return ok();
}

struct SealedWriter::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

SealedWriter::SealedWriter() : state_(std::make_unique<State>()) {}

SealedWriter::~SealedWriter() {
    if (file_ >= 0) ::close(file_);
}

Result<std::unique_ptr<SealedWriter>> SealedWriter::make(const std::string& path, const Key& key) {
    std::unique_ptr<SealedWriter> made(new SealedWriter);
    made->path_ = path;
    made->file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made->file_ < 0)
        return Error{errno == EEXIST ? Fault::conflict : Fault::unavailable,
                     path + (errno == EEXIST ? " is there already; give another name."
                                             : " cannot be written.")};
    std::string header(header_size, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(
        &made->state_->stream, reinterpret_cast<unsigned char*>(header.data()), key.bytes.data());
    made->head_ = std::string(magic) + name_of_key(key) + "\n";
    TRY(made->write(made->head_ + header));
    return made;
}

Status SealedWriter::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(file_, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0)
            return Error{Fault::unavailable,
                         path_ + " cannot be written to its end: is the disk full?"};
        bytes.remove_prefix(static_cast<std::size_t>(done));
        bytes_ += done;
    }
    return ok();
}

Status SealedWriter::seal(std::string_view message, unsigned char tag) {
    ensure(message.size() <= sealed_message_max, "a sealed message is too long");
    std::string sealed(4 + message.size() + overhead, '\0');
    const std::size_t size = message.size() + overhead;
    for (std::size_t i = 0; i < 4; ++i) sealed[i] = static_cast<char>(size >> (24 - 8 * i) & 0xff);
    crypto_secretstream_xchacha20poly1305_push(
        &state_->stream, reinterpret_cast<unsigned char*>(sealed.data()) + 4, nullptr, raw(message),
        message.size(), raw(head_), head_.size(), tag);
    head_.clear();  // authenticated once
    return write(sealed);
}

Status SealedWriter::add(std::string_view message) { return seal(message, 0); }

Status SealedWriter::finish(std::string_view last) {
    TRY(seal(last, tag_last));
    const bool kept = ::fsync(file_) == 0;
    ::close(std::exchange(file_, -1));
    if (!kept) return Error{Fault::unavailable, path_ + " could not be put on disk."};
    return ok();
}

struct SealedReader::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    std::ifstream in;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

SealedReader::SealedReader() : state_(std::make_unique<State>()) {}
SealedReader::~SealedReader() = default;

Error SealedReader::damaged(const std::string& how) const {
    return {Fault::incorrect, path_ + " " + how + " at byte " + std::to_string(at_) +
                                  "; nothing of it can be trusted. Use another copy."};
}

Result<std::unique_ptr<SealedReader>> SealedReader::open(const std::string& path, const Key& key) {
    std::unique_ptr<SealedReader> made(new SealedReader);
    made->path_ = path;
    made->state_->in.open(path, std::ios::binary);
    if (!made->state_->in) return Error{Fault::not_found, path + " cannot be read."};
    std::string head(magic.size() + 17 + header_size, '\0');
    made->state_->in.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (!made->state_->in || !head.starts_with(magic))
        return Error{Fault::incorrect, path + " is not a backup of this program."};
    made->at_ = static_cast<std::int64_t>(head.size());
    const std::string name = head.substr(magic.size(), 16);
    if (name != name_of_key(key))
        return Error{Fault::incorrect, path + " was sealed with the backup key named " + name +
                                           "; the key given is named " + name_of_key(key) +
                                           ". Give that other key."};
    made->head_ = head.substr(0, magic.size() + 17);
    const std::string header = head.substr(magic.size() + 17);
    if (crypto_secretstream_xchacha20poly1305_init_pull(&made->state_->stream, raw(header),
                                                        key.bytes.data()) != 0)
        return made->damaged("is damaged");
    return made;
}

Result<std::string> SealedReader::next() {
    ensure(!last_, "a sealed file is read beyond its end");
    auto& in = state_->in;
    unsigned char digits[4];
    if (!in.read(reinterpret_cast<char*>(digits), 4)) return damaged("was cut short");
    const std::size_t size = static_cast<std::size_t>(digits[0]) << 24 |
                             static_cast<std::size_t>(digits[1]) << 16 |
                             static_cast<std::size_t>(digits[2]) << 8 | digits[3];
    if (size < overhead || size > sealed_message_max + overhead) return damaged("is damaged");
    std::string sealed(size, '\0');
    if (!in.read(sealed.data(), static_cast<std::streamsize>(size)))
        return damaged("was cut short");
    std::string message(size - overhead, '\0');
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(
            &state_->stream, reinterpret_cast<unsigned char*>(message.data()), nullptr, &tag,
            raw(sealed), size, raw(head_), head_.size()) != 0)
        return damaged("is damaged");
    head_.clear();
    at_ += static_cast<std::int64_t>(size) + 4;
    last_ = tag == tag_last;
    if (last_ && in.peek() != std::char_traits<char>::eof())
        return damaged("has more after its end");
    return message;
}

}  // namespace muniment::vault
