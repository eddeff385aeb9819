#include "departments/rights/amendment.h"

namespace muniment::rights {

AmendmentRule ground_of(const AmendmentDenial& denial, const rules::Packs& packs, Day today) {
    rules::Facts facts;
    facts.set("right_amendment_ground", enum_name(denial.ground));
    facts.set("right_originator_gone", denial.originator_gone);
    const auto* row = packs.answer("amendment_denial", facts, today);
    if (row == nullptr)
        return {denial.ground, false, "", "45 CFR 164.526(a)(2)",
                "An amendment is denied on a ground of the law only; name one."};
    return {denial.ground, row->yes, row->id, row->cite, row->say};
}

std::vector<Finding> check_denial(const AmendmentDenial& denial, const rules::Packs& packs,
                                  Day today) {
    std::vector<Finding> found;
    const AmendmentRule ground = ground_of(denial, packs, today);
    if (!ground.allowed) found.push_back({ground.rule, ground.cite, ground.say});
    if (trim(denial.basis).empty())
        found.push_back({"", "45 CFR 164.526(d)(1)(i)",
                         "Say the basis of the denial in plain words, for the letter."});
    return found;
}

namespace {

// The words themselves where the text has them, else nothing.
std::string where(const std::string& text, const std::string& words) {
    return !trim(words).empty() && text.find(words) != text.npos ? words : "";
}

}  // namespace

LetterSays says(const std::string& text, const std::string& basis, const std::string& contact,
                const std::string& phone) {
    LetterSays letter;
    letter.basis = where(text, basis);
    letter.statement = where(text, "statement of disagreement");
    letter.future = where(text, "future disclosures");
    letter.complaint_here = where(text, "complain to us");
    letter.complaint_hhs = where(text, "Secretary of Health and Human Services");
    letter.contact = where(text, contact);
    letter.phone = where(text, phone);
    return letter;
}

std::vector<Finding> check_letter(const LetterSays& letter, const rules::Packs& packs, Day today) {
    rules::Facts facts;
    facts.set("right_letter_basis", letter.basis);
    facts.set("right_letter_statement", letter.statement);
    facts.set("right_letter_future", letter.future);
    facts.set("right_letter_complaint_here", letter.complaint_here);
    facts.set("right_letter_complaint_hhs", letter.complaint_hhs);
    facts.set("right_letter_contact", letter.contact);
    facts.set("right_letter_phone", letter.phone);
    std::vector<Finding> found;
    for (const char* name :
         {"basis", "statement", "future", "complaint_here", "complaint_hhs", "contact", "phone"}) {
        const auto* row = packs.answer("lacks_right_letter_" + std::string(name), facts, today);
        if (row != nullptr && row->yes)
            found.push_back({row->id, row->cite, row->say + " (AMD_DENY_CONTENT)"});
    }
    return found;
}

}  // namespace muniment::rights
