// Documents to entries. The splitter finds the entries, summarize() judges each.
// SPDX-License-Identifier: Apache-2.0
#include "formats/fhir/entries.h"

#include <optional>

#include "formats/fhir/escape.h"
#include "formats/fhir/input.h"
#include "formats/fhir/split.h"

namespace muniment::fhir {

namespace {

// One resource's bytes, told to the sink as an Entry or a BadEntry.
struct Found {
    std::string_view json;
    std::string full_url;
    std::size_t position;
    std::size_t offset;
};

Status deliver(Found found, const std::string& file, const Sink& sink) {
    auto summary = summarize(found.json);
    if (!summary) {
        if (summary.error().fault != Fault::incorrect) return summary.error();
        sink.bad({file, found.position, found.offset, summary.error().message});
        return ok();
    }
    return sink.entry({found.json, std::move(found.full_url), found.position, *std::move(summary)});
}

// What an element of Bundle.entry holds.
struct Element {
    std::optional<std::string_view> resource;
    std::string full_url;
    const char* wrong = nullptr;
};

void take_part(std::string_view key, std::string_view value, Element& element) {
    if (key == "resource") {
        if (element.resource) element.wrong = "The entry has two resources.";
        element.resource = value;
    } else if (key == "fullUrl") {
        const bool good = value.size() >= 2 && value.starts_with('"');
        if (!good || !element.full_url.empty())
            element.wrong = "The entry's fullUrl is not one text.";
        else if (const auto raw = value.substr(1, value.size() - 2); escapes_are_valid(raw))
            element.full_url = decode_escapes(raw);
    }
}

// Reads the element that begins at `at` in one pass. False: its structure is broken, and `at` is
// somewhere inside it.
bool read_element(Splitter& at, Element& element) {
    if (!at.take('{')) return false;
    std::string_view key;
    std::string_view value;
    if (at.take('}')) return true;
    do {
        if (!at.take_member(key) || !at.take_value(value)) return false;
        take_part(key, value, element);
    } while (at.take(','));
    return at.take('}');
}

class BundleReader {
  public:
    BundleReader(std::string_view bytes, const std::string& file, const Sink& sink)
        : at_(bytes), file_(file), sink_(sink) {}

    Status run() {
        if (!at_.take('{')) return broken("The bundle is not a JSON object.");
        bool more = at_.peek() != '}';
        while (more) {
            std::string_view key;
            if (!at_.take_member(key)) return broken(structure);
            const bool entries = key == "entry" && at_.peek() == '[';
            if (entries && seen_) return broken("The bundle has two lists of entries.");
            std::string_view value;
            if (entries) {
                TRY(read_list());
                if (stopped_) return ok();
            } else if (key == "entry") {
                return broken("The bundle's entry is not a list.");
            } else if (!at_.take_value(value)) {
                return broken(structure);
            }
            more = at_.take(',');
        }
        if (!at_.take('}')) return broken(structure);
        return at_.at_end() ? ok() : broken("Something follows the bundle.");
    }

  private:
    static constexpr const char* structure =
        "The bundle's JSON is broken here; entries from here on were not read.";

    Status broken(const char* reason) {
        stopped_ = true;
        sink_.bad({file_, 0, at_.at(), reason});
        return ok();
    }

    Status read_list() {
        seen_ = true;
        at_.take('[');
        if (at_.take(']')) return ok();
        do {
            ++position_;
            at_.peek();  // to the element's first byte
            const std::size_t offset = at_.at();
            Element element;
            if (!read_element(at_, element)) {
                at_.back_to(offset);
                if (!skip_element(offset)) return broken(structure);
            } else {
                TRY(deliver_element(std::move(element), offset));
            }
        } while (at_.take(','));
        return at_.take(']') ? ok() : broken(structure);
    }

    // One element is wrong inside; the next begins where its brackets end, if they do.
    bool skip_element(std::size_t offset) {
        const bool object = at_.peek() == '{';
        std::string_view value;
        if (!at_.take_value(value)) return false;
        const char* const reason =
            object ? "The entry's JSON is not well formed." : "The entry is not an object.";
        sink_.bad({file_, position_, offset, reason});
        return true;
    }

    Status deliver_element(Element element, std::size_t offset) {
        if (element.wrong == nullptr && !element.resource)
            element.wrong = "The entry has no resource.";
        if (element.wrong == nullptr)
            return deliver({*element.resource, std::move(element.full_url), position_, offset},
                           file_, sink_);
        sink_.bad({file_, position_, offset, element.wrong});
        return ok();
    }

    Splitter at_;
    const std::string& file_;
    const Sink& sink_;
    std::size_t position_ = 0;
    bool seen_ = false;
    bool stopped_ = false;
};

std::string_view trimmed_line(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
        line.remove_suffix(1);
    return line;
}

}  // namespace

Status parse_bundle(std::string_view bytes, const std::string& file, const Sink& sink) {
    return BundleReader(bytes, file, sink).run();
}

Status parse_lines(std::string_view bytes, const std::string& file, std::size_t first_line,
                   const Sink& sink) {
    std::size_t begin = 0;
    for (std::size_t line = first_line; begin < bytes.size(); ++line) {
        const std::size_t newline = bytes.find('\n', begin);
        const std::size_t end = newline == bytes.npos ? bytes.size() : newline;
        const std::string_view json = trimmed_line(bytes.substr(begin, end - begin));
        if (!json.empty()) TRY(deliver({json, {}, line, begin}, file, sink));
        begin = end + 1;
    }
    return ok();
}

Status parse_resource(std::string_view bytes, const std::string& file, const Sink& sink) {
    Splitter at(bytes);
    at.peek();
    const std::size_t begin = at.at();
    std::string_view json = bytes.substr(begin);
    const std::size_t last = json.find_last_not_of(" \t\r\n");
    json = json.substr(0, last == json.npos ? 0 : last + 1);
    return deliver({json, {}, 1, begin}, file, sink);
}

Status read_entries(const Document& document, const Sink& sink) {
    switch (document.kind) {
        case DocumentKind::bundle:
            return parse_bundle(document.bytes, document.file, sink);
        case DocumentKind::lines:
            return parse_lines(document.bytes, document.file, document.first_line, sink);
        case DocumentKind::resource:
            return parse_resource(document.bytes, document.file, sink);
    }
    return ok();
}

}  // namespace muniment::fhir
