// A document of the chart, or an authorization, that came as an image: its pages, what is covered
// on them, and the same pages for paper. The file itself is opened anew for its pages, so that of
// all the scans of a release one is in memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "departments/release/redaction.h"
#include "formats/image/image.h"
#include "formats/pdf/document.h"
#include "kernel/chart/chart.h"

namespace muniment::release {

// Holds the file that was opened last, for all scans that share it.
class ScanShelf {
  public:
    // The bytes stay until another id is asked for.
    Result<std::string_view> open(const Uuid& id, const std::function<Result<std::string>()>& load);

  private:
    Uuid id_;
    std::string bytes_;
};

struct Scan {
    Uuid id;
    std::vector<image::PageFacts> pages;
    // Valid as long as what it reads from: for a document of the chart, the view it came from.
    std::function<Result<std::string>()> load;
    std::shared_ptr<ScanShelf> shelf;
};

// An image of the chart whose every page was looked at. unsupported or incorrect, with the reason
// as a sentence: it has no image, or one that cannot be read.
Result<Scan> open_scan(house::View& view, const PatientId& patient, const Uuid& document,
                       std::shared_ptr<ScanShelf> shelf);

// What stands of a page on paper, its covered places black; nothing of them is in the bytes.
pdf::Picture picture_of(const Scan& scan, std::size_t page, std::vector<image::Area> covered);
// The covered places of a page, counted from 1.
std::vector<image::Area> areas_on(std::int64_t page, std::span<const Redaction> removed);
// The pages as blocks: what was taken out of each is said above it, with its reason. A page that is
// taken out whole is a notice.
std::vector<pdf::Block> blocks_of(const Scan& scan, std::span<const Redaction> removed);

// Why this cannot be taken out of the scan; empty: it can.
std::string fault_of(const Redaction& redaction, std::span<const image::PageFacts> pages,
                     std::int64_t version);

// An authorization that came as a file: kept as it is, when it is a PDF or an image that can do no
// harm and be read to its end.
struct JudgedScan {
    std::string type;  // "application/pdf", "image/tiff"
    std::string bytes;
};
Result<JudgedScan> judge_scan(std::string bytes);
// For a browser, which shows no TIFF: a PDF stays as it is, an image becomes one.
Result<std::string> scan_as_pdf(const std::string& type, std::string bytes, Instant created);

}  // namespace muniment::release
