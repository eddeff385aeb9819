// An event as one syslog message, and as a frame for a TLS stream.
//
//     <110>1 2026-11-22T14:03:00.125Z him1 muniment - view [muniment@32473 id="..." ...] view of
//     ...
//
// Facility 13 (log audit); 10 (security) for what was denied and for the glass broken. Severity 4
// (warning) for denied, 5 (notice) for the glass broken, 6 (informational) else. Ids and codes
// only: no name of a patient nor of a person. Source: RFC 5424 6, RFC 5425 4.3.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/audit/record.h"

namespace muniment::audit {

// The private enterprise number that RFC 5612 keeps for documentation.
inline constexpr std::string_view structured_data_id = "muniment@32473";
// RFC 5425 4.3: a receiver should take 8,192 octets. What would not fit is left out at the end.
inline constexpr std::size_t syslog_bytes_max = 8192;

// RFC 5424 6.3.3: a backslash before each of " \ ]. Control characters become spaces, bytes that
// are no UTF-8 become question marks.
std::string escaped_parameter(std::string_view value);
// RFC 5424 6: 1 to `max` printable ASCII characters; "-" for nothing.
std::string header_word(std::string_view text, std::size_t max);

std::string syslog_message(const AuditRecord& record, const Source& source);
// RFC 5425 4.3.1: the message's length in octets, a space, the message.
std::string framed(std::string_view message);

}  // namespace muniment::audit
