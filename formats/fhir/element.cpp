#include "formats/fhir/element.h"

#include "formats/fhir/reader.h"

namespace muniment::fhir {

std::string text_at(std::string_view json, std::string_view path) {
    Tree& tree = thread_tree();
    const auto root = tree.parse(json);
    if (!root) return "";
    Reader read(tree, Strictness::lenient);
    const Value found = read.at(*root, path);
    return found.is(Kind::text) || found.is(Kind::number) ? found.text() : "";
}

}  // namespace muniment::fhir
