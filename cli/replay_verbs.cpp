// replay, and release preview: what was decided, again, and what other rules would decide.
#include <iostream>

#include "cli/opened.h"
#include "departments/release/release.h"

namespace muniment::cli {

namespace {

void print(const std::vector<std::string>& changes) {
    for (const std::string& change : changes) std::cout << "    " << change << "\n";
}

}  // namespace

// Exit status 1: the decision did not come out the same.
int replay(const Common& common, const std::string& case_name) {
    auto opened = Opened::open(common);
    if (!opened) return fail(opened.error());
    const auto done = release::replay((*opened)->house(), (*opened)->packs(), case_name);
    if (!done) return fail(done.error());
    std::cout << done->number << ": decided " << to_text(done->then.decided_on) << ", "
              << enum_name(done->then.answer) << "\n"
              << (done->same
                      ? "  replayed from its inputs and the packs of that day: the same\n"
                      : "  replayed from its inputs and the packs of that day: NOT THE SAME\n");
    print(release::differences(done->then, done->again));
    std::cout << "  under today's packs: " << enum_name(done->today.answer)
              << (done->changes.empty() ? ", nothing differs\n" : "\n");
    print(done->changes);
    return done->same ? 0 : 1;
}

int release_preview(const Common& common, const std::string& folder) {
    Common with_built_in = common;
    with_built_in.packs.clear();
    Common with_folder = common;
    with_folder.packs = folder;
    const auto proposed = load_packs(with_folder);
    if (!proposed) return fail(proposed.error());
    auto opened = Opened::open(with_built_in);
    if (!opened) return fail(opened.error());
    const auto preview = release::preview_packs((*opened)->house(), (*opened)->packs(), *proposed);
    if (!preview) return fail(preview.error());
    for (const auto& one : preview->changed) {
        std::cout << one.number << ": " << enum_name(one.now) << ", would be "
                  << enum_name(one.then) << "\n";
        print(one.changes);
    }
    std::cout << preview->cases << " open cases, " << preview->changed.size()
              << " would be decided differently\n";
    return 0;
}

}  // namespace muniment::cli
