// Method and path to route.
// SPDX-License-Identifier: Apache-2.0
#include "kernel/desk/router.h"

#include <doctest/doctest.h>

namespace muniment::desk {

TEST_CASE("router: the most definite path wins, and only whole paths count") {
    const auto route = [](const char* method, const char* path) {
        house::Route made;
        made.method = method;
        made.path = path;
        return made;
    };
    const Router router({route("GET", "/cases/{id}"), route("GET", "/cases/new"),
                         route("POST", "/cases/{id}/close"), route("GET", "/cases"),
                         route("GET", "/{any}/x/{other}"), route("PUT", "/cases/{id}")});
    struct Row {
        const char* method;
        const char* path;
        const char* found;  // null: none
        const char* name;   // a {name} of it, and its value
        const char* value;
        bool other_method;
    };
    const Row rows[] = {
        {"GET", "/cases", "/cases", nullptr, nullptr, false},
        {"GET", "/cases/7", "/cases/{id}", "id", "7", false},
        {"GET", "/cases/new", "/cases/new", nullptr, nullptr, false},
        {"PUT", "/cases/new", "/cases/{id}", "id", "new", false},
        {"POST", "/cases/7/close", "/cases/{id}/close", "id", "7", false},
        {"GET", "/a/x/b", "/{any}/x/{other}", "other", "b", false},
        {"GET", "/cases/7/close", nullptr, nullptr, nullptr, true},
        {"DELETE", "/cases", nullptr, nullptr, nullptr, true},
        {"get", "/cases", nullptr, nullptr, nullptr, true},
        {"GET", "/cases/", nullptr, nullptr, nullptr, false},
        {"GET", "/cases/7/", nullptr, nullptr, nullptr, false},
        {"GET", "/Cases", nullptr, nullptr, nullptr, false},
        {"GET", "cases", nullptr, nullptr, nullptr, false},
        {"GET", "", nullptr, nullptr, nullptr, false},
        {"GET", "/", nullptr, nullptr, nullptr, false},
        {"GET", "/cases/7/close/more", nullptr, nullptr, nullptr, false},
        {"GET", "/cases/{id}", "/cases/{id}", "id", "{id}", false},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.method));
        CAPTURE(std::string(row.path));
        const auto match = router.find(row.method, row.path);
        CHECK(match.other_method == row.other_method);
        REQUIRE((match.route != nullptr) == (row.found != nullptr));
        if (row.found == nullptr) continue;
        CHECK(match.route->path == row.found);
        if (row.name == nullptr)
            CHECK(match.path.empty());
        else
            CHECK(match.path.at(row.name) == row.value);
    }
}

}  // namespace muniment::desk
