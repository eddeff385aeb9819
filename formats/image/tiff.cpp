// TIFF through libtiff: from memory only, with errors that stay with their file. Black and white is
// read as it is; all else through libtiff's conversion to red, green and blue.
#include <tiffio.h>

#include <algorithm>
#include <cstring>

#include "base/ensure.h"
#include "formats/image/codecs.h"

namespace muniment::image {
namespace {

// What libtiff reads from or writes to. All callbacks are told which by `handle`.
struct Memory {
    std::string_view source;
    std::string* sink = nullptr;
    std::uint64_t at = 0;
    bool failed = false;

    std::uint64_t size() const { return sink != nullptr ? sink->size() : source.size(); }
};

Memory& memory_of(thandle_t handle) { return *static_cast<Memory*>(handle); }

tmsize_t read_memory(thandle_t handle, void* into, tmsize_t size) {
    Memory& memory = memory_of(handle);
    if (size <= 0 || memory.at >= memory.size()) return 0;
    const std::string_view from = memory.sink != nullptr ? *memory.sink : memory.source;
    const std::size_t count =
        std::min<std::uint64_t>(static_cast<std::uint64_t>(size), memory.size() - memory.at);
    std::memcpy(into, from.data() + memory.at, count);
    memory.at += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t write_memory(thandle_t handle, void* from, tmsize_t size) {
    Memory& memory = memory_of(handle);
    if (memory.sink == nullptr || size <= 0) return 0;
    const auto count = static_cast<std::size_t>(size);
    if (memory.at + count > memory.sink->size()) memory.sink->resize(memory.at + count);
    std::memcpy(memory.sink->data() + memory.at, from, count);
    memory.at += count;
    return size;
}

toff_t seek_memory(thandle_t handle, toff_t to, int whence) {
    Memory& memory = memory_of(handle);
    memory.at = whence == SEEK_SET ? to : whence == SEEK_CUR ? memory.at + to : memory.size() + to;
    return memory.at;
}

toff_t size_of_memory(thandle_t handle) { return memory_of(handle).size(); }
int close_memory(thandle_t) { return 0; }

int note_error(TIFF*, void* memory, const char*, const char*, va_list) {
    static_cast<Memory*>(memory)->failed = true;
    return 1;
}
int forget_warning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

constexpr tmsize_t one_allocation_max = tmsize_t{512} << 20;

class Tiff {
  public:
    explicit Tiff(std::string_view bytes) { open("rm", bytes, nullptr); }
    explicit Tiff(std::string& into) { open("w", {}, &into); }
    ~Tiff() {
        if (tiff_ != nullptr) TIFFClose(tiff_);
    }
    Tiff(const Tiff&) = delete;
    Tiff& operator=(const Tiff&) = delete;

    TIFF* get() { return tiff_; }
    explicit operator bool() const { return tiff_ != nullptr; }
    bool failed() const { return memory_.failed; }

    std::uint32_t number(std::uint32_t tag) {
        std::uint32_t value = 0;
        return TIFFGetField(tiff_, tag, &value) == 1 ? value : 0;
    }
    std::uint16_t small(std::uint32_t tag, std::uint16_t otherwise) {
        std::uint16_t value = 0;
        return TIFFGetFieldDefaulted(tiff_, tag, &value) == 1 ? value : otherwise;
    }
    float real(std::uint32_t tag) {
        float value = 0;
        return TIFFGetField(tiff_, tag, &value) == 1 ? value : 0;
    }

  private:
    void open(const char* mode, std::string_view source, std::string* sink) {
        memory_.source = source;
        memory_.sink = sink;
        TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
        TIFFOpenOptionsSetMaxSingleMemAlloc(options, one_allocation_max);
        TIFFOpenOptionsSetErrorHandlerExtR(options, note_error, &memory_);
        TIFFOpenOptionsSetWarningHandlerExtR(options, forget_warning, nullptr);
        tiff_ = TIFFClientOpenExt("image", mode, &memory_, read_memory, write_memory, seek_memory,
                                  close_memory, size_of_memory, nullptr, nullptr, options);
        TIFFOpenOptionsFree(options);
    }
    Memory memory_;
    TIFF* tiff_ = nullptr;
};

Error damaged() { return refused(cannot_read("it is damaged or cut off; send it again.")); }
Error unknown(std::string what) {
    return {Fault::unsupported,
            "The image cannot be read: " + std::move(what) +
                "; send it as TIFF with fax, LZW, deflate or JPEG compression, or as a PDF."};
}

constexpr std::uint16_t fax[] = {COMPRESSION_CCITTRLE, COMPRESSION_CCITTRLEW, COMPRESSION_CCITTFAX3,
                                 COMPRESSION_CCITTFAX4};
constexpr std::uint16_t others[] = {COMPRESSION_NONE,          COMPRESSION_LZW,
                                    COMPRESSION_ADOBE_DEFLATE, COMPRESSION_JPEG,
                                    COMPRESSION_DEFLATE,       COMPRESSION_PACKBITS};

bool is_one_of(std::uint16_t one, std::span<const std::uint16_t> all) {
    return std::ranges::find(all, one) != all.end();
}

bool is_black_and_white(Tiff& tiff) {
    const auto photometric = tiff.small(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    return tiff.small(TIFFTAG_BITSPERSAMPLE, 1) == 1 &&
           tiff.small(TIFFTAG_SAMPLESPERPIXEL, 1) == 1 &&
           (photometric == PHOTOMETRIC_MINISWHITE || photometric == PHOTOMETRIC_MINISBLACK) &&
           TIFFIsTiled(tiff.get()) == 0;
}

// Why a page of this kind is not read; empty: it is.
std::string unreadable(Tiff& tiff) {
    const auto compression = tiff.small(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    if (!is_one_of(compression, fax) && !is_one_of(compression, others))
        return "its compression (TIFF number " + std::to_string(compression) +
               ") is not known here";
    if (is_black_and_white(tiff)) return "";
    char why[1024] = "";
    if (TIFFRGBAImageOK(tiff.get(), why) == 0) return "its kind of pixels is not known here";
    return "";
}

// A small copy of another page, or its mask, is not a page.
bool is_page(Tiff& tiff) {
    return (tiff.number(TIFFTAG_SUBFILETYPE) & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
}

PageFacts facts_of(Tiff& tiff) {
    PageFacts page;
    page.width = tiff.number(TIFFTAG_IMAGEWIDTH);
    page.height = tiff.number(TIFFTAG_IMAGELENGTH);
    const int orientation = tiff.small(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    page.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    const auto unit = tiff.small(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    const double inch = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
    page.dpi_x = static_cast<double>(tiff.real(TIFFTAG_XRESOLUTION)) * inch;
    page.dpi_y = static_cast<double>(tiff.real(TIFFTAG_YRESOLUTION)) * inch;
    page.bilevel = is_black_and_white(tiff);
    page.place = TIFFCurrentDirOffset(tiff.get());
    return page;
}

std::uint64_t size_of(const PageFacts& page) { return std::uint64_t{page.width} * page.height; }

// Strip by strip to its place. A fax line that was disturbed on its way stays as libtiff mends it;
// a page that ends before its time does not.
Result<Pixels> decode_bilevel(Tiff& tiff, const PageFacts& page) {
    Pixels pixels{page.width, page.height, Ink::bilevel, {}};
    const std::size_t stride = pixels.stride();
    if (static_cast<std::size_t>(TIFFScanlineSize(tiff.get())) != stride) return damaged();
    pixels.bytes.resize(stride * page.height);
    std::uint32_t rows = 0;
    TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_ROWSPERSTRIP, &rows);
    rows = std::min(rows, page.height);
    if (rows == 0) return damaged();
    for (std::uint32_t strip = 0, row = 0; row < page.height; ++strip, row += rows) {
        const std::size_t size = std::min(rows, page.height - row) * stride;
        if (TIFFReadEncodedStrip(tiff.get(), strip, pixels.bytes.data() + row * stride,
                                 static_cast<tmsize_t>(size)) != static_cast<tmsize_t>(size))
            return damaged();
    }
    const bool is_fax = is_one_of(tiff.small(TIFFTAG_COMPRESSION, COMPRESSION_NONE), fax);
    if (tiff.failed() && !is_fax) return damaged();
    if (tiff.small(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE) == PHOTOMETRIC_MINISBLACK)
        for (char& byte : pixels.bytes) byte = static_cast<char>(~byte);
    return pixels;
}

// libtiff hands out red, green, blue and opacity, the colours weighted by it: what is missing to
// full opacity is the white of the paper. Written over where it lies: it only becomes shorter.
void to_colours(std::string& raster) {
    const std::size_t count = raster.size() / 4;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, raster.data() + 4 * i, 4);
        const unsigned paper = 255 - TIFFGetA(pixel);
        const unsigned parts[] = {TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)};
        for (std::size_t k = 0; k < 3; ++k)
            raster[3 * i + k] = static_cast<char>(std::min(255u, parts[k] + paper));
    }
    raster.resize(3 * count);
}

Result<Pixels> decode_converted(Tiff& tiff, const PageFacts& page) {
    char why[1024] = "";
    TIFFRGBAImage image{};
    if (TIFFRGBAImageBegin(&image, tiff.get(), 1, why) == 0) return damaged();
    Pixels pixels{page.width, page.height, Ink::colour, {}};
    // As stored: the page is turned where it is shown.
    image.orientation = image.req_orientation = ORIENTATION_TOPLEFT;
    std::string raster(size_of(page) * 4, '\0');
    const int good = TIFFRGBAImageGet(&image, reinterpret_cast<std::uint32_t*>(raster.data()),
                                      page.width, page.height);
    TIFFRGBAImageEnd(&image);
    if (good == 0 || tiff.failed()) return damaged();
    to_colours(raster);
    pixels.bytes = std::move(raster);
    return reduced(std::move(pixels));
}

}  // namespace

Facts tiff_facts(std::string_view bytes, const Limits& limits) {
    Tiff tiff(bytes);
    if (!tiff) return damaged();
    std::vector<PageFacts> pages;
    for (std::size_t directories = 0;; ++directories) {
        if (directories >= 2 * limits.pages_max || pages.size() >= limits.pages_max)
            return refused("The image has more pages than are allowed here.");
        if (is_page(tiff) || TIFFLastDirectory(tiff.get()) != 0) {
            std::string wrong = unreadable(tiff);
            if (!wrong.empty()) return unknown(std::move(wrong));
            if (is_page(tiff) || pages.empty()) pages.push_back(facts_of(tiff));
        }
        if (TIFFLastDirectory(tiff.get()) != 0) break;
        if (TIFFReadDirectory(tiff.get()) == 0) return damaged();
    }
    return pages;
}

Result<Pixels> decode_tiff(std::string_view bytes, const PageFacts& page, const Limits& limits) {
    Tiff tiff(bytes);
    if (!tiff || TIFFSetSubDirectory(tiff.get(), page.place) == 0) return damaged();
    const PageFacts found = facts_of(tiff);
    if (found.width != page.width || found.height != page.height || found.bilevel != page.bilevel)
        return damaged();
    if (!unreadable(tiff).empty() || size_of(page) > limits.pixels_max) return damaged();
    return page.bilevel ? decode_bilevel(tiff, page) : decode_converted(tiff, page);
}

bool is_lossy_tiff(std::string_view bytes, const PageFacts& page) {
    Tiff tiff(bytes);
    return tiff && TIFFSetSubDirectory(tiff.get(), page.place) != 0 &&
           tiff.small(TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG;
}

// The one strip of a TIFF in memory.
std::string encode_fax(const Pixels& pixels) {
    ensure(pixels.ink == Ink::bilevel, "fax is written from black and white");
    std::string file;
    Tiff tiff(file);
    ensure(bool(tiff), "a TIFF opens in memory");
    TIFF* out = tiff.get();
    TIFFSetField(out, TIFFTAG_IMAGEWIDTH, pixels.width);
    TIFFSetField(out, TIFFTAG_IMAGELENGTH, pixels.height);
    TIFFSetField(out, TIFFTAG_ROWSPERSTRIP, pixels.height);
    TIFFSetField(out, TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(out, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(out, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    TIFFSetField(out, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    std::string rows = pixels.bytes;  // libtiff may turn its bits
    const tmsize_t written =
        TIFFWriteEncodedStrip(out, 0, rows.data(), static_cast<tmsize_t>(rows.size()));
    ensure(written == static_cast<tmsize_t>(rows.size()), "rows make a fax");
    TIFFFlushData(out);
    return file.substr(TIFFGetStrileOffset(out, 0), TIFFGetStrileByteCount(out, 0));
}

}  // namespace muniment::image
