// Any bytes as a rule pack: loaded or refused with a message that names the file, never a crash; a
// pack that loads can be asked.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "base/ensure.h"
#include "engines/rules/packs.h"

using namespace muniment;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto packs = rules::Packs::load({{"fuzz.toml", text}});
    if (!packs) {
        ensure(packs.error().message.find("fuzz.toml") != std::string::npos, "no file named");
        return 0;
    }
    const Day today = *parse_day("2026-11-22");
    const rules::Facts facts{{"requester", "patient"}, {"basis", "access"}};
    (void)packs->check(rules::Subject::authorization, facts, today);
    (void)packs->check(rules::Subject::request, facts, today);
    (void)packs->permission("disclosure", facts, today);
    (void)packs->answer("accounting", facts, today);
    (void)packs->permission("part2", facts, today);
    (void)packs->protocol(facts, today);
    (void)packs->due("request_received", today, facts, today);
    return 0;
}
