#include "departments/rights/restriction.h"

namespace muniment::rights {

namespace {

LawSays answer(std::string_view question, const rules::Facts& facts, const rules::Packs& packs,
               Day today, const char* cite, const char* otherwise) {
    const auto* row = packs.answer(question, facts, today);
    return row == nullptr ? LawSays{false, "", cite, otherwise}
                          : LawSays{row->yes, row->id, row->cite, row->say};
}

}  // namespace

LawSays must_agree(const chart::Restriction& asked, const rules::Packs& packs, Day today) {
    rules::Facts facts;
    facts.set("right_keeps_from",
              asked.keeps_from == chart::KeepsFrom::health_plan ? "health_plan" : "others");
    facts.set("right_paid_in_full", asked.paid_in_full);
    return answer("restriction_must_agree", facts, packs, today, "45 CFR 164.522(a)(1)(ii)",
                  "The facility may agree and need not.");
}

LawSays may_end(const chart::Restriction& kept, EndedBy by, const rules::Packs& packs, Day today) {
    rules::Facts facts;
    facts.set("right_ended_by", enum_name(by));
    facts.set("right_paid_in_full", kept.paid_in_full);
    return answer("restriction_may_end", facts, packs, today, "45 CFR 164.522(a)(2)",
                  "No rule lets the restriction end this way.");
}

AfterEnd end(chart::Restriction& kept, EndedBy by, Day on) {
    if (by != EndedBy::facility) return AfterEnd::over;
    kept.only_before = on + std::chrono::days{1};  // what is created after the day of informing
    return AfterEnd::binds_what_came_before;
}

LawSays must_accommodate(const ConfidentialAsk& ask, Reasonable reasonable,
                         const rules::Packs& packs, Day today) {
    rules::Facts facts;
    facts.set("right_asked_of", enum_name(ask.of));
    facts.set("right_endangered", ask.endangered);
    facts.set("right_reasonable", reasonable == Reasonable::yes);
    return answer("confidential_accommodate", facts, packs, today, "45 CFR 164.522(b)(1)",
                  "No rule makes the facility accommodate this.");
}

LawSays may_ask_why(AskedOf of, const rules::Packs& packs, Day today) {
    rules::Facts facts;
    facts.set("right_asked_of", enum_name(of));
    return answer("confidential_may_ask_why", facts, packs, today, "45 CFR 164.522(b)(2)(iii)",
                  "Nobody may ask the patient why.");
}

std::vector<Finding> check_wish(const ConfidentialAsk& ask) {
    using enum chart::ReachBy;
    const bool needs_place =
        ask.wish.by == mail || ask.wish.by == telephone || ask.wish.by == email;
    if (!needs_place || !trim(ask.wish.at).empty()) return {};
    return {{"", "45 CFR 164.522(b)(2)(ii)",
             "Say the address, telephone number or email where you want to be reached."}};
}

}  // namespace muniment::rights
