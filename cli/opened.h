// The data folder as the verbs use it: opened, every room settled in, rules loaded.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "cli/verbs.h"
#include "engines/rules/packs.h"
#include "kernel/desk/perform.h"
#include "kernel/house/house.h"

namespace muniment::cli {

class Opened {
  public:
    static Result<std::unique_ptr<Opened>> open(const Common& common);
    house::House& house() { return *house_; }
    const rules::Packs& packs() const { return *packs_; }
    // Carries out a request as the operator of this machine, and runs the jobs it queues.
    Result<std::string> ask(const std::string& method, const std::string& path,
                            const std::string& content = {});

  private:
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<house::House> house_;
    std::unique_ptr<rules::Packs> packs_;
    std::unique_ptr<desk::Router> router_;
};

Result<rules::Packs> load_packs(const Common& common);
Result<std::string> read_whole_file(const std::string& path);
Status write_whole_file(const std::string& path, std::string_view bytes);
// Sets the facility's time zone, as the system.
Status keep_zone(house::House& house, const Zone& zone);
// From the terminal without echo, or from a pipe; asked for twice at a terminal.
Result<std::string> ask_password(const std::string& prompt);

}  // namespace muniment::cli
