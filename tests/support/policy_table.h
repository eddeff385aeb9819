// Who may, said a second time and by hand: the tables of tests/policy.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"

namespace muniment::tests {

using Words = std::set<std::string>;

inline Words words_of(std::string_view text) {
    Words words;
    for (const std::string_view one : split(text, ' '))
        if (!one.empty()) words.emplace(one);
    return words;
}

// The lines of a table: columns between tabs, without comments.
inline std::vector<std::vector<std::string>> tab_table(const std::string& path) {
    std::ifstream file(path);
    REQUIRE_MESSAGE(file.good(), path);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        std::vector<std::string> row;
        for (const std::string_view column : split(line, '\t')) row.emplace_back(column);
        rows.push_back(std::move(row));
    }
    return rows;
}

struct Bounds {
    Words purposes;
    Words relations;
    int days = 0;
    bool trained = false;
};
struct Statement {
    std::map<std::string, Bounds> roles;
    std::map<std::string, Words> routes;  // who may enter; "everybody", "signed_in"
};
inline Statement policy_statement() {
    Statement made;
    for (const auto& row : tab_table("tests/policy/roles.tsv")) {
        REQUIRE(row.size() == 5);
        made.roles[row[0]] = {words_of(row[1]), words_of(row[2]), std::atoi(row[3].c_str()),
                              row[4] == "yes"};
    }
    for (const auto& row : tab_table("tests/policy/routes.tsv")) {
        REQUIRE(row.size() == 2);
        made.routes[row[0]] = words_of(row[1]);
    }
    return made;
}

}  // namespace muniment::tests
