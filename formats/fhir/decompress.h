// The bytes of a file, decompressed as they are read: plain, gzip (RFC 1952, also several members)
// or bzip2 (also several streams), told apart by the first bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace muniment::fhir {

class DecompressedFile {
  public:
    static Result<DecompressedFile> open(const std::string& path);
    DecompressedFile(DecompressedFile&&) noexcept;
    DecompressedFile& operator=(DecompressedFile&&) noexcept;
    ~DecompressedFile();

    // Appends up to `size` bytes; how many, 0 only at the end. incorrect: damaged or cut-off
    // compression; unavailable: the disk.
    Result<std::size_t> append_to(std::string& bytes, std::size_t size);
    std::uint64_t compressed_bytes() const;  // read from disk so far
    bool is_bzip2() const;

  private:
    struct State;
    explicit DecompressedFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace muniment::fhir
