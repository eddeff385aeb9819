// Writes a Bundle around resources whose bytes are kept as they are: nothing is parsed into numbers
// and written anew, so 1.10 stays 1.10 and what a digest was taken of keeps its digest. Streaming:
// memory holds one resource at a time.
//
// The type is "collection": a set of resources put together by whoever hands it out, without a
// claim beyond that. A "document" would need a Composition that somebody attests and every resource
// it refers to; a release may have to leave some out. Bundle.total is not written: R4 allows it for
// searches and histories only (invariant bdl-1). count() gives the number.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/fhir/summary.h"

namespace muniment::fhir {

struct BundleHead {
    Uuid id;
    Instant timestamp;
    std::vector<Coding> security;  // Bundle.meta.security: "42CFRPart2", "R"
};

class BundleWriter {
  public:
    // Takes the bytes as they come. Its Error stops the writing and is given back.
    using Out = std::function<Status(std::string_view)>;
    explicit BundleWriter(Out out) : out_(std::move(out)) {}

    // begin, add, add, ..., finish: in this order, each resource whole.
    Status begin(const BundleHead& head);
    // incorrect: the bytes are not one JSON object with a resourceType, or the same fullUrl came
    // before (invariant bdl-7). `full_url` is an absolute URL or urn:uuid:X.
    Status add(std::string_view full_url, std::string_view resource);
    Status finish();
    std::size_t count() const { return full_urls_.size(); }

  private:
    Out out_;
    std::set<std::string, std::less<>> full_urls_;
};

}  // namespace muniment::fhir
