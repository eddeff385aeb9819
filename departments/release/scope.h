// Which items of a chart go out: those the request's scope asks for, less those a rule withholds
// from this requester. Pure; the desk shows the withheld list before anything leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "departments/release/decision.h"

namespace muniment::release {

// What makes an item special: psychotherapy notes kept apart (45 CFR 164.501), 42 CFR 2.11
// (records of a substance use disorder program), 45 CFR 164.524(a)(1)(ii) (made for litigation).
enum class Tag { psychotherapy_note, part2, litigation };
BOOST_DESCRIBE_ENUM(Tag, psychotherapy_note, part2, litigation)

struct Item {
    Uuid id;
    Section section = Section::documents;
    std::optional<Day> date;  // of service, not of filing
    std::optional<EncounterId> encounter;
    std::string type_code;  // LOINC, for documents
    std::vector<Tag> tags;
};

// One thing the request asks for that does not go out.
struct Withheld {
    Uuid id;
    std::string what;  // "psychotherapy note of 2026-03-04": kind and day, never content
    std::string reason;
    std::string cite;
    bool operator==(const Withheld&) const = default;
};
BOOST_DESCRIBE_STRUCT(Withheld, (), (id, what, reason, cite))

struct Selection {
    std::vector<Uuid> chosen;  // in the order of `items`
    std::vector<Withheld> withheld;
};

// Does the scope ask for the item? An item without a date counts as asked for.
bool asks_for(const Scope& scope, const Item& item);

// Chosen and withheld items; what the scope does not ask for is in neither list. An item without a
// date, where the scope names a period and the permission rests on an authorization, is withheld:
// nothing shows that the form covers it (45 CFR 164.508(a)(1), docs/decisions/0006).
Selection select(const Request& request, const std::vector<Item>& items, const rules::Packs& packs,
                 Day today);

}  // namespace muniment::release
