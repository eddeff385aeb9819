// Typed reading of FHIR elements out of a Tree. A wrong type is noted once, with the element's
// name, and reads as absent, so that the code that reads stays straight.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "formats/fhir/summary.h"
#include "formats/fhir/tree.h"

namespace muniment::fhir {

enum class Strictness { strict, lenient };

class Reader {
  public:
    Reader(const Tree& tree, Strictness strictness) : tree_(tree), strictness_(strictness) {}

    // A path as in columns.h, without alternatives. Nothing when absent.
    Value at(Value from, std::string_view path);
    Value list(Value from, std::string_view name);  // an array, or nothing

    std::string text(Value from, std::string_view path);    // any JSON string
    std::string number(Value from, std::string_view path);  // a JSON number as written
    bool truth(Value from, std::string_view path);          // a boolean; absent is false
    std::optional<Instant> time(Value from, std::string_view path);

    Coding coding(Value from);             // Coding
    Coding first_coding(Value from);       // CodeableConcept: its first coding
    std::string concept_text(Value from);  // CodeableConcept: text, else a coding's display, code
    std::optional<Reference> reference(Value from);  // Reference; nothing when it points nowhere
    std::string quantity_number(Value from);         // Quantity: comparator and value
    std::string quantity_unit(Value from);           // Quantity: unit, else code

    // Notes that the element is not what it should be; the first note stays.
    void note(Value element, std::string_view name, const char* wanted);
    const std::optional<Error>& wrong() const { return wrong_; }

  private:
    bool is_object(Value element, std::string_view name);
    std::string text_of(Value element, std::string_view name);

    const Tree& tree_;
    Strictness strictness_;
    std::optional<Error> wrong_;
};

}  // namespace muniment::fhir
