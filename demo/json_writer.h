// Writes JSON text straight into one string, so that numbers keep the digits they were given
// (1.10 stays 1.10) and ten thousand charts can be streamed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace muniment::demo {

// Calls must nest properly; `end` closes the innermost object or array.
class JsonWriter {
  public:
    JsonWriter& object(std::string_view key = {}) { return begin(key, '{', '}'); }
    JsonWriter& array(std::string_view key = {}) { return begin(key, '[', ']'); }
    JsonWriter& end();
    JsonWriter& text(std::string_view key, std::string_view value);
    JsonWriter& raw(std::string_view key, std::string_view literal);  // a number, true or false
    JsonWriter& item(std::string_view value);                         // text within an array
    std::string take();  // everything, when all is closed

  private:
    JsonWriter& begin(std::string_view key, char opener, char closer);
    void separate(std::string_view key);
    void quote(std::string_view value);
    std::string out_, closers_;
};

}  // namespace muniment::demo
