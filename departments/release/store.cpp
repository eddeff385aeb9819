// Where the desk's own records lie: the tables of schema.sql and every statement on them.
#include "departments/release/store.h"

#include "departments/release/assets.h"
#include "departments/release/rows.h"
#include "departments/release/tables.h"

namespace muniment::release {

using house::Draft;
using store::Row;
using enum store::Kind;

namespace tables {

const store::Table disclosure = {"release_disclosure",
                                 {{"patient", blob}, {"date", integer}, {"listed", integer}}};
const store::Table package = {"release_package",
                              {{"patient", blob}, {"made", integer}, {"pages", integer}}};
const store::Table letter = {"release_letter", {{"patient", blob}, {"template", text}}};
const store::Table link = {"release_link",
                           {{"patient", blob},
                            {"token", blob},
                            {"release_case", blob},
                            {"expires", integer},
                            {"state", text}}};
const store::Table settings = {"release_settings", {}};
const store::Table correction = {"release_correction", {{"patient", blob}}};
const store::Table form = {"release_form",
                           {{"patient", blob}, {"state", text}, {"expires", integer}}};
const store::Table scan = {"release_scan", {{"patient", blob}}};
const store::Table pack = {"release_pack", {}};
const store::Table suspension = {"release_suspension", {{"patient", blob}}};
const store::Table error = {"release_error",
                            {{"patient", blob}, {"found", integer}, {"kind", text}}};
const store::Table accounting = {"release_accounting", {{"patient", blob}, {"given", integer}}};
const store::Table order = {"release_order",
                            {{"patient", blob},
                             {"release_case", blob},
                             {"releaser", blob},
                             {"ordered", integer},
                             {"outcome", text},
                             {"checked", integer}}};
const store::Table bulk_line = {"release_bulk_line",
                                {{"patient", blob},
                                 {"bulk", blob},
                                 {"position", integer},
                                 {"status", text},
                                 {"release_case", blob},
                                 {"part", integer}}};
const store::Table part = {"release_part", {{"bulk", blob}, {"number", integer}}};

}  // namespace tables

static Uuid settings_id() { return derived_uuid("settings of the release desk"); }

Status add_tables(house::House& house) {
    return house.add_room(
        "departments/release", assets::departments_release(),
        {&tables::disclosure, &tables::package, &tables::letter, &tables::link, &tables::settings,
         &tables::correction, &tables::form, &tables::scan, &tables::pack, &tables::suspension,
         &tables::error, &tables::accounting, &tables::order, &tables::bulk_line, &tables::part});
}

Draft disclosure_draft(const CaseId& id, const Uuid& patient, Day date,
                       const Disclosure& disclosure, std::int64_t version) {
    return {&tables::disclosure,
            id.uuid,
            version,
            {store::value_of(patient), store::value_of(date), std::int64_t{disclosure.accounting}},
            patient,
            to_json_text(disclosure)};
}

static AccountingRow row_of(Day date, const Disclosure& d, std::optional<std::int64_t> entry) {
    return {date,          d.recipient,  d.recipient_address, d.description, d.purpose,
            d.case_number, d.accounting, d.accounting_reason, d.basis,       entry};
}

static Result<AccountingRow> read_row(house::View& view, const PatientId& patient, const Row& row) {
    // Columns: id, version, unit, content, date, ledger index.
    const std::string content = TRY(view.open(tables::disclosure, row.uuid(0), row.integer(1),
                                              row.uuid(2), row.text(3), patient.uuid));
    const auto disclosure = TRY(from_json_text<Disclosure>(content));
    const auto entry = row.is_null(5) ? std::nullopt : std::optional(row.integer(5));
    return row_of(row.day(4), disclosure, entry);
}

Result<std::vector<AccountingRow>> disclosures(house::View& view, const PatientId& patient) {
    std::vector<AccountingRow> rows;
    Status opened = ok();
    TRY(view.sql().query(
        "SELECT d.id, d.version, d.unit, d.content, d.date, e.idx FROM release_disclosure d LEFT "
        "JOIN ledger_entry e ON e.org = d.org AND e.id = d.entry WHERE d.org = ? AND d.patient = ? "
        "AND d.current = 1 ORDER BY d.date DESC, e.idx DESC",
        {view.org(), store::value_of(patient.uuid)}, [&](const Row& row) {
            if (!opened) return;
            auto one = read_row(view, patient, row);
            if (one)
                rows.push_back(*std::move(one));
            else
                opened = one.error();
        }));
    TRY(std::move(opened));
    return rows;
}

Draft package_draft(const CaseId& id, const Uuid& patient, Instant made, std::int64_t pages,
                    std::string archive) {
    return {&tables::package,
            id.uuid,
            1,
            {store::value_of(patient), store::value_of(made), pages},
            patient,
            std::move(archive)};
}
Result<house::Stored> read_package(house::View& view, const CaseId& id) {
    return view.read(tables::package, id.uuid);
}
Result<Uuid> package_entry(house::View& view, const CaseId& id) {
    Uuid entry;
    TRY(view.sql().query(
        "SELECT entry FROM release_package WHERE org = ? AND id = ? AND current = 1",
        {view.org(), store::value_of(id.uuid)}, [&](const Row& row) { entry = row.uuid(0); }));
    return entry;
}

Result<Disclosure> read_disclosure(house::View& view, const CaseId& id) {
    const auto stored = TRY(house::read<Disclosure>(view, tables::disclosure, id.uuid));
    return stored.value;
}

Draft letter_draft(const Uuid& id, const Uuid& patient, const std::string& template_id,
                   std::string pdf, const Uuid& many) {
    return {&tables::letter,
            id,
            1,
            {store::value_of(patient), template_id},
            patient.is_nil() ? many : patient,
            std::move(pdf)};
}
Result<house::Stored> read_letter(house::View& view, const Uuid& id) {
    return view.read(tables::letter, id);
}

Draft link_draft(const Link& link) {
    return {&tables::link,
            link.id,
            link.version,
            {store::value_of(link.patient), store::Blob{std::string(link.token.view())},
             store::value_of(link.release_case.uuid), store::value_of(link.expires),
             std::string(enum_name(link.state))},
            {},
            ""};
}

Result<std::vector<Link>> open_links(house::View& view, const CaseId& id) {
    std::vector<Link> found;
    TRY(view.sql().query(
        "SELECT id, version, patient, token, expires FROM release_link WHERE org = "
        "? AND release_case = ? AND state = 'open' AND current = 1",
        {view.org(), store::value_of(id.uuid)}, [&](const Row& row) {
            Link link;
            link.id = row.uuid(0);
            link.version = row.integer(1);
            link.patient = row.uuid(2);
            link.token = Hash::of(row.text(3));
            link.release_case = id;
            link.expires = row.instant(4);
            found.push_back(link);
        }));
    return found;
}

Result<std::optional<Link>> find_link(house::View& view, const Hash& token) {
    std::optional<Link> found;
    TRY(view.sql().query(
        "SELECT id, version, patient, release_case, expires, state FROM release_link WHERE org = ? "
        "AND token = ? AND current = 1",
        {view.org(), store::Blob{std::string(token.view())}}, [&](const Row& row) {
            const auto state = enum_value<LinkState>(row.text(5));
            found = Link{row.uuid(0),
                         row.integer(1),
                         row.uuid(2),
                         token,
                         CaseId{row.uuid(3)},
                         row.instant(4),
                         state.value_or(LinkState::used)};
        }));
    return found;
}

Result<SettingsRecord> read_settings(house::View& view) {
    const auto stored = house::read<Settings>(view, tables::settings, settings_id());
    if (!stored && stored.error().fault == Fault::not_found) return SettingsRecord{};
    if (!stored) return stored.error();
    return SettingsRecord{stored->version, stored->value};
}

Draft settings_draft(const Settings& settings, std::int64_t version) {
    return {&tables::settings, settings_id(), version, {}, {}, to_json_text(settings)};
}

static Uuid correction_id(const Correction& correction) {
    return derived_uuid("segment " + correction.segment + " of " + to_text(correction.item));
}

Result<Draft> correction_draft(house::View& view, const PatientId& patient,
                               const Correction& correction) {
    std::int64_t version = 0;
    const Uuid id = correction_id(correction);
    TRY(view.sql().query(
        "SELECT version FROM release_correction WHERE org = ? AND id = ? AND "
        "current = 1",
        {view.org(), store::value_of(id)}, [&](const Row& row) { version = row.integer(0); }));
    return Draft{&tables::correction, id,
                 version + 1,         {store::value_of(patient.uuid)},
                 patient.uuid,        to_json_text(correction)};
}

Result<std::vector<Correction>> corrections(house::View& view, const PatientId& patient) {
    std::vector<Correction> found;
    TRY(read_rows<Correction>(
        view, tables::correction, "''", "patient = ? ORDER BY id", {store::value_of(patient.uuid)},
        [&](const KeptRow&, Correction one) { found.push_back(std::move(one)); }));
    return found;
}

}  // namespace muniment::release
