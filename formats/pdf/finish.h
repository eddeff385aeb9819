// Makes a drawn PDF a PDF/A-3b: metadata, output intent, attachments, and what cairo leaves out.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>

#include "base/result.h"
#include "formats/pdf/document.h"

namespace muniment::pdf {

// `drawn` must have `page_count` pages. Errors: bug-like failures of the drawing are unavailable.
Result<std::string> finish(const std::string& drawn, const Document& document,
                           std::size_t page_count);

}  // namespace muniment::pdf
