// The document as a whole: header, then the sections in the order a clinician reads them.
#include "formats/ccda/ccda.h"

#include "formats/ccda/header.h"
#include "formats/ccda/sections.h"

namespace muniment::ccda {

namespace {

struct Text final : pugi::xml_writer {
    std::string bytes;
    void write(const void* data, std::size_t size) override {
        bytes.append(static_cast<const char*>(data), size);
    }
};

}  // namespace

std::string write(const Document& document) {
    pugi::xml_document xml;
    const Node declaration = xml.append_child(pugi::node_declaration);
    add_attribute(declaration, "version", "1.0");
    add_attribute(declaration, "encoding", "UTF-8");
    const Node root = add(
        xml, "ClinicalDocument",
        {{"xmlns", "urn:hl7-org:v3"}, {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
    add_header(root, document);
    const Node body = add(add(root, "component"), "structuredBody");
    add_notices(body, document);
    add_allergies(body, document);
    add_medications(body, document);
    add_problems(body, document);
    add_procedures(body, document);
    add_results(body, document);
    add_vital_signs(body, document);
    add_immunizations(body, document);
    add_encounters(body, document);
    add_social_history(body, document);
    add_notes(body, document);
    Text text;
    xml.save(text, " ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(text.bytes);
}

}  // namespace muniment::ccda
