// The table Fault -> status and the JSON error body.
// SPDX-License-Identifier: Apache-2.0
#include "server/http/problem.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace muniment::http {
namespace {

struct Row {
    int status;
    std::string_view name;
};

// No default: the compiler warns when a Fault has no row.
Row row_of(Fault fault) {
    switch (fault) {
        case Fault::incorrect:
            return {400, "incorrect"};
        case Fault::unauthorized:
            return {401, "unauthorized"};
        case Fault::forbidden:
            return {403, "forbidden"};
        case Fault::not_found:
            return {404, "not_found"};
        case Fault::conflict:
            return {409, "conflict"};
        case Fault::unsupported:
            return {422, "unsupported"};
        case Fault::busy:
            return {429, "busy"};
        case Fault::unavailable:
            return {503, "unavailable"};
        case Fault::bug:
            return {500, "bug"};
    }
    return {500, "bug"};
}

}  // namespace

int status_of(Fault fault) { return row_of(fault).status; }
std::string_view name_of(Fault fault) { return row_of(fault).name; }

Response problem(const Error& error) { return problem(status_of(error.fault), error); }

Response problem(int status, const Error& error) {
    boost::json::object inner;
    inner["fault"] = name_of(error.fault);
    inner["message"] = error.fault == Fault::bug
                           ? "The server made a mistake on this request and has stopped working on "
                             "it; try again, and tell the administrator if it happens again."
                           : error.message;
    if (!error.cite.empty()) inner["cite"] = error.cite;
    boost::json::object outer;
    outer["error"] = std::move(inner);
    Response response;
    response.status = status;
    response.body = boost::json::serialize(outer);
    if (error.fault == Fault::busy || error.fault == Fault::unavailable)
        response.headers.emplace_back("Retry-After", "1");
    return response;
}

}  // namespace muniment::http
