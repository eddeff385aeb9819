// The checks, in the order in which a reader asks: are the files the released ones, does the ledger
// entry speak of them, did the ledger sign that entry? docs/formats/package.md, "Verifying".
#include "departments/release/verification.h"

#include <map>
#include <optional>
#include <set>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "departments/release/package_file.h"
#include "formats/tlog/tlog.h"
#include "formats/zip/zip.h"

namespace muniment::release {

namespace {

using Contents = std::map<std::string, std::string, std::less<>>;

struct Listed {
    std::string path;
    std::string sha256;
    std::int64_t bytes = 0;
};

struct Manifest {
    std::string number;
    std::string created;
    std::vector<Listed> files;
};

struct Entry {
    std::string at;
    std::string manifest_sha256;
};

// The text of a member; nullopt when it is absent or no text.
std::optional<std::string> text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->get_string());
}

std::optional<Listed> read_listed(const json::value& value) {
    if (!value.is_object()) return std::nullopt;
    const auto path = text_of(value.get_object(), "path");
    const auto hash = text_of(value.get_object(), "sha256");
    const json::value* bytes = value.get_object().if_contains("bytes");
    if (!path || !hash || bytes == nullptr || !bytes->is_int64()) return std::nullopt;
    if (is_package_evidence(*path)) return std::nullopt;
    return Listed{*path, *hash, bytes->get_int64()};
}

std::optional<Manifest> read_manifest(std::string_view text) {
    const auto value = parse_json(text);
    if (!value || !value->is_object()) return std::nullopt;
    const json::object& object = value->get_object();
    const auto number = text_of(object, "number");
    const auto created = text_of(object, "created");
    const json::value* files = object.if_contains("files");
    if (text_of(object, "format") != package::format || !number || !created) return std::nullopt;
    if (files == nullptr || !files->is_array()) return std::nullopt;
    Manifest manifest{*number, *created, {}};
    std::set<std::string> paths;
    for (const json::value& file : files->get_array()) {
        const auto listed = read_listed(file);
        if (!listed || !paths.insert(listed->path).second) return std::nullopt;
        manifest.files.push_back(*listed);
    }
    return manifest;
}

std::optional<Entry> read_entry(std::string_view text) {
    const auto value = parse_json(text);
    if (!value || !value->is_object()) return std::nullopt;
    const json::object& object = value->get_object();
    const json::value* version = object.if_contains("v");
    const json::value* detail = object.if_contains("detail");
    const auto at = text_of(object, "at");
    if (version == nullptr || *version != 1 || !at) return std::nullopt;
    const auto action = text_of(object, "action");
    if (action != "release.disclose" && action != "release.deliver_part") return std::nullopt;
    if (detail == nullptr || !detail->is_object()) return std::nullopt;
    const auto hash = text_of(detail->get_object(), "manifest_sha256");
    if (!hash) return std::nullopt;
    return Entry{*at, *hash};
}

class Checks {
  public:
    Checks(Contents contents, std::string_view trusted_key)
        : contents_(std::move(contents)), trusted_key_(trim(trusted_key)) {}

    Verification run() && {
        for (const std::string_view name :
             {package::manifest, package::entry, package::proof, package::key})
            if (!contents_.contains(name))
                say(false, "The package has no " + std::string(name) + ".");
        check_files();
        check_entry();
        if (const auto key = check_key()) check_ledger(*key);
        answer_.proved = true;
        for (const auto& statement : answer_.statements)
            answer_.proved = answer_.proved && statement.good;
        return std::move(answer_);
    }

  private:
    void say(bool good, std::string says) { answer_.statements.push_back({good, std::move(says)}); }

    std::string_view content(std::string_view name) const {
        const auto found = contents_.find(name);
        return found == contents_.end() ? std::string_view() : found->second;
    }

    void check_files() {
        const auto manifest = read_manifest(content(package::manifest));
        if (!manifest) return say(false, "The manifest cannot be read.");
        say(true, "The manifest is that of package " + manifest->number + ", made " +
                      manifest->created + ".");
        std::set<std::string, std::less<>> listed;
        for (const Listed& file : manifest->files) {
            listed.insert(file.path);
            check_file(file);
        }
        bool added = false;
        for (const auto& [name, bytes] : contents_) {
            if (listed.contains(name) || is_package_evidence(name)) continue;
            added = true;
            say(false, "The file " + name + " was not released: the manifest does not list it.");
        }
        if (!added)
            say(true, "Nothing was added: every file of the package is listed in its manifest.");
    }

    void check_file(const Listed& file) {
        const auto found = contents_.find(file.path);
        const std::string name = "The file " + file.path;
        if (found == contents_.end())
            return say(false, name + " was released, but is missing from the package.");
        const std::string hash = hex(sha256(found->second));
        const std::string size = std::to_string(found->second.size());
        if (hash == file.sha256 && size == std::to_string(file.bytes))
            return say(true, name + " is exactly the one that was released (" + size +
                                 " bytes, SHA-256 " + hash + ").");
        say(false, name + " is not the one that was released (the manifest says " +
                       std::to_string(file.bytes) + " bytes, SHA-256 " + file.sha256 +
                       "; the package has " + size + " bytes, SHA-256 " + hash + ").");
    }

    void check_entry() {
        const auto entry = read_entry(content(package::entry));
        if (!entry)
            return say(false,
                       "The ledger entry cannot be read or does not record a release of "
                       "information.");
        say(true, "The ledger entry records a release of information at " + entry->at + ".");
        const std::string hash = hex(sha256(content(package::manifest)));
        if (hash == entry->manifest_sha256)
            say(true,
                "The manifest is the one that the ledger entry names (SHA-256 " + hash + ").");
        else
            say(false, "The manifest is not the one that the ledger entry names.");
    }

    // The key to verify with: the package's own, which must be the trusted one when that is given.
    std::optional<tlog::VerifierKey> check_key() {
        std::string_view line = content(package::key);
        const bool ended = line.ends_with('\n');
        if (ended) line.remove_suffix(1);
        const auto key = tlog::parse_verifier_key(line);
        if (!ended || !key || key->kind != tlog::KeyKind::ed25519) {
            say(false, "The ledger's key in the package cannot be read.");
            return std::nullopt;
        }
        if (trusted_key_.empty())
            answer_.caution =
                "The ledger's key came with the package. To be sure who signed, compare it with "
                "the key that the facility publishes: " +
                std::string(line);
        else if (trusted_key_ == line)
            say(true, "The ledger's key is the one that you trust (" + key->name + ").");
        else
            say(false, "The ledger's key is not the one that you trust.");
        return *key;
    }

    void check_ledger(const tlog::VerifierKey& key) {
        const auto proof = tlog::parse_proof_file(content(package::proof));
        if (!proof) return say(false, "The proof cannot be read.");
        const auto checkpoint = tlog::open_checkpoint(proof->checkpoint, key);
        if (!checkpoint)
            return say(false,
                       "The ledger's signature does not fit: its checkpoint was changed, or was "
                       "not signed with that key.");
        const std::string size = std::to_string(checkpoint->size);
        say(true, "The ledger " + checkpoint->origin + " signed its state of " + size +
                      " entries with that key.");
        const bool salted = proof->extra && proof->extra->size() == tlog::salt_size;
        if (!salted || !holds(*proof, *checkpoint))
            return say(false,
                       "The ledger does not hold this release: its entry, salt or proof was "
                       "changed.");
        say(true, "This release is entry " + std::to_string(proof->index) + " of that ledger (of " +
                      size +
                      ", counted from 0); nobody can have removed or changed it without breaking "
                      "the signature.");
    }

    bool holds(const tlog::ProofFile& proof, const tlog::Checkpoint& checkpoint) const {
        const Hash committed = tlog::commitment(*proof.extra, content(package::entry));
        return bool(tlog::verify_inclusion(tlog::entry_leaf_hash(committed), proof.index,
                                           checkpoint.size, checkpoint.root, proof.hashes));
    }

    Contents contents_;
    std::string_view trusted_key_;
    Verification answer_;
};

}  // namespace

Verification verify_package(std::string_view zip_bytes, std::string_view trusted_key) {
    auto files = zip::read(zip_bytes);
    if (!files)
        return {false,
                {{false, "The package cannot be opened: it is not a complete, plain ZIP archive."}},
                ""};
    Contents contents;
    for (zip::File& file : *files) contents.emplace(file.name, std::move(file.content));
    return Checks(std::move(contents), trusted_key).run();
}

}  // namespace muniment::release
