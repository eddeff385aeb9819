// How well the desk works: received, released, refused, how long it took, what is open and overdue,
// errors, second checks. Every figure carries its definition in words. Pure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/accounting_store.h"

namespace muniment::release {

struct Figure {
    std::optional<std::int64_t> value;  // absent: there is nothing to count it from
    std::string unit;                   // cases, days, errors, checks, errors per 1,000 releases
    std::string definition;
};
BOOST_DESCRIBE_STRUCT(Figure, (), (value, unit, definition))

struct Quality {
    Day from{};
    Day to{};
    Day as_of{};  // for what is open
    std::map<std::string, Figure> figures;
};
BOOST_DESCRIBE_STRUCT(Quality, (), (from, to, as_of, figures))

Quality quality(const QualityRows& rows, Day from, Day to, Day today);

// The nearest rank: the smallest value that at least `percent` of the values do not exceed.
std::optional<std::int64_t> percentile(std::vector<std::int64_t> values, int percent);

}  // namespace muniment::release
