#include "base/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <unordered_set>

namespace muniment {

namespace json_detail {
Error wrong(const std::string& path, const char* wanted) {
    return {Fault::incorrect,
            (path.empty() ? "The value" : "Field \"" + path + "\"") + " must be " + wanted + "."};
}
}  // namespace json_detail

void append_json_string(std::string& out, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte >= 0x20) {
            out += c;
        } else if (c == '\n' || c == '\t' || c == '\r' || c == '\b' || c == '\f') {
            out += '\\';
            out += c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c == '\b' ? 'b' : 'f';
        } else {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    out += '"';
}

namespace {

// Builds the value and keeps the keys of each open object, to refuse a key that comes twice.
struct Handler {
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = 4096;
    static constexpr std::size_t max_string_size = std::size_t(-1);
    using error_code = boost::json::error_code;

    boost::json::value_stack values;
    std::vector<std::unordered_set<std::string>> keys;
    std::string key;
    std::string number;  // its text so far
    bool duplicate = false;

    bool on_document_begin(error_code&) {
        values.reset();
        return true;
    }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) {
        keys.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t size, error_code&) {
        keys.pop_back();
        values.push_object(size);
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t size, error_code&) {
        values.push_array(size);
        return true;
    }
    bool on_key_part(boost::json::string_view part, std::size_t, error_code&) {
        key.append(part.data(), part.size());
        values.push_chars(part);
        return true;
    }
    bool on_key(boost::json::string_view part, std::size_t, error_code& failed) {
        key.append(part.data(), part.size());
        if (!keys.back().insert(std::move(key)).second) {
            duplicate = true;
            failed = boost::json::error::syntax;
            return false;
        }
        key.clear();
        values.push_key(part);
        return true;
    }
    bool on_string_part(boost::json::string_view part, std::size_t, error_code&) {
        values.push_chars(part);
        return true;
    }
    bool on_string(boost::json::string_view part, std::size_t, error_code&) {
        values.push_string(part);
        return true;
    }
    bool on_number_part(boost::json::string_view part, error_code&) {
        number.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t whole, boost::json::string_view, error_code&) {
        number.clear();
        values.push_int64(whole);
        return true;
    }
    bool on_uint64(std::uint64_t whole, boost::json::string_view, error_code&) {
        number.clear();
        values.push_uint64(whole);
        return true;
    }
    // Boost 1.81's own reading is off by one bit for some numbers, and makes 1e999 infinite.
    bool on_double(double rounded, boost::json::string_view part, error_code& failed) {
        number.append(part.data(), part.size());
        double exact = rounded;
        std::from_chars(number.data(), number.data() + number.size(), exact);
        number.clear();
        if (!std::isfinite(rounded) || !std::isfinite(exact)) {
            failed = boost::json::error::exponent_overflow;
            return false;
        }
        values.push_double(exact);
        return true;
    }
    bool on_bool(bool value, error_code&) {
        values.push_bool(value);
        return true;
    }
    bool on_null(error_code&) {
        values.push_null();
        return true;
    }
    bool on_comment_part(boost::json::string_view, error_code&) { return true; }
    bool on_comment(boost::json::string_view, error_code&) { return true; }
};

}  // namespace

Result<json::value> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes_max)
        return Error{Fault::incorrect, "The JSON text is longer than the limit of " +
                                           std::to_string(limits.bytes_max) +
                                           " bytes; send it in parts."};
    boost::json::parse_options options;
    options.max_depth = limits.depth_max;
    boost::json::basic_parser<Handler> parser(options);
    boost::json::error_code failed;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), failed);
    if (parser.handler().duplicate)
        return Error{Fault::incorrect,
                     "The JSON text has the same key twice in one object, near "
                     "byte " +
                         std::to_string(read) + "."};
    if (failed)
        return Error{Fault::incorrect, "The JSON text is not well formed at byte " +
                                           std::to_string(read) + " (" + failed.message() + ")."};
    if (text.find_first_not_of(" \t\r\n", read) != text.npos)
        return Error{Fault::incorrect, "Something stands after the JSON value, at byte " +
                                           std::to_string(read) + "."};
    return parser.handler().values.release();
}

}  // namespace muniment
