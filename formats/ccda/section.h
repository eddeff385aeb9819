// One section of a document: title, narrative table, coded entries. Not part of the room's door.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/ccda/xml.h"

namespace muniment::ccda {

// What the standard fixes for a section.
struct Kind {
    const char* name;  // begins the IDs of its rows: "problem1"
    std::string_view root;
    std::string_view extension;
    std::string_view loinc;
    std::string_view display;
    const char* title;
    std::vector<const char*> columns;
    Since since = Since::r1_1;
};

class Section {
  public:
    // Adds the section to the body. Without entries (`count` 0) it is marked as having no
    // information and says `nothing_here`.
    Section(Node body, const Kind& kind, std::size_t count, const std::string& nothing_here);
    // One row of the table. Gives its ID, for the entry to point to; its first cell has that ID
    // with "name" behind it.
    std::string row(std::initializer_list<std::string> cells);
    // Text below a heading of its own, with the ID of the text.
    std::string paragraph(const std::string& heading, std::string_view text);
    // Gives a cell of the newest row an ID of its own.
    void name_cell(std::size_t column, const std::string& id);
    Node entry_node();
    Node entry(const char* what, std::initializer_list<Attribute> attributes);

  private:
    std::string next_id() { return name_ + std::to_string(++count_); }
    Node section_, text_, rows_;
    std::string name_;
    int count_ = 0;
};

}  // namespace muniment::ccda
