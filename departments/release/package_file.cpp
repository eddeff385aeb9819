// Puts the package together, and proves it once before anyone sees it.
#include "departments/release/package_file.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "departments/release/verification.h"
#include "formats/zip/zip.h"

namespace muniment::release {

bool is_package_evidence(std::string_view path) {
    return path == package::manifest || path == package::entry || path == package::proof ||
           path == package::key;
}

ListedFile listed_file(const ReleasedFile& file) {
    return {file.path, sha256(file.content), file.content.size()};
}

std::string manifest_json(CaseId case_id, std::string_view number, Instant created,
                          const std::vector<ReleasedFile>& files) {
    std::vector<ListedFile> listed;
    for (const ReleasedFile& file : files) listed.push_back(listed_file(file));
    return manifest_json(case_id, number, created, listed);
}

std::string manifest_json(CaseId case_id, std::string_view number, Instant created,
                          const std::vector<ListedFile>& files) {
    json::array listed;
    for (const ListedFile& file : files)
        listed.push_back(
            json::object{{"path", file.path}, {"sha256", hex(file.sha256)}, {"bytes", file.bytes}});
    return json::serialize(json::object{{"format", package::format},
                                        {"case", to_text(case_id)},
                                        {"number", number},
                                        {"created", to_text(created)},
                                        {"files", std::move(listed)}});
}

// A PDF is compressed inside already; packing it again costs time and gains nothing.
static zip::Method method_for(std::string_view path) {
    return lower(path).ends_with(".pdf") ? zip::Method::stored : zip::Method::deflated;
}

Result<std::string> assemble_package(PackageParts parts) {
    parts.proof.extra = parts.salt;
    std::vector<zip::File> files;
    for (ReleasedFile& file : parts.files)
        files.push_back({file.path, std::move(file.content), method_for(file.path)});
    files.push_back({std::string(package::manifest), std::move(parts.manifest)});
    files.push_back({std::string(package::entry), std::move(parts.entry)});
    files.push_back({std::string(package::proof), tlog::to_text(parts.proof)});
    files.push_back({std::string(package::key), parts.key + "\n"});
    std::string bytes = TRY(zip::write(files, parts.created));
    const Verification checked = verify_package(bytes, parts.key);
    for (const auto& statement : checked.statements)
        if (!statement.good)
            return Error{
                Fault::bug,
                "The package was not handed out, because it does not verify: " + statement.says};
    return bytes;
}

}  // namespace muniment::release
