#include "base/schema.h"

#include <cxxabi.h>

#include <cstdlib>

#include "base/text.h"

namespace muniment {

std::string schema_name(const std::type_info& type) {
    int status = 0;
    char* plain = abi::__cxa_demangle(type.name(), nullptr, nullptr, &status);
    std::string name = status == 0 ? plain : type.name();
    std::free(plain);
    name = replaced(name, "(anonymous namespace)::", "");
    // Page<muniment::chart::EncounterRow> gives "PageEncounterRow".
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const auto end = name.find_first_of("<>, ", at);
        const std::string part = name.substr(at, end == name.npos ? end : end - at);
        const auto colon = part.rfind(':');
        out += colon == part.npos ? part : part.substr(colon + 1);
        if (end == name.npos) break;
        at = end + 1;
    }
    return out;
}

}  // namespace muniment
