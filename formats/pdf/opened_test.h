// A rendered file opened again with qpdf, for the tests' questions: pages, bookmarks, tags,
// attachments.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <qpdf/qpdf-c.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace muniment::pdf {

class Opened {
  public:
    explicit Opened(const std::string& bytes) : bytes_(bytes), pdf_(qpdf_init()) {
        qpdf_silence_errors(pdf_);
        good_ =
            qpdf_read_memory(pdf_, "test", bytes_.data(), bytes_.size(), nullptr) == QPDF_SUCCESS;
    }
    ~Opened() { qpdf_cleanup(&pdf_); }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

    // No error and no warning, after reading every object.
    bool is_clean() { return good_ && qpdf_check_pdf(pdf_) == QPDF_SUCCESS; }
    int page_count() { return qpdf_get_num_pages(pdf_); }

    // The value at a path such as "/MarkInfo/Marked", unparsed; "" if there is none.
    std::string at(const std::string& path) {
        const auto object = find(path);
        if (!object) return "";
        if (qpdf_oh_is_string(pdf_, *object)) return qpdf_oh_get_utf8_value(pdf_, *object);
        return qpdf_oh_unparse_resolved(pdf_, *object);
    }
    std::string stream_at(const std::string& path) {
        const auto object = find(path);
        unsigned char* data = nullptr;
        size_t size = 0;
        if (!object ||
            qpdf_oh_get_stream_data(pdf_, *object, qpdf_dl_all, nullptr, &data, &size) != 0)
            return "no stream";
        std::string out(reinterpret_cast<const char*>(data), size);
        std::free(data);
        return out;
    }

    // Titles, indented by two spaces a level.
    std::vector<std::string> bookmarks() {
        std::vector<std::string> out;
        if (const auto first = find("/Outlines/First")) add_bookmarks(*first, "", out);
        return out;
    }
    // Structure tags in reading order, "Document(Sect(H1 P))".
    std::string tags() {
        const auto root = find("/StructTreeRoot/K");
        return root ? tags_below(*root) : "";
    }
    struct Embedded {
        std::string name, relationship, mime, bytes;
    };
    std::vector<Embedded> attachments() {
        std::vector<Embedded> out;
        const auto names = find("/Names/EmbeddedFiles/Names");
        for (int i = 1; names && i < qpdf_oh_get_array_n_items(pdf_, *names); i += 2) {
            const std::string path = "/Names/EmbeddedFiles/Names/" + std::to_string(i);
            out.push_back(
                {at(path + "/UF"), at(path + "/AFRelationship"),
                 qpdf_oh_get_name(pdf_, key(dictionary(*find(path + "/EF/F")), "/Subtype")),
                 stream_at(path + "/EF/F")});
        }
        return out;
    }

  private:
    qpdf_oh key(qpdf_oh dictionary, const std::string& name) {
        return qpdf_oh_get_key(pdf_, dictionary, name.c_str());
    }
    qpdf_oh dictionary(qpdf_oh stream) { return qpdf_oh_get_dict(pdf_, stream); }

    std::optional<qpdf_oh> find(const std::string& path) {
        qpdf_oh here = qpdf_get_root(pdf_);
        for (std::size_t from = 1; from <= path.size();) {
            const std::size_t end = std::min(path.find('/', from), path.size());
            const std::string step = path.substr(from, end - from);
            if (qpdf_oh_is_array(pdf_, here))
                here = qpdf_oh_get_array_item(pdf_, here, std::stoi(step));
            else if (qpdf_oh_is_dictionary(pdf_, here))
                here = key(here, "/" + step);
            else
                return std::nullopt;
            from = end + 1;
        }
        if (qpdf_oh_is_null(pdf_, here)) return std::nullopt;
        return here;
    }

    void add_bookmarks(qpdf_oh item, const std::string& indent, std::vector<std::string>& out) {
        for (; qpdf_oh_is_dictionary(pdf_, item); item = key(item, "/Next")) {
            out.push_back(indent + qpdf_oh_get_utf8_value(pdf_, key(item, "/Title")));
            add_bookmarks(key(item, "/First"), indent + "  ", out);
        }
    }

    std::string tags_below(qpdf_oh item) {
        if (qpdf_oh_is_array(pdf_, item)) {
            std::string out;
            for (int i = 0; i < qpdf_oh_get_array_n_items(pdf_, item); ++i) {
                const std::string one = tags_below(qpdf_oh_get_array_item(pdf_, item, i));
                if (!one.empty()) out += (out.empty() ? "" : " ") + one;
            }
            return out;
        }
        if (!qpdf_oh_is_dictionary(pdf_, item) || !qpdf_oh_has_key(pdf_, item, "/S")) return "";
        const std::string name = qpdf_oh_get_name(pdf_, key(item, "/S"));
        const std::string below = tags_below(key(item, "/K"));
        return name.substr(1) + (below.empty() ? "" : "(" + below + ")");
    }

    std::string bytes_;
    qpdf_data pdf_;
    bool good_ = false;
};

// The text of pages first to last as pdftotext (poppler-utils) reads it; nullopt when it is not
// installed.
inline std::optional<std::string> extracted(const std::string& bytes, int first, int last) {
    char name[] = "/tmp/muniment-pdf-XXXXXX";
    const int file = mkstemp(name);
    if (file < 0) return std::nullopt;
    std::ofstream(name, std::ios::binary) << bytes;
    const std::string command = "command -v pdftotext >/dev/null && pdftotext -enc UTF-8 -f " +
                                std::to_string(first) + " -l " + std::to_string(last) + " " + name +
                                " - 2>/dev/null";
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t n; pipe != nullptr && (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        text.append(buffer, n);
    const int status = pipe == nullptr ? -1 : pclose(pipe);
    close(file);
    std::remove(name);
    if (status != 0) return std::nullopt;
    return text;
}

}  // namespace muniment::pdf
