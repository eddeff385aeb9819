// Writing: local header and content per file, then the central directory. zlib at one fixed level,
// and no field that depends on the machine.
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/ensure.h"
#include "base/text.h"
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

void put_central(std::string& out, const Shared& shared, const File& file, std::uint32_t offset) {
    put32(out, central_mark);
    put16(out, 0x0314);  // made by: Unix, version 2.0
    put_shared(out, shared);
    for (int i = 0; i < 4; ++i) put16(out, 0);  // extra, comment, disk, internal attributes
    put32(out, 0100644u << 16);                 // a regular file that its owner may write
    put32(out, offset);
    out += file.name;
}

}  // namespace

Result<std::string> write(const std::vector<File>& files, Instant modified) {
    TRY(check(files));
    const DosTime at = dos_time(modified);
    std::string out;
    std::string central;
    for (const File& file : files) {
        const bool packs = file.method == Method::deflated;
        const std::string packed = packs ? deflated(file.content) : std::string();
        const std::string_view data = packs ? packed : file.content;
        Shared shared;
        shared.method = static_cast<std::uint16_t>(file.method);
        shared.time = at.time;
        shared.day = at.day;
        shared.crc = crc_of(file.content);
        shared.packed = static_cast<std::uint32_t>(data.size());
        shared.bytes = static_cast<std::uint32_t>(file.content.size());
        shared.name_size = static_cast<std::uint16_t>(file.name.size());
        put_central(central, shared, file, static_cast<std::uint32_t>(out.size()));
        put32(out, local_mark);
        put_shared(out, shared);
        put16(out, 0);
        out += file.name;
        out += data;
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

}  // namespace muniment::zip
