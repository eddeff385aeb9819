// Facts: what is known about one case, as names and text values. Rules ask about facts by name.
// A flag is "true" or "false", a day is YYYY-MM-DD, an enumerator is its word.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace muniment::rules {

class Facts {
  public:
    Facts() = default;
    Facts(std::initializer_list<std::pair<std::string_view, std::string_view>> facts);

    // The latest value set under a name stands.
    void set(std::string_view name, std::string_view value);
    void set(std::string_view name, const char* value) { set(name, std::string_view(value)); }
    void set(std::string_view name, bool value) { set(name, value ? "true" : "false"); }
    void set(std::string_view name, Day value) { set(name, to_text(value)); }

    // The value, or "" when nothing is known.
    std::string_view value(std::string_view name) const;

    // Does the fact say something? Absent, empty, blank and "false" do not.
    bool filled(std::string_view name) const;

    std::vector<std::string> names() const;  // sorted

  private:
    std::vector<std::pair<std::string, std::string>> sorted_;
};

}  // namespace muniment::rules
