// The OpenAPI document, from the routes' own descriptions.
#include "base/text.h"
#include "server/app.h"
#include "server/auth/auth.h"
#include "server/http/problem.h"
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
    return "/api" + std::string(route.path);
}

// What server/app.cpp answers itself, before any department is asked.
static constexpr house::Route answered_first[] = {
    {"GET", "/jobs", house::Permission::signed_in, nullptr, nullptr, house::gives<JobList>,
     "The latest background jobs"},
    {"GET", "/jobs/{id}", house::Permission::signed_in, nullptr, nullptr, house::gives<tasks::Job>,
     "One background job"},
};

// The body of every refusal, as server/http/problem.cpp writes it.
static json::object problem_schema() {
    json::array faults;
    for (int fault = 0; fault <= static_cast<int>(Fault::bug); ++fault)
        faults.push_back(json::value(http::name_of(static_cast<Fault>(fault))));
    const json::object text = {{"type", "string"}};
    const json::object error = {
        {"type", "object"},
        {"properties",
         {{"fault", {{"type", "string"}, {"enum", faults}}}, {"message", text}, {"cite", text}}},
        {"required", {"fault", "message"}}};
    return {{"type", "object"}, {"properties", {{"error", error}}}, {"required", {"error"}}};
}

std::string openapi() {
    Schemas schemas;
    json::object paths;
    const auto describe = [&](const house::Route& route) {
        json::value& path = paths[address_of(route)];
        if (!path.is_object()) path = json::object{};
        path.get_object()[lower(route.method)] = operation_of(route, schemas);
    };
    for (const house::Route& route : answered_first) describe(route);
    for (const house::Route& route : Auth::routes()) describe(route);
    for (const house::Route& route : all_routes()) describe(route);
    json::object components;
    for (const auto& [name, schema] : schemas) components[name] = schema;
    const json::object document = {
        {"openapi", "3.1.0"},
        {"info", {{"title", "Muniment"}, {"version", program_version}}},
        {"paths", paths},
        {"components",
         {{"schemas", components},
          {"responses",
           {{"Problem",
             {{"description", "what went wrong"}, {"content", content_of(problem_schema())}}}}}}}};
    return json::serialize(document);
}

}  // namespace muniment::server
