// Which items of a chart go out: those the request's scope asks for, less those a rule withholds
// from this requester. Pure; the desk shows the withheld list before anything leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "departments/release/decision.h"

namespace muniment::release {

// Why an item belongs to a segment that the law decides on its own (packs, kind "classifies").
struct Sorted {
    std::string segment;  // "part2", "psychotherapy_notes"
    std::string why;      // "code B20", "the word methadone", "corrected by a person"
    std::string cite;
    bool certain = true;  // false: a person should look; it counts as sorted until then
    bool operator==(const Sorted&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sorted, (), (segment, why, cite, certain))

struct Item {
    Uuid id;
    Section section = Section::documents;
    std::optional<Day> date;  // of service, not of filing
    std::optional<EncounterId> encounter;
    std::string type_code;  // LOINC, for documents
    std::vector<Sorted> segments;
};

// One thing the request asks for that does not go out.
struct Withheld {
    Uuid id;
    std::string what;  // "psychotherapy note of 2026-03-04": kind and day, never content
    std::string reason;
    std::string cite;
    std::string segment;  // whose rule keeps it back; "": no segment's
    bool operator==(const Withheld&) const = default;
};
BOOST_DESCRIBE_STRUCT(Withheld, (), (id, what, reason, cite, segment))

struct Selection {
    std::vector<Uuid> chosen;  // in the order of `items`
    std::vector<Withheld> withheld;
};

// Does the scope ask for the item? An item without a date counts as asked for.
bool asks_for(const Scope& scope, const Item& item);

// Chosen and withheld items; what the scope does not ask for is in neither list. Withheld is what
// belongs to a segment whose answer does not let go, what lies outside the days of an order, and,
// where the permission rests on an authorization and the scope names a period, what has no date:
// nothing shows that the form covers it (45 CFR 164.508(a)(1), docs/decisions/0006).
Selection select(const Request& request, const std::vector<Item>& items, const Decision& decision);

}  // namespace muniment::release
