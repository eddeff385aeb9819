// Weighs every table, cap and price list that speaks on a copy; the least of them stands.
#include "departments/release/fee.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/facts.h"
#include "departments/release/language.h"

namespace muniment::release {
namespace {

Payer payer_of(const Request& request, std::string_view ground) {
    const RequesterKind kind = request.requester.kind;
    const bool individual =
        kind == RequesterKind::patient || kind == RequesterKind::personal_representative;
    return individual && ground == "access" ? Payer::individual : Payer::third_party;
}

Status check_range(const char* field, std::int64_t value, std::int64_t most) {
    if (value >= 0 && value <= most) return ok();
    return Error{Fault::incorrect, "Field \"" + std::string(field) +
                                       "\" must be a whole number from 0 to " +
                                       std::to_string(most) + "."};
}

Status check_ranges(const CopyJob& job, const CopyCosts& costs) {
    TRY(check_range("pages", job.pages, CopyJob::count_max));
    TRY(check_range("years", job.years, CopyJob::count_max));
    TRY(check_range("labour_minutes", job.labour_minutes, CopyJob::count_max));
    TRY(check_range("clerical_minutes", job.clerical_minutes, CopyJob::count_max));
    TRY(check_range("media", job.media, CopyJob::count_max));
    TRY(check_range("certifications", job.certifications, CopyJob::count_max));
    TRY(check_range("postage_cents", job.postage_cents, CopyJob::cents_max));
    TRY(check_range("summary_cents", job.summary_cents, CopyJob::cents_max));
    TRY(check_range("labour_cents_per_hour", costs.labour_cents_per_hour, CopyJob::cents_max));
    TRY(check_range("paper_cents_per_page", costs.paper_cents_per_page, CopyJob::cents_max));
    TRY(check_range("media_cents", costs.media_cents, CopyJob::cents_max));
    if (job.waived_because.size() > 2000)
        return Error{Fault::incorrect, "Field \"waived_because\" is longer than 2000 bytes."};
    return ok();
}

// 45 CFR 164.524(c)(4)(i)-(iv), each where it arises: supplies where paper or media are made,
// postage where the copy is mailed, a summary where it was agreed to.
rules::Copying copying_of(const View& view, const CopyJob& job, const CopyCosts& costs) {
    rules::Copying copying{.pages = job.pages,
                           .years = job.years,
                           .clerical_minutes = job.clerical_minutes,
                           .media = job.media,
                           .certifications = job.certifications};
    const auto add = [&](const char* item, std::int64_t count, std::int64_t each, int per = 1) {
        if (count > 0 && each > 0) copying.costs.push_back({item, count, each, per});
    };
    add("labour", job.labour_minutes, costs.labour_cents_per_hour, 60);
    if (view.request.format == Format::paper)
        add("supplies", job.pages, costs.paper_cents_per_page);
    if (job.delivery == Delivery::media) add("media", job.media, costs.media_cents);
    if (job.delivery == Delivery::mail) add("postage", 1, job.postage_cents);
    if (job.summary_agreed) add("summary", 1, job.summary_cents);
    return copying;
}

struct Candidate {
    const rules::Fee* rule;
    rules::Amount amount;
};

std::vector<Candidate> candidates(const std::vector<const rules::Fee*>& speaking,
                                  const rules::Copying& copying) {
    std::vector<Candidate> found;
    for (const rules::Fee* rule : speaking)
        if (!rule->unlimited) found.push_back({rule, rules::amount_of(*rule, copying)});
    return found;
}

const Candidate* cheapest(const std::vector<Candidate>& all, bool limits) {
    const Candidate* least = nullptr;
    for (const Candidate& one : all)
        if ((limits || !one.rule->limit) &&
            (least == nullptr || one.amount.total < least->amount.total))
            least = &one;
    return least;
}

void add_lines(Fee& fee, const Candidate& charged) {
    for (const rules::Charge& charge : charged.amount.lines) {
        FeeLine line{.item = charge.item,
                     .first = charge.first,
                     .last = charge.last,
                     .count = charge.count,
                     .unit_cents = charge.cents_each,
                     .per = charge.per,
                     .cents = charge.cents,
                     .rule = charged.rule->id,
                     .cite = charged.rule->cite};
        line.what = item_text(line, Language::english);
        fee.lines.push_back(std::move(line));
        fee.lines_cents += charge.cents;
    }
}

void weigh(Fee& fee, const std::vector<Candidate>& all) {
    const Candidate* charged = cheapest(all, false);
    const Candidate* least = charged == nullptr ? nullptr : cheapest(all, true);
    if (charged != nullptr) add_lines(fee, *charged);
    if (least != nullptr) fee.total_cents = least->amount.total;
    // Of equal amounts the one whose lines are shown decides.
    if (least != nullptr && least->amount.total == charged->amount.total) least = charged;
    fee.capped = fee.total_cents < fee.lines_cents;
    for (const Candidate& one : all)
        fee.weighed.push_back(
            {one.rule->id, one.rule->cite, one.rule->say, one.amount.total, &one == least});
    if (charged == nullptr)
        fee.notes.push_back({"", "",
                             "No table of fees and no price list speaks on this request; "
                             "nothing may be asked for until one is loaded."});
}

void add_notes(Fee& fee, const std::vector<const rules::Fee*>& speaking) {
    for (const rules::Fee* rule : speaking)
        if (rule->unlimited) fee.notes.push_back({rule->id, rule->cite, rule->say});
    if (fee.payer == Payer::individual && fee.lines.empty())
        fee.notes.push_back(
            {"", "45 CFR 164.524(c)(4)", "No cost of copying is stated; nothing is asked for."});
    if (fee.payer == Payer::individual)
        fee.notes.push_back({"", "45 CFR 164.524(c)(4)",
                             "Access may not be withheld because a bill for care is unpaid."});
}

// 45 CFR 164.524(c)(2)(iii)(B): the individual agrees to a summary and to its fee beforehand.
void check_summary(Fee& fee, const CopyJob& job) {
    if (fee.payer == Payer::individual && job.summary_cents > 0 && !job.summary_agreed)
        fee.findings.push_back({"", "45 CFR 164.524(c)(2)(iii)(B)",
                                "A summary is charged only where the individual agreed to it and "
                                "to its fee beforehand; it is left out.",
                                Severity::defect});
}

struct ItemName {
    const char* item;
    const char* english;
    const char* spanish;
};
constexpr ItemName item_names[] = {
    {"free", "Free", "Gratis"},
    {"flat", "Flat amount, all included", "Importe fijo, todo incluido"},
    {"base", "Search, retrieval and handling", "Búsqueda, recuperación y gestión"},
    {"page", "Page ", "Página "},
    {"pages", "Pages ", "Páginas "},
    {"years", "Years of records", "Años de expedientes"},
    {"clerical", "Clerical work, quarter hours", "Trabajo de oficina, cuartos de hora"},
    {"media", "Discs or drives", "Discos o memorias"},
    {"certification", "Certificates", "Certificaciones"},
    {"labour", "Labour for copying, minutes", "Trabajo de copia, minutos"},
    {"supplies", "Paper, pages", "Papel, páginas"},
    {"postage", "Postage", "Franqueo"},
    {"summary", "Summary or explanation, as agreed", "Resumen o explicación, según lo acordado"},
};

std::string item_name(std::string_view item, Language language) {
    const auto* at = std::ranges::find(item_names, item, &ItemName::item);
    if (at == std::end(item_names)) return std::string(item);
    return language == Language::english ? at->english : at->spanish;
}

}  // namespace

std::string item_text(const FeeLine& line, Language language) {
    if (line.item == "flat" && line.unit_cents == 0) return item_name("free", language);
    if (line.item != "pages") return item_name(line.item, language);
    if (line.first == line.last) return item_name("page", language) + std::to_string(line.first);
    const char* to = language == Language::english ? " to " : " a ";
    return item_name("pages", language) + std::to_string(line.first) + to +
           std::to_string(line.last);
}

rules::Facts fee_facts(const View& view, std::string_view ground, const CopyJob& job,
                       const CopyCosts& costs, Day today) {
    rules::Facts facts = request_facts(view, today);
    const bool flat = costs.method == FeeMethod::flat && view.request.format == Format::electronic;
    facts.set("ground", ground);
    facts.set("fee_payer", enum_name(payer_of(view.request, ground)));
    facts.set("fee_method", flat ? "flat" : "cost");
    facts.set("delivery", enum_name(job.delivery));
    facts.set("benefits_claim", job.benefits_claim);
    facts.set("by_process", view.request.process.has_value());
    return facts;
}

Result<Fee> fee(const View& view, std::string_view ground, const CopyJob& job,
                const CopyCosts& costs, const rules::Packs& packs, Day today) {
    TRY(check_ranges(job, costs));
    Fee fee;
    fee.payer = payer_of(view.request, ground);
    fee.computed_on = today;
    const auto speaking = packs.fees(fee_facts(view, ground, job, costs, today), today);
    weigh(fee, candidates(speaking, copying_of(view, job, costs)));
    add_notes(fee, speaking);
    check_summary(fee, job);
    fee.waived_because = std::string(trim(job.waived_because));
    if (!fee.waived_because.empty()) fee.total_cents = 0;
    return fee;
}

std::vector<Finding> check_asked(std::int64_t asked_cents, const Fee& fee) {
    if (asked_cents >= 0 && asked_cents <= fee.total_cents) return {};
    if (asked_cents < 0) return {{"", "", "A fee is not less than nothing.", Severity::defect}};
    const auto decided = std::ranges::find(fee.weighed, true, &FeeWeighed::decided);
    const std::string most = " At most " + money(fee.total_cents) + " may be asked for.";
    if (!fee.waived_because.empty())
        return {{"", "", "The fee was waived." + most, Severity::defect}};
    if (decided == fee.weighed.end())
        return {{"", "", "No table of fees allows it." + most, Severity::defect}};
    return {{decided->rule, decided->cite, decided->message + most, Severity::defect}};
}

}  // namespace muniment::release
