// The allow-list of deid_chart.h: what is done with an element of a FHIR R4 resource, by its name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>

#include "engines/text/identifier.h"

namespace muniment::release {

enum class Treatment : std::uint8_t {
    leave_out,  // not on the list
    keep,       // a code word, number or truth value; an object or list is walked through
    date,       // cut to the year by Safe Harbor
    instant,    // FHIR has no instant without day and time: left out by Safe Harbor
    birth,      // a date that tells an age
    scan,       // a text
    unit,       // a unit of measure
    reference,  // "Patient/abc": renumbered; its display is left out
    system,     // the URI of a code system: kept when it is a public one
    address,
    attachment,
    extension,
};
Treatment treatment(std::string_view element);

// Is a resource of this type kept? Persons, organizations and places as such are not.
bool is_listed_type(std::string_view resource_type);
bool is_public_system(std::string_view uri);
bool is_listed_extension(std::string_view url);

// Which class of 45 CFR 164.514(b)(2)(i) an element that is left out mostly holds, for the counts;
// other for one that is only not on the list, then `named` is false.
struct LeftOut {
    text::Identifier identifier = text::Identifier::other;
    bool named = false;
};
LeftOut left_out(std::string_view element);

}  // namespace muniment::release
