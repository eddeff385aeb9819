// 45 CFR 164.514(b)(2)(i) and (e)(2), paragraph by paragraph.
#include "engines/text/identifier.h"

#include <algorithm>

namespace muniment::text {

namespace {

struct Row {
    std::string_view mask;
    char safe_harbor;          // 164.514(b)(2)(i)(_)
    std::string_view limited;  // 164.514(e)(2)(_); "" is kept
};

// 164.514(e)(2)(ii) leaves town or city, State and zip code; the detectors tell those from the
// rest.
constexpr std::array<Row, kIdentifiers> kRows = {{
    {"[NAME]", 'A', "i"},
    {"[PLACE]", 'B', "ii"},
    {"[DATE]", 'C', ""},
    {"[PHONE]", 'D', "iii"},
    {"[FAX]", 'E', "iv"},
    {"[EMAIL]", 'F', "v"},
    {"[SSN]", 'G', "vi"},
    {"[RECORD NUMBER]", 'H', "vii"},
    {"[PLAN NUMBER]", 'I', "viii"},
    {"[ACCOUNT]", 'J', "ix"},
    {"[LICENCE]", 'K', "x"},
    {"[VEHICLE]", 'L', "xi"},
    {"[DEVICE]", 'M', "xii"},
    {"[URL]", 'N', "xiii"},
    {"[IP ADDRESS]", 'O', "xiv"},
    {"[BIOMETRIC]", 'P', "xv"},
    {"[IMAGE]", 'Q', "xvi"},
    {"[CODE]", 'R', ""},
}};

const Row& row(Identifier identifier) { return kRows[static_cast<std::size_t>(identifier)]; }

}  // namespace

std::string citation(Identifier identifier, Method method) {
    if (method == Method::safe_harbor)
        return std::string("45 CFR 164.514(b)(2)(i)(") + row(identifier).safe_harbor + ")";
    const std::string_view limited = row(identifier).limited;
    return limited.empty() ? "" : "45 CFR 164.514(e)(2)(" + std::string(limited) + ")";
}

std::string_view mask(Identifier identifier) { return row(identifier).mask; }

bool is_mask(std::string_view text) {
    return std::ranges::any_of(kRows, [&](const Row& one) { return one.mask == text; });
}

}  // namespace muniment::text
