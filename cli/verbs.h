// The verbs of the command line. Each prints for people on standard output, errors on standard
// error, and returns the exit status: 0 done, 1 the answer is no or something failed, 2 wrong use.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "kernel/house/house.h"

namespace muniment::cli {

// What every verb takes.
struct Common {
    std::string data = "muniment-data";  // the data folder
    std::string database;                // postgresql://...; empty: as the data folder says
    std::string keys;
};

// An opened data folder with every room settled in.
struct Opened {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<house::House> house;
};
Result<std::unique_ptr<Opened>> open_house(const Common& common);

// Prints the error for a person and gives the exit status.
int fail(const Error& error);

int init(const Common& common, const std::string& facility, const std::string& user);
int status(const Common& common, bool json);
int import(const Common& common, const std::vector<std::string>& paths);
int fsck(const Common& common, bool json);

int ledger_checkpoint(const Common& common);
int ledger_prove(const Common& common, std::int64_t index, const std::string& output);
int ledger_export(const Common& common, const std::string& folder);
int ledger_cosign(const Common& common, const std::string& note_file, const std::string& vkey);

}  // namespace muniment::cli
