// Any bytes as a ZIP archive: the limits hold, every name is safe, and what was read can be written
// and read again unchanged.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/ensure.h"
#include "formats/zip/zip.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const zip::Limits limits{.files_max = 100, .bytes_max = 1 << 20};
    const auto files = zip::read(bytes, limits);
    if (!files) return 0;
    std::size_t total = 0;
    for (const zip::File& file : *files) {
        ensure(zip::is_safe_name(file.name), "a name is not safe to unpack");
        total += file.content.size();
    }
    ensure(files->size() <= limits.files_max && total <= limits.bytes_max, "a limit did not hold");
    const auto written = zip::write(*files, Instant{});
    ensure(bool(written), "what was read cannot be written");
    const auto again = zip::read(*written, limits);
    ensure(again && again->size() == files->size(), "what was written cannot be read");
    for (std::size_t i = 0; i < files->size(); ++i)
        ensure((*again)[i].name == (*files)[i].name && (*again)[i].content == (*files)[i].content,
               "a file changed on its way");
    return 0;
}
