// JSON Schema of described structs, for the OpenAPI document: the same description that reads and
// writes them (base/json.h), so that the document cannot say something else than the program does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <typeinfo>

#include "base/json.h"

namespace muniment {

// Named schemas met on the way: "Decision" -> its object schema.
using Schemas = std::map<std::string, json::value>;

// The last part of a type's name: muniment::release::Decision gives "Decision".
std::string schema_name(const std::type_info& type);

template <class T>
json::value schema_of(Schemas& schemas) {
    using namespace json_detail;
    if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T>) {
        return {{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T>) {
        return {{"type", "number"}};
    } else if constexpr (std::is_same_v<T, Day>) {
        return {{"type", "string"}, {"format", "date"}};
    } else if constexpr (std::is_same_v<T, Instant>) {
        return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (std::is_same_v<T, Uuid> || is_id<T>::value) {
        return {{"type", "string"}, {"format", "uuid"}};
    } else if constexpr (std::is_same_v<T, Hash>) {
        return {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}};
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        return {{"type", "string"}};
    } else if constexpr (is_optional<T>::value) {
        return schema_of<typename T::value_type>(schemas);
    } else if constexpr (is_vector<T>::value) {
        return {{"type", "array"}, {"items", schema_of<typename T::value_type>(schemas)}};
    } else if constexpr (is_map<T>::value) {
        return {{"type", "object"},
                {"additionalProperties", schema_of<typename T::mapped_type>(schemas)}};
    } else if constexpr (std::is_same_v<T, json::value> || std::is_same_v<T, json::object>) {
        return json::object{};
    } else if constexpr (DescribedEnum<T>) {
        json::array names;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto one) { names.push_back(json::value(one.name)); });
        return {{"type", "string"}, {"enum", names}};
    } else {
        const std::string name = schema_name(typeid(T));
        if (!schemas.contains(name)) {
            schemas[name] = nullptr;  // met: a struct may hold itself
            json::object properties;
            json::array required;
            boost::mp11::mp_for_each<Members<T>>([&](auto member) {
                using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
                const json::value key(json_name(member.name));
                properties[key.get_string()] = schema_of<Field>(schemas);
                if (!is_optional<Field>::value) required.push_back(key);
            });
            schemas[name] = {{"type", "object"},
                             {"properties", properties},
                             {"required", required},
                             {"additionalProperties", false}};
        }
        return {{"$ref", "#/components/schemas/" + name}};
    }
}

}  // namespace muniment
