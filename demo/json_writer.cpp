// Commas, quotes and escapes (RFC 8259 7).
// SPDX-License-Identifier: Apache-2.0
#include "demo/json_writer.h"

#include "base/ensure.h"

namespace muniment::demo {

void JsonWriter::separate(std::string_view key) {
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ',';
    if (key.empty()) return;
    quote(key);
    out_ += ':';
}

void JsonWriter::quote(std::string_view value) {
    out_ += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (c == '\n') {
            out_ += "\\n";
        } else {
            ensure(static_cast<unsigned char>(c) >= 0x20, "the demo writes no control characters");
            out_ += c;
        }
    }
    out_ += '"';
}

JsonWriter& JsonWriter::begin(std::string_view key, char opener, char closer) {
    separate(key);
    out_ += opener;
    closers_ += closer;
    return *this;
}

JsonWriter& JsonWriter::end() {
    ensure(!closers_.empty(), "more is closed than was opened");
    out_ += closers_.back();
    closers_.pop_back();
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value) {
    separate(key);
    quote(value);
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view literal) {
    separate(key);
    out_ += literal;
    return *this;
}

JsonWriter& JsonWriter::item(std::string_view value) { return text({}, value); }

std::string JsonWriter::take() {
    ensure(closers_.empty(), "a JSON object or array is still open");
    return std::move(out_);
}

}  // namespace muniment::demo
