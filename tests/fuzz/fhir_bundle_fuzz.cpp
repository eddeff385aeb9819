// Any bytes as a bundle: no crash, every entry handed out lies inside the bytes received, and a
// bundle written of those entries gives the same ones again.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "formats/fhir/fhir.h"

using namespace muniment;

// The bundle of the entries' bytes, numbered.
static std::string written(const std::vector<std::string>& entries) {
    std::string bytes;
    fhir::BundleWriter writer([&](std::string_view more) {
        bytes += more;
        return ok();
    });
    ensure(bool(writer.begin({})), "a bundle does not begin");
    for (const std::string& entry : entries)
        ensure(bool(writer.add("urn:x:" + std::to_string(writer.count()), entry)),
               "what was read cannot be written");
    ensure(bool(writer.finish()), "a bundle does not end");
    return bytes;
}

static void write_and_read(const std::vector<std::string>& entries) {
    std::size_t next = 0;
    const fhir::Sink sink{[&](fhir::Entry&& entry) {
                              ensure(next < entries.size() && entry.json == entries[next++],
                                     "a resource changed on its way");
                              return ok();
                          },
                          [](fhir::BadEntry&&) { ensure(false, "what was written is bad"); }};
    ensure(bool(fhir::parse_bundle(written(entries), "fuzz", sink)), "what was written is unread");
    ensure(next == entries.size(), "a resource was lost");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::vector<std::string> entries;
    const fhir::Sink sink{
        [&](fhir::Entry&& entry) {
            ensure(entry.json.data() >= bytes.data() &&
                       entry.json.data() + entry.json.size() <= bytes.data() + bytes.size(),
                   "an entry points outside its document");
            ensure(!entry.summary.type.empty(), "an entry has no type");
            entries.emplace_back(entry.json);
            return ok();
        },
        [&](fhir::BadEntry&& bad) {
            ensure(bad.offset <= size, "a bad entry begins behind the end");
            ensure(!bad.reason.empty(), "a bad entry has no reason");
        }};
    (void)fhir::parse_bundle(bytes, "fuzz", sink);
    write_and_read(entries);
    (void)fhir::parse_resource(bytes, "fuzz", sink);
    return 0;
}
