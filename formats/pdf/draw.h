// Draws a flow that has its place on pages, as tagged PDF that is not yet PDF/A (finish.h does
// that).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "base/result.h"
#include "formats/pdf/flow.h"

namespace muniment::pdf {

// Errors: unavailable, when cairo fails; its bytes are never used then.
Result<std::string> draw(const Document& document, const Flow& flow, const Pages& pages,
                         Typesetter& typesetter);

}  // namespace muniment::pdf
