// What a paper-like document says, as a value: sections of blocks, a running header and footer,
// attached files. Nothing here knows of fonts or pages; render.h turns it into PDF/A-3b bytes. Text
// is UTF-8. What cannot be shown (control characters, invalid bytes, scripts without a font) is
// replaced by U+FFFD and counted, never dropped in silence.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace muniment::pdf {

enum class Face { regular, bold, italic };
enum class Align { left, right, center };

struct Run {
    std::string text;  // "\n" breaks the line
    Face face = Face::regular;
};

// Becomes a bookmark and a tagged heading (H1 to H3). Never the last thing on a page.
struct Heading {
    std::string text;
    int level = 1;  // 1 to 3
};

enum class Size { letter, normal, small };  // 10.5, 9.5 and 8 points; small is also paler

struct Paragraph {
    std::vector<Run> runs;
    Size size = Size::normal;
    Align align = Align::left;
};

// A clinical note as it was written: its line breaks and spaces are kept, long lines wrap.
struct Preformatted {
    std::string text;
};

struct Pair {
    std::string key;
    std::string value;
};

struct KeyValues {
    std::vector<Pair> pairs;
    int columns = 2;  // pairs side by side: 1 to 3
};

struct Column {
    std::string title;
    double weight = 1;  // share of the width; > 0
    Align align = Align::left;
};

// Every row has as many cells as there are columns. The head row is repeated on each page.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
};

struct Bullets {
    std::vector<std::string> items;
};

// A framed statement the reader must not miss: redisclosure notices, what was withheld.
struct Notice {
    std::string title;
    std::string text;
};

struct Rule {};
struct PageBreak {};
struct Space {
    double points = 12;
};

// The head of a letter: name of the facility, then its address, one line each.
struct Letterhead {
    std::string name;
    std::vector<std::string> lines;
};

// A line to sign on, and what stands beneath it. Never torn apart.
struct Signature {
    std::string name;
    std::string title;
    std::string date;  // as it is to be printed; empty leaves a line to write on
};

// A page that came as an image. Its bytes are asked for when the page is drawn and let go when it
// is done, so that of hundreds of pages one is in memory.
struct PictureBytes {
    enum class Coding {
        fax,     // CCITT group 4, black runs are black
        jpeg,    // gray or YCbCr
        gray,    // one byte a pixel, 0 is black
        colour,  // red, green, blue: three bytes a pixel
    };
    Coding coding = Coding::gray;
    std::uint32_t width = 0, height = 0;
    std::string bytes;
};

// Drawn in the size it was scanned in, or as large as the page allows; where that is not said, as
// large as is usual for so many pixels.
struct Picture {
    std::uint32_t width = 0, height = 0;  // pixels, as stored; > 0
    double dpi_x = 0, dpi_y = 0;          // as stored; 0: not said
    int orientation = 1;                  // TIFF 6.0 Orientation: 1 to 8
    std::function<Result<PictureBytes>()> load;
};

// The index: one row per listed section with its first page, each row a link.
struct Contents {};

using Block = std::variant<Heading, Paragraph, Preformatted, KeyValues, Table, Bullets, Notice,
                           Rule, PageBreak, Space, Letterhead, Signature, Picture, Contents>;

struct Header {          // all empty: no header is drawn
    std::string left;    // facility
    std::string center;  // patient line; stands under `left`
    std::string right;   // case number
};

enum class Start { new_page, same_page };
enum class Listing { listed, unlisted };  // in Contents

struct Section {
    std::string title;  // in Contents
    std::string date;   // in Contents, as printed
    std::string type;   // in Contents
    Listing listing = Listing::listed;
    Start start = Start::new_page;
    Header header;
    std::string footer;  // confidentiality line; "Page 3 of 118" is always drawn
    std::vector<Block> blocks;
};

// ISO 19005-3 6.8 and ISO 32000-2 7.11.3: what the file is to the document.
enum class Relationship { source, data, alternative, supplement, unspecified };

struct Attachment {
    std::string name;         // file name, unique, without a folder
    std::string mime;         // "application/json"
    std::string description;  // shown by viewers
    Relationship relationship = Relationship::data;
    std::string bytes;
};

// Of one file with a letter to each of many people: every letter counts its own pages.
enum class PageNumbers { of_document, of_section };

struct Document {
    std::string title;  // must not be empty: PDF/A viewers show it in the title bar
    std::string author;
    std::string subject;
    Instant created{};  // the only time in the file; seconds are kept
    PageNumbers page_numbers = PageNumbers::of_document;  // of_section: each starts on a new page
    std::vector<Section> sections;
    std::vector<Attachment> attachments;
};

}  // namespace muniment::pdf
