#include "departments/release/form.h"

#include "departments/release/letter.h"

namespace muniment::release {
namespace {

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string end_of(const Authorization& form) {
    return form.expires_on ? to_text(*form.expires_on) : or_dash(form.expiry_event);
}

}  // namespace

std::vector<std::string> form_text(const Authorization& form, const std::string& patient,
                                   const std::string& language) {
    const Words words = {{"patient", patient},
                         {"disclosing_party", or_dash(form.disclosing_party)},
                         {"information", or_dash(form.information)},
                         {"recipient", or_dash(form.recipient)},
                         {"purpose", or_dash(form.purpose)},
                         {"expires", end_of(form)}};
    std::vector<std::string> text;
    const std::string name = language == "es" ? "authorization.es" : "authorization";
    for (const std::string& paragraph : letter_template(name).paragraphs)
        text.push_back(fill(paragraph, words));
    return text;
}

}  // namespace muniment::release
