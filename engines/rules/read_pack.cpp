#include "engines/rules/read_pack.h"

#include <algorithm>

#include "engines/rules/table_reader.h"

namespace muniment::rules {
namespace {

// What every rule carries, into the rule's common part.
void read_common(TableReader& in, const Pack& pack, Rule& rule) {
    rule.id = pack.id + "#" + in.word("id", "-_");
    rule.where = in.where();
    rule.cite = in.text("cite");
    rule.say = in.text("say");
    rule.from = in.day("from");
    rule.until = in.day_if("until");
    rule.confidence = in.one_of<Confidence>(
        "confidence", {{"V", Confidence::V}, {"V2", Confidence::V2}, {"K", Confidence::K}});
    rule.replaces = in.text_or_empty("replaces");
    rule.also = in.texts_if("also");
    rule.when = in.when_if("when");
    if (rule.until && *rule.until < rule.from) in.wrong("until is before from");
    if (rule.from < pack.effective) in.wrong("from is before the pack's effective day");
    const auto is_bad = [&](const std::string& cite) {
        return !is_citation(cite) || (cite.starts_with("Policy ") && pack.layer < Layer::payer);
    };
    if (is_bad(rule.cite) || std::ranges::any_of(rule.also, is_bad))
        in.wrong("a citation is not in the form \"45 CFR 164.508(c)(1)(i)\"");
}

Subject read_subject(TableReader& in) {
    return in.one_of<Subject>("on", {{"authorization", Subject::authorization},
                                     {"part2_consent", Subject::part2_consent},
                                     {"request", Subject::request},
                                     {"denial", Subject::denial},
                                     {"minimum_review", Subject::minimum_review},
                                     {"breach_notice", Subject::breach_notice}});
}

bool read_warning(TableReader& in) {
    return in.one_of<bool>("severity", {{"defect", false}, {"warning", true}});
}

void check_examples(TableReader& in, const std::string& failure) {
    if (!failure.empty()) in.wrong(failure);
}

Requires read_rule(TableReader& in, const Pack& pack, std::type_identity<Requires>) {
    Requires rule;
    read_common(in, pack, rule);
    rule.on = read_subject(in);
    rule.warning = read_warning(in);
    rule.any_of = in.texts_if("any_of");
    if (rule.any_of.empty()) in.wrong("any_of names no fact");
    check_examples(in, failing(rule, {in.facts_if("pass"), in.facts_if("fail")}));
    return rule;
}

Forbids read_rule(TableReader& in, const Pack& pack, std::type_identity<Forbids>) {
    Forbids rule;
    read_common(in, pack, rule);
    rule.on = read_subject(in);
    rule.warning = read_warning(in);
    if (rule.when.all.empty()) in.wrong("it has no when, so it forbids everything");
    check_examples(in, failing(rule, {in.facts_if("pass"), in.facts_if("fail")}));
    return rule;
}

Permits read_rule(TableReader& in, const Pack& pack, std::type_identity<Permits>) {
    Permits rule;
    read_common(in, pack, rule);
    rule.table = in.word_or("table", "_", "disclosure");
    rule.answer = in.word("answer", "_");
    rule.basis = in.word("basis", "_");
    rule.first = in.flag_or("first", false);
    rule.only = in.texts_if("only");
    rule.duties = in.texts_if("duties");
    rule.notice = in.word_or("notice", "-_", "");
    if (strictness(rule.answer) < 0) in.wrong("its answer is not one of the five");
    if (rule.when.all.empty()) in.wrong("it has no when, so it decides everything");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Answers read_rule(TableReader& in, const Pack& pack, std::type_identity<Answers>) {
    Answers rule;
    read_common(in, pack, rule);
    rule.question = in.word("question", "_");
    rule.yes = in.flag("yes");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Clock read_rule(TableReader& in, const Pack& pack, std::type_identity<Clock>) {
    Clock rule;
    read_common(in, pack, rule);
    rule.event = in.word("event", "_");
    rule.days = in.number("days", 0, days_max);
    rule.business = in.one_of<bool>("unit", {{"calendar", false}, {"business", true}});
    rule.extension_days = in.number_or("extension_days", 0, days_max, 0);
    rule.federal_holidays = in.flag_or("federal_holidays", false);
    rule.holidays = in.days_if("holidays");
    check_examples(in, failing(rule, in.clock_examples("examples")));
    return rule;
}

Fact read_rule(TableReader& in, const Pack&, std::type_identity<Fact>) {
    Fact fact{in.word("id", "_"), in.values("values"), in.text("say")};
    if (fact.values.empty()) in.wrong("values names no value");
    return fact;
}

// A named thing of the vocabulary: its id is also the value that rows ask about.
template <class Named>
Named read_named(TableReader& in, const Pack& pack) {
    Named named;
    read_common(in, pack, named);
    named.name = in.word("id", "_");
    return named;
}

Ground read_rule(TableReader& in, const Pack& pack, std::type_identity<Ground>) {
    auto ground = read_named<Ground>(in, pack);
    ground.requesters = in.texts_if("requesters");
    if (ground.requesters.empty()) in.wrong("requesters names nobody");
    return ground;
}

Question read_rule(TableReader& in, const Pack& pack, std::type_identity<Question>) {
    auto question = read_named<Question>(in, pack);
    question.grounds = in.texts_if("grounds");
    question.values = in.texts_if("values");
    if (question.grounds.empty()) in.wrong("grounds names no ground");
    return question;
}

Segment read_rule(TableReader& in, const Pack& pack, std::type_identity<Segment>) {
    return read_named<Segment>(in, pack);
}

Classifies read_rule(TableReader& in, const Pack& pack, std::type_identity<Classifies>) {
    Classifies rule;
    read_common(in, pack, rule);
    rule.segment = in.word("segment", "_");
    rule.by = in.one_of<By>("by", {{"label", By::label},
                                   {"loinc", By::loinc},
                                   {"icd10", By::icd10},
                                   {"snomed", By::snomed},
                                   {"rxnorm", By::rxnorm},
                                   {"cpt", By::cpt},
                                   {"title", By::title},
                                   {"author", By::author},
                                   {"words", By::words}});
    rule.values = in.texts_if("values");
    rule.certain = in.flag("certain");
    if (rule.values.empty()) in.wrong("values names nothing to look for");
    check_examples(in, failing(rule, in.texts_if("applies"), in.texts_if("silent")));
    return rule;
}

Protocol read_rule(TableReader& in, const Pack& pack, std::type_identity<Protocol>) {
    Protocol rule;
    read_common(in, pack, rule);
    rule.sections = in.texts_if("sections");
    rule.document_types = in.texts_if("document_types");
    rule.days_back = in.number_or("days_back", 0, days_max, 0);
    if (rule.when.all.empty()) in.wrong("it has no when, so it fits every request");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

void read_amounts(TableReader& in, Fee& rule) {
    rule.flat = in.cents_if("flat");
    rule.base = in.cents_if("base").value_or(0);
    rule.pages = in.tiers_if("pages");
    rule.per_year = in.cents_if("per_year").value_or(0);
    rule.per_quarter_hour = in.cents_if("per_quarter_hour").value_or(0);
    rule.media = in.cents_if("media").value_or(0);
    rule.certification = in.cents_if("certification").value_or(0);
    rule.at_cost = in.texts_if("at_cost");
    rule.maximum = in.cents_if("maximum");
}

// What no reader of the table could mean.
void check_amounts(TableReader& in, const Fee& rule) {
    const bool itemized = rule.base > 0 || !rule.pages.empty() || rule.per_year > 0 ||
                          rule.per_quarter_hour > 0 || rule.media > 0 || rule.certification > 0 ||
                          !rule.at_cost.empty() || rule.maximum;
    if (int(rule.unlimited) + int(rule.flat.has_value()) + int(itemized) != 1)
        in.wrong("it must say unlimited, or a flat amount, or its items, and one of them only");
    if (rule.limit && rule.unlimited) in.wrong("what is unlimited is no limit");
    for (std::size_t i = 0; i + 1 < rule.pages.size(); ++i)
        if (rule.pages[i].to == 0 || (i > 0 && rule.pages[i].to <= rule.pages[i - 1].to))
            in.wrong("the prices of pages are not in order");
    if (!rule.pages.empty() && rule.pages.back().to != 0)
        in.wrong("the last price of pages must be for every further page");
    if (!std::ranges::all_of(rule.at_cost, is_cost_item))
        in.wrong("at_cost lists what is no item of cost");
}

Fee read_rule(TableReader& in, const Pack& pack, std::type_identity<Fee>) {
    Fee rule;
    read_common(in, pack, rule);
    rule.limit = in.flag_or("limit", false);
    rule.unlimited = in.flag_or("unlimited", false);
    read_amounts(in, rule);
    check_amounts(in, rule);
    if (rule.when.all.empty()) in.wrong("it has no when, so it prices every copy");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    check_examples(in, failing(rule, in.fee_examples("examples")));
    return rule;
}

Denial read_rule(TableReader& in, const Pack& pack, std::type_identity<Denial>) {
    auto rule = read_named<Denial>(in, pack);
    rule.lawful = in.flag("lawful");
    rule.reviewable = in.flag_or("reviewable", false);
    rule.judgment = in.flag_or("judgment", false);
    if (!rule.lawful && (rule.reviewable || rule.judgment))
        in.wrong("what is no ground of the law is not reviewed or judged");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Signal read_rule(TableReader& in, const Pack& pack, std::type_identity<Signal>) {
    auto rule = read_named<Signal>(in, pack);
    rule.weight = in.number("weight", 1, 100);
    rule.unless = in.texts_if("unless");
    if (rule.when.all.empty()) in.wrong("it has no when, so it speaks on every access");
    check_examples(in, failing(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Limit read_rule(TableReader& in, const Pack& pack, std::type_identity<Limit>) {
    auto rule = read_named<Limit>(in, pack);
    rule.value = in.number("value", 0, 1'000'000);
    return rule;
}

Penalty read_rule(TableReader& in, const Pack& pack, std::type_identity<Penalty>) {
    Penalty rule;
    read_common(in, pack, rule);
    rule.minimum = in.number("minimum", 1, dollars_max);
    rule.maximum = in.number("maximum", 1, dollars_max);
    rule.cap = in.number("cap", 1, dollars_max);
    rule.discretion_cap = in.number_or("discretion_cap", 1, dollars_max, 0);
    if (rule.minimum > rule.maximum || rule.maximum > rule.cap)
        in.wrong("minimum, maximum and cap are not in order");
    if (rule.when.all.empty()) in.wrong("it has no when, so it is every tier's");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    check_examples(in, failing(rule, in.penalty_examples("examples")));
    return rule;
}

Role read_rule(TableReader& in, const Pack& pack, std::type_identity<Role>) {
    Role rule;
    read_common(in, pack, rule);
    rule.role = in.word("role", "_");
    rule.may = in.texts_if("may");
    rule.purposes = in.texts_if("purposes");
    rule.relations = in.texts_if("relations");
    rule.relation_days = in.number_or("relation_days", 0, days_max, 0);
    rule.withheld = in.texts_if("withheld");
    rule.never_with = in.texts_if("never_with");
    rule.trained = in.flag_or("trained", false);
    rule.second_factor = in.flag_or("second_factor", false);
    if (rule.purposes.empty()) in.wrong("it names no purpose of use");
    if (rule.relation_days > 0 && rule.relations.empty())
        in.wrong("relation_days without relations bounds nothing");
    check_examples(in, failing(rule, {in.facts_if("allows"), in.facts_if("refuses")}));
    return rule;
}

Exception read_rule(TableReader& in, const Pack& pack, std::type_identity<Exception>) {
    Exception rule;
    read_common(in, pack, rule);
    rule.name = in.word("name", "_");
    if (!rule.when.all.empty()) in.wrong("its conditions say when it is met; it has no when");
    return rule;
}

Condition read_rule(TableReader& in, const Pack& pack, std::type_identity<Condition>) {
    Condition rule;
    read_common(in, pack, rule);
    rule.of = in.word("of", "_");
    rule.way = in.word_or("way", "_", "");
    rule.applies = in.when_if("applies");
    rule.any = in.whens_if("any");
    if (!rule.when.all.empty()) in.wrong("write applies, not when: it knows the unknown");
    if (rule.any.empty()) in.wrong("any names nothing that would meet it");
    check_examples(in, failing(rule, in.facts_if("met"), in.facts_if("not_met")));
    return rule;
}

template <class Kind>
Status read_rules(const PackText& text, const toml::node& list, std::string_view kind,
                  const Pack& pack, std::vector<Kind>& into) {
    const auto* tables = list.as_array();
    if (tables == nullptr || !tables->is_homogeneous<toml::table>())
        return Error{Fault::incorrect,
                     text.name + ": write the rules of the kind as [[" + std::string(kind) + "]]."};
    if (tables->size() > rules_per_pack_max)
        return Error{Fault::incorrect, text.name + ": more than " +
                                           std::to_string(rules_per_pack_max) +
                                           " rules of one kind; divide the pack."};
    for (const toml::node& table : *tables) {
        TableReader in(text, *table.as_table(), kind);
        into.push_back(read_rule(in, pack, std::type_identity<Kind>{}));
        TRY(in.finish());
    }
    return ok();
}

Result<Pack> read_head(const PackText& text, const toml::table& file) {
    const auto* head = file["pack"].as_table();
    if (head == nullptr)
        return Error{Fault::incorrect, text.name + ": the file has no [pack] table; add one."};
    TableReader in(text, *head, "pack");
    Pack pack;
    pack.id = in.word("id", "-/");
    pack.source = in.text("source");
    pack.layer = in.one_of<Layer>("layer", {{"federal", Layer::federal},
                                            {"state", Layer::state},
                                            {"payer", Layer::payer},
                                            {"facility", Layer::facility}});
    pack.checked = in.day("checked");
    pack.effective = in.day("effective");
    pack.sha256 = sha256(text.text);
    pack.text = text.text;
    pack.file = text.name;
    TRY(in.finish());
    return pack;
}

constexpr const char* kinds =
    "requires, forbids, permits, answers, clock, fact, ground, question, segment, "
    "classifies, protocol, fee, denial, signal, limit, penalty, role, "
    "exception and condition";

Status read_kind(const PackText& text, std::string_view kind, const toml::node& list, Pack& pack) {
    if (kind == "requires") return read_rules(text, list, kind, pack, pack.requires_);
    if (kind == "forbids") return read_rules(text, list, kind, pack, pack.forbids);
    if (kind == "permits") return read_rules(text, list, kind, pack, pack.permits);
    if (kind == "answers") return read_rules(text, list, kind, pack, pack.answers);
    if (kind == "clock") return read_rules(text, list, kind, pack, pack.clocks);
    if (kind == "fact") return read_rules(text, list, kind, pack, pack.facts);
    if (kind == "ground") return read_rules(text, list, kind, pack, pack.grounds);
    if (kind == "question") return read_rules(text, list, kind, pack, pack.questions);
    if (kind == "segment") return read_rules(text, list, kind, pack, pack.segments);
    if (kind == "classifies") return read_rules(text, list, kind, pack, pack.classifies);
    if (kind == "protocol") return read_rules(text, list, kind, pack, pack.protocols);
    if (kind == "fee") return read_rules(text, list, kind, pack, pack.fees);
    if (kind == "denial") return read_rules(text, list, kind, pack, pack.denials);
    if (kind == "signal") return read_rules(text, list, kind, pack, pack.signals);
    if (kind == "limit") return read_rules(text, list, kind, pack, pack.limits);
    if (kind == "penalty") return read_rules(text, list, kind, pack, pack.penalties);
    if (kind == "role") return read_rules(text, list, kind, pack, pack.roles);
    if (kind == "exception") return read_rules(text, list, kind, pack, pack.exceptions);
    if (kind == "condition") return read_rules(text, list, kind, pack, pack.conditions);
    return Error{Fault::incorrect, text.name + ":" + std::to_string(list.source().begin.line) +
                                       ": not a kind of rule; the kinds are " + kinds + "."};
}

Result<Pack> read_tables(const PackText& text, const toml::table& file) {
    Pack pack = TRY(read_head(text, file));
    for (const auto& [kind, list] : file)
        if (kind.str() != "pack") TRY(read_kind(text, kind.str(), list, pack));
    if (rules_of(pack).empty() && pack.facts.empty())
        return Error{Fault::incorrect, text.name + ": the pack has no rule."};
    return pack;
}

}  // namespace

Result<Pack> read_pack(const PackText& text) {
    if (text.text.size() > pack_bytes_max)
        return Error{Fault::incorrect, text.name + ": larger than the limit of " +
                                           std::to_string(pack_bytes_max) +
                                           " bytes; divide the pack."};
    try {
        const toml::table file = toml::parse(text.text, text.name);
        return read_tables(text, file);
    } catch (const toml::parse_error& failed) {
        return Error{Fault::incorrect,
                     text.name + ":" + std::to_string(failed.source().begin.line) +
                         ": not well-formed TOML: " + std::string(failed.description()) + "."};
    }
}

}  // namespace muniment::rules
