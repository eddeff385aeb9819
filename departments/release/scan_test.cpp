// Goal: what came as an image goes as pages, whole and within limits; what is taken out is black in
// the bytes and said beside it; what cannot be read is refused or set aside with its reason.
#include "departments/release/scan.h"

#include "departments/release/compose.h"
#include "departments/release/desk_sample.h"
#include "departments/release/export_chart.h"
#include "departments/release/form_handlers.h"
#include "departments/release/handlers.h"
#include "departments/release/paper_sample.h"
#include "formats/pdf/inspect.h"
#include "formats/pdf/render.h"
#include "tests/support/images.h"

namespace muniment::release {
namespace {

using image::sample::tiff;

std::string fax(std::size_t pages) { return tiff(std::vector<image::sample::TiffPage>(pages)); }

std::string document_json(const std::string& id, const std::string& type, const std::string& data) {
    return R"({"resourceType":"DocumentReference","id":")" + id +
           R"(","status":"current","subject":{"reference":"Patient/ada"},"type":{"text":"Fax )" +
           id + R"("},"date":"2026-03-03T12:00:00Z","content":[{"attachment":{"contentType":")" +
           type + R"(","data":")" + to_base64(data) + "\"}}]}";
}

// Ada's chart, with a fax of three pages, a torn one and a photograph that holds more than it
// shows.
struct Chart {
    explicit Chart(tests::Engine engine) : desk(engine) {
        const std::string jpeg = image::encode_jpeg(image::sample::page(image::Ink::gray));
        add("fax", "image/tiff", fax(3));
        add("torn", "image/tiff", fax(3).substr(0, 300));
        add("photo", "image/jpeg", jpeg + "WORDS BEHIND THE PICTURE");
        view = *desk.house->view();
        request = sample::request(RequesterKind::patient);
        request.patient = desk.ada;
    }
    void add(const std::string& id, const std::string& type, const std::string& data) {
        const auto report = chart::import_text(*desk.house, {}, id, document_json(id, type, data));
        REQUIRE(report);
        REQUIRE(report->refused == 0);
    }
    Records gather_all() {
        const auto sorter = *Sorter::make(sample::with_facility(), {}, sample::today);
        const auto decision = decide({request, {}, {}}, sample::with_facility(), sample::today);
        auto records = gather(*view, request, sorter, decision);
        REQUIRE_MESSAGE(records, (records ? "" : records.error().message));
        return *std::move(records);
    }
    sample::Desk desk;
    std::unique_ptr<house::View> view;
    Request request;
};

SourceDocument* find(Records& records, const std::string& title) {
    const auto found = std::ranges::find_if(
        records.documents, [&](const SourceDocument& one) { return one.row.title == title; });
    return found == records.documents.end() ? nullptr : &*found;
}

std::string rendered(const Scan& scan, std::span<const Redaction> removed) {
    pdf::Document document{.title = "Scan"};
    document.sections = {{.title = "Scan", .blocks = blocks_of(scan, removed)}};
    const auto out = pdf::render(document);
    REQUIRE_MESSAGE(out, (out ? "" : out.error().message));
    return out->bytes;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

Scan scan_of(const std::string& bytes) {
    Scan scan{derived_uuid("a scan"), *image::pages_of(bytes), {}, std::make_shared<ScanShelf>()};
    scan.load = [bytes] { return Result<std::string>(bytes); };
    return scan;
}

Redaction place(std::int64_t page, std::optional<PageArea> area = {}) {
    return {derived_uuid("fax"), 1, 0, 0, "another person", "45 CFR 164.502(b)(1)", page, area};
}

}  // namespace

TEST_CASE("images of a chart go as pages; one that cannot be read is named with the reason") {
    for (const auto engine : tests::engines()) {
        CAPTURE(tests::name_of(engine));
        Chart chart(engine);
        Records records = chart.gather_all();
        const SourceDocument* fax = find(records, "Fax fax");
        REQUIRE(fax != nullptr);
        REQUIRE(fax->scan);
        CHECK(fax->scan->pages.size() == 3);
        CHECK(find(records, "Fax torn") == nullptr);
        const auto torn = std::ranges::find_if(records.choice.withheld, [](const Withheld& one) {
            return one.reason.find("damaged or cut off") != std::string::npos;
        });
        CHECK(torn != records.choice.withheld.end());
        const SourceDocument* photo = find(records, "Fax photo");
        REQUIRE(photo != nullptr);
        const std::string pdf = rendered(*photo->scan, {});
        CHECK(pdf.find("/DCTDecode") != std::string::npos);
        CHECK(pdf.find("WORDS BEHIND") == std::string::npos);
    }
}

// The words of an image are in no machine-readable form either: it is not there at all.
TEST_CASE("an image stays out of the machine-readable forms, and is listed") {
    Chart chart(tests::engines().front());
    const Records records = chart.gather_all();
    Paper paper = sample::paper({chart.request, {}, {}});
    paper.request = chart.request;
    const auto sorter = *Sorter::make(sample::with_facility(), {}, sample::today);
    const auto exported = open_export(*chart.view, paper, records, sorter);
    REQUIRE_MESSAGE(exported, (exported ? "" : exported.error().message));
    CHECK(count(fhir_bundle(paper, records, *exported), "image/") == 0);
    CHECK(std::ranges::count_if(exported->left_out, [](const Withheld& one) {
              return one.reason.find("came as an image") != std::string::npos;
          }) == 2);
    const std::string ccda = ccda_document(paper, records, *exported);
    CHECK(ccda.find("came as an image of 3 pages") != std::string::npos);
}

TEST_CASE("what is taken out of a page is black in its bytes and said beside it") {
    const std::string file = fax(3);
    const Scan scan = scan_of(file);
    const PageArea bar{0, 0, 7'000, 3'000};
    const auto picture = picture_of(scan, 0, areas_on(1, std::vector{place(1, bar)}));
    const auto bytes = picture.load();
    REQUIRE(bytes);
    image::Pixels expected = image::sample::page(image::Ink::bilevel);
    const image::Area area{bar.left, bar.top, bar.width, bar.height};
    image::cover(expected, 1, {&area, 1});
    CHECK(bytes->bytes == image::encode_fax(expected));

    const auto blocks = blocks_of(scan, std::vector{place(1, bar), place(2)});
    REQUIRE(blocks.size() == 4);  // said, page 1, page 2 taken out, page 3
    CHECK(std::holds_alternative<pdf::Paragraph>(blocks[0]));
    CHECK(std::holds_alternative<pdf::Picture>(blocks[1]));
    const auto* notice = std::get_if<pdf::Notice>(&blocks[2]);
    REQUIRE(notice != nullptr);
    CHECK(notice->title == "Page 2 of the document was taken out");
    CHECK(notice->text == "another person (45 CFR 164.502(b)(1))");
    CHECK(count(rendered(scan, std::vector{place(1, bar), place(2)}), "/CCITTFaxDecode") == 2);
}

TEST_CASE("an area lies on a page that is there, and has its reason") {
    const auto pages = *image::pages_of(fax(3));
    struct Row {
        const char* what;
        Redaction redaction;
        const char* fault;
    };
    Redaction silent = place(1);
    silent.reason = " ";
    Redaction stale = place(1);
    stale.version = 2;
    Redaction text = place(1);
    text.end = 4;
    const Row rows[] = {
        {"a page", place(3), ""},
        {"an area", place(1, PageArea{9'999, 0, 1, 10'000}), ""},
        {"no page", place(0), "from 1 to 3"},
        {"a page behind the last", place(4), "from 1 to 3"},
        {"left of the page", place(1, PageArea{-1, 0, 10, 10}), "within its page"},
        {"over the right", place(1, PageArea{9'000, 0, 1'001, 10}), "within its page"},
        {"below", place(1, PageArea{0, 10'000, 10, 1}), "within its page"},
        {"flat", place(1, PageArea{0, 0, 10, 0}), "within its page"},
        {"enormous", place(1, PageArea{1, 0, INT64_MAX, 10}), "within its page"},
        {"no reason", silent, "without saying why"},
        {"another version", stale, "newer version"},
        {"a passage of text", text, "no passages of text"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const std::string fault = fault_of(row.redaction, pages, 1);
        CHECK(fault.empty() == (std::string_view(row.fault).empty()));
        CHECK_MESSAGE(fault.find(row.fault) != std::string::npos, fault);
    }
}

TEST_CASE("of all scans one file is in memory, and a page is read when it is drawn") {
    int opened = 0;
    const auto shelf = std::make_shared<ScanShelf>();
    const auto scan = [&](const char* name) {
        Scan made = scan_of(fax(2));
        made.id = derived_uuid(name);
        made.shelf = shelf;
        made.load = [&opened, load = made.load] {
            ++opened;
            return load();
        };
        return made;
    };
    const Scan a = scan("a"), b = scan("b");
    const auto blocks = blocks_of(a, {});
    CHECK(opened == 0);
    for (std::size_t page : {0u, 1u}) REQUIRE(picture_of(a, page, {}).load());
    CHECK(opened == 1);
    REQUIRE(picture_of(b, 0, {}).load());
    REQUIRE(picture_of(a, 0, {}).load());
    CHECK(opened == 3);
}

// The scan of an authorization: what is taken, as what, and what is not.
TEST_CASE("authorizations come as PDF or as an image, and are shown as PDF") {
    struct Row {
        const char* what;
        std::string bytes;
        const char* answer;  // a media type, or the reason
    };
    const auto files = image::sample::files();
    const std::string png = files[0].bytes, jpeg = files[3].bytes;
    const Row rows[] = {
        {"PNG", png, "image/png"},
        {"JPEG", jpeg, "image/jpeg"},
        {"TIFF of two pages", fax(2), "image/tiff"},
        {"half a TIFF", fax(2).substr(0, 200), "damaged or cut off"},
        {"too many pages", fax(51), "more pages"},
        {"half a PNG", png.substr(0, 60), "cut off"},
        {"text", "I agree", "not a PDF, and not"},
        {"a program", "MZ\x90", "not a PDF, and not"},
        {"a spoiled PDF", "%PDF-1.7", "damaged"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto judged = judge_scan(row.bytes);
        if (!judged) {
            CHECK_MESSAGE(judged.error().message.find(row.answer) != std::string::npos,
                          judged.error().message);
            CHECK(judged.error().message.starts_with("The scan is refused: "));
            continue;
        }
        CHECK(judged->type == row.answer);
        CHECK(judged->bytes == row.bytes);
        const auto shown = scan_as_pdf(judged->type, judged->bytes, Instant{});
        REQUIRE(shown);
        CHECK(pdf::inspect(*shown).clean());
    }
}

TEST_CASE("a faxed form is taken, and comes back as pages") {
    sample::Desk desk(tests::engines().front());
    FormCommand command;
    command.patient = desk.ada;
    command.form = sample::form();
    command.scan = to_base64(fax(2));
    const auto taken = desk.ask("POST", "/release/forms", to_json_text(command));
    REQUIRE_MESSAGE(taken, (taken ? "" : taken.error().message));
    const auto view = from_json_text<FormView>(taken->content);
    CHECK(view->has_scan);
    const auto scan = desk.ask("GET", "/release/forms/" + to_text(view->id) + "/scan");
    REQUIRE(scan);
    CHECK(scan->content_type == "application/pdf");
    CHECK(pdf::inspect(scan->content).clean());
    command.scan = to_base64(fax(2).substr(0, 200));
    const auto refused = desk.ask("POST", "/release/forms", to_json_text(command));
    REQUIRE(!refused);
    CHECK(refused.error().fault == Fault::incorrect);
}

// From the desk's side: the page is looked at, an area is taken out, and kept with the case.
TEST_CASE("a person takes an area out of a faxed page") {
    Chart chart(tests::engines().front());
    const CaseView open = chart.desk.open_case(chart.request);
    const auto preview = from_json_text<Preview>(
        chart.desk.ask("GET", sample::Desk::path(open) + "/preview")->content);
    REQUIRE(preview);
    const auto fax = std::ranges::find(preview->documents, "Fax fax", &PreviewDocument::title);
    REQUIRE(fax != preview->documents.end());
    CHECK(fax->image_pages == 3);
    const std::string document = sample::Desk::path(open) + "/documents/" + to_text(fax->id);
    CHECK(from_json_text<DocumentView>(chart.desk.ask("GET", document)->content)->image_pages == 3);
    const auto before = chart.desk.ask("GET", document + "/pages/1");
    REQUIRE(before);
    CHECK(before->content_type == "image/png");
    for (const char* page : {"/pages/0", "/pages/4", "/pages/x", "/pages/-1"})
        CHECK(!chart.desk.ask("GET", document + page));

    RedactCommand command{open.version, {place(1, PageArea{})}, {}, "", ""};
    command.redactions[0].document = fax->id;
    const auto changed =
        chart.desk.ask("POST", sample::Desk::path(open) + "/redactions", to_json_text(command));
    REQUIRE_MESSAGE(changed, (changed ? "" : changed.error().message));
    const auto after = chart.desk.ask("GET", document + "/pages/1");
    REQUIRE(after);
    CHECK(after->content == before->content);  // the stored page stays as it is
    const auto shown = from_json_text<DocumentView>(chart.desk.ask("GET", document)->content);
    CHECK(shown->redactions == command.redactions);
    command.version += 1;
    command.redactions[0].page = 4;
    CHECK(!chart.desk.ask("POST", sample::Desk::path(open) + "/redactions", to_json_text(command)));
}

}  // namespace muniment::release
