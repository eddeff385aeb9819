// Files to documents: which files, what kind each is, and where an NDJSON file may be cut.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/input.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "formats/fhir/decompress.h"
#include "formats/fhir/split.h"

namespace muniment::fhir {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t read_bytes = 1u << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::size_t first_content(std::string_view text) {
    std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (at < text.size() && std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos)
        ++at;
    return at;
}

// Why a file is no FHIR content, or nothing. bzip2 is believed: its first block alone costs 30 ms.
std::optional<std::string> reason_to_skip(const std::string& path) {
    auto file = DecompressedFile::open(path);
    if (!file) return "cannot be read";
    if (file->is_bzip2()) return std::nullopt;
    std::string head;
    if (!file->append_to(head, 4096)) return "damaged compression";
    const std::size_t at = first_content(head);
    if (at == head.size()) return "empty";
    if (head[at] != '{') return "not FHIR JSON";
    return std::nullopt;
}

void add_file(const fs::path& path, InputList& list) {
    std::error_code failed;
    if (const auto reason = reason_to_skip(path.string())) {
        list.skipped.push_back({path.string(), *reason});
        return;
    }
    list.files.push_back(path.string());
    const auto size = fs::file_size(path, failed);
    if (!failed) list.bytes += size;
}

Status add_folder(const fs::path& folder, InputList& list) {
    std::error_code failed;
    std::vector<fs::path> paths;
    // Links to folders are not followed: a loop would never end.
    for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed))
        if (at->is_regular_file()) paths.push_back(at->path());
    if (failed) return Error{Fault::not_found, folder.string() + ": the folder could not be read."};
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) add_file(path, list);
    return ok();
}

// The text's first lines that are not empty.
struct Lines {
    std::string_view first;
    std::string_view second;
    bool first_ends = false;  // with a line feed
    bool second_ends = false;
};

Lines first_lines(std::string_view text) {
    Lines lines;
    std::size_t begin = first_content(text);
    for (std::string_view* line : {&lines.first, &lines.second}) {
        begin += first_content(text.substr(begin));
        const std::size_t end = text.find('\n', begin);
        *line = text.substr(begin, end == text.npos ? end : end - begin);
        (line == &lines.first ? lines.first_ends : lines.second_ends) = end != text.npos;
        if (end == text.npos) return lines;
        begin = end + 1;
    }
    return lines;
}

bool is_resource_line(std::string_view line) {
    const WholeObject whole = whole_object(line);
    return whole.complete && !whole.resource_type.empty() && whole.resource_type != "Bundle";
}

// NDJSON: the first line is a whole resource; or it is damaged, does not stop at a place where
// pretty-printed JSON breaks its lines, and the second is a whole resource.
bool are_resource_lines(const Lines& lines) {
    if (lines.first_ends && is_resource_line(lines.first)) return true;
    const std::string_view first = trim(lines.first);
    if (first.empty() || std::string_view("{[,:").find(first.back()) != std::string_view::npos)
        return false;
    return !whole_object(first).complete && is_resource_line(lines.second);
}

// The kind of a document that is no NDJSON; reads no further than its resourceType.
bool is_bundle(std::string_view text) {
    Splitter at(text.substr(first_content(text)));
    std::string_view key;
    std::string_view value;
    if (!at.take('{')) return false;
    while (at.take_member(key) && at.take_value(value)) {
        if (key == "resourceType") return value == "\"Bundle\"";
        if (!at.take(',')) return false;
    }
    return key == "entry";  // broken inside the entries: a bundle's reader says where
}

}  // namespace

DocumentKind kind_of(std::string_view text) {
    if (are_resource_lines(first_lines(text))) return DocumentKind::lines;
    return is_bundle(text) ? DocumentKind::bundle : DocumentKind::resource;
}

Result<InputList> list_inputs(const std::vector<std::string>& paths) {
    InputList list;
    for (const std::string& path : paths) {
        std::error_code failed;
        const auto status = fs::status(path, failed);
        if (failed || !fs::exists(status))
            return Error{Fault::not_found, path + ": there is no such file or folder."};
        if (fs::is_directory(status))
            TRY(add_folder(path, list));
        else
            add_file(path, list);
    }
    return list;
}

struct Input::State {
    std::string path;
    InputLimits limits;
    DecompressedFile file;
    std::string buffer;  // decompressed, not handed out yet
    std::uint64_t decompressed = 0;
    std::uint64_t reported = 0;  // compressed bytes told of in documents
    std::size_t next_line = 1;
    bool started = false;
    bool lines = false;
    bool ended = false;     // of the file
    bool finished = false;  // nothing more to hand out

    Error over(const std::string& what) {
        finished = true;
        return Error{Fault::incorrect,
                     path + ": " + what + "; the file is refused. If it is genuine, split it."};
    }
    static std::string megabytes(std::uint64_t bytes) {
        return std::to_string(bytes >> 20) + " MB";
    }

    Status read_more() {
        auto added = file.append_to(buffer, read_bytes);
        if (!added) {
            finished = true;
            return added.error();
        }
        ended = *added == 0;
        decompressed += *added;
        const std::uint64_t most = limits.expansion_max * (file.compressed_bytes() + 1);
        if (lines && decompressed > (64u << 20) && decompressed > most)
            return over("it expands more than " + std::to_string(limits.expansion_max) +
                        " times when decompressed");
        return ok();
    }

    // Reads until it is known whether the file is NDJSON.
    Status start() {
        started = true;
        std::size_t checked = 0;
        while (!ended && buffer.size() < limits.line_bytes_max) {
            TRY(read_more());
            // Two lines tell; looking for them again only where there is a new line feed.
            const bool line_feed = buffer.find('\n', checked) != std::string::npos;
            checked = buffer.size();
            if (!line_feed) continue;
            const Lines lines_now = first_lines(buffer);
            if (lines_now.first_ends && is_resource_line(lines_now.first)) break;
            if (lines_now.second_ends) break;
        }
        lines = are_resource_lines(first_lines(buffer));
        if (buffer.starts_with(byte_order_mark)) buffer.erase(0, byte_order_mark.size());
        return ok();
    }

    Document hand_out(DocumentKind kind, std::string bytes) {
        const std::uint64_t compressed = file.compressed_bytes() - reported;
        reported += compressed;
        return {path, kind, std::move(bytes), next_line, compressed};
    }

    Result<std::optional<Document>> whole() {
        while (!ended) {
            if (buffer.size() > limits.document_bytes_max)
                return over("it is larger than " + megabytes(limits.document_bytes_max) +
                            " when decompressed");
            TRY(read_more());
        }
        finished = true;
        const std::size_t at = first_content(buffer);
        if (at == buffer.size() || buffer[at] != '{')
            return Error{Fault::unsupported, path + ": this is not FHIR JSON; it was skipped."};
        const auto kind = is_bundle(buffer) ? DocumentKind::bundle : DocumentKind::resource;
        return std::optional(hand_out(kind, std::move(buffer)));
    }

    Result<std::optional<Document>> next_lines() {
        std::size_t cut = buffer.rfind('\n');
        while (!ended && (buffer.size() < limits.lines_chunk_bytes || cut == buffer.npos)) {
            if (cut == buffer.npos && buffer.size() > limits.line_bytes_max)
                return over("line " + std::to_string(next_line) + " is larger than " +
                            megabytes(limits.line_bytes_max));
            const std::size_t before = buffer.size();
            TRY(read_more());
            const std::size_t newer = std::string_view(buffer).substr(before).rfind('\n');
            if (newer != std::string_view::npos) cut = before + newer;
        }
        if (ended) {
            finished = true;
            if (buffer.empty()) return std::optional<Document>();
            return std::optional(hand_out(DocumentKind::lines, std::move(buffer)));
        }
        std::string rest = buffer.substr(cut + 1);
        buffer.resize(cut + 1);
        const auto count = std::count(buffer.begin(), buffer.end(), '\n');
        Document document = hand_out(DocumentKind::lines, std::move(buffer));
        next_line += static_cast<std::size_t>(count);
        buffer = std::move(rest);
        return std::optional(std::move(document));
    }
};

Input::Input(std::unique_ptr<State> state) : state_(std::move(state)) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

Result<std::optional<Document>> Input::next() {
    if (state_->finished) return std::optional<Document>();
    if (!state_->started) TRY(state_->start());
    return state_->lines ? state_->next_lines() : state_->whole();
}

Result<Input> open_input(const std::string& path, const InputLimits& limits) {
    auto file = TRY(DecompressedFile::open(path));
    auto state = std::make_unique<Input::State>(
        Input::State{path, limits, std::move(file), {}, 0, 0, 1, false, false, false, false});
    return Input(std::move(state));
}

}  // namespace muniment::fhir
