// Elements of an XML tree in few words, with text that XML 1.0 can hold. pugixml escapes markup; it
// does not refuse control characters. Not part of the room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "formats/ccda/ccda.h"

namespace muniment::ccda {

using Node = pugi::xml_node;

// The text with everything that XML 1.0 2.2 does not have replaced by U+FFFD.
std::string xml_text(std::string_view text);

struct Attribute {
    const char* name;
    std::string_view value;
};
void add_attribute(Node node, const char* name, std::string_view value);
Node add(Node parent, const char* name, std::initializer_list<Attribute> attributes = {});
Node add_text(Node parent, const char* name, std::string_view text);
// Text with its line breaks as <br/>.
void add_lines(Node parent, std::string_view text);

// With an extension also without it, when R1.1 had the template.
enum class Since { r1_1, r2_1 };
void add_template(Node parent, std::string_view root, std::string_view extension = {},
                  Since since = Since::r1_1);
void add_id(Node parent, const Uuid& id);
void add_unknown(Node parent, const char* name);  // nullFlavor UNK

// A fixed code of the standard's own.
Node add_fixed(Node parent, const char* name, std::string_view code, std::string_view system,
               std::string_view text);
// A code of the chart's. `wanted` is the system that the template asks for: a code of another one
// goes into a translation (empty: any will do). `row` is the ID of its row in the table, whose
// first cell has the words; empty: there is none.
Node add_code(Node parent, const char* name, const Code& code, std::string_view wanted,
              const std::string& row);

// value="..." or nullFlavor UNK.
Node add_time(Node parent, const char* name, std::string_view fhir);
// effectiveTime with low and, when `over` or there is an end, high.
enum class Span { going_on, over };
Node add_span(Node parent, std::string_view from, std::string_view to, Span span);
Node add_status(Node parent, std::string_view act_status);  // empty: nullFlavor UNK
void add_reference(Node parent, const std::string& id);     // <text><reference value="#id"/></text>

}  // namespace muniment::ccda
