// What the serving program may still do once it has said where it works: read the files of the
// system and its own, write its data folder, listen on its ports; start no program, trace none, and
// nothing of the kernel's administration. Uploads are read by decoders of images, PDF and archives
// that are written in C; should one of them be taken over, it finds itself in here.
//
// Landlock (Linux 5.13 and later) limits files and ports, a seccomp filter limits calls. Both hold
// for every thread made afterwards and cannot be taken back: call before the first thread begins.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace muniment::server {

struct Confines {
    std::vector<std::string> writable;      // folders; must be there
    std::vector<std::string> readable;      // files and folders besides those of the system
    std::vector<std::uint16_t> listens_on;  // TCP ports; one of them 0: any
};

// What this kernel could be made to keep to.
struct Confined {
    bool calls = false;  // no programs, no tracing
    bool files = false;
    bool ports = false;
};

// unavailable when the kernel knows the limits and refuses them. A kernel that does not know one
// leaves it false.
Result<Confined> confine(const Confines& confines);

}  // namespace muniment::server
