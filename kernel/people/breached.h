// Passwords that are known to those who guess: a list of common ones built into the program, and,
// where the operator has it, the file of breached passwords' SHA-1 (haveibeenpwned.com's "ordered
// by hash" download: lines of 40 hexadecimal digits, a colon and a count). NIST SP 800-63B 5.1.1.2.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace muniment::people {

// A common password, or one with digits and marks put behind it, or one said twice.
bool is_common(std::string_view password);

// Searched where it lies: the file may have a thousand million lines. Thread-safe.
class BreachedFile {
  public:
    // incorrect when it does not look like such a file.
    static Result<std::unique_ptr<BreachedFile>> open(const std::string& path);
    ~BreachedFile();
    Result<bool> holds(std::string_view password) const;

  private:
    BreachedFile(int file, std::int64_t size) : file_(file), size_(size) {}
    Result<std::string> line_at(std::int64_t offset, std::int64_t& begins) const;
    int file_;
    std::int64_t size_;
};

}  // namespace muniment::people
