// Draws the chapters of a document, one after another, as tagged PDF that is not yet PDF/A
// (finish.h does that).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/pdf/flow.h"
#include "formats/pdf/render.h"

namespace muniment::pdf {

// What stands above and below the text of a section's pages.
struct Running {
    Header header;
    std::string footer;
    PageNumbers page_numbers = PageNumbers::of_document;
};

class Drawing {
  public:
    // `running` is by section, shown(); `whole` is how long the document will be, for every page
    // says it. All outlive the drawing.
    Drawing(const std::vector<Running>& running, const Measured& whole, Typesetter& typesetter);
    ~Drawing();
    // The next chapter, on its pages.
    void add(const Flow& flow, const Pages& pages);
    // Errors: unavailable, when cairo fails; its bytes are never used then.
    Result<std::string> finish();

  private:
    class Artist;
    std::unique_ptr<Artist> artist_;
};

}  // namespace muniment::pdf
