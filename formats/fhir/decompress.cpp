// Plain, gzip and bzip2 behind one reading function.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/decompress.h"

#include <bzlib.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <vector>

namespace muniment::fhir {

namespace {

enum class Packing { none, gzip, bzip2 };

Packing packing_of(const char* first, std::size_t size) {
    if (size >= 2 && std::memcmp(first, "\x1f\x8b", 2) == 0) return Packing::gzip;
    if (size >= 4 && std::memcmp(first, "BZh", 3) == 0 && first[3] >= '1' && first[3] <= '9')
        return Packing::bzip2;
    return Packing::none;
}

Error damaged(const std::string& path) {
    return Error{Fault::incorrect,
                 path + ": the compressed data is damaged; obtain the file again."};
}
Error cut_off(const std::string& path) {
    return Error{Fault::incorrect,
                 path + ": the compressed data ends too early; obtain the file again."};
}

}  // namespace

struct DecompressedFile::State {
    std::string path;
    std::FILE* file = nullptr;
    Packing packing = Packing::none;
    std::vector<char> input = std::vector<char>(256 << 10);
    std::size_t begin = 0;  // unread input is [begin, end)
    std::size_t end = 0;
    std::uint64_t taken = 0;
    bool in_stream = false;  // inside a gzip member or bzip2 stream
    z_stream gzip{};
    bz_stream bzip2{};

    ~State() {
        close_stream();
        if (file != nullptr) std::fclose(file);
    }

    void close_stream() {
        if (in_stream && packing == Packing::gzip) inflateEnd(&gzip);
        if (in_stream && packing == Packing::bzip2) BZ2_bzDecompressEnd(&bzip2);
        in_stream = false;
    }

    // Some unread input, or none at the end of the file.
    Result<bool> fill() {
        if (begin < end) return true;
        begin = 0;
        end = std::fread(input.data(), 1, input.size(), file);
        taken += end;
        if (std::ferror(file) != 0)
            return Error{Fault::unavailable, path + ": could not be read from disk."};
        return end > 0;
    }

    Status open_stream() {
        int failed = 0;
        if (packing == Packing::gzip) {
            gzip = {};
            failed = inflateInit2(&gzip, 15 + 16);
        } else {
            bzip2 = {};
            failed = BZ2_bzDecompressInit(&bzip2, 0, 0);
        }
        if (failed != 0) return Error{Fault::unavailable, path + ": no memory to decompress."};
        in_stream = true;
        return ok();
    }

    struct Step {
        std::size_t written;
        bool ended;  // the member or stream
    };

    Result<Step> inflate_step(char* out, std::size_t size) {
        gzip.next_in = reinterpret_cast<Bytef*>(input.data() + begin);
        gzip.avail_in = static_cast<uInt>(end - begin);
        gzip.next_out = reinterpret_cast<Bytef*>(out);
        gzip.avail_out = static_cast<uInt>(size);
        const int code = inflate(&gzip, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return damaged(path);
        begin = end - gzip.avail_in;
        return Step{size - gzip.avail_out, code == Z_STREAM_END};
    }

    Result<Step> bunzip_step(char* out, std::size_t size) {
        bzip2.next_in = input.data() + begin;
        bzip2.avail_in = static_cast<unsigned>(end - begin);
        bzip2.next_out = out;
        bzip2.avail_out = static_cast<unsigned>(size);
        const int code = BZ2_bzDecompress(&bzip2);
        if (code != BZ_OK && code != BZ_STREAM_END) return damaged(path);
        begin = end - bzip2.avail_in;
        return Step{size - bzip2.avail_out, code == BZ_STREAM_END};
    }

    Result<std::size_t> decompress(char* out, std::size_t size) {
        std::size_t written = 0;
        while (written < size) {
            const bool more = TRY(fill());
            if (!more) {
                if (in_stream) return cut_off(path);
                break;
            }
            if (!in_stream) TRY(open_stream());
            const Step step =
                TRY(packing == Packing::gzip ? inflate_step(out + written, size - written)
                                             : bunzip_step(out + written, size - written));
            written += step.written;
            if (step.ended) close_stream();
        }
        return written;
    }

    Result<std::size_t> copy(char* out, std::size_t size) {
        const bool more = TRY(fill());
        if (!more) return std::size_t{0};
        const std::size_t part = std::min(size, end - begin);
        std::memcpy(out, input.data() + begin, part);
        begin += part;
        return part;
    }
};

DecompressedFile::DecompressedFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
DecompressedFile::DecompressedFile(DecompressedFile&&) noexcept = default;
DecompressedFile& DecompressedFile::operator=(DecompressedFile&&) noexcept = default;
DecompressedFile::~DecompressedFile() = default;

Result<DecompressedFile> DecompressedFile::open(const std::string& path) {
    auto state = std::make_unique<State>();
    state->path = path;
    state->file = std::fopen(path.c_str(), "rb");
    if (state->file == nullptr)
        return Error{Fault::not_found, path + ": there is no such file, or it may not be read."};
    TRY(state->fill());
    state->packing = packing_of(state->input.data(), state->end);
    return DecompressedFile(std::move(state));
}

Result<std::size_t> DecompressedFile::append_to(std::string& bytes, std::size_t size) {
    const std::size_t before = bytes.size();
    bytes.resize(before + size);
    auto written = state_->packing == Packing::none
                       ? state_->copy(bytes.data() + before, size)
                       : state_->decompress(bytes.data() + before, size);
    bytes.resize(before + (written ? *written : 0));
    return written;
}

std::uint64_t DecompressedFile::compressed_bytes() const { return state_->taken; }
bool DecompressedFile::is_bzip2() const { return state_->packing == Packing::bzip2; }

}  // namespace muniment::fhir
