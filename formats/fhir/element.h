// One element of a resource, for the few that no summary holds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment::fhir {

// The text or number at a path of element names, "[]" after a list's name standing for its first
// element: "address[].city". Empty when it is not there, is something else, or the JSON is bad.
std::string text_at(std::string_view json, std::string_view path);

}  // namespace muniment::fhir
