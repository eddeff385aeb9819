#include "departments/release/package_job.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/assets.h"
#include "departments/release/export_chart.h"
#include "departments/release/package_file.h"
#include "formats/zip/zip.h"
#include "kernel/people/people.h"

namespace muniment::release {

namespace {

struct Extras {
    std::vector<ReleasedFile> files;
    std::int64_t left_out = 0;
};

Result<Sorter> sorter_of(house::View& view, const OpenCase& open, const rules::Packs& packs,
                         Day today) {
    auto corrected = TRY(corrections(view, open.content.request.patient));
    return Sorter::make(packs, open.facility, today, std::move(corrected));
}

Result<Records> gather_with(house::View& view, const OpenCase& open, const Decision& decision,
                            const Sorter& sorter) {
    auto records = TRY(gather(view, open.content.request, sorter, decision));
    if (!decision.only.empty()) records.given = open.content.given;
    TRY(redact(records, open.content.redactions));
    return records;
}

struct Package {
    PackageInfo info;
    std::string archive;
};

// The machine-readable forms that were asked for. Where the law lists the fields that may go there
// is none: 45 CFR 164.512(f)(2)(i).
Result<Extras> extras_of(house::View& view, const Paper& paper, const Records& records,
                         const Sorter& sorter) {
    Extras extras;
    const auto& asked = paper.request.extras;
    if (asked.empty() || !paper.decision.only.empty()) return extras;
    const Export exported = TRY(open_export(view, paper, records, sorter));
    if (std::ranges::find(asked, Extra::fhir) != asked.end())
        extras.files.push_back({std::string(fhir_file), fhir_bundle(paper, records, exported)});
    if (std::ranges::find(asked, Extra::ccda) != asked.end())
        extras.files.push_back({std::string(ccda_file), ccda_document(paper, records, exported)});
    extras.left_out = std::ssize(exported.left_out);
    return extras;
}

PackageInfo info_of(const Printed& pdf, const std::string& manifest, Instant made) {
    PackageInfo info;
    info.pages = static_cast<std::int64_t>(pdf.pages);
    info.bytes = std::ssize(pdf.bytes);
    info.sha256 = sha256(pdf.bytes);
    info.created_at = made;
    info.manifest_sha256 = sha256(manifest);
    return info;
}

Result<Package> make(const OpenCase& open, const Paper& paper, const Records& records,
                     Extras extras) {
    Printed pdf = TRY(render_release(paper, records, Copy::release));
    std::vector<ReleasedFile> files;
    files.push_back({std::string(package::pdf), pdf.bytes});
    files.push_back(verifier_page());
    for (ReleasedFile& file : extras.files) files.push_back(std::move(file));
    std::string manifest = manifest_json(open.record.id, open.record.number, paper.created, files);
    Package package;
    package.info = info_of(pdf, manifest, paper.created);
    package.info.left_out = extras.left_out;
    files.push_back({std::string(package::manifest), std::move(manifest)});
    std::vector<zip::File> packed;
    for (ReleasedFile& file : files)
        packed.push_back({file.path, std::move(file.content),
                          file.path == package::pdf ? zip::Method::stored : zip::Method::deflated});
    package.archive = TRY(zip::write(packed, paper.created));
    return package;
}

// 45 CFR 164.528(b)(2)(iv): a brief statement of the purpose that shows the basis. A patient need
// not give one (45 CFR 164.508(c)(1)(iv)).
std::string purpose_of(const Request& request) {
    if (!request.purpose.empty()) return request.purpose;
    if (request.requester.kind == RequesterKind::patient) return "at the request of the individual";
    return request.authorization ? request.authorization->purpose : "treatment";
}

// 45 CFR 164.528(b)(2)(iii): a brief description of the information disclosed.
std::string description_of(const Records& records) {
    if (records.given.empty()) return enclosed(records.choice);
    std::vector<std::string> fields;
    for (const auto& [field, value] : records.given) fields.push_back(field);
    return join(fields, ", ");
}

Disclosure disclosure_of(const OpenCase& open, const Decision& decision, const Records& records) {
    const Requester& to = open.content.request.requester;
    std::string recipient =
        to.name.empty() && to.kind == RequesterKind::patient ? open.patient.name : to.name;
    if (!to.organization.empty()) recipient += (recipient.empty() ? "" : ", ") + to.organization;
    return {recipient,
            to.address,
            description_of(records),
            purpose_of(open.content.request),
            open.record.number,
            decision.accounting,
            decision.accounting_reason,
            decision.basis};
}

house::Actor actor_of(const OpenCase& open) {
    house::Actor actor;
    if (!open.content.order) return actor;
    actor.user = open.content.order->by;
    actor.name = open.content.order->name;
    actor.purpose = open.content.order->purpose;
    return actor;
}

// The one act of the release.
Result<house::Act> disclose(house::House& house, OpenCase next, const Decision& decision,
                            const Records& records, Package package, Day today) {
    next.state = TRY(release::next(next.state, Action::finish));
    ++next.record.version;
    next.content.decision = decision;
    next.content.package = package.info;
    const std::int64_t pages = next.content.package->pages;
    const house::Actor actor = actor_of(next);
    json::object detail{{"manifest_sha256", hex(next.content.package->manifest_sha256)},
                        {"pages", pages},
                        {"documents", records.choice.count(Section::documents)},
                        {"accounting", decision.accounting},
                        {"note", std::to_string(pages) + " pages"}};
    if (decision.minimum_necessary && next.content.minimum)
        detail["minimum"] = detail_of(*next.content.minimum);
    auto act = TRY(act_of(house, next, actor, "release.disclose", std::move(detail)));
    const Uuid patient = next.record.patient;
    act.drafts.push_back(
        disclosure_draft(next.record.id, patient, today, disclosure_of(next, decision, records)));
    act.drafts.push_back(package_draft(next.record.id, patient, package.info.created_at, pages,
                                       std::move(package.archive)));
    return act;
}

// What no longer may go out goes back to the desk, decided anew.
Status give_back(house::House& house, OpenCase next, const Decision& decision) {
    const State approved = TRY(release::next(next.state, Action::fail));
    next.state = TRY(release::next(approved, Action::decide, decision.answer));
    ++next.record.version;
    next.content.decision = decision;
    auto act = TRY(act_of(house, next, actor_of(next), "release.fail",
                          {{"note", "The package was not made; see the job."}}));
    TRY(house.act(std::move(act)));
    return ok();
}

Status release_now(tasks::JobRun& run, house::View& view, const OpenCase& open,
                   const Decision& decision, Day today) {
    const auto sorter = TRY(sorter_of(view, open, run.packs, today));
    const auto records = TRY(gather_with(view, open, decision, sorter));
    run.progress(1, 3);
    const house::Actor actor = actor_of(open);
    const auto paper = TRY(paper_of(run.house, view, open, decision, actor.name, today));
    auto extras = TRY(extras_of(view, paper, records, sorter));
    auto package = TRY(make(open, paper, records, std::move(extras)));
    run.progress(2, 3);
    auto act = TRY(disclose(run.house, open, decision, records, std::move(package), today));
    TRY(commit(run.house, view, actor, std::move(act)));
    run.progress(3, 3);
    return ok();
}

}  // namespace

Result<Records> gather_case(house::View& view, const OpenCase& open, const Decision& decision,
                            const rules::Packs& packs, Day today) {
    const auto sorter = TRY(sorter_of(view, open, packs, today));
    return gather_with(view, open, decision, sorter);
}

Result<Paper> paper_of(house::House& house, house::View& view, const OpenCase& open,
                       const Decision& decision, const std::string& signer, Day today) {
    const SettingsRecord settings = TRY(read_settings(view));
    return Paper{house.facility(), settings.settings, open.record.number, open.content.request,
                 decision, open.patient, signer.empty() ? "Custodian of Records" : signer, today,
                 // Whole seconds: the manifest, the PDF and the ZIP file name the same moment.
                 std::chrono::floor<std::chrono::seconds>(house.now())};
}

Status make_package(tasks::JobRun& run) {
    const auto view = TRY(run.house.view());
    const OpenCase open = TRY(load(*view, CaseId{run.subject}));
    if (open.state == State::released) return ok();  // done in an earlier life
    TRY(release::next(open.state, Action::finish));
    const Day today = run.house.today();
    const Decision decision = decide_now(open, run.packs, today);
    Status status =
        lets_go(decision.answer)
            ? must_be_minimum(minimum_now(open, decision, run.packs, today), open.record.number)
            : Error{Fault::incorrect, "Decided again today, case " + open.record.number +
                                          " may not be released; look at it again."};
    if (status) status = release_now(run, *view, open, decision, today);
    if (status) return status;
    // Another program may have released it meanwhile; then giving it back meets a conflict and
    // changes nothing.
    (void)give_back(run.house, open, decision);
    const auto later = TRY(run.house.view());
    const OpenCase now = TRY(load(*later, open.record.id));
    return now.state == State::released ? ok() : status;
}

ReleasedFile verifier_page() {
    const Assets page = assets::verify_page();
    ensure(page.size() == 1, "the verifier page is built in");
    return {std::string(package::page), std::string(page[0].bytes)};
}

Result<std::string> prove_package(house::House& house, const Uuid& entry, const std::string& number,
                                  PackageParts parts) {
    const auto index = TRY(house.ledger().index_of(entry));
    if (!index)
        return Error{Fault::unavailable, "The ledger does not have the entry of package " + number +
                                             " yet; try again."};
    auto proof = TRY(house.ledger().prove(*index));
    parts.entry = std::move(proof.entry.payload);
    parts.salt = std::move(proof.entry.salt);
    parts.proof = std::move(proof.file);
    parts.key = std::move(proof.vkey);
    return assemble_package(std::move(parts));
}

Result<std::string> package_file(house::House& house, house::View& view, const OpenCase& open) {
    const auto stored = TRY(read_package(view, open.record.id));
    ensure(open.content.package.has_value(), "a released case says what was released");
    PackageParts parts;
    parts.created = open.content.package->created_at;
    auto stored_files = TRY(zip::read(stored.content));
    for (zip::File& file : stored_files) {
        if (file.name == package::manifest)
            parts.manifest = std::move(file.content);
        else
            parts.files.push_back({std::move(file.name), std::move(file.content)});
    }
    return prove_package(house, stored.entry, open.record.number, std::move(parts));
}

}  // namespace muniment::release
