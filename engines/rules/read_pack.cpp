#include "engines/rules/read_pack.h"

#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "engines/rules/examples.h"

namespace muniment::rules {
namespace {

bool is_name(std::string_view text, std::string_view also) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || also.find(c) != also.npos;
    });
}

std::optional<Day> day_of(const toml::node& node) {
    const auto* date = node.as_date();
    if (date == nullptr) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{date->get().year},
                                          std::chrono::month{date->get().month},
                                          std::chrono::day{date->get().day}};
    return ymd.ok() ? std::optional<Day>(ymd) : std::nullopt;
}

// A fact's value as packs write it: text, true or false, a day.
std::optional<std::string> fact_value(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (const auto day = day_of(node)) return to_text(*day);
    return std::nullopt;
}

// Reads the keys of one table of the file and remembers the first thing wrong with it. A key that
// nobody asked for is wrong too: a misspelt key must not be a rule that does less.
class Reader {
  public:
    Reader(const PackText& text, const toml::table& table, std::string_view what)
        : file_(text.name), table_(table), line_(table.source().begin.line), what_(what) {
        if (const auto id = table["id"].value<std::string_view>(); id && is_name(*id, "-/"))
            what_ += " \"" + std::string(*id) + "\"";
    }

    std::string where() const { return file_ + ":" + std::to_string(line_); }

    void wrong(const std::string& reason) {
        if (!error_) error_ = Error{Fault::incorrect, where() + ", " + what_ + ": " + reason + "."};
    }

    Status finish() {
        for (const auto& [key, node] : table_)
            if (!asked_.contains(std::string(key.str()))) {
                wrong("the key on line " + std::to_string(node.source().begin.line) +
                      " is not known for its kind; remove it or correct its name");
            }
        if (error_) return *error_;
        return ok();
    }

    std::string text(const char* key) {
        const toml::node* node = find(key);
        if (node == nullptr) return missing<std::string>(key);
        return text_of(*node, key);
    }
    std::string text_or_empty(const char* key) { return find(key) == nullptr ? "" : text(key); }

    std::string word(const char* key, std::string_view also) {
        std::string value = text(key);
        if (!is_name(value, also)) wrong(std::string(key) + " is not a name in small letters");
        return value;
    }

    std::optional<Day> day_if(const char* key) {
        const toml::node* node = find(key);
        if (node == nullptr) return std::nullopt;
        const auto day = day_of(*node);
        if (!day) wrong(std::string(key) + " must be a day, written without quotes");
        return day;
    }
    Day day(const char* key) {
        const auto value = day_if(key);
        return value ? *value : missing<Day>(key);
    }

    bool flag(const char* key) {
        const toml::node* node = find(key);
        if (node == nullptr) return missing<bool>(key);
        if (!node->is_boolean()) wrong(std::string(key) + " must be true or false");
        return node->is_boolean() && node->as_boolean()->get();
    }

    int number(const char* key, int low, int high) {
        const toml::node* node = find(key);
        if (node == nullptr) return missing<int>(key);
        const auto* value = node->as_integer();
        if (value == nullptr || value->get() < low || value->get() > high) {
            wrong(std::string(key) + " must be a whole number from " + std::to_string(low) +
                  " to " + std::to_string(high));
            return low;
        }
        return static_cast<int>(value->get());
    }
    int number_or(const char* key, int low, int high, int absent) {
        return find(key) == nullptr ? absent : number(key, low, high);
    }

    std::vector<std::string> texts_if(const char* key) {
        std::vector<std::string> values;
        each(key, [&](const toml::node& node) { values.push_back(text_of(node, key)); });
        return values;
    }
    std::vector<Day> days_if(const char* key) {
        std::vector<Day> values;
        each(key, [&](const toml::node& node) {
            const auto day = day_of(node);
            if (!day) return wrong(std::string(key) + " must list days");
            values.push_back(*day);
        });
        return values;
    }
    std::vector<Facts> facts_if(const char* key) {
        std::vector<Facts> values;
        each(key, [&](const toml::node& node) { values.push_back(facts_of(node, key)); });
        return values;
    }

    When when_if(const char* key) {
        When when;
        const toml::node* node = find(key);
        if (node == nullptr) return when;
        if (!node->is_table() || node->as_table()->size() > list_items_max) {
            wrong(std::string(key) + " must be a table of facts");
            return when;
        }
        for (const auto& [name, wanted] : *node->as_table())
            when.all.push_back({fact_name(name.str()), values_of(wanted)});
        return when;
    }

    std::vector<ClockExample> clock_examples(const char* key) {
        std::vector<ClockExample> values;
        each(key, [&](const toml::node& node) {
            if (!node.is_table()) return wrong("an example must be a table with event and due");
            Reader example({file_, ""}, *node.as_table(), what_ + ", an example");
            ClockExample one{example.day("event"), example.day("due"), example.day_if("extended")};
            if (Status status = example.finish(); !status && !error_) error_ = status.error();
            values.push_back(one);
        });
        return values;
    }

    template <class E>
    E one_of(const char* key, std::initializer_list<std::pair<std::string_view, E>> words) {
        const std::string value = text(key);
        std::string list;
        for (const auto& [word, meaning] : words) {
            if (word == value) return meaning;
            list += (list.empty() ? "" : ", ") + std::string(word);
        }
        wrong(std::string(key) + " must be one of: " + list);
        return words.begin()->second;
    }

  private:
    const toml::node* find(const char* key) {
        asked_.insert(key);
        return table_.get(key);
    }
    template <class T>
    T missing(const char* key) {
        wrong(std::string("it has no ") + key);
        return T{};
    }

    std::string text_of(const toml::node& node, const char* key) {
        const auto* value = node.as_string();
        if (value == nullptr || trim(value->get()).empty() || value->get().size() > text_bytes_max)
            wrong(std::string(key) + " must be text of 1 to " + std::to_string(text_bytes_max) +
                  " bytes");
        return value == nullptr ? "" : value->get();
    }

    template <class Take>
    void each(const char* key, Take take) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto* list = node->as_array();
        if (list == nullptr || list->size() > list_items_max)
            return wrong(std::string(key) + " must be a list of at most " +
                         std::to_string(list_items_max));
        for (const toml::node& item : *list) take(item);
    }

    std::string fact_name(std::string_view name) {
        if (!is_name(name, "_")) wrong("a fact's name is not in small letters");
        return std::string(name);
    }

    Facts facts_of(const toml::node& node, const char* key) {
        Facts facts;
        if (!node.is_table() || node.as_table()->size() > list_items_max) {
            wrong(std::string(key) + " must list tables of facts");
            return facts;
        }
        for (const auto& [name, given] : *node.as_table()) {
            const auto value = fact_value(given);
            if (!value) wrong("a fact in " + std::string(key) + " is not text, a flag or a day");
            facts.set(fact_name(name.str()), std::string_view(value.value_or("")));
        }
        return facts;
    }

    std::vector<std::string> values_of(const toml::node& wanted) {
        std::vector<std::string> values;
        const auto take = [&](const toml::node& node) {
            const auto value = fact_value(node);
            if (!value) return wrong("a wanted value is not text, a flag or a day");
            values.push_back(*value);
        };
        if (const auto* list = wanted.as_array()) {
            if (list->empty() || list->size() > list_items_max)
                wrong("a list of wanted values is empty or too long");
            else
                for (const toml::node& node : *list) take(node);
        } else {
            take(wanted);
        }
        return values;
    }

    std::string file_;
    const toml::table& table_;
    std::size_t line_;
    std::string what_;
    std::set<std::string> asked_;
    std::optional<Error> error_;
};

// What every rule carries, into the rule's common part.
void read_common(Reader& in, const Pack& pack, Rule& rule) {
    rule.id = pack.id + "#" + in.word("id", "-");
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

Subject read_subject(Reader& in) {
    return in.one_of<Subject>(
        "on", {{"authorization", Subject::authorization}, {"request", Subject::request}});
}

bool read_warning(Reader& in) {
    return in.one_of<bool>("severity", {{"defect", false}, {"warning", true}});
}

void check_examples(Reader& in, const std::string& failure) {
    if (!failure.empty()) in.wrong(failure);
}

Requires read_rule(Reader& in, const Pack& pack, std::type_identity<Requires>) {
    Requires rule;
    read_common(in, pack, rule);
    rule.on = read_subject(in);
    rule.warning = read_warning(in);
    rule.any_of = in.texts_if("any_of");
    if (rule.any_of.empty()) in.wrong("any_of names no fact");
    check_examples(in, failing(rule, {in.facts_if("pass"), in.facts_if("fail")}));
    return rule;
}

Forbids read_rule(Reader& in, const Pack& pack, std::type_identity<Forbids>) {
    Forbids rule;
    read_common(in, pack, rule);
    rule.on = read_subject(in);
    rule.warning = read_warning(in);
    if (rule.when.all.empty()) in.wrong("it has no when, so it forbids everything");
    check_examples(in, failing(rule, {in.facts_if("pass"), in.facts_if("fail")}));
    return rule;
}

Permits read_rule(Reader& in, const Pack& pack, std::type_identity<Permits>) {
    Permits rule;
    read_common(in, pack, rule);
    rule.answer = in.word("answer", "_");
    rule.basis = in.word("basis", "_");
    if (strictness(rule.answer) < 0) in.wrong("its answer is not one of the five");
    if (rule.when.all.empty()) in.wrong("it has no when, so it decides everything");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Answers read_rule(Reader& in, const Pack& pack, std::type_identity<Answers>) {
    Answers rule;
    read_common(in, pack, rule);
    rule.question = in.word("question", "_");
    rule.yes = in.flag("yes");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Withholds read_rule(Reader& in, const Pack& pack, std::type_identity<Withholds>) {
    Withholds rule;
    read_common(in, pack, rule);
    rule.tag = in.word("tag", "_");
    check_examples(in, failing_when(rule, {in.facts_if("applies"), in.facts_if("silent")}));
    return rule;
}

Clock read_rule(Reader& in, const Pack& pack, std::type_identity<Clock>) {
    Clock rule;
    read_common(in, pack, rule);
    rule.event = in.word("event", "_");
    rule.days = in.number("days", 0, days_max);
    rule.business = in.one_of<bool>("unit", {{"calendar", false}, {"business", true}});
    rule.extension_days = in.number_or("extension_days", 0, days_max, 0);
    rule.holidays = in.days_if("holidays");
    check_examples(in, failing(rule, in.clock_examples("examples")));
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
        Reader in(text, *table.as_table(), kind);
        into.push_back(read_rule(in, pack, std::type_identity<Kind>{}));
        TRY(in.finish());
    }
    return ok();
}

Result<Pack> read_head(const PackText& text, const toml::table& file) {
    const auto* head = file["pack"].as_table();
    if (head == nullptr)
        return Error{Fault::incorrect, text.name + ": the file has no [pack] table; add one."};
    Reader in(text, *head, "pack");
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
    pack.file = text.name;
    TRY(in.finish());
    return pack;
}

Status read_kind(const PackText& text, std::string_view kind, const toml::node& list, Pack& pack) {
    if (kind == "requires") return read_rules(text, list, kind, pack, pack.requires_);
    if (kind == "forbids") return read_rules(text, list, kind, pack, pack.forbids);
    if (kind == "permits") return read_rules(text, list, kind, pack, pack.permits);
    if (kind == "answers") return read_rules(text, list, kind, pack, pack.answers);
    if (kind == "withholds") return read_rules(text, list, kind, pack, pack.withholds);
    if (kind == "clock") return read_rules(text, list, kind, pack, pack.clocks);
    return Error{Fault::incorrect,
                 text.name + ":" + std::to_string(list.source().begin.line) +
                     ": not a kind of rule; the kinds are requires, forbids, permits, answers, "
                     "withholds and clock."};
}

Result<Pack> read_tables(const PackText& text, const toml::table& file) {
    Pack pack = TRY(read_head(text, file));
    for (const auto& [kind, list] : file)
        if (kind.str() != "pack") TRY(read_kind(text, kind.str(), list, pack));
    if (rules_of(pack).empty())
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
