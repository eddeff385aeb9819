// Attachments decode strictly, and what a person reads of them.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/attachment.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace muniment;
using fhir::Attachment;
using fhir::attachments;
using fhir::html_text;
using fhir::readable_text;

namespace {
std::string quoted(std::string_view text) { return replaced(text, "'", "\""); }
}  // namespace

TEST_CASE("attachments: where each type keeps them") {
    struct Row {
        const char* json;
        const char* expected;  // "content type|charset|title|bytes|url;" each
    };
    // clang-format off
    const Row rows[] = {
        {"{'resourceType':'DocumentReference','content':[{'attachment':{'contentType':'text/plain; charset=UTF-8','title':'Note','data':'aGVsbG8='}}]}", "text/plain|utf-8|Note|hello|;"},
        {"{'resourceType':'DocumentReference','content':[{'attachment':{'contentType':'application/pdf','url':'Binary/7'}},{'attachment':{'data':''}}]}", "application/pdf||||Binary/7;||||;"},
        {"{'resourceType':'DiagnosticReport','presentedForm':[{'contentType':'TEXT/HTML;charset=\\\"iso-8859-1\\\"','data':'aGVs bG8\\n='}]}", "text/html|iso-8859-1||hello|;"},
        {"{'resourceType':'Binary','contentType':'text/plain','data':'aGVsbG8='}", "text/plain|||hello|;"},
        {"{'resourceType':'Composition','title':'T','section':[{'title':'A & B','text':{'div':'<div>x</div>'},'section':[{'text':{'div':'<div>y</div>'}}]}]}", "text/html||T|<h2>A &amp; B</h2><div>x</div><div>y</div>|;"},
        {"{'resourceType':'DocumentReference'}", ""},
        {"{'resourceType':'Observation','content':[{'attachment':{'data':'aGVsbG8='}}]}", ""},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(std::string(row.json));
        const auto all = attachments(quoted(row.json));
        REQUIRE(all);
        std::string found;
        for (const Attachment& one : *all)
            found += one.content_type + "|" + one.charset + "|" + one.title + "|" + one.bytes +
                     "|" + one.url + ";";
        CHECK(found == row.expected);
    }
}

TEST_CASE("attachments: data that is not base64 is refused, and not shown") {
    for (const char* data : {"aGVsbG8", "aGVs*G8=", "aGVsbG8==", "=aGVsbG8", "aGVsbG8=x", "-_=="}) {
        CAPTURE(std::string(data));
        const auto all =
            attachments(quoted("{'resourceType':'Binary','data':'" + std::string(data) + "'}"));
        REQUIRE(!all);
        CHECK(all.error().fault == Fault::incorrect);
        CHECK(all.error().message.find(data) == std::string::npos);
    }
    CHECK(!attachments("{"));
    CHECK(!attachments(quoted("{'resourceType':'Binary','data':17}")));
}

TEST_CASE("attachments: readable text by type and charset") {
    struct Row {
        Attachment attachment;
        const char* expected;  // the text, or "!" and the fault
    };
    const Row rows[] = {
        {{"text/plain", "", "", "caf\xC3\xA9", ""}, "caf\xC3\xA9"},
        {{"text/plain", "utf-8", "", "\xEF\xBB\xBFhi", ""}, "hi"},
        {{"text/markdown", "", "", "# A", ""}, "# A"},
        {{"text/plain", "iso-8859-1", "", "caf\xE9 \x93x\x94", ""},
         "caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D"},
        {{"text/html", "latin1", "", "<p>caf\xE9</p>", ""}, "caf\xC3\xA9"},
        {{"application/xhtml+xml", "", "", "<p>a<br/>b</p>", ""}, "a\nb"},
        {{"text/plain", "", "", "caf\xE9", ""}, "!incorrect"},
        {{"text/plain", "utf-16", "", "x", ""}, "!unsupported"},
        {{"application/pdf", "", "", "%PDF", ""}, "!unsupported"},
        {{"image/png", "", "", "x", ""}, "!unsupported"},
        {{"", "", "", "x", ""}, "!unsupported"},
        {{"text/plain", "", "", "", "http://elsewhere"}, "!unsupported"},
    };
    for (const Row& row : rows) {
        const auto text = readable_text(row.attachment);
        std::string shown = text ? *text : "!incorrect";
        if (!text && text.error().fault == Fault::unsupported) shown = "!unsupported";
        CHECK(shown == row.expected);
    }
}

TEST_CASE("html: what is read") {
    struct Row {
        const char* html;
        const char* text;
    };
    // clang-format off
    const Row rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"  a \n\t b  ", "a b"},
        {"<p>a</p><p>b</p>", "a\nb"},
        {"a<br>b<BR/>c", "a\nb\nc"},
        {"<b>a</b><i>b</i>", "ab"},
        {"<b>a</b> <i>b</i>", "a b"},
        {"<table><tr><th>T</th><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>", "T\t1\n2\t3"},
        {"<ul><li>a</li><li>b</li></ul>", "- a\n- b"},
        {"<pre>a  b\n c</pre>d", "a  b\n c\nd"},
        {"a<script>if (x < y) alert('</p>')</script>b", "ab"},
        {"a<SCRIPT>x</ScRiPt >b", "ab"},
        {"a<script>never ends <p>b</p>", "a"},
        {"a<script>x</scripts></script>b", "ab"},
        {"<head><title>T</title><style>p{}</style></head><body>b</body>", "b"},
        {"a<script/>b", "ab"},
        {"a<!-- <p>x</p> -->b", "ab"},
        {"a<!-- never ends", "a"},
        {"<?xml version='1.0'?><!DOCTYPE html>a", "a"},
        {"<![CDATA[a < b]]>c", "a < bc"},
        {"<a title='x > y'>b</a>", "b"},
        {"<a title=\"x > y\">b</a>", "b"},
        {"a < b and c > d", "a < b and c > d"},
        {"a <3 b", "a <3 b"},
        {"end<", "end<"},
        {"end</", "end</"},
        {"end<p", "end"},
        {"a&amp;b &lt;p&gt; &quot;q&quot; &apos;", "a&b <p> \"q\" '"},
        {"&amp;lt;", "&lt;"},
        {"caf&eacute; 5&nbsp;mg &micro;g &deg;", "caf\xC3\xA9 5 mg \xC2\xB5g \xC2\xB0"},
        {"&#233;&#xE9;&#Xe9;", "\xC3\xA9\xC3\xA9\xC3\xA9"},
        {"&#147;&#128512;", "\xE2\x80\x9C\xF0\x9F\x98\x80"},
        {"&#0;&#xD800;&#99999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"&unknown; &; &#; &#x; &#12a; & b &amp", "&unknown; &; &#; &#x; &#12a; & b &amp"},
        {"<div><div>a</div></div>\n\n<div>b</div>", "a\nb"},
        {"<p>a</p>\n", "a"},
    };
    // clang-format on
    for (const Row& row : rows) {
        CAPTURE(std::string(row.html));
        CHECK(html_text(row.html) == row.text);
    }
}

TEST_CASE("html: time grows with the text, not with its square") {
    const std::size_t many = 200000;
    for (const char* piece : {"<", "</", "<p", "<!--", "<script>", "&", "<a b='", "</scrip"}) {
        std::string html;
        for (std::size_t i = 0; i < many; ++i) html += piece;
        CHECK(html_text(html).size() <= html.size());
        CHECK(html_text("<script>" + html).empty());
    }
}
