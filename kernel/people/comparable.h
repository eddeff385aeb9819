// Names and addresses brought into one form and digested under the house's own secret, so that
// those of employees can be compared with patients' and not be read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/house.h"

namespace muniment::people {

// "Okoro, Ben A." and "ben okoro" are "ben okoro": family and first given name, small letters.
std::string comparable_name(std::string_view name);
// "12 Juniper Street Apt. 4, Mesa, AZ 85001" is "12 juniper st 4 85001": number, street with the
// usual abbreviations (USPS Publication 28, Appendix C1), unit, five digits of the ZIP code; ""
// when there is no street.
std::string comparable_address(std::string_view address);
// The same without number and unit: "juniper st 85001".
std::string comparable_street(std::string_view address);

// 64 hex digits; "" for "". The secret is made once and kept in the key database.
Result<std::string> digest_of(house::House& house, std::string_view comparable);

}  // namespace muniment::people
