// What the board is made of: who and when of everything that falls due, by index columns alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/accounting_store.h"
#include "departments/release/board.h"

namespace muniment::release {

// Open cases of the desk (kinds request and check) and the privacy office's. Kind, id, number,
// state, patient and day only.
Result<std::vector<BoardRow>> board_cases(house::View& view);
// Active forms that expire from `from` to `to`: id, patient and day.
Result<std::vector<BoardRow>> board_forms(house::View& view, Day from, Day to);
// Every suspension that was ever stated.
Result<std::vector<SuspensionRecord>> all_suspensions(house::View& view);

}  // namespace muniment::release
