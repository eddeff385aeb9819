// Attachments of DocumentReference, DiagnosticReport, Composition and Binary, and the text a person
// can read in them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace muniment::fhir {

struct Attachment {
    std::string content_type;  // "text/plain", lower case, without parameters
    std::string charset;       // lower case; empty when not said (then UTF-8)
    std::string title;
    std::string bytes;  // decoded; empty when only a url is given
    std::string url;
};

// DocumentReference.content.attachment, DiagnosticReport.presentedForm, Binary, and Composition's
// section texts as one text/html attachment. No attachments: an empty list. Error: bad JSON, or
// base64 that is not (white space is tolerated, nothing else).
Result<std::vector<Attachment>> attachments(std::string_view json);

// UTF-8 text of text/plain, text/markdown, text/html and application/xhtml+xml. unsupported for all
// others (application/pdf ...: the document is kept and released whole) and for a url only;
// incorrect when the bytes are not in their charset (UTF-8, us-ascii, iso-8859-1, windows-1252).
Result<std::string> readable_text(const Attachment& attachment);

// The text of an HTML or XHTML page: tags gone, entities resolved, script/style/head dropped, block
// elements on lines of their own, table cells parted by a tab, white space folded.
// Never fails: whatever is not a tag is text.
std::string html_text(std::string_view html);

}  // namespace muniment::fhir
