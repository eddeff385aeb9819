// PNG through libpng. It leaves by longjmp when something is wrong: the function that it may leave
// owns nothing that needs a destructor. Its simplified interface, which jumps to itself, only
// writes: reading, it takes 16 bits and transparency for linear light, and shows scans too dark.
// Size, dots per inch and whether the file ends where it should are read from the chunks.
#include <png.h>

#include <csetjmp>
#include <cstring>

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

Error damaged() { return refused(cannot_read("it is damaged, or not a whole PNG.")); }

[[noreturn]] void leave(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void forget(png_structp, png_const_charp) {}

// A reader over memory; lets go of libpng's in any case.
struct Reader {
    std::string_view left;
    png_structp png = nullptr;
    png_infop info = nullptr;

    explicit Reader(std::string_view bytes) : left(bytes) {
        png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, leave, forget);
        if (png != nullptr) info = png_create_info_struct(png);
        if (info != nullptr) png_set_read_fn(png, this, read);
    }
    ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    static void read(png_structp png, png_bytep into, std::size_t size) {
        auto& reader = *static_cast<Reader*>(png_get_io_ptr(png));
        if (size > reader.left.size()) png_error(png, "cut off");
        std::memcpy(into, reader.left.data(), size);
        reader.left.remove_prefix(size);
    }
};

constexpr std::size_t chunk_bytes_max = 1 << 20;  // of a profile or text, unpacked: not looked at

// To 8 bits, gray or colour, with opacity where the file has it.
void choose_pixels(png_structp png, png_infop info) {
    png_set_expand(png);
    png_set_scale_16(png);
    if (png_get_interlace_type(png, info) != PNG_INTERLACE_NONE) png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

// Rows as libpng gives them, each of `into.channels` bytes a pixel.
struct Rows {
    std::size_t channels = 0, stride = 0;
    std::string bytes;
};

bool read_rows(Reader& reader, const PageFacts& page, Rows& into) {
    if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
    png_set_user_limits(reader.png, page.width, page.height);
    png_set_chunk_malloc_max(reader.png, chunk_bytes_max);
    png_read_info(reader.png, reader.info);
    if (png_get_image_width(reader.png, reader.info) != page.width ||
        png_get_image_height(reader.png, reader.info) != page.height)
        return false;
    choose_pixels(reader.png, reader.info);
    into.channels = png_get_channels(reader.png, reader.info);
    into.stride = png_get_rowbytes(reader.png, reader.info);
    into.bytes.resize(into.stride * page.height);
    const int passes =
        png_get_interlace_type(reader.png, reader.info) == PNG_INTERLACE_NONE ? 1 : 7;
    for (int pass = 0; pass < passes; ++pass)
        for (std::size_t y = 0; y < page.height; ++y)
            png_read_row(reader.png,
                         reinterpret_cast<png_bytep>(into.bytes.data() + y * into.stride), nullptr);
    png_read_end(reader.png, nullptr);
    return true;
}

// On the white of the paper; written over where it lies, as it only becomes shorter.
void lay_on_paper(std::string& bytes, std::size_t colours) {
    const std::size_t count = bytes.size() / (colours + 1);
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = [&](std::size_t k) {
            return unsigned{static_cast<unsigned char>(bytes[i * (colours + 1) + k])};
        };
        const unsigned opacity = at(colours);
        for (std::size_t k = 0; k < colours; ++k)
            bytes[i * colours + k] =
                static_cast<char>((at(k) * opacity + 255 * (255 - opacity) + 127) / 255);
    }
    bytes.resize(count * colours);
}

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
    if (!headed) return damaged();
    if (!whole) return refused(cannot_read("it is cut off; send it again."));
    return std::vector{page};
}

Result<Pixels> decode_png(std::string_view bytes, const PageFacts& page) {
    Reader reader(bytes);
    ensure(reader.info != nullptr, "libpng has memory to begin");
    Rows rows;
    if (!read_rows(reader, page, rows) || rows.channels < 1 || rows.channels > 4) return damaged();
    const std::size_t colours = rows.channels >= 3 ? 3 : 1;
    Pixels pixels{page.width, page.height, colours == 3 ? Ink::colour : Ink::gray,
                  std::move(rows.bytes)};
    if (rows.channels % 2 == 0) lay_on_paper(pixels.bytes, colours);
    if (pixels.bytes.size() != pixels.stride() * pixels.height) return damaged();
    return reduced(std::move(pixels));
}

std::string encode_png(const Pixels& pixels) {
    ensure(pixels.ink != Ink::bilevel, "PNG is written from gray or colour");
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = pixels.width;
    image.height = pixels.height;
    image.format = pixels.ink == Ink::colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string out(size, '\0');
    const int written =
        png_image_write_to_memory(&image, out.data(), &size, 0, pixels.bytes.data(), 0, nullptr);
    png_image_free(&image);
    ensure(written != 0, "pixels make a PNG");
    out.resize(size);
    return out;
}

}  // namespace muniment::image
