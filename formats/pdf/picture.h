// Draws one page that came as an image. Private to the room.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cairo.h>

#include "formats/pdf/flow.h"

namespace muniment::pdf {

// With its upper left corner at x, y. Errors: bug (bytes of another size than they say),
// unavailable (cairo fails).
Status show_picture(cairo_t* cairo, const Image& image, PictureBytes bytes, double x, double y);

}  // namespace muniment::pdf
