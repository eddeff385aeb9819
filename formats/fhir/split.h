// Finds where JSON values begin and end without judging what is inside, so that one bad entry does
// not take its neighbours with it: brackets and strings are matched, nothing more.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment::fhir {

// A reading position in a text. Each step returns false at something it cannot pass; `at()` is then
// where that is.
class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::size_t at() const { return at_; }
    void back_to(std::size_t at) { at_ = at; }
    bool at_end();                            // only white space is left
    char peek();                              // the next byte that is not white space; 0 at the end
    bool take(char wanted);                   // passes it, after white space
    bool take_string(std::string_view& raw);  // between the quotes
    bool take_value(std::string_view& value);
    bool take_member(std::string_view& key);  // "key" :

  private:
    void skip_space();
    void skip_indentation();
    bool is_escaped(std::size_t begin, std::size_t end) const;
    bool pass_string();
    bool pass_scalar();
    bool pass_brackets();

    std::string_view text_;
    std::size_t at_ = 0;
    std::string open_;  // the closing brackets that are due
};

// The text's first value is a complete object and nothing follows it; its top-level resourceType.
struct WholeObject {
    bool complete = false;
    std::string_view resource_type;  // raw; empty when there is none
};
WholeObject whole_object(std::string_view text);

}  // namespace muniment::fhir
