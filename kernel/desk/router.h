// Finds the route of a method and path. Paths here are as in the tables of routes: all stand below
// /api.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/house/desk.h"

namespace muniment::desk {

class Router {
  public:
    explicit Router(std::vector<house::Route> routes) : routes_(std::move(routes)) {}

    struct Match {
        const house::Route* route = nullptr;  // null: no such path
        std::map<std::string, std::string> path;
        bool other_method = false;  // the path is there, the method is not
    };
    // Fixed parts of a path come before {names}: /cases/new is not case "new".
    Match find(std::string_view method, std::string_view path) const;
    const std::vector<house::Route>& routes() const { return routes_; }

  private:
    std::vector<house::Route> routes_;
};

}  // namespace muniment::desk
