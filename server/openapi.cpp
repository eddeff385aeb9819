// The OpenAPI document, from the routes' own descriptions.
#include "base/text.h"
#include "server/app.h"
#include "server/routes.h"

namespace muniment::server {

static json::object content_of(const json::value& schema) {
    return {{"application/json", {{"schema", schema}}}};
}

// The {names} of a path as its parameters.
static json::array parameters_of(std::string_view path) {
    json::array parameters;
    for (const std::string_view part : split(path, '/'))
        if (part.starts_with('{'))
            parameters.push_back({{"name", part.substr(1, part.size() - 2)},
                                  {"in", "path"},
                                  {"required", true},
                                  {"schema", {{"type", "string"}}}});
    return parameters;
}

static json::object operation_of(const house::Route& route, Schemas& schemas) {
    json::object good = {{"description", "done"}};
    if (route.answer != nullptr) good["content"] = content_of(route.answer(schemas));
    json::object operation = {
        {"summary", route.summary},
        {"x-permission", enum_name(route.permission)},
        {"parameters", parameters_of(route.path)},
        {"responses", {{"200", good}, {"default", {{"$ref", "#/components/responses/Problem"}}}}}};
    if (route.request != nullptr)
        operation["requestBody"] = {{"required", true},
                                    {"content", content_of(route.request(schemas))}};
    return operation;
}

static std::string address_of(const house::Route& route) {
    return (route.path.starts_with("/d/") ? "" : "/api") + std::string(route.path);
}

std::string openapi() {
    Schemas schemas;
    json::object paths;
    for (const house::Route& route : all_routes()) {
        json::value& path = paths[address_of(route)];
        if (!path.is_object()) path = json::object{};
        path.get_object()[lower(route.method)] = operation_of(route, schemas);
    }
    json::object components;
    for (const auto& [name, schema] : schemas) components[name] = schema;
    const json::object problem = {{"type", "object"},
                                  {"properties",
                                   {{"error",
                                     {{"type", "object"},
                                      {"properties",
                                       {{"fault", {{"type", "string"}}},
                                        {"message", {{"type", "string"}}},
                                        {"cite", {{"type", "string"}}}}}}}}}};
    const json::object document = {
        {"openapi", "3.1.0"},
        {"info", {{"title", "Muniment"}, {"version", program_version}}},
        {"paths", paths},
        {"components",
         {{"schemas", components},
          {"responses",
           {{"Problem",
             {{"description", "what went wrong"}, {"content", content_of(problem)}}}}}}}};
    return json::serialize(document);
}

}  // namespace muniment::server
