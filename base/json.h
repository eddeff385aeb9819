// JSON for our own types (requests, answers, record contents): one Boost.Describe line per struct
// serves reading, writing and the OpenAPI document. FHIR content does not pass here: it is kept as
// the bytes received (formats/fhir), because Boost.JSON would turn 1.10 into 1.1.
//
//     struct Fee { std::int64_t cents = 0; std::optional<Day> due; };
//     BOOST_DESCRIBE_STRUCT(Fee, (), (cents, due))
//     json::value v = to_json(fee);   Result<Fee> f = from_json<Fee>(v);
//
// Reading is strict: an unknown field or a wrong type is an Error that says where, never the value.
// A field that is absent or null keeps its default.
// A member whose JSON name is a C++ keyword ends in one underscore: `signed_` is "signed".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/hash.h"
#include "base/id.h"
#include "base/result.h"
#include "base/text.h"
#include "base/time.h"

namespace muniment {

namespace json = boost::json;

struct JsonLimits {
    std::size_t bytes_max = 16 << 20;
    std::size_t depth_max = 64;
};

// The value of a whole text. Refuses what a careless reader would accept: duplicate keys, invalid
// UTF-8, depth or size over the limits, anything after the value. Errors give the byte offset.
Result<json::value> parse_json(std::string_view text, const JsonLimits& limits = {});

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

// The members of a described struct, base structs' first.
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                         boost::describe::mod_inherited>;

template <class E>
    requires DescribedEnum<E>
std::string_view enum_name(E value) {
    return boost::describe::enum_to_string(value, "");
}
template <class E>
    requires DescribedEnum<E>
std::optional<E> enum_value(std::string_view name) {
    E value{};  // Boost reads up to a NUL: the whole name is compared afterwards
    const bool known = boost::describe::enum_from_string(std::string(name).c_str(), value);
    return known && enum_name(value) == name ? std::optional<E>(value) : std::nullopt;
}

// The name in JSON of a described member: without the underscore that keeps it from being a
// keyword.
constexpr std::string_view json_name(std::string_view member) {
    return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

namespace json_detail {
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class T>
struct is_id<Id<T>> : std::true_type {};
template <class T>
struct is_map : std::false_type {};
template <class T>
struct is_map<std::map<std::string, T>> : std::true_type {};
Error wrong(const std::string& path, const char* wanted);
}  // namespace json_detail

template <class T>
json::value to_json(const T& value) {
    using namespace json_detail;
    if constexpr (std::is_same_v<T, json::value>) {
        return value;
    } else if constexpr (std::is_same_v<T, json::object> || std::is_same_v<T, json::array>) {
        return value;
    } else if constexpr (std::is_same_v<T, bool> || std::is_arithmetic_v<T>) {
        return json::value(value);
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        return json::value(std::string_view(value));
    } else if constexpr (std::is_same_v<T, Day> || std::is_same_v<T, Instant> ||
                         std::is_same_v<T, Uuid> || is_id<T>::value) {
        return json::value(to_text(value));
    } else if constexpr (std::is_same_v<T, Hash>) {
        return json::value(hex(value));
    } else if constexpr (is_optional<T>::value) {
        return value ? to_json(*value) : json::value(nullptr);
    } else if constexpr (is_vector<T>::value) {
        json::array array;
        array.reserve(value.size());
        for (const auto& item : value) array.push_back(to_json(item));
        return array;
    } else if constexpr (is_map<T>::value) {
        json::object object;
        for (const auto& [key, item] : value) object[key] = to_json(item);
        return object;
    } else if constexpr (DescribedEnum<T>) {
        return json::value(enum_name(value));
    } else {
        static_assert(Described<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        json::object object;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            const auto& field = value.*member.pointer;
            // An absent optional is left out: null would be a third state.
            if constexpr (is_optional<std::remove_cvref_t<decltype(field)>>::value) {
                if (field) object[json_name(member.name)] = to_json(*field);
            } else {
                object[json_name(member.name)] = to_json(field);
            }
        });
        return object;
    }
}

// Appends the text as a JSON string, quoted and escaped (RFC 8259 7).
void append_json_string(std::string& out, std::string_view text);

// Appends the JSON text of a value without building a tree first; the same text that
// serialize(to_json(value)) gives.
template <class T>
void append_json(std::string& out, const T& value) {
    using namespace json_detail;
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        out += std::to_string(value);
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        append_json_string(out, value);
    } else if constexpr (is_optional<T>::value) {
        if (value)
            append_json(out, *value);
        else
            out += "null";
    } else if constexpr (is_vector<T>::value) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0) out += ',';
            append_json(out, value[i]);
        }
        out += ']';
    } else if constexpr (Described<T> && !DescribedEnum<T>) {
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            const auto& field = value.*member.pointer;
            if constexpr (is_optional<std::remove_cvref_t<decltype(field)>>::value)
                if (!field) return;
            if (!first) out += ',';
            first = false;
            append_json_string(out, json_name(member.name));
            out += ':';
            append_json(out, field);
        });
        out += '}';
    } else {
        out += json::serialize(to_json(value));  // ids, times, maps, enumerations: few and short
    }
}

template <class T>
std::string to_json_text(const T& value) {
    std::string out;
    append_json(out, value);
    return out;
}

template <class T>
Status read_json(const json::value& from, T& into, const std::string& path);

namespace json_detail {
template <class T>
Status read_struct(const json::object& from, T& into, const std::string& path) {
    std::optional<Error> failed;
    std::size_t known = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        if (failed) return;
        auto& field = into.*member.pointer;
        using Field = std::remove_cvref_t<decltype(field)>;
        const std::string key(json_name(member.name));
        const json::value* found = from.if_contains(key);
        const std::string name = path.empty() ? key : path + "." + key;
        if (found != nullptr) ++known;
        if (found == nullptr || found->is_null()) {
            // Defaults stand for what is absent; only a type without one must be given.
            if constexpr (is_optional<Field>::value) field.reset();
            return;
        }
        Status status = read_json(*found, field, name);
        if (!status) failed = std::move(status).error();
    });
    if (failed) return *failed;
    if (known == from.size()) return ok();
    for (const auto& pair : from) {
        bool described = false;
        boost::mp11::mp_for_each<Members<T>>(
            [&](auto member) { described = described || pair.key() == json_name(member.name); });
        if (!described)
            return Error{Fault::incorrect,
                         (path.empty() ? "The request" : "Field \"" + path + "\"") +
                             " has a field that is not known here; remove it or correct its name."};
    }
    return ok();
}
}  // namespace json_detail

template <class T>
Status read_json(const json::value& from, T& into, const std::string& path) {
    using namespace json_detail;
    if constexpr (std::is_same_v<T, json::value>) {
        into = from;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!from.is_bool()) return wrong(path, "true or false");
        into = from.get_bool();
    } else if constexpr (std::is_integral_v<T>) {
        boost::json::error_code failed;
        const auto number = from.to_number<T>(failed);
        if (!from.is_number() || failed) return wrong(path, "a whole number");
        into = number;
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!from.is_number()) return wrong(path, "a number");
        into = from.to_number<T>();
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!from.is_string()) return wrong(path, "text");
        into = std::string(from.get_string());
    } else if constexpr (std::is_same_v<T, Day>) {
        const auto day = from.is_string() ? parse_day(from.get_string()) : std::nullopt;
        if (!day) return wrong(path, "a day as YYYY-MM-DD");
        into = *day;
    } else if constexpr (std::is_same_v<T, Instant>) {
        const auto at = from.is_string() ? parse_fhir_time(from.get_string()) : std::nullopt;
        if (!at) return wrong(path, "a time as YYYY-MM-DDThh:mm:ssZ");
        into = *at;
    } else if constexpr (std::is_same_v<T, Uuid>) {
        const auto id = from.is_string() ? parse_uuid(from.get_string()) : std::nullopt;
        if (!id) return wrong(path, "an id (8-4-4-4-12 hexadecimal digits)");
        into = *id;
    } else if constexpr (is_id<T>::value) {
        return read_json(from, into.uuid, path);
    } else if constexpr (std::is_same_v<T, Hash>) {
        const auto raw = from.is_string() ? from_hex(from.get_string()) : std::nullopt;
        if (!raw || raw->size() != 32) return wrong(path, "a SHA-256 (64 hexadecimal digits)");
        into = Hash::of(*raw);
    } else if constexpr (is_optional<T>::value) {
        return read_json(from, into.emplace(), path);
    } else if constexpr (is_vector<T>::value) {
        if (!from.is_array()) return wrong(path, "a list");
        into.clear();
        for (std::size_t i = 0; i < from.get_array().size(); ++i) {
            Status item = read_json(from.get_array()[i], into.emplace_back(),
                                    path + "[" + std::to_string(i) + "]");
            if (!item) return item;
        }
    } else if constexpr (is_map<T>::value) {
        if (!from.is_object()) return wrong(path, "an object");
        for (const auto& pair : from.get_object()) {
            Status item = read_json(pair.value(), into[std::string(pair.key())], path);
            if (!item) return item;
        }
    } else if constexpr (DescribedEnum<T>) {
        const auto value =
            from.is_string() ? enum_value<T>(std::string_view(from.get_string())) : std::nullopt;
        if (!value) {
            std::string names = "one of: ";
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
                [&](auto one) { names += std::string(names.size() > 8 ? ", " : "") + one.name; });
            return wrong(path, names.c_str());
        }
        into = *value;
    } else {
        static_assert(Described<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        if (!from.is_object()) return wrong(path, "an object");
        return read_struct(from.get_object(), into, path);
    }
    return ok();
}

template <class T>
Result<T> from_json(const json::value& from) {
    T value{};
    TRY(read_json(from, value, ""));
    return value;
}

template <class T>
Result<T> from_json_text(std::string_view text, const JsonLimits& limits = {}) {
    const json::value parsed = TRY(parse_json(text, limits));
    return from_json<T>(parsed);
}

}  // namespace muniment
