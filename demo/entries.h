// The frame around resources in a transaction Bundle, and the data types they share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "demo/bundle.h"
#include "demo/json_writer.h"

namespace muniment::demo {

inline constexpr const char* icd10cm = "http://hl7.org/fhir/sid/icd-10-cm";
inline constexpr const char* icd10pcs = "http://www.cms.gov/Medicare/Coding/ICD10";
inline constexpr const char* loinc = "http://loinc.org";
inline constexpr const char* snomed = "http://snomed.info/sct";
inline constexpr const char* ucum = "http://unitsofmeasure.org";
inline constexpr const char* act_code = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
inline constexpr const char* hl7 = "http://terminology.hl7.org/CodeSystem/";

class Entries {
  public:
    Entries();
    // Between begin and finish, `out` stands inside the resource, after resourceType and id.
    void begin(const char* type, const Uuid& id, Label label = Label::none);
    void finish();
    Bundle take();
    JsonWriter out;

  private:
    std::string type_, id_;
    std::int64_t count_ = 0;
};

void coding(JsonWriter& out, std::string_view system, std::string_view code,
            std::string_view display);  // one Coding object, as an array's item
// {"coding":[...],"text":...}; without a code only the text.
void codeable(JsonWriter& out, std::string_view key, std::string_view system, std::string_view code,
              std::string_view display);
void inside(JsonWriter& out, std::string_view key, const Uuid& id);  // "urn:uuid:..."
void outside(JsonWriter& out, std::string_view key, std::string_view type, const Uuid& id,
             std::string_view display = {});  // "Practitioner/..."
void address(JsonWriter& out, std::string_view street, std::string_view city,
             std::string_view postal_code);  // one Address object
void contact(JsonWriter& out, std::string_view system, std::string_view value);
void identifier(JsonWriter& out, std::string_view system, std::string_view value,
                std::string_view type = {});

}  // namespace muniment::demo
