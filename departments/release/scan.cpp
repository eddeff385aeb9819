#include "departments/release/scan.h"

#include <algorithm>

#include "base/text.h"
#include "formats/fhir/attachment.h"
#include "formats/pdf/inspect.h"
#include "formats/pdf/render.h"

namespace muniment::release {
namespace {

// An authorization is a few pages; 50 of them in colour at 300 dots per inch are 420 million
// pixels.
constexpr image::Limits form_limits{
    .bytes_max = std::uint64_t{20} << 20, .pages_max = 50, .all_pixels_max = 500'000'000};

Result<std::string> image_of(house::View& view, const PatientId& patient, const Uuid& document) {
    const auto stored = TRY(chart::resource(view, patient, document));
    auto attachments = TRY(fhir::attachments(stored.json));
    bool linked = false;
    for (fhir::Attachment& one : attachments) {
        if (image::kind_of(one.bytes)) return std::move(one.bytes);
        linked |= one.bytes.empty() && !one.url.empty();
    }
    return Error{Fault::unsupported,
                 linked ? "It is only linked to; its content was not sent with it."
                        : "It is not text and not an image that this copy can show."};
}

pdf::PictureBytes bytes_of(image::Sheet sheet) {
    using Coding = pdf::PictureBytes::Coding;
    const Coding coding = sheet.coding == image::Coding::fax    ? Coding::fax
                          : sheet.coding == image::Coding::jpeg ? Coding::jpeg
                          : sheet.ink == image::Ink::gray       ? Coding::gray
                                                                : Coding::colour;
    return {coding, sheet.width, sheet.height, std::move(sheet.bytes)};
}

bool is_whole_page(const Redaction& one) { return !one.area.has_value(); }

std::string why(const Redaction& one) {
    return one.reason + (one.cite.empty() ? "" : " (" + one.cite + ")");
}

std::vector<Redaction> on_page(std::int64_t page, std::span<const Redaction> removed) {
    std::vector<Redaction> mine;
    std::ranges::copy_if(removed, std::back_inserter(mine),
                         [&](const Redaction& one) { return one.page == page; });
    return mine;
}

std::string reasons_of(const std::vector<Redaction>& removed) {
    std::vector<std::string> reasons;
    for (const Redaction& one : removed)
        if (std::ranges::find(reasons, why(one)) == reasons.end()) reasons.push_back(why(one));
    return join(reasons, "; ");
}

}  // namespace

Result<std::string_view> ScanShelf::open(const Uuid& id,
                                         const std::function<Result<std::string>()>& load) {
    if (id_ != id) {
        bytes_.clear();
        id_ = {};
        bytes_ = TRY(load());
        id_ = id;
    }
    return std::string_view(bytes_);
}

Result<Scan> open_scan(house::View& view, const PatientId& patient, const Uuid& document,
                       std::shared_ptr<ScanShelf> shelf) {
    Scan scan{document, {}, {}, std::move(shelf)};
    scan.load = [&view, patient, document] { return image_of(view, patient, document); };
    const std::string_view bytes = TRY(scan.shelf->open(scan.id, scan.load));
    scan.pages = TRY(image::whole_pages_of(bytes));
    return scan;
}

pdf::Picture picture_of(const Scan& scan, std::size_t page, std::vector<image::Area> covered) {
    const image::PageFacts& facts = scan.pages.at(page);
    pdf::Picture picture{facts.width, facts.height,      facts.dpi_x,
                         facts.dpi_y, facts.orientation, {}};
    picture.load = [id = scan.id, load = scan.load, shelf = scan.shelf, facts,
                    covered = std::move(covered)]() -> Result<pdf::PictureBytes> {
        const std::string_view bytes = TRY(shelf->open(id, load));
        return bytes_of(TRY(image::sheet_of(bytes, facts, covered)));
    };
    return picture;
}

std::vector<image::Area> areas_on(std::int64_t page, std::span<const Redaction> removed) {
    std::vector<image::Area> areas;
    for (const Redaction& one : on_page(page, removed)) {
        const PageArea area = one.area.value_or(PageArea{});
        areas.push_back({area.left, area.top, area.width, area.height});
    }
    return areas;
}

std::vector<pdf::Block> blocks_of(const Scan& scan, std::span<const Redaction> removed) {
    std::vector<pdf::Block> blocks;
    for (std::size_t i = 0; i < scan.pages.size(); ++i) {
        const auto number = static_cast<std::int64_t>(i) + 1;
        const std::vector<Redaction> mine = on_page(number, removed);
        const std::string page = "Page " + std::to_string(number) + " of the document";
        if (std::ranges::any_of(mine, is_whole_page)) {
            blocks.push_back(pdf::Notice{page + " was taken out", reasons_of(mine)});
            continue;
        }
        if (!mine.empty())
            blocks.push_back(pdf::Paragraph{
                {{"[removed from the page below, where it is black: " + reasons_of(mine) + "]"}},
                pdf::Size::small});
        blocks.push_back(picture_of(scan, i, areas_on(number, mine)));
    }
    return blocks;
}

std::string fault_of(const Redaction& redaction, std::span<const image::PageFacts> pages,
                     std::int64_t version) {
    if (redaction.version != version)
        return "The document has a newer version than the one that was looked at; look again.";
    if (redaction.page < 1 || redaction.page > std::ssize(pages))
        return "The document came as an image; name the page to take something out of, from 1 to " +
               std::to_string(pages.size()) + ".";
    if (redaction.begin != 0 || redaction.end != 0)
        return "The document came as an image; it has pages and areas, but no passages of text.";
    const PageArea area = redaction.area.value_or(PageArea{});
    const auto fits = [](std::int64_t from, std::int64_t size) {
        return from >= 0 && size > 0 && from < 10'000 && size <= 10'000 - from;
    };
    if (!fits(area.left, area.width) || !fits(area.top, area.height))
        return "An area to remove does not lie within its page.";
    if (trim(redaction.reason).empty()) return "An area is removed without saying why.";
    return "";
}

Result<JudgedScan> judge_scan(std::string bytes) {
    const auto refused = [](const std::string& reason) {
        return Error{Fault::incorrect, "The scan is refused: " + reason};
    };
    if (const auto kind = image::kind_of(bytes)) {
        const auto pages = image::whole_pages_of(bytes, form_limits);
        if (!pages) return refused(pages.error().message);
        return JudgedScan{image::media_type(*kind), std::move(bytes)};
    }
    const auto judged = pdf::inspect(bytes);
    if (judged.has(pdf::Hazard::not_pdf))
        return refused("The file is not a PDF, and not a PNG, JPEG or TIFF image.");
    if (!judged.clean()) return refused(judged.found.front().reason);
    return JudgedScan{"application/pdf", std::move(bytes)};
}

Result<std::string> scan_as_pdf(const std::string& type, std::string bytes, Instant created) {
    if (type == "application/pdf") return bytes;
    Scan scan{{}, TRY(image::pages_of(bytes, form_limits)), {}, std::make_shared<ScanShelf>()};
    scan.id = derived_uuid("scan");  // the shelf is its own
    scan.load = [bytes = std::move(bytes)] { return Result<std::string>(bytes); };
    pdf::Document document{.title = "Scan of an authorization", .created = created};
    document.sections = {{.title = document.title, .blocks = blocks_of(scan, {})}};
    return TRY(pdf::render(document)).bytes;
}

}  // namespace muniment::release
