// Edits the drawn file's objects with qpdf, then writes it once with a deterministic /ID. Through
// qpdf's C interface: its C++ headers (11.3, JSON.hh) do not compile as C++20 under clang.
// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf/finish.h"

#include <qpdf/qpdf-c.h>

#include <exception>
#include <map>
#include <memory>

#include "base/text.h"
#include "formats/pdf/icc.h"

namespace muniment::pdf {
namespace {

// An open file. qpdf keeps the first error that nobody fetched; write() gives it.
class File {
  public:
    File() : pdf_(qpdf_init()) {
        qpdf_set_suppress_warnings(pdf_, QPDF_TRUE);
        qpdf_silence_errors(pdf_);
    }
    ~File() { qpdf_cleanup(&pdf_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    using Object = qpdf_oh;
    // The bytes must outlive the file.
    bool read(const std::string& bytes) {
        const bool good = (qpdf_read_memory(pdf_, "drawn", bytes.data(), bytes.size(), nullptr) &
                           QPDF_ERRORS) == 0;
        if (!good) qpdf_get_error(pdf_);  // an error nobody fetched is printed
        return good;
    }
    std::size_t page_count() { return static_cast<std::size_t>(qpdf_get_num_pages(pdf_)); }
    Object root() { return qpdf_get_root(pdf_); }
    Object trailer() { return qpdf_get_trailer(pdf_); }
    int object_count() { return qpdf_oh_get_int_value_as_int(pdf_, get(trailer(), "/Size")); }
    Object object(int id) { return qpdf_get_object_by_id(pdf_, id, 0); }
    bool is_dictionary(Object object, const char* type, const char* subtype) {
        return qpdf_oh_is_dictionary_of_type(pdf_, object, type, subtype);
    }
    Object get(Object dictionary, const char* key) {
        return qpdf_oh_get_key(pdf_, dictionary, key);
    }
    void set(Object dictionary, const char* key, Object value) {
        qpdf_oh_replace_key(pdf_, dictionary, key, value);
    }
    void add(Object array, Object item) { qpdf_oh_append_item(pdf_, array, item); }
    // The value that a text in PDF's own syntax stands for; never with text from outside.
    Object parsed(const char* syntax) { return qpdf_oh_parse(pdf_, syntax); }
    Object name(const std::string& with_slash) {
        return qpdf_oh_new_name(pdf_, with_slash.c_str());
    }
    Object number(std::size_t value) {
        return qpdf_oh_new_integer(pdf_, static_cast<long long>(value));
    }
    Object text(const std::string& utf8) {
        return qpdf_oh_new_binary_unicode_string(pdf_, utf8.data(), utf8.size());
    }
    Object indirect(Object object) { return qpdf_make_indirect_object(pdf_, object); }
    Object stream(const std::string& bytes, Object dictionary) {
        const Object made = qpdf_oh_new_stream(pdf_);
        qpdf_oh_replace_stream_data(pdf_, made,
                                    reinterpret_cast<const unsigned char*>(bytes.data()),
                                    bytes.size(), qpdf_oh_new_null(pdf_), qpdf_oh_new_null(pdf_));
        const Object into = qpdf_oh_get_dict(pdf_, made);
        qpdf_oh_begin_dict_key_iter(pdf_, dictionary);
        while (qpdf_oh_dict_more_keys(pdf_)) {
            const char* key = qpdf_oh_dict_next_key(pdf_);
            set(into, key, get(dictionary, key));
        }
        return made;
    }
    Result<std::string> write();

  private:
    qpdf_data pdf_;
};

Result<std::string> File::write() {
    qpdf_init_write_memory(pdf_);
    qpdf_set_minimum_pdf_version(pdf_, "1.7");
    qpdf_set_object_stream_mode(pdf_, qpdf_o_generate);
    qpdf_set_deterministic_ID(pdf_, QPDF_TRUE);
    qpdf_set_newline_before_endstream(pdf_, QPDF_TRUE);  // ISO 19005-3 6.1.7.1
    const bool failed = (qpdf_write(pdf_) & QPDF_ERRORS) != 0;
    if (failed || qpdf_has_error(pdf_)) {
        const qpdf_error error = qpdf_get_error(pdf_);
        const char* why = error == nullptr ? "nothing" : qpdf_get_error_full_text(pdf_, error);
        return Error{Fault::unavailable,
                     std::string("The PDF could not be finished: qpdf says \"") + why + "\"."};
    }
    return std::string(reinterpret_cast<const char*>(qpdf_get_buffer(pdf_)),
                       qpdf_get_buffer_length(pdf_));
}

std::string escaped(std::string_view text) {
    std::string out = replaced(replaced(text, "&", "&amp;"), "<", "&lt;");
    return replaced(out, ">", "&gt;");
}

std::string xmp_date(Instant at) {
    return to_text(Instant(std::chrono::floor<std::chrono::seconds>(at)));
}

std::string pdf_date(Instant at) {  // ISO 32000-1 7.9.4: D:YYYYMMDDHHmmSSZ
    const std::string text = xmp_date(at);
    return "D:" + replaced(replaced(replaced(text, "-", ""), ":", ""), "T", "");
}

constexpr const char* producer = "Muniment";

// ISO 19005-3 6.6.2 and 6.6.4.
std::string xmp(const Document& document) {
    const std::string title = escaped(document.title), author = escaped(document.author),
                      subject = escaped(document.subject), at = xmp_date(document.created);
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:language><rdf:Bag><rdf:li>en-US</rdf:li></rdf:Bag></dc:language>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
        title + "</rdf:li></rdf:Alt></dc:title>\n";
    if (!author.empty())
        out += "<dc:creator><rdf:Seq><rdf:li>" + author + "</rdf:li></rdf:Seq></dc:creator>\n";
    if (!subject.empty())
        out += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + subject +
               "</rdf:li></rdf:Alt></dc:description>\n";
    return out + "<pdf:Producer>" + producer + "</pdf:Producer>\n<xmp:CreateDate>" + at +
           "</xmp:CreateDate><xmp:ModifyDate>" + at +
           "</xmp:ModifyDate>\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

void set_metadata(File& pdf, const Document& document) {
    pdf.set(pdf.root(), "/Metadata",
            pdf.stream(xmp(document), pdf.parsed("<< /Type /Metadata /Subtype /XML >>")));
    const File::Object info = pdf.parsed("<< >>");
    pdf.set(info, "/Title", pdf.text(document.title));
    if (!document.author.empty()) pdf.set(info, "/Author", pdf.text(document.author));
    if (!document.subject.empty()) pdf.set(info, "/Subject", pdf.text(document.subject));
    pdf.set(info, "/Producer", pdf.text(producer));
    pdf.set(info, "/CreationDate", pdf.text(pdf_date(document.created)));
    pdf.set(info, "/ModDate", pdf.text(pdf_date(document.created)));
    pdf.set(pdf.trailer(), "/Info", pdf.indirect(info));
}

void set_output_intent(File& pdf) {  // ISO 19005-3 6.2.3
    const File::Object intent = pdf.parsed(
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        "/Info (sRGB IEC61966-2.1) >>");
    pdf.set(intent, "/DestOutputProfile", pdf.stream(srgb_profile(), pdf.parsed("<< /N 3 >>")));
    const File::Object intents = pdf.parsed("[ ]");
    pdf.add(intents, pdf.indirect(intent));
    pdf.set(pdf.root(), "/OutputIntents", intents);
}

void set_catalog(File& pdf) {
    pdf.set(pdf.root(), "/MarkInfo", pdf.parsed("<< /Marked true >>"));
    pdf.set(pdf.root(), "/Lang", pdf.parsed("(en-US)"));
    pdf.set(pdf.root(), "/ViewerPreferences", pdf.parsed("<< /DisplayDocTitle true >>"));
}

void repair(File& pdf) {
    for (int id = 1, end = pdf.object_count(); id < end; ++id) {
        const File::Object object = pdf.object(id);
        // ISO 19005-3 6.2.11.3.2: cairo numbers the glyphs of a subset by their CIDs.
        if (pdf.is_dictionary(object, "/Font", "/CIDFontType2"))
            pdf.set(object, "/CIDToGIDMap", pdf.name("/Identity"));
        // ISO 19005-3 6.3.2: annotations are printed and never hidden.
        if (pdf.is_dictionary(object, "/Annot", "/Link")) pdf.set(object, "/F", pdf.number(4));
    }
}

const char* name_of(Relationship relationship) {
    switch (relationship) {
        case Relationship::source:
            return "/Source";
        case Relationship::data:
            return "/Data";
        case Relationship::alternative:
            return "/Alternative";
        case Relationship::supplement:
            return "/Supplement";
        case Relationship::unspecified:
            break;
    }
    return "/Unspecified";
}

// The media type becomes a name; qpdf writes its slash as #2f (ISO 32000-1 7.3.5).
File::Object file_specification(File& pdf, const Attachment& attachment, const std::string& at) {
    const File::Object dates = pdf.parsed("<< >>");
    pdf.set(dates, "/CreationDate", pdf.text(at));
    pdf.set(dates, "/ModDate", pdf.text(at));
    pdf.set(dates, "/Size", pdf.number(attachment.bytes.size()));
    const File::Object dictionary = pdf.parsed("<< /Type /EmbeddedFile >>");
    pdf.set(dictionary, "/Subtype", pdf.name("/" + attachment.mime));
    pdf.set(dictionary, "/Params", dates);
    const File::Object both = pdf.parsed("<< >>"),
                       stream = pdf.stream(attachment.bytes, dictionary);
    pdf.set(both, "/F", stream);
    pdf.set(both, "/UF", stream);
    const File::Object file = pdf.parsed("<< /Type /Filespec >>");
    pdf.set(file, "/F", pdf.text(attachment.name));
    pdf.set(file, "/UF", pdf.text(attachment.name));
    pdf.set(file, "/EF", both);
    if (!attachment.description.empty()) pdf.set(file, "/Desc", pdf.text(attachment.description));
    pdf.set(file, "/AFRelationship", pdf.name(name_of(attachment.relationship)));
    return pdf.indirect(file);
}

void attach(File& pdf, const Document& document) {  // ISO 19005-3 6.8
    if (document.attachments.empty()) return;
    std::map<std::string, File::Object> by_name;  // a name tree is in order of its keys
    const File::Object associated = pdf.parsed("[ ]");
    for (const Attachment& attachment : document.attachments) {
        const File::Object file = file_specification(pdf, attachment, pdf_date(document.created));
        by_name[attachment.name] = file;
        pdf.add(associated, file);
    }
    const File::Object names = pdf.parsed("[ ]");
    for (const auto& [name, file] : by_name) {
        pdf.add(names, pdf.text(name));
        pdf.add(names, file);
    }
    const File::Object tree = pdf.parsed("<< >>"), files = pdf.parsed("<< >>");
    pdf.set(files, "/Names", names);
    pdf.set(tree, "/EmbeddedFiles", files);
    pdf.set(pdf.root(), "/Names", tree);
    pdf.set(pdf.root(), "/AF", associated);
}

}  // namespace

Result<std::string> finish(const std::string& drawn, const Document& document,
                           std::size_t page_count) {
    File pdf;
    if (!pdf.read(drawn) || pdf.page_count() != page_count)
        return Error{Fault::unavailable, "The PDF was not drawn whole: cairo gave " +
                                             std::to_string(drawn.size()) + " bytes."};
    repair(pdf);
    set_catalog(pdf);
    set_metadata(pdf, document);
    set_output_intent(pdf);
    attach(pdf, document);
    return pdf.write();
}

}  // namespace muniment::pdf
