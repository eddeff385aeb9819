// PNG through libpng's simplified interface, which keeps its own errors and jumps to itself. What
// it does not tell (dots per inch, whether the file ends where it should) is read from the chunks.
#include <png.h>

#include "base/ensure.h"
#include "formats/image/codecs.h"

namespace muniment::image {
namespace {

constexpr std::size_t signature_size = 8;

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Closes libpng's state on every way out.
class Image {
  public:
    Image() { image_.version = PNG_IMAGE_VERSION; }
    ~Image() { png_image_free(&image_); }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    png_image* get() { return &image_; }
    Error error() const { return refused(cannot_read("it is damaged, or not a whole PNG.")); }

  private:
    png_image image_{};
};

double dots_per_inch(std::uint32_t per_metre) { return per_metre * 0.0254; }

// PNG 1.2 3.2: length, type, data, CRC. False: cut off.
template <class Visit>
bool each_chunk(std::string_view bytes, Visit visit) {
    for (std::size_t at = signature_size; bytes.size() - at >= 12;) {
        const std::size_t length = big_endian(bytes, at);
        if (length > bytes.size() - at - 12) return false;
        const std::string_view type = bytes.substr(at + 4, 4);
        visit(type, bytes.substr(at + 8, length));
        if (type == "IEND") return true;
        at += length + 12;
    }
    return false;
}

}  // namespace

Facts png_facts(std::string_view bytes) {
    PageFacts page;
    bool first = true, headed = false;
    const bool whole = each_chunk(bytes, [&](std::string_view type, std::string_view data) {
        if (first && type == "IHDR" && data.size() == 13) {
            headed = true;
            page.width = big_endian(data, 0);
            page.height = big_endian(data, 4);
        }
        if (type == "pHYs" && data.size() == 9 && data[8] == 1) {  // per metre
            page.dpi_x = dots_per_inch(big_endian(data, 0));
            page.dpi_y = dots_per_inch(big_endian(data, 4));
        }
        first = false;
    });
    if (!headed) return refused(cannot_read("it is damaged, or not a whole PNG."));
    if (!whole) return refused(cannot_read("it is cut off; send it again."));
    return std::vector{page};
}

Result<Pixels> decode_png(std::string_view bytes, const PageFacts& page) {
    Image image;
    if (png_image_begin_read_from_memory(image.get(), bytes.data(), bytes.size()) == 0)
        return image.error();
    if (image.get()->width != page.width || image.get()->height != page.height)
        return image.error();
    const bool colour = (image.get()->format & PNG_FORMAT_FLAG_COLOR) != 0;
    image.get()->format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    Pixels pixels{page.width, page.height, colour ? Ink::colour : Ink::gray, {}};
    pixels.bytes.resize(pixels.stride() * pixels.height);
    const png_color white{255, 255, 255};  // shows through what is transparent
    if (png_image_finish_read(image.get(), &white, pixels.bytes.data(), 0, nullptr) == 0)
        return image.error();
    return reduced(std::move(pixels));
}

std::string encode_png(const Pixels& pixels) {
    ensure(pixels.ink != Ink::bilevel, "PNG is written from gray or colour");
    Image image;
    image.get()->width = pixels.width;
    image.get()->height = pixels.height;
    image.get()->format = pixels.ink == Ink::colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(*image.get());
    std::string out(size, '\0');
    ensure(png_image_write_to_memory(image.get(), out.data(), &size, 0, pixels.bytes.data(), 0,
                                     nullptr) != 0,
           "pixels make a PNG");
    out.resize(size);
    return out;
}

}  // namespace muniment::image
