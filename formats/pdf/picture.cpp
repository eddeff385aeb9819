// Pictures: how large they stand on the page, and how cairo is given them. Fax and JPEG go into the
// file as they are; cairo gets one pixel that carries them, for it takes their size from the bytes.
#include "formats/pdf/picture.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "formats/pdf/builder.h"

namespace muniment::pdf {
namespace {

using Coding = PictureBytes::Coding;

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, Release>;

void let_go(void* bytes) {
    const std::unique_ptr<std::string> owned(static_cast<std::string*>(bytes));
}

cairo_status_t attach(cairo_surface_t* surface, const char* type, std::string bytes) {
    auto owned = std::make_unique<std::string>(std::move(bytes));
    const auto status = cairo_surface_set_mime_data(
        surface, type, reinterpret_cast<const unsigned char*>(owned->data()), owned->size(), let_go,
        owned.get());
    if (status == CAIRO_STATUS_SUCCESS) owned.release();
    return status;
}

// ISO 32000-1 7.4.6: K < 0 is group 4.
std::string fax_parameters(const PictureBytes& bytes) {
    return "Columns=" + std::to_string(bytes.width) + " Rows=" + std::to_string(bytes.height) +
           " K=-1";
}

SurfacePtr carrier(PictureBytes bytes) {
    SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1));
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    if (bytes.coding == Coding::fax)
        status = attach(surface.get(), CAIRO_MIME_TYPE_CCITT_FAX_PARAMS, fax_parameters(bytes));
    if (status == CAIRO_STATUS_SUCCESS)
        status =
            attach(surface.get(),
                   bytes.coding == Coding::fax ? CAIRO_MIME_TYPE_CCITT_FAX : CAIRO_MIME_TYPE_JPEG,
                   std::move(bytes.bytes));
    return status == CAIRO_STATUS_SUCCESS ? std::move(surface) : nullptr;
}

// Cairo finds gray by itself and keeps it as one byte a pixel.
SurfacePtr painted(const PictureBytes& bytes) {
    const std::size_t width = bytes.width, each = bytes.coding == Coding::gray ? 1 : 3;
    if (bytes.bytes.size() != width * bytes.height * each) return nullptr;
    SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(bytes.width),
                                                  static_cast<int>(bytes.height)));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return nullptr;
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    unsigned char* to = cairo_image_surface_get_data(surface.get());
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.bytes.data());
    for (std::size_t y = 0; y < bytes.height; ++y)
        for (std::size_t x = 0; x < width; ++x, from += each) {
            const std::uint32_t pixel = static_cast<std::uint32_t>(from[0]) << 16 |
                                        static_cast<std::uint32_t>(from[each / 2]) << 8 |
                                        from[each - 1];
            std::memcpy(to + y * stride + 4 * x, &pixel, 4);
        }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

// The unit square of the picture as stored onto the unit square as shown; y goes down.
cairo_matrix_t turn(int orientation) {
    switch (orientation) {
        case 2:
            return {-1, 0, 0, 1, 1, 0};
        case 3:
            return {-1, 0, 0, -1, 1, 1};
        case 4:
            return {1, 0, 0, -1, 0, 1};
        case 5:
            return {0, 1, 1, 0, 0, 0};
        case 6:
            return {0, 1, -1, 0, 1, 0};
        case 7:
            return {0, -1, -1, 0, 1, 1};
        case 8:
            return {0, -1, 1, 0, 0, 1};
        default:
            return {1, 0, 0, 1, 0, 0};
    }
}

struct Extents {
    double width, height;
};

// As it was scanned. Less than 50 or more than 2,400 dots per inch is nobody's scanner.
Extents natural_size(const Picture& picture) {
    const bool side = picture.orientation >= 5;
    const double width = side ? picture.height : picture.width;
    const double height = side ? picture.width : picture.height;
    double dpi_x = side ? picture.dpi_y : picture.dpi_x;
    double dpi_y = side ? picture.dpi_x : picture.dpi_y;
    const auto usual = [](double dpi) { return dpi >= 50 && dpi <= 2'400; };
    if (!usual(dpi_x) || !usual(dpi_y)) dpi_x = dpi_y = std::max(96.0, width * 72 / body_width);
    return {width * 72 / dpi_x, height * 72 / dpi_y};
}

}  // namespace

// Beside what its section has said so far, if most of a page is left for it; else overleaf.
Status Builder::add(const Picture& block) {
    if (block.width == 0 || block.height == 0 || !block.load)
        return wrong("a picture has a size, and bytes to load.");
    constexpr double gap = 9;
    double used = 0;
    for (std::size_t i = flow_.first_pieces.back(); i < flow_.pieces.size(); ++i)
        used += flow_.pieces[i].extent.gap + flow_.pieces[i].extent.height;
    const bool alone =
        document_.sections[section_].start != Start::new_page || used > body_height / 4;
    if (alone && flow_.pieces.size() > flow_.first_pieces.back()) break_pending_ = true;
    const double room = alone ? body_height : body_height - used - gap - room_below_;
    const Extents natural = natural_size(block);
    const double scale = std::min({1.0, body_width / natural.width, room / natural.height});
    Piece piece{.extent = {.gap = gap, .height = natural.height * scale}};
    piece.image = {&block, natural.width * scale, natural.height * scale};
    push(std::move(piece));
    return ok();
}

Status show_picture(cairo_t* cairo, const Image& image, PictureBytes bytes, double x, double y) {
    const bool coded = bytes.coding == Coding::fax || bytes.coding == Coding::jpeg;
    const double width = coded ? 1 : bytes.width, height = coded ? 1 : bytes.height;
    const SurfacePtr surface = coded ? carrier(std::move(bytes)) : painted(bytes);
    if (!surface) return Error{Fault::bug, "A picture has not the bytes that its size needs."};
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, image.width, image.height);
    const cairo_matrix_t turned = turn(image.picture->orientation);
    cairo_transform(cairo, &turned);
    cairo_scale(cairo, 1 / width, 1 / height);
    cairo_set_source_surface(cairo, surface.get(), 0, 0);
    // ISO 19005-3 6.2.8.2: no interpolation.
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_FAST);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_fill(cairo);
    cairo_restore(cairo);
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS)
        return Error{Fault::unavailable, "A picture could not be drawn."};
    return ok();
}

}  // namespace muniment::pdf
