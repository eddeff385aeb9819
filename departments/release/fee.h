// What a copy may cost whoever asks for it, line by line: the least of every table, cap and price
// list that speaks on the request (packs, kind "fee"). Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/decision.h"
#include "departments/release/language.h"
#include "engines/rules/packs.h"

namespace muniment::release {

enum class Delivery { download, portal, pickup, mail, media };
BOOST_DESCRIBE_ENUM(Delivery, download, portal, pickup, mail, media)

// cost: what copying costs; flat: the flat amount for electronic copies, where a pack has one.
enum class FeeMethod { cost, flat };
BOOST_DESCRIBE_ENUM(FeeMethod, cost, flat)

// What copying costs this facility, for the individual's fee (45 CFR 164.524(c)(4)(i), 45 CFR
// 164.524(c)(4)(ii)). Cents; 0: nothing is asked for it.
struct CopyCosts {
    FeeMethod method = FeeMethod::cost;
    std::int64_t labour_cents_per_hour = 0;
    std::int64_t paper_cents_per_page = 0;
    std::int64_t media_cents = 0;  // one disc or drive
    bool operator==(const CopyCosts&) const = default;
};
BOOST_DESCRIBE_STRUCT(CopyCosts, (),
                      (method, labour_cents_per_hour, paper_cents_per_page, media_cents))

// What is copied and how it goes. Counts from 0 to count_max, cents to cents_max.
struct CopyJob {
    static constexpr std::int64_t count_max = 1'000'000, cents_max = 10'000'000;
    std::int64_t pages = 0;
    std::int64_t years = 0;  // of records, where a table counts them
    Delivery delivery = Delivery::download;
    std::int64_t labour_minutes = 0;    // of copying; never of searching or reviewing
    std::int64_t clerical_minutes = 0;  // where a state lets third parties be asked for it
    std::int64_t media = 0;             // discs or drives
    std::int64_t certifications = 0;
    std::int64_t postage_cents = 0;  // counts where delivery is by mail
    std::int64_t summary_cents = 0;  // of a summary or explanation
    bool summary_agreed = false;     // to the summary and to its fee, beforehand
    bool benefits_claim = false;     // supports a claim or appeal for a public benefit
    std::string waived_because;      // a person's words; nothing is asked then
    bool operator==(const CopyJob&) const = default;
};
BOOST_DESCRIBE_STRUCT(CopyJob, (),
                      (pages, years, delivery, labour_minutes, clerical_minutes, media,
                       certifications, postage_cents, summary_cents, summary_agreed, benefits_claim,
                       waived_because))

// count * unit_cents / per = cents; the part of a cent is dropped.
struct FeeLine {
    std::string item;        // "pages", "labour"; see rules::Charge
    std::string what;        // "Pages 11 to 60"
    std::int64_t first = 0;  // of pages
    std::int64_t last = 0;
    std::int64_t count = 0;
    std::int64_t unit_cents = 0;
    std::int64_t per = 1;
    std::int64_t cents = 0;
    std::string rule;
    std::string cite;
    bool operator==(const FeeLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(FeeLine, (),
                      (item, what, first, last, count, unit_cents, per, cents, rule, cite))

// A table or cap that was weighed, and what it comes to.
struct FeeWeighed {
    std::string rule;
    std::string cite;
    std::string message;
    std::int64_t cents = 0;
    bool decided = false;  // this one set the total
    bool operator==(const FeeWeighed&) const = default;
};
BOOST_DESCRIBE_STRUCT(FeeWeighed, (), (rule, cite, message, cents, decided))

enum class Payer { individual, third_party };
BOOST_DESCRIBE_ENUM(Payer, individual, third_party)

struct Fee {
    Payer payer = Payer::third_party;
    std::vector<FeeLine> lines;
    std::int64_t lines_cents = 0;  // the lines added up
    std::int64_t total_cents = 0;  // what may be asked for: never more
    bool capped = false;           // a maximum or cap lies below the lines
    std::vector<FeeWeighed> weighed;
    std::vector<Finding> findings;
    std::vector<Reason> notes;
    std::string waived_because;
    Day computed_on{};
    bool operator==(const Fee&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fee, (),
                      (payer, lines, lines_cents, total_cents, capped, weighed, findings, notes,
                       waived_because, computed_on))

// `ground` is Decision.ground. Errors (incorrect): a count or amount out of its range.
Result<Fee> fee(const View& view, std::string_view ground, const CopyJob& job,
                const CopyCosts& costs, const rules::Packs& packs, Day today);

// What a line is for, in words.
std::string item_text(const FeeLine& line, Language language);

// What is wrong with asking for this much: more than the total is a defect, with the paragraph.
std::vector<Finding> check_asked(std::int64_t asked_cents, const Fee& fee);

// What packs of the kind "fee" may ask about.
rules::Facts fee_facts(const View& view, std::string_view ground, const CopyJob& job,
                       const CopyCosts& costs, Day today);

}  // namespace muniment::release
