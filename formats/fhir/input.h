// Files of FHIR content as a stream of documents: plain, gzip or bzip2, told apart by their first
// bytes and never by name. Decompression (30-60 MB/s for bzip2) runs ahead on threads of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/fhir/summary.h"

namespace muniment::fhir {

struct InputLimits {
    std::uint64_t document_bytes_max = 1u << 30;  // a bundle or single resource, decompressed
    std::uint64_t line_bytes_max = resource_bytes_max;
    std::uint64_t lines_chunk_bytes = 4u << 20;  // NDJSON is handed out in chunks of whole lines
    std::uint64_t expansion_max = 250;  // decompressed : compressed, checked after 64 MB of NDJSON
    std::uint64_t ahead_bytes_max = 256u
                                    << 20;  // ReadAhead: what may wait, beside the next document
};

enum class DocumentKind { bundle, lines, resource };

// A whole bundle or resource, or a chunk of an NDJSON file.
struct Document {
    std::string file;
    DocumentKind kind = DocumentKind::resource;
    std::string bytes;                   // decompressed, without byte order mark
    std::size_t first_line = 1;          // lines: the number of the first line of this chunk
    std::uint64_t compressed_bytes = 0;  // read from disk for this document: for progress
};

// What a whole text in memory is, told as for files.
DocumentKind kind_of(std::string_view text);

struct SkippedFile {
    std::string file;
    std::string reason;
};

struct InputList {
    std::vector<std::string> files;  // in the order to be read
    std::vector<SkippedFile> skipped;
    std::uint64_t bytes = 0;  // on disk, all files: for progress
};

// Files as given; folders expanded (with the folders below, links not followed) in name order. A
// file whose first non-space decompressed byte is not '{' is skipped with the reason; only bzip2
// files are believed until they are read, because their first block alone costs 30 ms. Error: a
// path that is not there or cannot be read.
Result<InputList> list_inputs(const std::vector<std::string>& paths);

// One file, document by document. Not thread-safe; may move between threads.
class Input {
  public:
    Input(Input&&) noexcept;
    Input& operator=(Input&&) noexcept;
    ~Input();
    // The next document, nothing at the end. After an Error (damaged compression, over a limit,
    // disk) the file is finished: what was handed out before stands.
    Result<std::optional<Document>> next();

  private:
    struct State;
    explicit Input(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
    friend Result<Input> open_input(const std::string& path, const InputLimits& limits);
};
Result<Input> open_input(const std::string& path, const InputLimits& limits = {});

// All files in order, read and decompressed ahead by `threads` threads, at most 2 * threads files
// ahead with two documents each, and ahead_bytes_max in all. next() is for one thread.
//
//     ReadAhead input(list.files, 2);
//     while (auto item = input.next()) {
//         if (!item->document) report(item->file, item->document.error());   // the rest goes on
//         else TRY(read_entries(*item->document, sink));
//     }
class ReadAhead {
  public:
    struct Item {
        std::string file;
        Result<Document> document;
    };
    ReadAhead(std::vector<std::string> files, unsigned threads, const InputLimits& limits = {});
    ~ReadAhead();  // stops the threads; may be called before the end
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    std::optional<Item> next();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace muniment::fhir
