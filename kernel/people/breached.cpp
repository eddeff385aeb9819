// The common list in memory, the breached file by binary search on disk.
#include "kernel/people/breached.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "base/asset.h"
#include "base/text.h"

namespace muniment::assets {
Assets common_passwords();
}

namespace muniment::people {

static const std::vector<std::string_view>& common() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> lines;
        for (const Asset& file : assets::common_passwords())
            for (const std::string_view line : split(file.bytes, '\n'))
                if (!trim(line).empty()) lines.push_back(trim(line));
        std::ranges::sort(lines);
        return lines;
    }();
    return all;
}

bool is_common(std::string_view password) {
    const auto listed = [](std::string_view word) {
        return std::ranges::binary_search(common(), word);
    };
    const std::string low = lower(password);
    if (listed(low)) return true;
    const auto half = low.size() / 2;
    if (low.size() % 2 == 0 && low.substr(0, half) == low.substr(half) &&
        listed(low.substr(0, half)))
        return true;
    // "password1234!": what is put behind a common word adds little.
    const auto end = low.find_last_not_of("0123456789!?.,*#@$%&-_+");
    const std::string stem = low.substr(0, end == low.npos ? 0 : end + 1);
    return stem.size() >= 6 && stem.size() < low.size() && listed(stem);
}

static std::string sha1_of(std::string_view text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    ensure(EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr) == 1,
           "SHA-1 is there");
    return to_hex({reinterpret_cast<char*>(digest), size});
}

static constexpr std::size_t line_bytes_max = 64;

// The line that begins at or after the offset; empty at the end.
Result<std::string> BreachedFile::line_at(std::int64_t offset, std::int64_t& begins) const {
    char bytes[2 * line_bytes_max];
    const std::int64_t from = offset > 0 ? offset - 1 : 0;
    const auto got = pread(file_, bytes, sizeof bytes, from);
    if (got < 0) return Error{Fault::unavailable, "The file of breached passwords cannot be read."};
    const std::string_view text(bytes, static_cast<std::size_t>(got));
    const std::size_t newline = offset > 0 ? text.find('\n') : 0;
    if (newline == text.npos) return std::string();
    const std::size_t start = offset > 0 ? newline + 1 : 0;
    begins = from + static_cast<std::int64_t>(start);
    return std::string(trim(text.substr(start, text.find('\n', start) - start)));
}

Result<std::unique_ptr<BreachedFile>> BreachedFile::open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return Error{Fault::not_found, "There is no file " + path + "."};
    std::unique_ptr<BreachedFile> opened(new BreachedFile(file, lseek(file, 0, SEEK_END)));
    std::int64_t begins = 0;
    const std::string first = TRY(opened->line_at(0, begins));
    if (first.size() < 40 || !from_hex(first.substr(0, 40)) ||
        (first.size() > 40 && first[40] != ':'))
        return Error{Fault::incorrect,
                     path + " must hold lines of 40 hexadecimal digits (SHA-1), ordered by them."};
    return opened;
}

BreachedFile::~BreachedFile() { ::close(file_); }

Result<bool> BreachedFile::holds(std::string_view password) const {
    const std::string wanted = sha1_of(password);
    std::int64_t low = 0, high = size_;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        std::int64_t begins = high;
        const std::string line = TRY(line_at(middle, begins));
        const std::string here = lower(line.substr(0, 40));
        if (here == wanted) return true;
        if (line.empty() || begins >= high || here > wanted)
            high = middle;
        else
            low = begins + static_cast<std::int64_t>(line.size());
    }
    return false;
}

}  // namespace muniment::people
