// The rule packs that are built into the program, as texts for rules::Packs::load.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engines/rules/packs.h"

namespace muniment::packs {

// Every pack of this folder: us-federal and the example facility's. An operator replaces the
// latter's with its own (see read_folder).
std::vector<rules::PackText> shipped();

// The .toml files of a folder and the folders in it, in path order; names are relative to it.
// Errors: not_found when the folder is not there, incorrect when it holds too much.
Result<std::vector<rules::PackText>> read_folder(const std::string& path);

}  // namespace muniment::packs
