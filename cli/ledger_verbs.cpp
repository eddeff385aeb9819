// ledger checkpoint | prove | export | cosign.
#include <iostream>

#include "cli/opened.h"

namespace muniment::cli {

int ledger_checkpoint(const Common& common) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto note = (*opened)->house().ledger().cosigned_checkpoint();
    if (!note) return fail(note.error());
    std::cout << *note;
    std::cerr << "verifier key: " << (*opened)->house().ledger().vkey() << "\n";
    return 0;
}

int ledger_prove(const Common& common, std::int64_t index, const std::string& output) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto proof = (*opened)->house().ledger().prove(index);
    if (!proof) return fail(proof.error());
    const std::string text = tlog::to_text(proof->file);
    if (output.empty()) {
        std::cout << text;
        std::cerr << "payload: " << proof->entry.payload << "\nverifier key: " << proof->vkey
                  << "\n";
        return 0;
    }
    // The three files a verifier needs beside one another: proof, payload, key.
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{output, text},
                                      {output + ".entry.json", proof->entry.payload},
                                      {output + ".key.txt", proof->vkey + "\n"}}) {
        const Status written = write_whole_file(name, bytes);
        if (!written) return fail(written.error());
        std::cout << name << "\n";
    }
    return 0;
}

int ledger_export(const Common& common, const std::string& folder) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const Status done = (*opened)->house().ledger().export_tiles(folder);
    if (!done) return fail(done.error());
    std::cout << "The ledger is in " << folder << " as C2SP tlog-tiles.\n";
    return 0;
}

int ledger_cosign(const Common& common, const std::string& note_file, const std::string& vkey) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto note = read_whole_file(note_file);
    if (!note) return fail(note.error());
    const auto key = tlog::parse_verifier_key(vkey);
    if (!key) return fail(key.error());
    const Status taken = (*opened)->house().ledger().accept_cosignature(*note, *key);
    if (!taken) return fail(taken.error());
    std::cout << "The cosignature of " << key->name << " is kept with the checkpoint.\n";
    return 0;
}

}  // namespace muniment::cli
