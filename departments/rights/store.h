// The desk's own records: letters, and whom letters name. Drafts to be put into an act, and what
// was stored. All SQL of the desk is in store.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.h"
#include "kernel/house/house.h"

namespace muniment::rights {

Status add_tables(house::House& house);

// The name or title and the telephone are a duty of 45 CFR 164.526(d)(1)(iv).
struct RightsSettings {
    std::vector<std::string> address;  // lines under the facility's name
    std::string contact = "Privacy Officer";
    std::string phone;
    std::string state;  // "CA"; whose clocks run beside the federal ones
};
BOOST_DESCRIBE_STRUCT(RightsSettings, (), (address, contact, phone, state))
struct SettingsRecord {
    std::int64_t version = 0;  // 0: never set
    RightsSettings settings;
};
Result<SettingsRecord> read_settings(house::View& view);
house::Draft settings_draft(const RightsSettings& settings, std::int64_t version);

house::Draft letter_draft(const Uuid& id, const Uuid& patient, const std::string& template_id,
                          std::string pdf);
Result<house::Stored> read_letter(house::View& view, const Uuid& id);

}  // namespace muniment::rights
