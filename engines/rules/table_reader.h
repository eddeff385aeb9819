// Reads the keys of one table of a pack and remembers the first thing wrong with it. A key that
// nobody asked for is wrong too: a misspelt key must not be a rule that does less. Included by
// read_pack.cpp only, so that toml++ stays in this room's own files.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <toml++/toml.h>

#include <set>

#include "engines/rules/examples.h"
#include "engines/rules/packs.h"

namespace muniment::rules {

// Small letters and digits, and the signs in `also`.
bool is_name(std::string_view text, std::string_view also);

class TableReader {
  public:
    // `what` names the table in messages: the kind of rule.
    TableReader(const PackText& text, const toml::table& table, std::string_view what);

    std::string where() const { return file_ + ":" + std::to_string(line_); }
    void wrong(const std::string& reason);
    // The first thing wrong, a key that was not asked for included.
    Status finish();

    // What is absent or of another type is noted as wrong; ..._if and ..._or forgive absence.
    std::string text(const char* key);
    std::string text_or_empty(const char* key);
    std::string word(const char* key, std::string_view also);
    std::string word_or(const char* key, std::string_view also, const char* absent);
    std::optional<Day> day_if(const char* key);
    Day day(const char* key);
    bool flag(const char* key);
    bool flag_or(const char* key, bool absent);
    int number(const char* key, int low, int high);
    int number_or(const char* key, int low, int high, int absent);
    std::vector<std::string> texts_if(const char* key);
    std::vector<std::string> values(const char* key);  // texts, the empty one too
    std::vector<Day> days_if(const char* key);
    std::vector<Facts> facts_if(const char* key);
    When when_if(const char* key);
    std::vector<When> whens_if(const char* key);  // a list of such tables
    std::vector<ClockExample> clock_examples(const char* key);
    std::optional<std::int64_t> cents_if(const char* key);
    std::vector<Fee::Tier> tiers_if(const char* key);
    std::vector<FeeExample> fee_examples(const char* key);
    std::vector<PenaltyExample> penalty_examples(const char* key);

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
    const toml::node* find(const char* key);
    template <class T>
    T missing(const char* key) {
        wrong(std::string("it has no ") + key);
        return T{};
    }
    template <class Take>
    void each(const char* key, Take take);
    // Each item of a list as a table of its own; `take` reads it.
    template <class Take>
    void each_table(const char* key, const char* one, Take take);
    std::string text_of(const toml::node& node, const char* key);
    std::string fact_name(std::string_view name);
    Facts facts_of(const toml::node& node, const char* key);
    When when_of(const toml::node& node, const char* key);
    std::vector<std::string> values_of(const toml::node& wanted);

    std::string file_;
    const toml::table& table_;
    std::size_t line_;
    std::string what_;
    std::set<std::string> asked_;
    std::optional<Error> error_;
};

}  // namespace muniment::rules
