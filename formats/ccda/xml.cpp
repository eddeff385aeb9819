#include "formats/ccda/xml.h"

#include "base/text.h"
#include "formats/ccda/codes.h"

namespace muniment::ccda {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Length of the UTF-8 character at the front, 0 when there is none that XML 1.0 has.
std::size_t character_size(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    if (first < 0x80) return first == 0x7f ? 0 : 1;
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (!is_utf8(text.substr(0, size)) || text.size() < size) return 0;
    const std::string_view one = text.substr(0, size);
    return one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF" ? 0 : size;
}

void set(Node node, const char* name, std::string_view value) { add_attribute(node, name, value); }

void set_code(Node node, std::string_view code, std::string_view system, std::string_view text) {
    set(node, "code", code);
    if (!text.empty()) set(node, "displayName", text);
    set(node, "codeSystem", system);
    if (const auto name = system_name(system); !name.empty()) set(node, "codeSystemName", name);
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t size = character_size(text);
        out += size == 0 ? replacement : text.substr(0, size);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return out;
}

void add_attribute(Node node, const char* name, std::string_view value) {
    node.append_attribute(name).set_value(xml_text(value).c_str());
}

Node add(Node parent, const char* name, std::initializer_list<Attribute> attributes) {
    const Node node = parent.append_child(name);
    for (const Attribute& attribute : attributes) set(node, attribute.name, attribute.value);
    return node;
}

Node add_text(Node parent, const char* name, std::string_view text) {
    Node node = parent.append_child(name);
    node.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
    return node;
}

void add_lines(Node parent, std::string_view text) {
    const std::string unix_lines = replaced(text, "\r\n", "\n");
    bool first = true;
    for (const std::string_view line : split(unix_lines, '\n')) {
        if (!first) parent.append_child("br");
        first = false;
        parent.append_child(pugi::node_pcdata).set_value(xml_text(line).c_str());
    }
}

void add_template(Node parent, std::string_view root, std::string_view extension, Since since) {
    if (extension.empty() || since == Since::r1_1) add(parent, "templateId", {{"root", root}});
    if (!extension.empty()) add(parent, "templateId", {{"root", root}, {"extension", extension}});
}

void add_id(Node parent, const Uuid& id) { add(parent, "id", {{"root", to_text(id)}}); }

void add_unknown(Node parent, const char* name) { add(parent, name, {{"nullFlavor", "UNK"}}); }

Node add_fixed(Node parent, const char* name, std::string_view code, std::string_view system,
               std::string_view text) {
    const Node node = parent.append_child(name);
    set_code(node, code, system, text);
    return node;
}

Node add_code(Node parent, const char* name, const Code& code, std::string_view wanted,
              const std::string& row) {
    const Node node = parent.append_child(name);
    const bool coded = !code.code.empty() && !code.system.empty();
    const bool fits = coded && (wanted.empty() || code.system == wanted);
    if (fits)
        set_code(node, code.code, code.system, code.text);
    else
        set(node, "nullFlavor", coded ? "OTH" : "UNK");
    // The words themselves too: not every reader follows the reference into the table.
    if (!row.empty()) {
        const Node original = code.text.empty() ? add(node, "originalText")
                                                : add_text(node, "originalText", code.text);
        add(original, "reference", {{"value", "#" + row + "name"}});
    }
    if (coded && !fits) set_code(add(node, "translation"), code.code, code.system, code.text);
    return node;
}

Node add_time(Node parent, const char* name, std::string_view fhir) {
    const Node node = parent.append_child(name);
    if (const auto time = hl7_time(fhir))
        set(node, "value", *time);
    else
        set(node, "nullFlavor", "UNK");
    return node;
}

Node add_span(Node parent, std::string_view from, std::string_view to, Span span) {
    const Node node = add(parent, "effectiveTime");
    add_time(node, "low", from);
    if (!to.empty() || span == Span::over) add_time(node, "high", to);
    return node;
}

Node add_status(Node parent, std::string_view act_status) {
    return act_status.empty() ? add(parent, "statusCode", {{"nullFlavor", "UNK"}})
                              : add(parent, "statusCode", {{"code", act_status}});
}

void add_reference(Node parent, const std::string& id) {
    add(add(parent, "text"), "reference", {{"value", "#" + id}});
}

}  // namespace muniment::ccda
