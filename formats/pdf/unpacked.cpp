#include "formats/pdf/unpacked.h"

#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/ensure.h"
#include "base/text.h"

namespace muniment::pdf {

namespace {

constexpr int depth_max = 3;

// RFC 1950 2.2: deflate with a header whose check fits.
bool looks_deflated(std::string_view bytes) {
    if (bytes.size() < 2) return false;
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(bytes[1]);
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

// Inflates what is fed to it and counts; what comes out is fed to the next one, if it looks
// deflated again. Wrong data ends it: what came before was counted.
class Counter {
  public:
    explicit Counter(int depth = 1) : depth_(depth) {
        ensure(inflateInit(&stream_) == Z_OK, "zlib did not start");
    }
    ~Counter() { inflateEnd(&stream_); }
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    // False when more than `left` bytes came out, here and below; takes them off it.
    bool feed(std::string_view bytes, std::uint64_t& left) {
        std::array<char, 1 << 16> out;
        stream_.next_in = reinterpret_cast<const Bytef*>(bytes.data());
        stream_.avail_in = static_cast<uInt>(bytes.size());
        while (!over_) {
            stream_.next_out = reinterpret_cast<Bytef*>(out.data());
            stream_.avail_out = static_cast<uInt>(out.size());
            const int answer = inflate(&stream_, Z_NO_FLUSH);
            const std::size_t size = out.size() - stream_.avail_out;
            // Without progress it waits for more input.
            over_ = answer != Z_OK && answer != Z_BUF_ERROR;
            if (size > left) return false;
            left -= size;
            if (!pass_on({out.data(), size}, left)) return false;
            if (answer == Z_BUF_ERROR || (size < out.size() && stream_.avail_in == 0)) break;
        }
        return true;
    }

  private:
    bool pass_on(std::string_view bytes, std::uint64_t& left) {
        if (bytes.empty()) return true;
        if (first_ && depth_ < depth_max && looks_deflated(bytes))
            below_ = std::make_unique<Counter>(depth_ + 1);
        first_ = false;
        return !below_ || below_->feed(bytes, left);
    }

    z_stream stream_{};
    int depth_;
    bool over_ = false;
    bool first_ = true;
    std::unique_ptr<Counter> below_;
};

// ISO 32000-1 7.3.5: #58 in a name stands for X.
std::string with_names_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = text[i] == '#' ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
        const bool escape = code && code->size() == 1;
        out += escape ? code->front() : text[i];
        if (escape) i += 2;
    }
    return out;
}

// The dictionary before a stream, without white space.
std::string dictionary_before(std::string_view bytes, std::size_t stream_at) {
    constexpr std::size_t looked_at = 1 << 16;
    const std::size_t from = stream_at > looked_at ? stream_at - looked_at : 0;
    const std::string_view before = bytes.substr(from, stream_at - from);
    const std::size_t begin = before.rfind("obj");
    std::string out;
    for (const char c : begin == before.npos ? before : before.substr(begin + 3))
        if (std::string_view(" \t\r\n\f\0", 6).find(c) == std::string_view::npos) out += c;
    return with_names_decoded(out);
}

// Object and cross-reference streams, which a library unpacks as soon as it opens the file.
bool is_packed_strangely(const std::string& dictionary) {
    const auto has = [&](const char* text) { return dictionary.find(text) != std::string::npos; };
    if (!has("/ObjStm") && !has("/XRef")) return false;
    return has("/Filter") && !has("/Filter/FlateDecode") && !has("/Filter[/FlateDecode]");
}

// Where the data after the keyword begins; npos when the keyword is no stream's.
std::size_t data_after(std::string_view bytes, std::size_t keyword) {
    std::size_t at = keyword + 6;
    if (at < bytes.size() && bytes[at] == '\r') ++at;
    return at < bytes.size() && bytes[at] == '\n' ? at + 1 : std::string_view::npos;
}

}  // namespace

std::optional<std::string> unpacks_too_far(std::string_view bytes, std::uint64_t stream_max,
                                           std::uint64_t total_max) {
    constexpr std::string_view keyword = "stream";
    std::uint64_t total_left = total_max;
    for (std::size_t at = bytes.find(keyword); at != bytes.npos;
         at = bytes.find(keyword, at + keyword.size())) {
        if (at >= 3 && bytes.substr(at - 3, 3) == "end") continue;
        const std::size_t data = data_after(bytes, at);
        if (data == bytes.npos) continue;
        if (is_packed_strangely(dictionary_before(bytes, at)))
            return "It packs its own tables in a way that cannot be checked before it is opened.";
        if (!looks_deflated(bytes.substr(data, 2))) continue;
        std::uint64_t left = std::min(stream_max, total_left);
        const std::uint64_t before = left;
        Counter counter;
        if (!counter.feed(bytes.substr(data), left))
            return "Its compressed parts unpack to more than is allowed here.";
        total_left -= before - left;
    }
    return std::nullopt;
}

}  // namespace muniment::pdf
