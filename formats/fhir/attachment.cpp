// Finds attachments, decodes them, and makes readable text of those that are text.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/attachment.h"

#include <algorithm>

#include "base/text.h"
#include "formats/fhir/charset.h"
#include "formats/fhir/reader.h"

namespace muniment::fhir {

namespace {

std::string charset_of(std::string_view content_type) {
    for (const std::string_view part : split(content_type, ';')) {
        const std::string parameter = lower(trim(part));
        constexpr std::string_view name = "charset=";
        if (!parameter.starts_with(name)) continue;
        std::string_view value = trim(std::string_view(parameter).substr(name.size()));
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        return std::string(value);
    }
    return {};
}

Result<std::string> decoded(const std::string& data, std::size_t number) {
    std::string packed;
    packed.reserve(data.size());
    std::copy_if(data.begin(), data.end(), std::back_inserter(packed),
                 [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
    auto bytes = from_base64(packed);
    if (!bytes)
        return Error{Fault::incorrect, "Attachment " + std::to_string(number) +
                                           ": the data is not valid base64 (RFC 4648 4)."};
    return *std::move(bytes);
}

void set_type(std::string_view content_type, Attachment& attachment) {
    attachment.content_type = lower(trim(content_type.substr(0, content_type.find(';'))));
    attachment.charset = charset_of(content_type);
}

// An Attachment, or a Binary, whose elements have the same names.
Status add(Reader& read, Value from, std::vector<Attachment>& all) {
    if (!from.is(Kind::object)) return ok();
    Attachment one;
    set_type(read.text(from, "contentType"), one);
    one.title = read.text(from, "title");
    one.url = read.text(from, "url");
    one.bytes = TRY(decoded(read.text(from, "data"), all.size() + 1));
    all.push_back(std::move(one));
    return ok();
}

// Sections stand inside sections; the Tree's depth limit ends the recursion.
void add_sections(Reader& read, Value from, std::string& html) {
    for (const Value section : read.list(from, "section")) {
        if (const std::string title = read.text(section, "title"); !title.empty())
            html += "<h2>" + replaced(replaced(title, "&", "&amp;"), "<", "&lt;") + "</h2>";
        html += read.text(section, "text.div");
        add_sections(read, section, html);
    }
}

void add_composition(Reader& read, Value root, std::vector<Attachment>& all) {
    Attachment one;
    one.content_type = "text/html";
    one.title = read.text(root, "title");
    add_sections(read, root, one.bytes);
    if (one.bytes.empty()) one.bytes = read.text(root, "text.div");
    if (!one.bytes.empty()) all.push_back(std::move(one));
}

bool is_html(std::string_view type) {
    return type == "text/html" || type == "application/xhtml+xml" || type == "application/xhtml";
}

}  // namespace

Result<std::vector<Attachment>> attachments(std::string_view json) {
    Tree& tree = thread_tree();
    const Value root = TRY(tree.parse(json));
    Reader read(tree, Strictness::strict);
    const std::string type = read.text(root, "resourceType");
    std::vector<Attachment> all;
    if (type == "Binary") {
        TRY(add(read, root, all));
    } else if (type == "DocumentReference") {
        for (const Value content : read.list(root, "content"))
            TRY(add(read, read.at(content, "attachment"), all));
    } else if (type == "DiagnosticReport") {
        for (const Value form : read.list(root, "presentedForm")) TRY(add(read, form, all));
    } else if (type == "Composition") {
        add_composition(read, root, all);
    }
    if (read.wrong()) return *read.wrong();
    return all;
}

Result<std::string> readable_text(const Attachment& attachment) {
    const std::string& type = attachment.content_type;
    const bool plain = type == "text/plain" || type == "text/markdown";
    if (!plain && !is_html(type))
        return Error{Fault::unsupported,
                     "This attachment is not text; the document is kept whole."};
    if (attachment.bytes.empty() && !attachment.url.empty())
        return Error{Fault::unsupported,
                     "This attachment is only linked to; its content was not sent."};
    std::string text = TRY(utf8_of(attachment.bytes, attachment.charset));
    return is_html(type) ? html_text(text) : std::move(text);
}

}  // namespace muniment::fhir
