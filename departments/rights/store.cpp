// Where the desk's own records lie.
#include "departments/rights/store.h"

#include "departments/rights/assets.h"

namespace muniment::rights {

using enum store::Kind;

static const store::Table letter_table = {"rights_letter", {{"patient", blob}, {"template", text}}};
static const store::Table settings_table = {"rights_settings", {}};

static Uuid settings_id() { return derived_uuid("settings of the desk of patients' rights"); }

Status add_tables(house::House& house) {
    return house.add_room("departments/rights", assets::departments_rights(),
                          {&letter_table, &settings_table});
}

Result<SettingsRecord> read_settings(house::View& view) {
    const auto stored = house::read<RightsSettings>(view, settings_table, settings_id());
    if (!stored && stored.error().fault == Fault::not_found) return SettingsRecord{};
    if (!stored) return stored.error();
    return SettingsRecord{stored->version, stored->value};
}

house::Draft settings_draft(const RightsSettings& settings, std::int64_t version) {
    return {&settings_table, settings_id(), version, {}, {}, to_json_text(settings)};
}

house::Draft letter_draft(const Uuid& id, const Uuid& patient, const std::string& template_id,
                          std::string pdf) {
    return {&letter_table, id, 1, {store::value_of(patient), template_id}, patient, std::move(pdf)};
}

Result<house::Stored> read_letter(house::View& view, const Uuid& id) {
    return view.read(letter_table, id);
}

}  // namespace muniment::rights
