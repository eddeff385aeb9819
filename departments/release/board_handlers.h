// The board's route, and what it takes from the print queue.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/board.h"
#include "departments/release/handlers.h"

namespace muniment::release {

Result<house::Outcome> show_board(const house::Call& call);

// Released cases that wait to be printed, without content (print_queue.cpp).
Result<std::vector<tasks::Case>> cases_to_print(house::View& view);

}  // namespace muniment::release
