// The desk's own records: disclosures, packages, letters, one-time links, settings. Drafts to be
// put into an act, and what was stored. All SQL of the desk is in store.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "departments/release/fee.h"
#include "departments/release/segment.h"
#include "kernel/house/desk.h"

namespace muniment::release {

Status add_tables(house::House& house);

// What the accounting of disclosures shows (45 CFR 164.528(b)(2)).
struct Disclosure {
    std::string recipient;
    std::string recipient_address;
    std::string description;
    std::string purpose;
    std::string case_number;
    bool accounting = false;  // does 45 CFR 164.528(a)(1) list it?
    std::string accounting_reason;
    std::string basis;  // the ground's name that 45 CFR 164.528(b)(2)(iv) asks for
};
BOOST_DESCRIBE_STRUCT(Disclosure, (),
                      (recipient, recipient_address, description, purpose, case_number, accounting,
                       accounting_reason, basis))
// A second version only corrects the first: the disclosure happened.
house::Draft disclosure_draft(const CaseId& id, const Uuid& patient, Day date,
                              const Disclosure& disclosure, std::int64_t version = 1);
Result<Disclosure> read_disclosure(house::View& view, const CaseId& id);

struct AccountingRow {
    Day date{};
    std::string recipient;
    std::string recipient_address;
    std::string description;
    std::string purpose;
    std::string case_number;
    bool accounting = false;
    std::string accounting_reason;
    std::string basis;
    std::optional<std::int64_t> entry_index;
};
BOOST_DESCRIBE_STRUCT(AccountingRow, (),
                      (date, recipient, recipient_address, description, purpose, case_number,
                       accounting, accounting_reason, basis, entry_index))
// All disclosures of a patient's records by this desk, newest first.
Result<std::vector<AccountingRow>> disclosures(house::View& view, const PatientId& patient);

// The files of a release and their manifest, as a ZIP archive (package_job.cpp).
house::Draft package_draft(const CaseId& id, const Uuid& patient, Instant made, std::int64_t pages,
                           std::string archive);
Result<house::Stored> read_package(house::View& view, const CaseId& id);
// The ledger entry it was written with, without opening it.
Result<Uuid> package_entry(house::View& view, const CaseId& id);

// A refusal letter has its case's id, so that there is one; the others have their own. A letter
// about many patients (patient nil) is sealed with the key of the case `many`.
house::Draft letter_draft(const Uuid& id, const Uuid& patient, const std::string& template_id,
                          std::string pdf, const Uuid& many = {});
Result<house::Stored> read_letter(house::View& view, const Uuid& id);

// locked: too many wrong codes.
enum class LinkState { open, used, recalled, locked };
BOOST_DESCRIBE_ENUM(LinkState, open, used, recalled, locked)
struct Link {
    Uuid id;
    std::int64_t version = 1;  // of an open link: one more for every wrong code
    Uuid patient;
    Hash token;  // SHA-256 of the token; the token itself is nowhere
    CaseId release_case{};
    Instant expires{};
    LinkState state = LinkState::open;
};
house::Draft link_draft(const Link& link);
Result<std::optional<Link>> find_link(house::View& view, const Hash& token);
Result<std::vector<Link>> open_links(house::View& view, const CaseId& id);

// What letters say of the facility beside its name. The telephone of the contact for complaints is
// a duty of 45 CFR 164.524(d)(2)(iii).
struct Settings {
    std::vector<std::string> address;  // lines under the name
    std::string custodian_name;        // empty: the person who releases
    std::string custodian_title = "Custodian of Records";
    std::string complaint_contact = "Privacy Officer";
    std::string complaint_phone;
    FacilityFacts facility;  // which state's law applies, and which conditions
    CopyCosts costs;         // what copying costs here, for the fee
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (address, custodian_name, custodian_title, complaint_contact, complaint_phone,
                       facility, costs))
struct SettingsRecord {
    std::int64_t version = 0;  // 0: never set
    Settings settings;
};
Result<SettingsRecord> read_settings(house::View& view);
house::Draft settings_draft(const Settings& settings, std::int64_t version);

// The next version of what a person said of an item and a segment.
Result<house::Draft> correction_draft(house::View& view, const PatientId& patient,
                                      const Correction& correction);
Result<std::vector<Correction>> corrections(house::View& view, const PatientId& patient);

}  // namespace muniment::release
