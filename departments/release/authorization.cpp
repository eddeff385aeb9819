#include "departments/release/authorization.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "departments/release/facts.h"

namespace muniment::release {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "none" and "end of the research study" are expirations that never come.
bool is_open_ended(const Authorization& form) {
    const std::string event = lower(trim(form.expiry_event));
    return !form.expires_on && (event == "none" || event == "end of the research study" ||
                                event == "end of research study");
}

// CA CIV 56.11: a year from the signature, its anniversary included.
bool lasts_over_a_year(const Authorization& form) {
    return form.expires_on && form.signed_on && *form.expires_on > years_later(*form.signed_on, 1);
}

// 45 CFR 164.508(b)(2)(iii): known to be revoked, from the day the desk learned of it.
bool is_revoked(const Authorization& form, Day today) {
    return form.revoked_on && *form.revoked_on <= today;
}

std::optional<Day> day_of(std::string_view year, std::string_view month, std::string_view day) {
    const auto number = [](std::string_view text) {
        unsigned value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    const std::chrono::year_month_day ymd{std::chrono::year{static_cast<int>(number(year))},
                                          std::chrono::month{number(month)},
                                          std::chrono::day{number(day)}};
    return ymd.ok() ? std::optional<Day>(ymd) : std::nullopt;
}

// The day that a run of digits and one kind of sign writes, if it writes one.
std::optional<Day> read_day(std::string_view word) {
    if (word.size() == 10 && word[4] == '-') return parse_day(word);
    const auto parts = split(word, '/');
    const bool american = parts.size() == 3 && !parts[0].empty() && parts[0].size() <= 2 &&
                          !parts[1].empty() && parts[1].size() <= 2 && parts[2].size() == 4;
    return american ? day_of(parts[2], parts[0], parts[1]) : std::nullopt;
}

std::vector<Day> days_in(std::string_view text) {
    std::vector<Day> days;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '-' || text[end] == '/'))
            ++end;
        if (const auto day = read_day(text.substr(at, end - at))) days.push_back(*day);
        at = end == at ? at + 1 : end;
    }
    return days;
}

// The text in small letters, with one blank before, between and after its words.
std::string in_words(std::string_view text) {
    std::string words = " ";
    for (const char c : lower(text)) {
        const bool parts = is_digit(c) || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
        if (parts || words.back() != ' ') words.push_back(parts ? c : ' ');
    }
    return words.back() == ' ' ? words : words + " ";
}

void add_part2_facts(rules::Facts& facts, const Part2Consent& consent) {
    facts.set("part2_purpose", enum_name(consent.purpose));
    facts.set("part2_names_patient", consent.names_patient);
    facts.set("part2_states_proceedings_exception", consent.states_proceedings_exception);
    facts.set("part2_states_redisclosure", consent.states_redisclosure);
    facts.set("part2_states_refusal", consent.states_refusal);
    facts.set("part2_recipient_is_intermediary", consent.recipient_is_intermediary);
    facts.set("part2_names_participants", consent.names_participants);
    facts.set("part2_monitors_only", consent.monitors_only);
}

}  // namespace

bool is_expired(const Authorization& form, Day today) {
    const bool date_passed = form.expires_on && *form.expires_on < today;
    const bool event_happened = form.event_occurred_on && *form.event_occurred_on <= today;
    return date_passed || event_happened;
}

void add_form_facts(rules::Facts& facts, const Authorization& form, Day today) {
    // 45 CFR 164.508(c)(1): the core elements.
    facts.set("form_information", form.information);
    facts.set("form_disclosing_party", form.disclosing_party);
    facts.set("form_recipient", form.recipient);
    facts.set("form_purpose", form.purpose);
    if (form.expires_on) facts.set("form_expires_on", *form.expires_on);
    facts.set("form_expiry_event", form.expiry_event);
    facts.set("form_expiry_is_open", is_open_ended(form));
    facts.set("form_expiry_kind", form.expires_on                   ? "date"
                                  : trim(form.expiry_event).empty() ? ""
                                                                    : "event");
    facts.set("form_lasts_over_a_year", lasts_over_a_year(form));
    facts.set("form_signed", form.signed_);
    if (form.signed_on) facts.set("form_signed_on", *form.signed_on);
    if (form.signed_on)
        facts.set("form_signature_date", *form.signed_on > today ? "in_the_future" : "possible");
    facts.set("form_signed_by", enum_name(form.signed_by));
    facts.set("form_representative_authority", form.representative_authority);
    // 45 CFR 164.508(c)(2): the required statements.
    facts.set("form_states_right_to_revoke", form.states_right_to_revoke);
    facts.set("form_states_conditioning", form.states_conditioning);
    facts.set("form_states_redisclosure", form.states_redisclosure);
    // 45 CFR 164.508(b)(2): defects; (a)(3)-(4): remuneration; (c)(3)-(4): duties.
    facts.set("form_expired", is_expired(form, today));
    facts.set("form_revoked", is_revoked(form, today));
    facts.set("form_combined_with", enum_name(form.combined_with));
    facts.set("form_treatment_conditioned", enum_name(form.treatment_conditioned));
    facts.set("form_known_false", form.known_false);
    facts.set("form_involves_remuneration", form.involves_remuneration);
    facts.set("form_states_remuneration", form.states_remuneration);
    facts.set("form_plain_language", form.plain_language);
    facts.set("form_copy_given", form.copy_given);
    facts.set("form_covers_psychotherapy_notes",
              std::ranges::find(form.covers, "psychotherapy_notes") != form.covers.end());
    facts.set("form_research", form.research);
    if (form.part2) add_part2_facts(facts, *form.part2);
}

std::vector<Finding> defects(const Authorization& form, const rules::Packs& packs, Day today) {
    rules::Facts facts;
    add_form_facts(facts, form, today);
    return findings(rules::Subject::authorization, facts, packs, today);
}

std::optional<Period> described_period(std::string_view information) {
    const std::vector<Day> days = days_in(information);
    if (days.size() < 2) return std::nullopt;
    const auto [first, last] = std::ranges::minmax(days);
    return Period{first, last};
}

bool describes_whole_record(std::string_view information) {
    constexpr std::array<std::string_view, 13> phrases = {" entire ",
                                                          " complete ",
                                                          " whole ",
                                                          " full ",
                                                          " any ",
                                                          " all ",
                                                          " medical record ",
                                                          " medical records ",
                                                          " health record ",
                                                          " health records ",
                                                          " patient record ",
                                                          " hospital record ",
                                                          " hospital records "};
    const std::string text = in_words(information);
    return std::ranges::any_of(
        phrases, [&](std::string_view phrase) { return text.find(phrase) != text.npos; });
}

}  // namespace muniment::release
