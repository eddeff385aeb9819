// Any bytes as a ZIP archive, with and without a passphrase: the limits hold, every name is safe,
// and what was read can be written and read again unchanged, encrypted too.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>

#include "base/ensure.h"
#include "formats/zip/zip.h"

using namespace muniment;

static constexpr const char* passphrase = "a passphrase of the fuzzer";
static const zip::Limits limits{.files_max = 100, .bytes_max = 1 << 20};

static void check_same(const std::vector<zip::File>& a, const std::vector<zip::File>& b) {
    ensure(a.size() == b.size(), "a file was lost or found");
    for (std::size_t i = 0; i < a.size(); ++i)
        ensure(a[i].name == b[i].name && a[i].content == b[i].content, "a file changed on its way");
}

static void check_files(const std::vector<zip::File>& files) {
    std::size_t total = 0;
    for (const zip::File& file : files) {
        ensure(zip::is_safe_name(file.name), "a name is not safe to unpack");
        total += file.content.size();
    }
    ensure(files.size() <= limits.files_max && total <= limits.bytes_max, "a limit did not hold");
    const auto written = zip::write(files, Instant{});
    ensure(bool(written), "what was read cannot be written");
    const auto again = zip::read(*written, limits);
    ensure(bool(again), "what was written cannot be read");
    check_same(*again, files);
}

// Three files at most, for each costs two key derivations.
static void check_encrypted(const std::vector<zip::File>& files) {
    const std::vector<zip::File> few(
        files.begin(), files.begin() + std::min<std::ptrdiff_t>(std::ssize(files), 3));
    const std::string salts(few.size() * zip::salt_bytes_each, 's');
    const auto sealed = zip::write(few, Instant{}, {passphrase, salts});
    ensure(bool(sealed), "what was read cannot be encrypted");
    const auto opened = zip::read(*sealed, limits, passphrase);
    ensure(bool(opened), "what was encrypted cannot be read");
    check_same(*opened, few);
    if (!few.empty()) ensure(!zip::read(*sealed, limits), "what was encrypted opens without a key");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // An archive of the fuzzer's making is encrypted with the fuzzer's passphrase.
    const auto files = zip::read(bytes, limits, passphrase);
    if (!files) return 0;
    check_files(*files);
    check_encrypted(*files);
    return 0;
}
