// Tests only: a sink that keeps what it is told.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "formats/fhir/entries.h"

namespace muniment::fhir {

struct Kept {
    struct Good {
        std::string json;
        std::string full_url;
        std::size_t position;
        Summary summary;
    };
    std::vector<Good> good;
    std::vector<BadEntry> bad;

    Sink sink() {
        return {[this](Entry&& entry) {
                    good.push_back({std::string(entry.json), entry.full_url, entry.position,
                                    std::move(entry.summary)});
                    return ok();
                },
                [this](BadEntry&& entry) { bad.push_back(std::move(entry)); }};
    }
};

}  // namespace muniment::fhir
