// The 18 classes of identifiers of 45 CFR 164.514(b)(2)(i)(A)-(R) and which of them a limited data
// set may keep (164.514(e)(2)).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace muniment::text {

// In the order of the paragraph: (A) is name, (R) is other.
enum class Identifier : std::uint8_t {
    name,           // (A)
    geography,      // (B) smaller than a state
    date,           // (C) dates but for the year; ages over 89 and years that tell one
    phone,          // (D)
    fax,            // (E)
    email,          // (F)
    ssn,            // (G)
    record_number,  // (H)
    plan_number,    // (I)
    account,        // (J)
    licence,        // (K)
    vehicle,        // (L)
    device,         // (M)
    url,            // (N)
    ip,             // (O)
    biometric,      // (P)
    image,          // (Q)
    other,          // (R)
};
BOOST_DESCRIBE_ENUM(Identifier, name, geography, date, phone, fax, email, ssn, record_number,
                    plan_number, account, licence, vehicle, device, url, ip, biometric, image,
                    other)
inline constexpr std::size_t kIdentifiers = 18;

enum class Method : std::uint8_t { safe_harbor, limited_data_set };
BOOST_DESCRIBE_ENUM(Method, safe_harbor, limited_data_set)

// The paragraph that asks for the removal: "45 CFR 164.514(b)(2)(i)(A)"; in a limited data set
// "45 CFR 164.514(e)(2)(i)", or "" for what it may keep: dates and other codes.
std::string citation(Identifier identifier, Method method);

// What is put in its place: "[NAME]". Exactly these are known again when a text is scanned twice.
std::string_view mask(Identifier identifier);
bool is_mask(std::string_view text);

}  // namespace muniment::text
