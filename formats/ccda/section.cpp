#include "formats/ccda/section.h"

#include "formats/ccda/codes.h"

namespace muniment::ccda {

Section::Section(Node body, const Kind& kind, std::size_t count, const std::string& nothing_here)
    : name_(kind.name) {
    section_ = add(add(body, "component"), "section");
    if (count == 0) section_.append_attribute("nullFlavor").set_value("NI");
    add_template(section_, kind.root, kind.extension, kind.since);
    add_fixed(section_, "code", kind.loinc, oid::loinc, kind.display);
    add_text(section_, "title", kind.title);
    text_ = add(section_, "text");
    if (count == 0) {
        add_text(text_, "paragraph", nothing_here);
        return;
    }
    if (kind.columns.empty()) return;
    const Node table = add(text_, "table");
    const Node head = add(add(table, "thead"), "tr");
    for (const char* column : kind.columns) add_text(head, "th", column);
    rows_ = add(table, "tbody");
}

std::string Section::row(std::initializer_list<std::string> cells) {
    std::string id = next_id();
    const Node row = add(rows_, "tr", {{"ID", id}});
    for (const std::string& cell : cells) add_text(row, "td", cell);
    add_attribute(row.first_child(), "ID", id + "name");
    return id;
}

std::string Section::paragraph(const std::string& heading, std::string_view text) {
    std::string id = next_id();
    const Node title = add(text_, "paragraph");
    add_text(title, "content", heading).append_attribute("styleCode").set_value("Bold");
    add_lines(add(text_, "paragraph", {{"ID", id}}), text);
    return id;
}

void Section::name_cell(std::size_t column, const std::string& id) {
    Node cell = rows_.last_child().first_child();
    for (; column > 0; --column) cell = cell.next_sibling();
    add_attribute(cell, "ID", id);
}

Node Section::entry_node() { return add(section_, "entry", {{"typeCode", "DRIV"}}); }

Node Section::entry(const char* what, std::initializer_list<Attribute> attributes) {
    return add(entry_node(), what, attributes);
}

}  // namespace muniment::ccda
