// Writes the desk's papers into a folder and names the files, for veraPDF and for a person to look
// at.
//
//     write_release_papers FOLDER [NOTES]     NOTES: documents in each release (default 2)
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "departments/release/letters_sample.h"
#include "departments/release/part_sample.h"
#include "formats/pdf/render.h"

using namespace muniment;
using namespace muniment::release;

static bool write(const std::string& file, const Result<std::string>& bytes) {
    if (!bytes) {
        std::cerr << bytes.error().message << "\n";
        return false;
    }
    std::ofstream(file, std::ios::binary) << *bytes;
    std::cout << file << "\n";
    return true;
}

static Result<std::string> released(const View& view, Copy copy, std::size_t notes) {
    auto printed = TRY(render_release(sample::paper(view), sample::records(notes), copy));
    return std::move(printed.bytes);
}

static Result<std::string> refused(View view) {
    view.request.identity_verified = false;
    auto rendered = TRY(pdf::render(refusal_letter(sample::paper(view))));
    return std::move(rendered.bytes);
}

static Result<std::string> part() {
    auto rendered = TRY(pdf::render(part_cover(sample::part())));
    return std::move(rendered.bytes);
}

// Every letter, in both languages.
static bool write_letters(const std::string& folder) {
    bool good = true;
    for (const LetterKind kind : sample::letter_kinds)
        for (const Language language : {Language::english, Language::spanish}) {
            const auto document =
                letter(sample::paper(sample::patient()),
                       sample::letter_ask(kind, language, sample::patient()), Copy::release);
            if (!document) return write("", Result<std::string>(document.error()));
            const auto rendered = pdf::render(*document);
            const std::string name =
                std::string(enum_name(kind)) + "_" + std::string(enum_name(language));
            good &= write(folder + name + ".pdf", rendered ? Result<std::string>(rendered->bytes)
                                                           : Result<std::string>(rendered.error()));
        }
    return good;
}

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::string folder = std::string(argv[1]) + "/";
    const auto notes = static_cast<std::size_t>(argc > 2 ? std::atoi(argv[2]) : 2);
    bool good = write(folder + "patient.pdf", released(sample::patient(), Copy::release, notes));
    good &= write(folder + "attorney.pdf", released(sample::attorney(), Copy::release, notes));
    good &= write(folder + "provider.pdf", released(sample::provider(), Copy::release, notes));
    good &= write(folder + "preview.pdf", released(sample::attorney(), Copy::preview, notes));
    good &= write(folder + "refused.pdf", refused(sample::attorney()));
    good &= write(folder + "refused_patient.pdf", refused(sample::patient()));
    good &= write(folder + "bulk_part.pdf", part());
    good &= write_letters(folder);
    return good ? 0 : 1;
}
