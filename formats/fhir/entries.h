// Splits a document (Bundle, NDJSON lines, single resource) into resources, each with its summary.
// A bad entry is told to the sink and the rest goes on; nothing is ever silently dropped.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "formats/fhir/summary.h"

namespace muniment::fhir {

struct Document;

struct Entry {
    std::string_view json;  // the resource's bytes exactly as received; valid during the call only
    std::string full_url;   // Bundle.entry.fullUrl; empty for NDJSON and single resources
    std::size_t position;   // from 1: number of the entry in its bundle, or line in its file
    Summary summary;
};

struct BadEntry {
    std::string file;
    std::size_t position;  // as Entry.position; 0 when it is the whole file that is wrong
    std::size_t offset;    // byte in the decompressed document where the trouble (entry) begins
    std::string reason;    // a sentence without protected health information
};

// An Error from `entry` stops the reading and is returned.
struct Sink {
    std::function<Status(Entry&&)> entry;
    std::function<void(BadEntry&&)> bad;
};

// Every entry of a bundle of any type. Entries without a resource (a DELETE in a transaction, a
// response) are BadEntries. When the bundle's own structure breaks, what came before is
// delivered and one BadEntry gives the byte.
Status parse_bundle(std::string_view bytes, const std::string& file, const Sink& sink);
// One resource a line; empty lines are skipped. first_line is the number of the first one.
Status parse_lines(std::string_view bytes, const std::string& file, std::size_t first_line,
                   const Sink& sink);
// One resource that is not a Bundle.
Status parse_resource(std::string_view bytes, const std::string& file, const Sink& sink);
// Whichever of the three the document is.
Status read_entries(const Document& document, const Sink& sink);

}  // namespace muniment::fhir
