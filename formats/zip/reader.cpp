// Reading: end record, central directory, then every local header against it. The files must cover
// the archive from its first byte to the directory, without gaps, in any order.
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/zip/layout.h"
#include "formats/zip/zip.h"

namespace muniment::zip {

namespace {

Error incorrect(std::string message) { return Error{Fault::incorrect, std::move(message)}; }
Error unsupported(std::string message) { return Error{Fault::unsupported, std::move(message)}; }

struct End {
    std::size_t count;
    std::size_t directory_at;
    std::size_t directory_size;
};

// Where a file lies: its local header and everything after it up to the end of its data.
struct Span {
    std::size_t begin;
    std::size_t end;
};

Result<End> read_end(std::string_view bytes) {
    if (bytes.size() < end_size || get32(bytes, bytes.size() - end_size) != end_mark)
        return incorrect("The file is not a complete ZIP archive, or something follows its end.");
    const std::size_t at = bytes.size() - end_size;
    const End end{get16(bytes, at + 10), get32(bytes, at + 16), get32(bytes, at + 12)};
    const bool one_disk = get16(bytes, at + 4) == 0 && get16(bytes, at + 6) == 0;
    if (!one_disk || get16(bytes, at + 8) != end.count || get16(bytes, at + 20) != 0)
        return unsupported("The archive has parts or a comment; only plain archives are read.");
    if (end.directory_at + end.directory_size != at)
        return incorrect("The archive's directory is not where its end record says.");
    return end;
}

Status check_shared(const Shared& shared, const std::string& where) {
    if ((shared.flags & ~(utf8_flag | level_flags)) != 0)
        return unsupported(where + " is encrypted or streamed; save the archive plainly.");
    if (shared.method != 0 && shared.method != 8)
        return unsupported(where + " is compressed by a method other than deflate.");
    if (shared.packed == 0xffffffff || shared.bytes == 0xffffffff)
        return unsupported(where + " needs Zip64.");
    if (shared.method == 0 && shared.packed != shared.bytes)
        return incorrect(where + " is stored, yet has two sizes.");
    return ok();
}

// Extra fields that would give a file another name or size than its header does.
Status check_extra(std::string_view extra, const std::string& where) {
    while (!extra.empty()) {
        if (extra.size() < 4 || extra.size() - 4 < get16(extra, 2))
            return incorrect(where + " has a broken extra field.");
        const std::uint16_t kind = get16(extra, 0);
        if (kind == 0x0001) return unsupported(where + " needs Zip64.");
        if (kind == 0x7075) return unsupported(where + " has a second name.");
        extra.remove_prefix(4 + std::size_t{get16(extra, 2)});
    }
    return ok();
}

Status check_name(std::string_view name, std::uint16_t flags, const std::string& where) {
    if (!is_safe_name(name)) return incorrect(where + " has a name that is not safe to unpack.");
    const bool ascii = std::all_of(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && (flags & utf8_flag) == 0)
        return unsupported(where + " has a name that does not say that it is UTF-8.");
    return ok();
}

// One record of the directory, taken off its front, with the local header it points to.
Result<Entry> read_entry(std::string_view bytes, std::string_view& directory, std::size_t files_end,
                         const std::string& where, std::vector<Span>& spans) {
    if (directory.size() < central_size || get32(directory, 0) != central_mark)
        return incorrect("The archive's directory ends too early.");
    const Shared shared = get_shared(directory, 6);
    const std::size_t extra_size = get16(directory, 30);
    const std::size_t comment_size = get16(directory, 32);
    if (directory.size() < central_size + shared.name_size + extra_size + comment_size)
        return incorrect("The archive's directory ends too early.");
    if (get16(directory, 34) != 0) return unsupported(where + " is on another disk.");
    if (comment_size != 0) return unsupported(where + " has a comment.");
    const std::string_view name = directory.substr(central_size, shared.name_size);
    const std::size_t at = get32(directory, 42);
    TRY(check_shared(shared, where));
    TRY(check_name(name, shared.flags, where));
    TRY(check_extra(directory.substr(central_size + name.size(), extra_size), where));
    directory.remove_prefix(central_size + name.size() + extra_size);

    if (at > files_end || files_end - at < local_size || get32(bytes, at) != local_mark)
        return incorrect(where + " is not where the directory says.");
    const std::size_t local_extra = get16(bytes, at + 28);
    const std::size_t data_at = at + local_size + name.size() + local_extra;
    if (get_shared(bytes, at + 4) != shared || data_at > files_end ||
        bytes.substr(at + local_size, name.size()) != name)
        return incorrect(where + " has a header that disagrees with the directory.");
    TRY(check_extra(bytes.substr(at + local_size + name.size(), local_extra), where));
    if (files_end - data_at < shared.packed) return incorrect(where + " is cut off.");
    spans.push_back({at, data_at + shared.packed});
    return Entry{std::string(name), static_cast<Method>(shared.method), shared.crc, shared.bytes,
                 bytes.substr(data_at, shared.packed)};
}

Status check_spans(std::vector<Span> spans, std::size_t files_end) {
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::size_t next = 0;
    for (const Span& span : spans) {
        if (span.begin != next)
            return incorrect("The archive's files overlap, or bytes between them belong to none.");
        next = span.end;
    }
    if (next != files_end) return incorrect("Bytes of the archive belong to none of its files.");
    return ok();
}

Status check_limits(const std::vector<Entry>& entries, const Limits& limits) {
    std::set<std::string> names;
    std::uint64_t bytes = 0;
    for (const Entry& entry : entries) {
        if (!names.insert(lower(entry.name)).second)
            return incorrect("Two files of the archive have one name.");
        bytes += entry.bytes;
        // A few bytes of slack, so that an empty or tiny file is no bomb.
        if (bytes > limits.bytes_max || entry.bytes / limits.ratio_max > entry.packed.size() + 2)
            return Error{Fault::busy, "The archive unpacks to more than is allowed here."};
    }
    return ok();
}

}  // namespace

Result<std::vector<Entry>> open(std::string_view bytes, const Limits& limits) {
    const End end = TRY(read_end(bytes));
    if (end.count > limits.files_max)
        return Error{Fault::busy, "The archive has more files than are allowed here."};
    std::string_view directory = bytes.substr(end.directory_at, end.directory_size);
    std::vector<Entry> entries;
    std::vector<Span> spans;
    for (std::size_t i = 0; i < end.count; ++i) {
        const std::string where = "File " + std::to_string(i + 1) + " of the archive";
        entries.push_back(TRY(read_entry(bytes, directory, end.directory_at, where, spans)));
    }
    if (!directory.empty()) return incorrect("The archive's directory has more than its files.");
    TRY(check_spans(std::move(spans), end.directory_at));
    TRY(check_limits(entries, limits));
    return entries;
}

Result<std::string> extract(const Entry& entry) {
    std::string content;
    if (entry.method == Method::stored) {
        content = entry.packed;
    } else {
        // One byte more than stated, so that a longer content shows itself.
        content.resize(entry.bytes + 1);
        z_stream stream{};
        if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
            return Error{Fault::unavailable, "Too little memory to unpack the archive."};
        stream.next_in = reinterpret_cast<const Bytef*>(entry.packed.data());
        stream.avail_in = static_cast<uInt>(entry.packed.size());
        stream.next_out = reinterpret_cast<Bytef*>(content.data());
        stream.avail_out = static_cast<uInt>(content.size());
        const int answer = inflate(&stream, Z_FINISH);
        const bool whole = answer == Z_STREAM_END && stream.avail_in == 0;
        content.resize(stream.total_out);
        inflateEnd(&stream);
        if (!whole) return incorrect("A compressed file of the archive is damaged.");
    }
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
    if (content.size() != entry.bytes || crc != entry.crc)
        return incorrect("A file of the archive is damaged: its size or checksum does not fit.");
    return content;
}

Result<std::vector<File>> read(std::string_view bytes, const Limits& limits) {
    const auto entries = TRY(open(bytes, limits));
    std::vector<File> files;
    for (const Entry& entry : entries) {
        std::string content = TRY(extract(entry));
        files.push_back({entry.name, std::move(content), entry.method});
    }
    return files;
}

}  // namespace muniment::zip
