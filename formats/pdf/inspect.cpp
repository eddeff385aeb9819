// Walks everything that the trailer reaches, through qpdf's C interface (its C++ headers do not
// compile as C++20 under clang), with recovery off: what qpdf would have to guess is damage.
#include "formats/pdf/inspect.h"

#include <qpdf/qpdf-c.h>

#include <algorithm>
#include <set>

#include "formats/pdf/unpacked.h"

namespace muniment::pdf {

namespace {

constexpr std::string_view outward[] = {"/Launch", "/SubmitForm",  "/ImportData",
                                        "/GoToE",  "/GoToR",       "/GoTo3DView",
                                        "/Hide",   "/SetOCGState", "/ResetForm"};
constexpr std::string_view media[] = {"/RichMedia", "/Screen",    "/Movie",           "/Sound",
                                      "/3D",        "/Rendition", "/RichMediaExecute"};

template <std::size_t n>
bool is_one_of(std::string_view name, const std::string_view (&names)[n]) {
    return std::ranges::find(names, name) != std::end(names);
}

class Opened {
  public:
    explicit Opened(std::string_view bytes) : pdf_(qpdf_init()) {
        qpdf_set_suppress_warnings(pdf_, QPDF_TRUE);
        qpdf_silence_errors(pdf_);
        qpdf_set_attempt_recovery(pdf_, QPDF_FALSE);
        good_ = (qpdf_read_memory(pdf_, "inspected", bytes.data(), bytes.size(), nullptr) &
                 QPDF_ERRORS) == 0;
        password_ = !good_ && qpdf_get_error_code(pdf_, qpdf_get_error(pdf_)) == qpdf_e_password;
    }
    ~Opened() {
        complains();  // an error nobody fetched is printed
        qpdf_cleanup(&pdf_);
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

    bool good() const { return good_; }
    bool needs_password() const { return password_; }
    qpdf_data get() const { return pdf_; }
    // An error or warning since the file was opened.
    bool complains() {
        const bool error = qpdf_has_error(pdf_) == QPDF_TRUE;
        if (error) qpdf_get_error(pdf_);
        return error || qpdf_more_warnings(pdf_) == QPDF_TRUE;
    }

    std::vector<std::string> keys(qpdf_oh dictionary) {
        std::vector<std::string> names;
        qpdf_oh_begin_dict_key_iter(pdf_, dictionary);
        while (qpdf_oh_dict_more_keys(pdf_)) names.emplace_back(qpdf_oh_dict_next_key(pdf_));
        return names;
    }
    qpdf_oh key(qpdf_oh dictionary, const char* name) {
        return qpdf_oh_get_key(pdf_, dictionary, name);
    }
    std::string name(qpdf_oh dictionary, const char* key_name) {
        const qpdf_oh value = key(dictionary, key_name);
        return qpdf_oh_is_name(pdf_, value) ? qpdf_oh_get_name(pdf_, value) : "";
    }
    std::uint64_t number(qpdf_oh dictionary, const char* key_name) {
        const qpdf_oh value = key(dictionary, key_name);
        if (!qpdf_oh_is_integer(pdf_, value)) return 0;
        const long long found = qpdf_oh_get_int_value(pdf_, value);
        return found < 0 ? 0 : static_cast<std::uint64_t>(found);
    }
    qpdf_oh dictionary_of(qpdf_oh object) {
        return qpdf_oh_is_stream(pdf_, object) ? qpdf_oh_get_dict(pdf_, object) : object;
    }

    // Calls `visit` with every dictionary (or stream's dictionary) that the trailer reaches, once.
    // False when there are more than `objects_max` objects.
    template <class Visit>
    bool walk(std::size_t objects_max, Visit visit) {
        std::set<std::pair<int, int>> seen;
        std::vector<qpdf_oh> open = {qpdf_get_trailer(pdf_)};
        std::size_t count = 0;
        while (!open.empty()) {
            const qpdf_oh object = open.back();
            open.pop_back();
            const std::pair id(qpdf_oh_get_object_id(pdf_, object),
                               qpdf_oh_get_generation(pdf_, object));
            if (id.first != 0 && !seen.insert(id).second) continue;
            if (++count > 20 * objects_max || seen.size() > objects_max) return false;
            if (qpdf_oh_is_array(pdf_, object)) {
                for (int i = 0; i < qpdf_oh_get_array_n_items(pdf_, object); ++i)
                    open.push_back(qpdf_oh_get_array_item(pdf_, object, i));
                continue;
            }
            const qpdf_oh dictionary = dictionary_of(object);
            if (!qpdf_oh_is_dictionary(pdf_, dictionary)) continue;
            visit(dictionary);
            for (const std::string& name : keys(dictionary))
                open.push_back(key(dictionary, name.c_str()));
        }
        return true;
    }

  private:
    qpdf_data pdf_;
    bool good_ = false;
    bool password_ = false;
};

bool is_harmless_action(Opened& pdf, qpdf_oh action) {
    if (!qpdf_oh_is_dictionary(pdf.get(), action)) return true;  // a place in the document
    const std::string kind = pdf.name(action, "/S");
    return (kind == "/GoTo" || kind == "/Named") && !qpdf_oh_has_key(pdf.get(), action, "/Next");
}

bool acts(const std::string& kind) {
    return kind == "/JavaScript" || is_one_of(kind, outward) || is_one_of(kind, media);
}

class Judge {
  public:
    Judge(Opened& pdf, const InspectLimits& limits, Inspection& into)
        : pdf_(pdf), limits_(limits), into_(into) {}

    void look_at(qpdf_oh dictionary) {
        const auto has = [&](const char* key) {
            return qpdf_oh_has_key(pdf_.get(), dictionary, key) == QPDF_TRUE;
        };
        const std::string kind = pdf_.name(dictionary, "/S");
        const std::string subtype = pdf_.name(dictionary, "/Subtype");
        if (kind == "/JavaScript" || has("/JS") || has("/JavaScript"))
            add(Hazard::javascript, "It has scripts; a scanned or printed record has none.");
        if (is_one_of(kind, outward) || has("/AA") ||
            !is_harmless_action(pdf_, pdf_.key(dictionary, "/OpenAction")))
            add(Hazard::action, "It does something by itself or leads out of the document.");
        if (has("/EF") || has("/EmbeddedFiles") ||
            pdf_.name(dictionary, "/Type") == "/EmbeddedFile" || subtype == "/FileAttachment")
            add(Hazard::embedded_file, "It has other files inside; send them one by one.");
        if (has("/XFA")) add(Hazard::xfa, "It is an XFA form; print it to a plain PDF.");
        if (is_one_of(subtype, media) || is_one_of(kind, media))
            add(Hazard::rich_media, "It has sound, film or 3D in it.");
        if (subtype == "/Image") look_at_image(dictionary);
        look_at_filters(dictionary);
    }

    void add(Hazard hazard, const char* reason) {
        if (!into_.has(hazard)) into_.found.push_back({hazard, reason});
    }

  private:
    void look_at_image(qpdf_oh image) {
        const std::uint64_t width = pdf_.number(image, "/Width");
        const std::uint64_t height = pdf_.number(image, "/Height");
        if (height != 0 && width > limits_.pixels_max / height)
            add(Hazard::bomb, "It has a picture that is larger than is allowed here.");
    }

    // Streams whose size unpacked_too_far could not tell, because deflate is not what they begin
    // with: at worst each filter expands as far as it can.
    void look_at_filters(qpdf_oh dictionary) {
        const qpdf_oh filter = pdf_.key(dictionary, "/Filter");
        std::uint64_t expansion = 1;
        const int count = qpdf_oh_is_array(pdf_.get(), filter)
                              ? qpdf_oh_get_array_n_items(pdf_.get(), filter)
                              : 1;
        for (int i = 0; i < std::min(count, 8); ++i) {
            const qpdf_oh one = qpdf_oh_is_array(pdf_.get(), filter)
                                    ? qpdf_oh_get_array_item(pdf_.get(), filter, i)
                                    : filter;
            if (!qpdf_oh_is_name(pdf_.get(), one)) continue;
            const std::string name = qpdf_oh_get_name(pdf_.get(), one);
            if ((name == "/FlateDecode" || name == "/Fl") && i > 0) expansion *= 1032;
            if (name == "/LZWDecode" || name == "/LZW") expansion *= 1365;
            if (name == "/RunLengthDecode" || name == "/RL") expansion *= 64;
        }
        const std::uint64_t length = pdf_.number(dictionary, "/Length");
        if (count > 8 || (expansion > 1 && length > limits_.stream_bytes_max / expansion))
            add(Hazard::bomb, "It has parts whose unpacked size cannot be told.");
    }

    Opened& pdf_;
    const InspectLimits& limits_;
    Inspection& into_;
};

// What a sanitized copy loses of one dictionary.
void clean(Opened& pdf, qpdf_oh dictionary) {
    const auto remove = [&](const char* key) { qpdf_oh_remove_key(pdf.get(), dictionary, key); };
    for (const char* key : {"/AA", "/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/AF"})
        remove(key);
    if (!is_harmless_action(pdf, pdf.key(dictionary, "/OpenAction"))) remove("/OpenAction");
    for (const char* key : {"/A", "/Next"}) {
        const qpdf_oh action = pdf.key(dictionary, key);
        if (qpdf_oh_is_dictionary(pdf.get(), action) && acts(pdf.name(action, "/S"))) remove(key);
    }
    if (acts(pdf.name(dictionary, "/S"))) remove("/S");
}

bool goes(Opened& pdf, qpdf_oh annotation) {
    const std::string subtype = pdf.name(annotation, "/Subtype");
    if (is_one_of(subtype, media) || subtype == "/FileAttachment") return false;
    const qpdf_oh action = pdf.key(annotation, "/A");
    return !qpdf_oh_is_dictionary(pdf.get(), action) || !acts(pdf.name(action, "/S"));
}

void clean_annotations(Opened& pdf, qpdf_oh page) {
    const qpdf_oh all = pdf.key(page, "/Annots");
    if (!qpdf_oh_is_array(pdf.get(), all)) return;
    const qpdf_oh kept = qpdf_oh_new_array(pdf.get());
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf.get(), all); ++i) {
        const qpdf_oh one = qpdf_oh_get_array_item(pdf.get(), all, i);
        if (qpdf_oh_is_dictionary(pdf.get(), one) && goes(pdf, one))
            qpdf_oh_append_item(pdf.get(), kept, one);
    }
    qpdf_oh_replace_key(pdf.get(), page, "/Annots", kept);
}

Result<std::string> written(Opened& pdf) {
    qpdf_init_write_memory(pdf.get());
    qpdf_set_stream_data_mode(pdf.get(), qpdf_s_preserve);
    qpdf_set_deterministic_ID(pdf.get(), QPDF_TRUE);
    if ((qpdf_write(pdf.get()) & QPDF_ERRORS) != 0) {
        qpdf_get_error(pdf.get());
        return Error{Fault::incorrect, "The PDF could not be written again; print it anew."};
    }
    return std::string(reinterpret_cast<const char*>(qpdf_get_buffer(pdf.get())),
                       qpdf_get_buffer_length(pdf.get()));
}

bool can_be_removed(const HazardFound& one) { return one.hazard >= Hazard::javascript; }

Error refusal(const Inspection& inspection) {
    for (const HazardFound& one : inspection.found)
        if (!can_be_removed(one)) return Error{Fault::incorrect, one.reason};
    return Error{Fault::incorrect, inspection.found.front().reason};
}

}  // namespace

bool Inspection::has(Hazard hazard) const {
    return std::ranges::find(found, hazard, &HazardFound::hazard) != found.end();
}

Inspection inspect(std::string_view bytes, const InspectLimits& limits) {
    Inspection result;
    const auto stop = [&](Hazard hazard, std::string reason) {
        result.found.push_back({hazard, std::move(reason)});
        return result;
    };
    if (!bytes.starts_with("%PDF-")) return stop(Hazard::not_pdf, "The file is not a PDF.");
    if (bytes.size() > limits.bytes_max)
        return stop(Hazard::too_large, "The PDF is larger than is allowed here.");
    // Before it is opened: what is encrypted cannot be looked into.
    if (bytes.find("/Encrypt") != bytes.npos)
        return stop(Hazard::encrypted, "It is encrypted; send it without a password.");
    if (auto wrong = unpacks_too_far(bytes, limits.stream_bytes_max, limits.unpacked_bytes_max))
        return stop(Hazard::bomb, *std::move(wrong));
    Opened pdf(bytes);
    if (pdf.needs_password() || (pdf.good() && qpdf_is_encrypted(pdf.get())))
        return stop(Hazard::encrypted, "It is encrypted; send it without a password.");
    if (!pdf.good() || pdf.complains())
        return stop(Hazard::damaged, "It is damaged or cut off; save or scan it again.");
    Judge judge(pdf, limits, result);
    if (!pdf.walk(limits.objects_max, [&](qpdf_oh one) { judge.look_at(one); }))
        return stop(Hazard::too_large, "The PDF has more parts than are allowed here.");
    const int pages = qpdf_get_num_pages(pdf.get());
    if (pages <= 0 || pdf.complains())
        judge.add(Hazard::damaged, "It is damaged or cut off; save or scan it again.");
    else
        result.pages = static_cast<std::size_t>(pages);
    if (result.pages > limits.pages_max)
        judge.add(Hazard::too_large, "The PDF has more pages than are allowed here.");
    std::ranges::sort(result.found, {}, &HazardFound::hazard);
    return result;
}

Result<std::string> sanitized(std::string_view bytes, const InspectLimits& limits) {
    const Inspection before = inspect(bytes, limits);
    if (!std::ranges::all_of(before.found, can_be_removed)) return refusal(before);
    Opened pdf(bytes);
    for (std::size_t page = 0; page < before.pages; ++page)
        clean_annotations(pdf, qpdf_get_page_n(pdf.get(), page));
    pdf.walk(limits.objects_max, [&](qpdf_oh one) { clean(pdf, one); });
    auto copy = TRY(written(pdf));
    const Inspection after = inspect(copy, limits);
    if (!after.clean()) return refusal(after);
    return copy;
}

}  // namespace muniment::pdf
