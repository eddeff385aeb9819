#include "departments/privacy/notice_content.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::privacy {

static rules::Facts notice_facts(const NoticeWords& words) {
    rules::Facts facts;
    facts.set("breach_notice_happened", words.happened);
    if (words.breach_on) facts.set("breach_notice_breach_day", *words.breach_on);
    facts.set("breach_notice_breach_day_unknown", words.breach_day_unknown);
    if (words.discovered_on) facts.set("breach_notice_discovered", *words.discovered_on);
    facts.set("breach_notice_types", join(words.types, ", "));
    facts.set("breach_notice_steps", words.steps);
    facts.set("breach_notice_doing", words.doing);
    facts.set("breach_notice_phone", words.phone);
    facts.set("breach_notice_email", words.email);
    facts.set("breach_notice_website", words.website);
    facts.set("breach_notice_address", words.address);
    return facts;
}

std::vector<BreachReason> lacking(const NoticeWords& words, const rules::Packs& packs, Day today) {
    std::vector<BreachReason> missing;
    for (const rules::Found& one :
         packs.check(rules::Subject::breach_notice, notice_facts(words), today))
        missing.push_back({one.rule->id, one.rule->cite, one.rule->say, {}});
    return missing;
}

}  // namespace muniment::privacy
