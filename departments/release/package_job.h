// Makes the package of a case whose release was confirmed, in the background, and puts the package
// file together whenever it is asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/compose.h"
#include "departments/release/desk.h"
#include "departments/release/package_file.h"

namespace muniment::release {

// The job "release.package": one act holds the package, the accounting row and the case's new
// state, so a crash at any point leaves all of them or none, and a second run finds them there.
Status make_package(tasks::JobRun& run);

// An order to release, before it is written down: the case as it will be, and what goes with it.
struct Ordered {
    OpenCase open;
    bool goes = false;  // false: a second person looks first
    std::string action;
    json::object detail;
    std::vector<house::Draft> drafts;
};
// Decides once more on today's facts. Errors: incorrect, when it may not go or nothing would.
Result<Ordered> order_release(house::House& house, house::View& view, const rules::Packs& packs,
                              Day today, const house::Actor& actor, OpenCase open);

// The page that checks a package without a network.
ReleasedFile verifier_page();
// Puts the proof of the ledger's entry to the files and their manifest.
Result<std::string> prove_package(house::House& house, const Uuid& entry, const std::string& number,
                                  PackageParts parts);
// The ZIP file of a released case, with a proof from today's ledger.
Result<std::string> package_file(house::House& house, house::View& view, const OpenCase& open);

// What the decision lets go of the case's chart, sorted as persons have corrected it.
Result<Records> gather_case(house::View& view, const OpenCase& open, const Decision& decision,
                            const rules::Packs& packs, Day today);

// What the papers of a case say, as of now. `signer` is the acting person's name.
Result<Paper> paper_of(house::House& house, house::View& view, const OpenCase& open,
                       const Decision& decision, const std::string& signer, Day today);

}  // namespace muniment::release
