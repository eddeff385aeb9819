// Files built into the program: schemas, packs, templates, the web client. CMake's embed() makes
// one function per set of files; the bytes live in the read-only part of the binary.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace muniment {

struct Asset {
    std::string_view path;   // relative to the folder that was embedded, "/" between parts
    std::string_view bytes;  // as the file was at build time
};

using Assets = std::span<const Asset>;  // in path order

}  // namespace muniment
