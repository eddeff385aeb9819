// JPEG through libjpeg-turbo. It leaves by longjmp when something is wrong: the functions that it
// may leave own nothing that needs a destructor; all that is kept belongs to their callers.
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

// clang-format off
#include <jpeglib.h>  // needs what <cstdio> declares
#include <jerror.h>
// clang-format on

#include "base/ensure.h"
#include "formats/image/codecs.h"

namespace muniment::image {
namespace {

constexpr int quality = 92, scans_max = 100;  // a progressive JPEG may ask for work without end

struct Errors {
    jpeg_error_mgr manager{};  // first: libjpeg hands this address back
    std::jmp_buf out{};
    bool damaged = false;
};

Errors& errors_of(j_common_ptr codec) { return *reinterpret_cast<Errors*>(codec->err); }

[[noreturn]] void leave(j_common_ptr codec) { std::longjmp(errors_of(codec).out, 1); }

// libjpeg fills what is missing with gray and only warns; we do not show what is not there.
void note(j_common_ptr codec, int level) {
    const int code = codec->err->msg_code;
    if (level < 0 &&
        (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
         code == JWRN_NOT_SEQUENTIAL || code == JWRN_MUST_RESYNC))
        errors_of(codec).damaged = true;
}

void count_scans(j_common_ptr codec) {
    if (codec->is_decompressor != 0 &&
        reinterpret_cast<j_decompress_ptr>(codec)->input_scan_number > scans_max)
        leave(codec);
}

jpeg_error_mgr* prepare(Errors& errors) {
    jpeg_std_error(&errors.manager);
    errors.manager.error_exit = leave;
    errors.manager.emit_message = note;
    errors.manager.output_message = [](j_common_ptr) {};
    return &errors.manager;
}

// A decompressor that has read the header of `bytes`, and lets go of its memory in any case.
struct Reader {
    Errors errors;
    jpeg_progress_mgr progress{};
    jpeg_decompress_struct codec{};

    explicit Reader(std::string_view bytes) : bytes_(bytes) { codec.err = prepare(errors); }
    ~Reader() { jpeg_destroy_decompress(&codec); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    // Call it behind setjmp(errors.out).
    void begin() {
        jpeg_create_decompress(&codec);
        progress.progress_monitor = count_scans;
        codec.progress = &progress;
        jpeg_save_markers(&codec, JPEG_APP0 + 1, 0xffff);
        jpeg_mem_src(&codec, reinterpret_cast<const unsigned char*>(bytes_.data()),
                     static_cast<unsigned long>(bytes_.size()));
        jpeg_read_header(&codec, TRUE);
    }

  private:
    std::string_view bytes_;
};

struct Writer {
    Errors errors;
    jpeg_compress_struct codec{};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;

    Writer() { codec.err = prepare(errors); }
    ~Writer() {
        jpeg_destroy_compress(&codec);
        std::free(bytes);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void begin() {
        jpeg_create_compress(&codec);
        jpeg_mem_dest(&codec, &bytes, &size);
    }
    std::string take() const { return {reinterpret_cast<const char*>(bytes), size}; }
};

bool read_facts(Reader& reader, PageFacts& page) {
    if (setjmp(reader.errors.out) != 0) return false;
    reader.begin();
    const jpeg_decompress_struct& codec = reader.codec;
    page.width = codec.image_width;
    page.height = codec.image_height;
    const double unit = codec.density_unit == 1 ? 1 : codec.density_unit == 2 ? 2.54 : 0;
    page.dpi_x = codec.X_density * unit;
    page.dpi_y = codec.Y_density * unit;
    return true;
}

// Adobe's programs write CMYK upside down, and say that they wrote it.
void to_colours(const jpeg_decompress_struct& codec, const unsigned char* from, char* to) {
    for (std::size_t x = 0; x < codec.output_width; ++x)
        for (std::size_t i = 0; i < 3; ++i) {
            const unsigned ink = from[4 * x + i], black = from[4 * x + 3];
            const unsigned light =
                codec.saw_Adobe_marker != 0 ? ink * black / 255 : (255 - ink) * (255 - black) / 255;
            to[3 * x + i] = static_cast<char>(light);
        }
}

void choose_colours(jpeg_decompress_struct& codec, Pixels& into) {
    into.ink = codec.num_components == 1 ? Ink::gray : Ink::colour;
    codec.out_color_space = codec.num_components == 1   ? JCS_GRAYSCALE
                            : codec.num_components == 4 ? JCS_CMYK
                                                        : JCS_RGB;
}

bool read_pixels(Reader& reader, Pixels& into) {
    if (setjmp(reader.errors.out) != 0) return false;
    reader.begin();
    jpeg_decompress_struct& codec = reader.codec;
    choose_colours(codec, into);
    jpeg_start_decompress(&codec);
    into.width = codec.output_width;
    into.height = codec.output_height;
    into.bytes.resize(into.stride() * into.height);
    JSAMPARRAY row = (*codec.mem->alloc_sarray)(reinterpret_cast<j_common_ptr>(&codec), JPOOL_IMAGE,
                                                codec.output_width * 4, 1);
    while (codec.output_scanline < codec.output_height) {
        char* to = into.bytes.data() + codec.output_scanline * into.stride();
        jpeg_read_scanlines(&codec, row, 1);
        if (codec.num_components == 4)
            to_colours(codec, row[0], to);
        else
            std::copy_n(row[0], into.stride(), to);
    }
    jpeg_finish_decompress(&codec);
    return !reader.errors.damaged;
}

// Errors of the writer come out where the reader's do.
bool copy_coefficients(Reader& reader, Writer& writer) {
    if (setjmp(reader.errors.out) != 0) return false;
    if (setjmp(writer.errors.out) != 0) return false;
    reader.begin();
    const J_COLOR_SPACE colours = reader.codec.jpeg_color_space;
    if (colours != JCS_GRAYSCALE && colours != JCS_YCbCr) return false;
    jvirt_barray_ptr* coefficients = jpeg_read_coefficients(&reader.codec);
    writer.begin();
    jpeg_copy_critical_parameters(&reader.codec, &writer.codec);
    writer.codec.optimize_coding = TRUE;
    jpeg_write_coefficients(&writer.codec, coefficients);
    jpeg_finish_compress(&writer.codec);
    jpeg_finish_decompress(&reader.codec);
    return !reader.errors.damaged;
}

bool write_pixels(Writer& writer, const Pixels& pixels) {
    if (setjmp(writer.errors.out) != 0) return false;
    writer.begin();
    jpeg_compress_struct& codec = writer.codec;
    codec.image_width = pixels.width;
    codec.image_height = pixels.height;
    codec.input_components = pixels.ink == Ink::colour ? 3 : 1;
    codec.in_color_space = pixels.ink == Ink::colour ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, quality, TRUE);
    codec.optimize_coding = TRUE;
    jpeg_start_compress(&codec, TRUE);
    while (codec.next_scanline < codec.image_height) {
        // libjpeg reads what it is given and does not write to it.
        auto* row = reinterpret_cast<JSAMPROW>(
            const_cast<char*>(pixels.bytes.data() + codec.next_scanline * pixels.stride()));
        jpeg_write_scanlines(&codec, &row, 1);
    }
    jpeg_finish_compress(&codec);
    return true;
}

constexpr std::string_view exif_start{"Exif\0\0", 6};

Error damaged() { return refused(cannot_read("it is damaged or cut off; send it again.")); }

// The first Exif block that the reader kept.
int orientation_of(const Reader& reader) {
    for (const jpeg_marker_struct* at = reader.codec.marker_list; at != nullptr; at = at->next) {
        const std::string_view data(reinterpret_cast<const char*>(at->data), at->data_length);
        if (data.starts_with(exif_start)) return exif_orientation(data.substr(exif_start.size()));
    }
    return 1;
}

}  // namespace

// Exif 2.3 4.6.2 and TIFF 6.0: a header, then the entries of the first directory, 12 bytes each.
int exif_orientation(std::string_view exif) {
    if (exif.size() < 8 || (!exif.starts_with("II") && !exif.starts_with("MM"))) return 1;
    const bool big = exif.starts_with("MM");
    const auto number = [&](std::size_t at, std::size_t size) -> std::uint64_t {
        if (at > exif.size() || size > exif.size() - at) return 0;
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(exif[at + (big ? i : size - 1 - i)]);
        return value;
    };
    const std::uint64_t directory = number(4, 4);
    const std::uint64_t entries = number(directory, 2);
    for (std::uint64_t i = 0; i < entries && i < 200; ++i) {
        const std::uint64_t at = directory + 2 + 12 * i;
        if (number(at, 2) != 0x0112) continue;
        const std::uint64_t found = number(at + 8, 2);
        return found >= 1 && found <= 8 ? static_cast<int>(found) : 1;
    }
    return 1;
}

Facts jpeg_facts(std::string_view bytes) {
    Reader reader(bytes);
    PageFacts page;
    if (!read_facts(reader, page)) return damaged();
    page.orientation = orientation_of(reader);
    return std::vector{page};
}

Result<Pixels> decode_jpeg(std::string_view bytes) {
    Reader reader(bytes);
    Pixels pixels;
    if (!read_pixels(reader, pixels)) return damaged();
    return pixels;
}

std::optional<std::string> bare_jpeg(std::string_view bytes) {
    Reader reader(bytes);
    Writer writer;
    if (!copy_coefficients(reader, writer)) return std::nullopt;
    return writer.take();
}

std::string encode_jpeg(const Pixels& pixels) {
    ensure(pixels.ink != Ink::bilevel, "JPEG is written from gray or colour");
    Writer writer;
    ensure(write_pixels(writer, pixels), "pixels make a JPEG");
    return writer.take();
}

}  // namespace muniment::image
