#include "departments/release/part_file.h"

#include <algorithm>

#include "base/text.h"
#include "departments/release/package_job.h"
#include "departments/release/paper_parts.h"
#include "formats/csv/csv.h"
#include "formats/zip/zip.h"

namespace muniment::release {

namespace {

constexpr std::string_view members_name = "members.json";  // kept, never delivered

std::string folder_of(const Member& member) { return "charts/" + member.number + "/"; }

pdf::Table member_table(const std::vector<Member>& members) {
    pdf::Table table{{{"No.", 6, pdf::Align::right},
                      {"Your reference", 18},
                      {"Patient", 28},
                      {"Born", 12},
                      {"MRN", 14},
                      {"Pages", 8, pdf::Align::right},
                      {"Folder in charts/", 22}},
                     {}};
    for (const Member& member : members)
        table.rows.push_back({std::to_string(member.position), member.reference,
                              member.patient_name, member.birth_date, member.mrn,
                              std::to_string(member.pages), member.number});
    return table;
}

std::vector<pdf::Block> rest_of(const NotEnclosed& rest) {
    std::vector<std::string> lines;
    const auto say = [&](const char* what, const std::vector<std::string>& references) {
        if (!references.empty()) lines.push_back(what + (": " + join(references, ", ")));
    };
    say("Sent with an earlier part", rest.delivered_before);
    say("Still in work; they follow, or we write to you", rest.in_work);
    say("We could not find these patients by what the list says", rest.not_found);
    say("Not released on this request", rest.not_released);
    if (lines.empty()) return {};
    return {pdf::Notice{"Not in this part", join(lines, "\n")}};
}

std::int64_t pages_of(const std::vector<Member>& members) {
    std::int64_t pages = 0;
    for (const Member& member : members) pages += member.pages;
    return pages;
}

}  // namespace

pdf::Document part_cover(const PartPaper& part) {
    pdf::Section section{.title = "Cover letter", .footer = footer_text()};
    section.listing = pdf::Listing::unlisted;
    section.blocks = letter_opening(part.paper);
    Words words = words_of(part.paper);
    words["part"] = std::to_string(part.number);
    words["charts"] = std::to_string(part.members.size());
    words["pages"] = std::to_string(pages_of(part.members));
    const std::vector<pdf::Block> table = {member_table(part.members)};
    for (const std::string& paragraph : letter_template("part").paragraphs)
        if (paragraph == "{table}")
            append(section.blocks, table);
        else if (paragraph == "{rest}")
            append(section.blocks, rest_of(part.rest));
        else
            section.blocks.push_back(letter_text(fill(paragraph, words)));
    section.blocks.push_back(pdf::Space{24});
    section.blocks.push_back(signature(part.paper));
    pdf::Document document;
    document.title = "Delivery " + part.paper.number + ", part " + std::to_string(part.number);
    document.author = part.paper.facility;
    document.subject = "Release of information";
    document.created = part.paper.created;
    document.sections.push_back(std::move(section));
    return document;
}

std::string index_csv(const std::vector<Member>& members) {
    std::vector<csv::Row> rows = {
        {"line", "reference", "patient", "birth date", "mrn", "pages", "file"}};
    for (const Member& member : members)
        rows.push_back({std::to_string(member.position), member.reference, member.patient_name,
                        member.birth_date, member.mrn, std::to_string(member.pages),
                        folder_of(member) + std::string(package::pdf)});
    return csv::write(rows);
}

Result<std::string> pack(KeptPart part, Instant made) {
    std::vector<zip::File> files;
    for (ReleasedFile& file : part.files)
        files.push_back({std::move(file.path), std::move(file.content), zip::Method::deflated});
    files.push_back(
        {std::string(package::manifest), std::move(part.manifest), zip::Method::deflated});
    files.push_back({std::string(members_name), to_json_text(part.members), zip::Method::deflated});
    return zip::write(files, made);
}

Result<KeptPart> unpack_part(const std::string& archive) {
    KeptPart part;
    auto files = TRY(zip::read(archive));
    for (zip::File& file : files) {
        if (file.name == package::manifest)
            part.manifest = std::move(file.content);
        else if (file.name == members_name)
            part.members = TRY(from_json_text<std::vector<Member>>(file.content));
        else
            part.files.push_back({std::move(file.name), std::move(file.content)});
    }
    return part;
}

// The verifier page is in the part once; a chart's own manifest is of its own package.
Result<std::vector<ReleasedFile>> chart_files(house::View& view, const Member& member) {
    const auto stored = TRY(read_package(view, member.id));
    auto files = TRY(zip::read(stored.content));
    std::vector<ReleasedFile> kept;
    for (zip::File& file : files)
        if (file.name != package::manifest && file.name != package::page)
            kept.push_back({folder_of(member) + file.name, std::move(file.content)});
    return kept;
}

static Status must_stand(house::View& view, const OpenBulk& open,
                         const std::vector<Member>& members) {
    std::map<Uuid, std::string> states;
    const auto lines = TRY(lines_of(view, open.record.id.uuid));
    for (const Line& line : lines) states[line.release_case] = line.case_state;
    for (const Member& member : members)
        if (states[member.id.uuid] != enum_name(State::released))
            return Error{Fault::conflict, "Case " + member.number +
                                              " of this part was called back; the part cannot go "
                                              "out any more."};
    return ok();
}

Result<std::string> part_file(house::House& house, house::View& view, const OpenBulk& open,
                              const Part& part) {
    auto kept = TRY(unpack_part(part.archive));
    TRY(must_stand(view, open, kept.members));
    PackageParts parts;
    parts.files = std::move(kept.files);
    parts.manifest = std::move(kept.manifest);
    parts.created = open.content.parts.at(static_cast<std::size_t>(part.number) - 1).created_at;
    for (const Member& member : kept.members) {
        auto files = TRY(chart_files(view, member));
        for (ReleasedFile& file : files) parts.files.push_back(std::move(file));
    }
    return prove_package(house, part.entry, open.record.number, std::move(parts));
}

}  // namespace muniment::release
