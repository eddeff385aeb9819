// Walks through 45 CFR 164.524(a)(2)-(4) and (d): the ground, the judgment behind it, the letter,
// the rest of the record, the day, the review.
#include "departments/release/denial.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/facts.h"
#include "departments/release/findings.h"

namespace muniment::release {
namespace {

bool blank(const std::string& text) { return trim(text).empty(); }

const rules::Denial* find_ground(const std::string& name, const rules::Packs& packs, Day today) {
    const auto all = packs.denials(today);
    const auto at = std::ranges::find(all, name, &rules::Denial::name);
    return at == all.end() ? nullptr : *at;
}

void add(std::vector<Finding>& found, const char* cite, std::string message) {
    found.push_back({"", cite, std::move(message), Severity::defect});
}

// 45 CFR 164.524(a)(3): the professional is licensed and has exercised judgment, before the letter.
void check_judgment(std::vector<Finding>& found, const rules::Denial& ground, const Denial& denial,
                    Day today) {
    if (!ground.judgment) return;
    const Judgment judgment = denial.judgment.value_or(Judgment{});
    std::vector<std::string> missing;
    if (blank(judgment.professional)) missing.emplace_back("the professional's name");
    if (blank(judgment.licence)) missing.emplace_back("the professional's licence");
    if (blank(judgment.reasons)) missing.emplace_back("the reasons");
    if (!judgment.judged_on || *judgment.judged_on > today)
        missing.emplace_back("a day, not in the future");
    if (!missing.empty())
        found.push_back({ground.id, ground.cite,
                         "This ground rests on the judgment of a licensed health care "
                         "professional; it lacks " +
                             join(missing, ", ") + ".",
                         Severity::defect});
}

void check_ground(std::vector<Finding>& found, const rules::Denial* ground, const View& view,
                  const Denial& denial, Day today) {
    if (ground == nullptr)
        return add(found, "45 CFR 164.524(a)(1)",
                   "Access is denied on a ground of the law only; name one.");
    if (!ground->lawful)
        return found.push_back({ground->id, ground->cite, ground->say, Severity::defect});
    if (!ground->when.met(request_facts(view, today)))
        found.push_back({ground->id, ground->cite,
                         "This ground does not reach this request. " + ground->say,
                         Severity::defect});
    check_judgment(found, *ground, denial, today);
}

// 45 CFR 164.524(b)(2)(i)(B): in writing, in time.
void check_day(std::vector<Finding>& found, const Denial& denial, std::optional<Day> due,
               Day today) {
    const Day given = denial.given_on.value_or(today);
    if (due && given > *due)
        add(found, "45 CFR 164.524(b)(2)(i)(B)",
            "The denial is given after the deadline of " + to_text(*due) + ".");
}

// A name as its letters: "Dr. A. Berg" typed twice is one person.
std::string letters_of(const std::string& name) {
    std::string letters;
    for (const char c : lower(name))
        if ((c >= 'a' && c <= 'z') || (c & 0x80) != 0) letters += c;
    return letters;
}

// 45 CFR 164.524(a)(4): licensed, and not a participant in the denial.
void check_reviewer(std::vector<Finding>& found, const Denial& denial, const Review& review) {
    constexpr auto cite = "45 CFR 164.524(a)(4)";
    if (blank(review.reviewer)) return add(found, cite, "No reviewer is designated.");
    if (blank(review.licence))
        add(found, cite, "The reviewer must be a licensed health care professional.");
    const bool is_denier =
        denial.judgment && letters_of(denial.judgment->professional) == letters_of(review.reviewer);
    if (review.took_part || is_denier)
        add(found, cite, "The reviewer took part in the denial; designate somebody else.");
}

void check_days(std::vector<Finding>& found, const Denial& denial, const Review& review,
                Day today) {
    const auto in_future = [&](const std::optional<Day>& day) { return day && *day > today; };
    if (!review.requested_on)
        add(found, "45 CFR 164.524(d)(4)", "Note the day on which the review was asked for.");
    if (in_future(review.requested_on) || in_future(review.decided_on) || in_future(review.told_on))
        add(found, "45 CFR 164.524(d)(4)", "A day of the review is in the future.");
    if (review.requested_on && denial.given_on && *review.requested_on < *denial.given_on)
        add(found, "45 CFR 164.524(d)(4)", "The review was asked for before the denial was given.");
    if (review.decided_on && review.requested_on && *review.decided_on < *review.requested_on)
        add(found, "45 CFR 164.524(d)(4)", "The review was decided before it was asked for.");
    if (review.decided_on && !review.told_on)
        found.push_back({"", "45 CFR 164.524(d)(4)",
                         "Give the individual written notice of the reviewer's decision promptly.",
                         Severity::warning});
}

}  // namespace

rules::Facts denial_facts(const View& view, const Denial& denial, const rules::Denial* ground,
                          Day today) {
    rules::Facts facts = request_facts(view, today);
    facts.set("denial_ground", denial.ground);
    facts.set("denial_reviewable", ground != nullptr && ground->reviewable);
    facts.set("denial_basis", denial.basis);
    facts.set("denial_states_review", denial.states_review);
    facts.set("denial_states_complaint", denial.states_complaint);
    facts.set("denial_states_hhs", denial.states_hhs);
    facts.set("denial_contact_name", denial.contact_name);
    facts.set("denial_contact_title", denial.contact_title);
    facts.set("denial_contact_phone", denial.contact_phone);
    return facts;
}

std::vector<DenialGround> denial_grounds(const View& view, const rules::Packs& packs, Day today) {
    const rules::Facts facts = request_facts(view, today);
    std::vector<DenialGround> grounds;
    for (const rules::Denial* ground : packs.denials(today))
        grounds.push_back({ground->name, ground->id, ground->cite, ground->say, ground->lawful,
                           ground->reviewable, ground->judgment, ground->when.met(facts)});
    return grounds;
}

std::vector<Finding> check_denial(const View& view, const Denial& denial, std::optional<Day> due,
                                  const rules::Packs& packs, Day today) {
    const rules::Denial* ground = find_ground(denial.ground, packs, today);
    std::vector<Finding> found;
    check_ground(found, ground, view, denial, today);
    // 45 CFR 164.524(d)(1): the rest of what was asked for is given.
    if (!denial.everything && !denial.rest_granted)
        add(found, "45 CFR 164.524(d)(1)",
            "Give access to the rest of what was asked for, or state that nothing remains.");
    // 45 CFR 164.524(d)(2)
    for (Finding& finding :
         findings(rules::Subject::denial, denial_facts(view, denial, ground, today), packs, today))
        found.push_back(std::move(finding));
    check_day(found, denial, due, today);
    return found;
}

std::vector<Finding> check_review(const Denial& denial, const Review& review,
                                  const rules::Packs& packs, Day today) {
    const rules::Denial* ground = find_ground(denial.ground, packs, today);
    std::vector<Finding> found;
    if (ground == nullptr || !ground->reviewable) {
        found.push_back({ground == nullptr ? "" : ground->id,
                         ground == nullptr ? "45 CFR 164.524(a)(2)" : ground->cite,
                         "A denial on this ground is not reviewed.", Severity::defect});
        return found;
    }
    check_reviewer(found, denial, review);
    check_days(found, denial, review, today);
    return found;
}

}  // namespace muniment::release
