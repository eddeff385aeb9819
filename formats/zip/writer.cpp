// Writing: local header and content per file, then the central directory. zlib at one fixed level,
// and no field that depends on the machine.
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/ensure.h"
#include "base/text.h"
#include "formats/zip/aes.h"
#include "formats/zip/layout.h"
#include "formats/zip/zip.h"

namespace muniment::zip {

namespace {

// Below the 4 GiB of the format by what the headers could need.
constexpr std::uint64_t archive_max = 0xf0000000;

Error unsupported(const char* message) { return Error{Fault::unsupported, message}; }

std::string deflated(std::string_view content) {
    z_stream stream{};
    ensure(deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK,
           "zlib did not start");
    std::string out(deflateBound(&stream, content.size()), '\0');
    stream.next_in = reinterpret_cast<const Bytef*>(content.data());
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int answer = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(answer == Z_STREAM_END, "zlib did not finish");
    return out;
}

struct DosTime {
    std::uint16_t time;
    std::uint16_t day;
};

DosTime dos_time(Instant at) {
    using namespace std::chrono;
    const sys_seconds first = sys_days(1980y / 1 / 1);
    const sys_seconds last = sys_days(2107y / 12 / 31) + hours(23) + minutes(59) + seconds(58);
    const sys_seconds when = std::clamp(floor<seconds>(at), first, last);
    const sys_days day = floor<days>(when);
    const year_month_day date(day);
    const hh_mm_ss clock(when - day);
    const auto years = static_cast<unsigned>(int(date.year()) - 1980);
    return {static_cast<std::uint16_t>(clock.hours().count() << 11 | clock.minutes().count() << 5 |
                                       clock.seconds().count() / 2),
            static_cast<std::uint16_t>(years << 9 | unsigned(date.month()) << 5 |
                                       unsigned(date.day()))};
}

std::uint32_t crc_of(std::string_view content) {
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
}

Status check(const std::vector<File>& files) {
    if (files.size() > 65'535) return unsupported("An archive holds at most 65,535 files.");
    std::set<std::string> names;
    std::uint64_t bytes = 0;
    for (const File& file : files) {
        if (!is_safe_name(file.name))
            return Error{Fault::incorrect, "A file's name is not safe to unpack; rename it."};
        if (!names.insert(lower(file.name)).second)
            return Error{Fault::incorrect, "Two files of the archive have one name; rename one."};
        bytes += file.content.size() + 2 * file.name.size() + 1000;
    }
    if (bytes > archive_max) return unsupported("The archive would exceed 4 GiB; split it.");
    return ok();
}

// One file as it stands in the archive: the headers' common part, the extra field, the bytes.
struct Packed {
    Shared shared;
    std::string extra;
    std::string data;
};

Packed packed_of(const File& file, const DosTime& at) {
    Packed packed;
    packed.data = file.method == Method::deflated ? deflated(file.content) : file.content;
    packed.shared.method = static_cast<std::uint16_t>(file.method);
    packed.shared.time = at.time;
    packed.shared.day = at.day;
    packed.shared.crc = crc_of(file.content);
    packed.shared.packed = static_cast<std::uint32_t>(packed.data.size());
    packed.shared.bytes = static_cast<std::uint32_t>(file.content.size());
    packed.shared.name_size = static_cast<std::uint16_t>(file.name.size());
    return packed;
}

void encrypt(Packed& packed, std::string_view passphrase, std::string_view salt) {
    packed.data = seal(packed.data, passphrase, salt);
    packed.extra = put_aes_field({2, packed.shared.method});
    packed.shared.version_needed = 51;
    packed.shared.flags |= encrypted_flag;
    packed.shared.method = aes_method;
    packed.shared.crc = 0;  // a checksum of the content would tell what it is
    packed.shared.packed = static_cast<std::uint32_t>(packed.data.size());
}

void put_central(std::string& out, const Packed& packed, const File& file, std::uint32_t offset) {
    put32(out, central_mark);
    // made by: Unix, and the version that can open it
    put16(out, static_cast<std::uint16_t>(0x0300 | packed.shared.version_needed));
    put_shared(out, packed.shared);
    put16(out, static_cast<std::uint16_t>(packed.extra.size()));
    for (int i = 0; i < 3; ++i) put16(out, 0);  // comment, disk, internal attributes
    put32(out, 0100644u << 16);                 // a regular file that its owner may write
    put32(out, offset);
    out += file.name;
    out += packed.extra;
}

void put_file(std::string& out, const Packed& packed, const File& file) {
    put32(out, local_mark);
    put_shared(out, packed.shared);
    put16(out, static_cast<std::uint16_t>(packed.extra.size()));
    out += file.name;
    out += packed.extra;
    out += packed.data;
}

Result<std::string> archive(const std::vector<File>& files, Instant modified,
                            const Encryption* encryption) {
    TRY(check(files));
    const DosTime at = dos_time(modified);
    std::string out;
    std::string central;
    for (std::size_t i = 0; i < files.size(); ++i) {
        Packed packed = packed_of(files[i], at);
        if (encryption != nullptr)
            encrypt(
                packed, encryption->passphrase,
                std::string_view(encryption->salts).substr(i * salt_bytes_each, salt_bytes_each));
        put_central(central, packed, files[i], static_cast<std::uint32_t>(out.size()));
        put_file(out, packed, files[i]);
    }
    const auto count = static_cast<std::uint16_t>(files.size());
    const auto offset = static_cast<std::uint32_t>(out.size());
    out += central;
    put32(out, end_mark);
    for (const std::uint16_t value : {std::uint16_t{0}, std::uint16_t{0}, count, count})
        put16(out, value);
    put32(out, static_cast<std::uint32_t>(central.size()));
    put32(out, offset);
    put16(out, 0);
    return out;
}

}  // namespace

Result<std::string> write(const std::vector<File>& files, Instant modified) {
    return archive(files, modified, nullptr);
}

Result<std::string> write(const std::vector<File>& files, Instant modified,
                          const Encryption& encryption) {
    if (encryption.passphrase.size() < 16)
        return Error{Fault::incorrect, "The passphrase is too short to protect the archive."};
    ensure(encryption.salts.size() == files.size() * salt_bytes_each, "each file has its salt");
    return archive(files, modified, &encryption);
}

}  // namespace muniment::zip
