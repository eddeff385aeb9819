// Any bytes as a stream of requests: nothing may crash, limits hold, and how the stream is cut into
// pieces may not change what is read. The first byte of the input is the size of the pieces.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <memory>

#include "base/ensure.h"
#include "base/text.h"
#include "server/http/parse.h"

namespace {

using namespace muniment;
using namespace muniment::http;
using State = RequestReader::State;

const Limits& limits() {
    static const Limits small = {.header_bytes_max = 512,
                                 .header_count_max = 8,
                                 .body_bytes_max = 64,
                                 .hosts = {"him.example.org"}};
    return small;
}

void check(const Request& request) {
    ensure(request.path.starts_with("/") && is_utf8(request.path), "the path is not clean");
    ensure(request.path.find('\0') == std::string::npos, "the path has a NUL");
    ensure((request.path + "/").find("/../") == std::string::npos, "the path climbs");
    ensure(request.body.size() <= limits().body_bytes_max, "the body is over its limit");
    ensure(request.headers.items().size() <= limits().header_count_max, "too many fields");
    for (const auto& [name, value] : request.headers.items())
        ensure((name + value).find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
               "a field has a line break");
}

// Everything that was read, as one text.
std::string read_all(std::string_view bytes, std::size_t piece) {
    std::string told;
    auto reader = std::make_unique<RequestReader>(limits());
    while (!bytes.empty() && reader->state() != State::refused) {
        const std::string_view part = bytes.substr(0, piece);
        const std::size_t used = reader->feed(part);
        ensure(used > 0 && used <= part.size(), "feed took nothing, or more than there was");
        bytes.remove_prefix(used);
        if (reader->state() != State::done) continue;
        const Request request = reader->take();
        check(request);
        told += request.method + " " + request.path + " " + request.body + "\n";
        for (const auto& [name, value] : request.query) told += name + "=" + value + "&";
        reader = std::make_unique<RequestReader>(limits());
    }
    if (reader->state() == State::refused) told += std::to_string(reader->refusal().status);
    return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const std::size_t piece = std::max<std::size_t>(data[0], 1);
    ensure(read_all(bytes, std::max<std::size_t>(size, 1)) == read_all(bytes, piece),
           "cutting the stream changed what was read");
    return 0;
}
