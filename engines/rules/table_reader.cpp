#include "engines/rules/table_reader.h"

#include <algorithm>

#include "base/text.h"

namespace muniment::rules {
namespace {

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

}  // namespace

bool is_name(std::string_view text, std::string_view also) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || also.find(c) != also.npos;
    });
}

TableReader::TableReader(const PackText& text, const toml::table& table, std::string_view what)
    : file_(text.name), table_(table), line_(table.source().begin.line), what_(what) {
    if (const auto id = table["id"].value<std::string_view>(); id && is_name(*id, "-_/"))
        what_ += " \"" + std::string(*id) + "\"";
}

void TableReader::wrong(const std::string& reason) {
    if (!error_) error_ = Error{Fault::incorrect, where() + ", " + what_ + ": " + reason + "."};
}

Status TableReader::finish() {
    for (const auto& [key, node] : table_)
        if (!asked_.contains(std::string(key.str()))) {
            wrong("the key on line " + std::to_string(node.source().begin.line) +
                  " is not known for its kind; remove it or correct its name");
        }
    if (error_) return *error_;
    return ok();
}

const toml::node* TableReader::find(const char* key) {
    asked_.insert(key);
    return table_.get(key);
}

std::string TableReader::text(const char* key) {
    const toml::node* node = find(key);
    if (node == nullptr) return missing<std::string>(key);
    return text_of(*node, key);
}

std::string TableReader::text_or_empty(const char* key) {
    return find(key) == nullptr ? "" : text(key);
}

std::string TableReader::word(const char* key, std::string_view also) {
    std::string value = text(key);
    if (!is_name(value, also)) wrong(std::string(key) + " is not a name in small letters");
    return value;
}

std::string TableReader::word_or(const char* key, std::string_view also, const char* absent) {
    return find(key) == nullptr ? absent : word(key, also);
}

std::optional<Day> TableReader::day_if(const char* key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const auto day = day_of(*node);
    if (!day) wrong(std::string(key) + " must be a day, written without quotes");
    return day;
}

Day TableReader::day(const char* key) {
    const auto value = day_if(key);
    return value ? *value : missing<Day>(key);
}

bool TableReader::flag(const char* key) {
    const toml::node* node = find(key);
    if (node == nullptr) return missing<bool>(key);
    if (!node->is_boolean()) wrong(std::string(key) + " must be true or false");
    return node->is_boolean() && node->as_boolean()->get();
}

bool TableReader::flag_or(const char* key, bool absent) {
    return find(key) == nullptr ? absent : flag(key);
}

int TableReader::number(const char* key, int low, int high) {
    const toml::node* node = find(key);
    if (node == nullptr) return missing<int>(key);
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < low || value->get() > high) {
        wrong(std::string(key) + " must be a whole number from " + std::to_string(low) + " to " +
              std::to_string(high));
        return low;
    }
    return static_cast<int>(value->get());
}

int TableReader::number_or(const char* key, int low, int high, int absent) {
    return find(key) == nullptr ? absent : number(key, low, high);
}

template <class Take>
void TableReader::each(const char* key, Take take) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto* list = node->as_array();
    if (list == nullptr || list->size() > list_items_max)
        return wrong(std::string(key) + " must be a list of at most " +
                     std::to_string(list_items_max));
    for (const toml::node& item : *list) take(item);
}

std::vector<std::string> TableReader::texts_if(const char* key) {
    std::vector<std::string> values;
    each(key, [&](const toml::node& node) { values.push_back(text_of(node, key)); });
    return values;
}

std::vector<std::string> TableReader::values(const char* key) {
    const toml::node* node = find(key);
    return node == nullptr ? missing<std::vector<std::string>>(key) : values_of(*node);
}

std::vector<Day> TableReader::days_if(const char* key) {
    std::vector<Day> values;
    each(key, [&](const toml::node& node) {
        const auto day = day_of(node);
        if (!day) return wrong(std::string(key) + " must list days");
        values.push_back(*day);
    });
    return values;
}

std::vector<Facts> TableReader::facts_if(const char* key) {
    std::vector<Facts> values;
    each(key, [&](const toml::node& node) { values.push_back(facts_of(node, key)); });
    return values;
}

When TableReader::when_if(const char* key) {
    const toml::node* node = find(key);
    return node == nullptr ? When{} : when_of(*node, key);
}

When TableReader::when_of(const toml::node& node, const char* key) {
    When when;
    if (!node.is_table() || node.as_table()->size() > list_items_max) {
        wrong(std::string(key) + " must be a table of facts");
        return when;
    }
    for (const auto& [name, wanted] : *node.as_table())
        when.all.push_back({fact_name(name.str()), values_of(wanted)});
    return when;
}

std::vector<When> TableReader::whens_if(const char* key) {
    std::vector<When> values;
    each(key, [&](const toml::node& node) { values.push_back(when_of(node, key)); });
    return values;
}

template <class Take>
void TableReader::each_table(const char* key, const char* one, Take take) {
    each(key, [&](const toml::node& node) {
        if (!node.is_table()) return wrong(std::string(one) + " must be a table of its keys");
        TableReader inner({file_, ""}, *node.as_table(), what_ + ", " + one);
        take(inner);
        if (Status status = inner.finish(); !status && !error_) error_ = status.error();
    });
}

std::vector<ClockExample> TableReader::clock_examples(const char* key) {
    std::vector<ClockExample> values;
    each_table(key, "an example", [&](TableReader& in) {
        values.push_back({in.day("event"), in.day("due"), in.day_if("extended")});
    });
    return values;
}

std::vector<PenaltyExample> TableReader::penalty_examples(const char* key) {
    std::vector<PenaltyExample> values;
    each_table(key, "an example", [&](TableReader& in) {
        values.push_back({in.number("violations", 1, dollars_max),
                          {in.number("least", 0, dollars_max), in.number("most", 0, dollars_max)}});
    });
    return values;
}

std::optional<std::int64_t> TableReader::cents_if(const char* key) {
    if (find(key) == nullptr) return std::nullopt;
    return number(key, 0, cents_max);
}

std::vector<Fee::Tier> TableReader::tiers_if(const char* key) {
    std::vector<Fee::Tier> tiers;
    each_table(key, "a price of pages", [&](TableReader& in) {
        tiers.push_back(
            {in.number_or("to", 1, Copying::count_max, 0), in.number("cents", 0, cents_max)});
    });
    return tiers;
}

std::vector<FeeExample> TableReader::fee_examples(const char* key) {
    std::vector<FeeExample> values;
    each_table(key, "an example", [&](TableReader& in) {
        const auto count = [&](const char* name) {
            return in.number_or(name, 0, Copying::count_max, 0);
        };
        FeeExample one{{.pages = count("pages"),
                        .years = count("years"),
                        .clerical_minutes = count("clerical_minutes"),
                        .media = count("media"),
                        .certifications = count("certifications")},
                       in.number("total", 0, cents_max)};
        // What it cost, in cents: "labour_cost", "postage_cost".
        for (const char* item : {"labour", "supplies", "media", "postage", "summary", "clerical"})
            if (const auto cents = in.cents_if((std::string(item) + "_cost").c_str()))
                one.copying.costs.push_back({item, 1, *cents});
        values.push_back(std::move(one));
    });
    return values;
}

std::string TableReader::text_of(const toml::node& node, const char* key) {
    const auto* value = node.as_string();
    if (value == nullptr || trim(value->get()).empty() || value->get().size() > text_bytes_max)
        wrong(std::string(key) + " must be text of 1 to " + std::to_string(text_bytes_max) +
              " bytes");
    return value == nullptr ? "" : value->get();
}

std::string TableReader::fact_name(std::string_view name) {
    if (!is_name(name, "_")) wrong("a fact's name is not in small letters");
    return std::string(name);
}

Facts TableReader::facts_of(const toml::node& node, const char* key) {
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

std::vector<std::string> TableReader::values_of(const toml::node& wanted) {
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

}  // namespace muniment::rules
