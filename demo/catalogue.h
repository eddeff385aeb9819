// What the demo measures and which notes it writes: LOINC codes, units, reference ranges.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace muniment::demo {

enum class TestKind { laboratory, vital, survey };

// A numeric test. Values are whole numbers of the last decimal: 17.2 with one decimal is 172.
struct Test {
    const char* key;    // how scenarios call it
    const char* code;   // LOINC
    const char* title;  // LOINC display
    const char* label;  // short name in notes: "WBC"
    const char* unit;   // UCUM
    const char* shown;  // the unit as clinicians write it
    int decimals;
    int low, high;  // adult reference range in the same whole numbers; 0 = none
    TestKind kind = TestKind::laboratory;
    const char* second_code = nullptr;  // blood pressure only: the diastolic's LOINC code
};

struct Panel {
    const char* key;
    const char* code;
    const char* title;
};

struct NoteKind {
    const char* key;
    const char* code;   // LOINC document type
    const char* title;  // LOINC display
    const char* heading;
};

// A key that is not in the table is a bug of the caller.
const Test& test_called(std::string_view key);
const Panel& panel_called(std::string_view key);
const NoteKind& note_called(std::string_view key);
std::span<const NoteKind> note_kinds();

std::string decimal_text(int value, int decimals);  // 172, 1 -> "17.2"

}  // namespace muniment::demo
