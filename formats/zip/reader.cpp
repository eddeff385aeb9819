// Reading: end record, central directory, then every local header against it. The files must cover
// the archive from its first byte to the directory, without gaps, in any order.
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "formats/zip/aes.h"
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

// What the extra fields of a header say of the file.
struct Extra {
    std::optional<AesField> aes;
    bool operator==(const Extra&) const = default;
};

// Extra fields that would give a file another name or size than its header does are refused.
Result<Extra> read_extra(std::string_view bytes, const std::string& where) {
    Extra extra;
    while (!bytes.empty()) {
        if (bytes.size() < 4 || bytes.size() - 4 < get16(bytes, 2))
            return incorrect(where + " has a broken extra field.");
        const std::uint16_t kind = get16(bytes, 0);
        const std::string_view data = bytes.substr(4, get16(bytes, 2));
        if (kind == 0x0001) return unsupported(where + " needs Zip64.");
        if (kind == 0x7075) return unsupported(where + " has a second name.");
        if (kind == aes_extra) {
            if (extra.aes) return incorrect(where + " says twice how it is encrypted.");
            extra.aes = get_aes_field(data);
            if (!extra.aes)
                return unsupported(where + " is encrypted by something other than AES-256.");
        }
        bytes.remove_prefix(4 + data.size());
    }
    return extra;
}

// How a file is packed, below the encryption if there is one.
struct Packing {
    Method method;
    Protection protection;
};

Result<Packing> packing_of(const Shared& shared, const Extra& extra, const std::string& where) {
    if ((shared.flags & ~(utf8_flag | level_flags | encrypted_flag | streamed_flag)) != 0)
        return unsupported(where + " uses features that are not read here; save it plainly.");
    const bool encrypted = (shared.flags & encrypted_flag) != 0;
    const bool aes = shared.method == aes_method;
    if (encrypted != aes) return unsupported(where + " is encrypted by something other than AES.");
    if (aes != extra.aes.has_value())
        return incorrect(where + " does not say how it is encrypted.");
    const std::uint16_t method = aes ? extra.aes->method : shared.method;
    if (method != 0 && method != 8)
        return unsupported(where + " is compressed by a method other than deflate.");
    if (shared.packed == 0xffffffff || shared.bytes == 0xffffffff)
        return unsupported(where + " needs Zip64.");
    // Where a stored file ends, a program that reads from the front could only guess.
    if ((shared.flags & streamed_flag) != 0 && method == 0)
        return unsupported(where + " is stored and streamed; save the archive plainly.");
    const std::uint64_t more = aes ? aes_overhead : 0;
    if (shared.packed < more || (method == 0 && shared.packed != shared.bytes + more))
        return incorrect(where + " has two sizes that do not fit.");
    if (aes && extra.aes->version == 2 && shared.crc != 0)
        return incorrect(where + " has a checksum that AE-2 leaves out.");
    return Packing{static_cast<Method>(method), !aes                      ? Protection::none
                                                : extra.aes->version == 1 ? Protection::ae1
                                                                          : Protection::ae2};
}

// The local header of a streamed file has zeros (or, for the size, the truth); its descriptor,
// after the data, has what the directory has.
bool local_agrees(const Shared& local, const Shared& shared) {
    if ((shared.flags & streamed_flag) == 0) return local == shared;
    Shared expected = shared;
    expected.crc = expected.packed = 0;
    if (local.bytes == 0) expected.bytes = 0;
    return local == expected;
}

bool descriptor_agrees(std::string_view bytes, std::size_t at, const Shared& shared) {
    return get32(bytes, at) == descriptor_mark && get32(bytes, at + 4) == shared.crc &&
           get32(bytes, at + 8) == shared.packed && get32(bytes, at + 12) == shared.bytes;
}

Status check_name(std::string_view name, std::uint16_t flags, const std::string& where) {
    if (!is_safe_name(name)) return incorrect(where + " has a name that is not safe to unpack.");
    const bool ascii = std::all_of(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && (flags & utf8_flag) == 0)
        return unsupported(where + " has a name that does not say that it is UTF-8.");
    return ok();
}

// What the directory says of a file, for its local header to agree with.
struct Expected {
    const Shared& shared;
    std::string_view name;
    const Extra& extra;
};

// Where the data of the file whose local header is at `at` lies.
Result<Span> read_local(std::string_view bytes, std::size_t at, std::size_t files_end,
                        const Expected& expected, const std::string& where) {
    const auto& [shared, name, extra] = expected;
    if (at > files_end || files_end - at < local_size || get32(bytes, at) != local_mark)
        return incorrect(where + " is not where the directory says.");
    const std::size_t extra_size = get16(bytes, at + 28);
    const std::size_t data_at = at + local_size + name.size() + extra_size;
    if (!local_agrees(get_shared(bytes, at + 4), shared) || data_at > files_end ||
        bytes.substr(at + local_size, name.size()) != name)
        return incorrect(where + " has a header that disagrees with the directory.");
    const Extra local =
        TRY(read_extra(bytes.substr(at + local_size + name.size(), extra_size), where));
    if (local != extra)
        return incorrect(where + " has a header that disagrees with the directory.");
    const std::size_t tail = (shared.flags & streamed_flag) != 0 ? descriptor_size : 0;
    if (files_end - data_at < shared.packed + tail) return incorrect(where + " is cut off.");
    if (tail != 0 && !descriptor_agrees(bytes, data_at + shared.packed, shared))
        return incorrect(where + " has a descriptor that disagrees with the directory.");
    return Span{data_at, data_at + shared.packed};
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
    TRY(check_name(name, shared.flags, where));
    const Extra extra =
        TRY(read_extra(directory.substr(central_size + name.size(), extra_size), where));
    const Packing packing = TRY(packing_of(shared, extra, where));
    directory.remove_prefix(central_size + name.size() + extra_size);
    const Span data = TRY(read_local(bytes, at, files_end, {shared, name, extra}, where));
    const std::size_t tail = (shared.flags & streamed_flag) != 0 ? descriptor_size : 0;
    spans.push_back({at, data.end + tail});
    return Entry{std::string(name), packing.method, packing.protection,
                 shared.crc,        shared.bytes,   bytes.substr(data.begin, shared.packed)};
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

static Result<std::string> inflated(std::string_view packed, std::uint64_t bytes) {
    // One byte more than stated, so that a longer content shows itself.
    std::string content(bytes + 1, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return Error{Fault::unavailable, "Too little memory to unpack the archive."};
    stream.next_in = reinterpret_cast<const Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    const int answer = inflate(&stream, Z_FINISH);
    const bool whole = answer == Z_STREAM_END && stream.avail_in == 0;
    content.resize(stream.total_out);
    inflateEnd(&stream);
    if (!whole) return incorrect("A compressed file of the archive is damaged.");
    return content;
}

Result<std::string> extract(const Entry& entry, std::string_view passphrase) {
    std::string opened;
    std::string_view packed = entry.packed;
    if (entry.protection != Protection::none) {
        if (passphrase.empty())
            return Error{Fault::forbidden, "The archive is encrypted; give its passphrase."};
        opened = TRY(unseal(entry.packed, passphrase));
        packed = opened;
    }
    std::string content;
    if (entry.method == Method::stored)
        content = packed;
    else
        content = TRY(inflated(packed, entry.bytes));
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
    const bool has_crc = entry.protection != Protection::ae2;
    if (content.size() != entry.bytes || (has_crc && crc != entry.crc))
        return incorrect("A file of the archive is damaged: its size or checksum does not fit.");
    return content;
}

Result<std::vector<File>> read(std::string_view bytes, const Limits& limits,
                               std::string_view passphrase) {
    const auto entries = TRY(open(bytes, limits));
    std::vector<File> files;
    for (const Entry& entry : entries) {
        std::string content = TRY(extract(entry, passphrase));
        files.push_back({entry.name, std::move(content), entry.method});
    }
    return files;
}

}  // namespace muniment::zip
