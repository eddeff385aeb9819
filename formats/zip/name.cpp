// Which names a file in an archive may have: those that every system unpacks to the same place
// inside the chosen folder.
#include "base/text.h"
#include "formats/zip/zip.h"

namespace muniment::zip {

bool is_safe_name(std::string_view name) {
    if (name.empty() || name.size() > 255 || !is_utf8(name)) return false;
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\' || c == ':')
            return false;
    for (const std::string_view part : split(name, '/'))
        if (part.empty() || part == "." || part == "..") return false;
    return true;
}

}  // namespace muniment::zip
