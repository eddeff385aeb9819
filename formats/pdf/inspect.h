// Judges a PDF that comes from outside before anybody opens it: scans, faxes, a requester's form.
// It is refused with a reason when it could do something (scripts, actions, programs, embedded
// files), when two programs could read it in two ways (damage, a broken cross-reference table),
// when it hides what it says (encryption), or when it costs more than it should (bombs). Nothing of
// it is drawn or run here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace muniment::pdf {

enum class Hazard {
    not_pdf,
    too_large,   // bytes, objects or pages over the limits
    bomb,        // unpacks to more than the limits, or cannot be told before it is unpacked
    damaged,     // qpdf finds errors, or would have to guess
    encrypted,   // with a password or with none
    javascript,  // an action or a name tree with scripts
    action,      // runs by itself (OpenAction, AA) or leaves the document (Launch, SubmitForm ...)
    embedded_file,  // attachments
    xfa,            // forms that are programs
    rich_media      // sound, film, 3D, screens
};
BOOST_DESCRIBE_ENUM(Hazard, not_pdf, too_large, bomb, damaged, encrypted, javascript, action,
                    embedded_file, xfa, rich_media)

struct HazardFound {
    Hazard hazard = Hazard::not_pdf;
    std::string reason;  // a sentence for the person who brought the file; nothing of its content
};

struct InspectLimits {
    std::uint64_t bytes_max = std::uint64_t{200} << 20;
    std::size_t objects_max = 500'000;
    std::size_t pages_max = 10'000;
    std::uint64_t stream_bytes_max = std::uint64_t{256} << 20;  // one stream, unpacked
    std::uint64_t unpacked_bytes_max = std::uint64_t{2} << 30;  // all streams together
    std::uint64_t pixels_max = 200'000'000;                     // of one image
};

struct Inspection {
    std::vector<HazardFound> found;  // each hazard once, in the order above
    std::size_t pages = 0;           // when nothing kept us from counting
    bool clean() const { return found.empty(); }
    bool has(Hazard hazard) const;
};

// Thread-safe. Unpacks streams to count their bytes and keeps none of them.
Inspection inspect(std::string_view bytes, const InspectLimits& limits = {});

// A copy without scripts, actions, attachments, XFA and annotations that act; pages, text, links to
// web pages and inside the document stay. It has been inspected again. incorrect, with the first
// reason: the file has hazards that no removal mends (damage, encryption, bombs, size).
Result<std::string> sanitized(std::string_view bytes, const InspectLimits& limits = {});

}  // namespace muniment::pdf
