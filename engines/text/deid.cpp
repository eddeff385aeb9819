// The engine: every detector over the tokens, what overlaps joined, masks put in, and again until a
// scan of the result finds nothing more.
#include "engines/text/deid.h"

#include <algorithm>

#include "base/text.h"
#include "engines/text/found.h"

namespace muniment::text {

namespace {

constexpr DeidLimits kLimits;
constexpr int kRounds = 12;  // each removes more of the text; in practice two
// What a detector looks at lies within this many bytes; nearer to a window's edge nothing is
// believed.
constexpr std::size_t kReach = 400, kMargin = 100;

bool is_kept(const Found& found, Method method) {
    if (method == Method::safe_harbor) return false;
    return citation(found.identifier, method).empty() || found.part != Part::whole;
}

// Of overlapping findings one is left, as wide as all of them: the strongest, then the longest.
Finds joined(Finds finds) {
    std::ranges::sort(finds, [](const Found& a, const Found& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    Finds kept;
    for (Found& found : finds) {
        if (kept.empty() || found.begin >= kept.back().end) {
            kept.push_back(std::move(found));
            continue;
        }
        Found& before = kept.back();
        const std::size_t begin = before.begin, end = std::max(before.end, found.end);
        const bool wider = found.end - found.begin > before.end - before.begin;
        const bool stronger =
            found.strength > before.strength || (found.strength == before.strength && wider);
        const bool reaches_out =
            end > (stronger ? found.end : before.end) || (stronger && found.begin > begin);
        if (stronger) before = std::move(found);
        before.begin = begin;
        before.end = end;
        // What it was replaced by said what it was: a year, a ZIP code's digits. Not of more than
        // itself.
        if (reaches_out) before.replacement.clear();
    }
    return kept;
}

Result<Finds> scan(std::string_view text, const Lexicon& lexicon, const Known& known,
                   const DeidOptions& options) {
    const Tokens tokens(text, lexicon);
    Finds finds;
    TRY(find_known(text, lexicon, known, finds));
    find_dates(tokens, options, known, finds);
    find_ages(tokens, finds);
    find_phones(tokens, finds);
    find_net(tokens, finds);
    find_numbers(tokens, finds);
    find_places(tokens, finds);
    find_names(tokens, finds);
    std::erase_if(finds, [&](const Found& found) { return is_kept(found, options.method); });
    return joined(std::move(finds));
}

std::string_view replacement(const Found& found) {
    return found.replacement.empty() ? mask(found.identifier) : std::string_view(found.replacement);
}

std::string masked(std::string_view text, const Finds& finds) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const Found& found : finds) {
        out += text.substr(at, found.begin - at);
        out += replacement(found);
        at = found.end;
    }
    return out += text.substr(at);
}

// A byte of the masked text as a byte of the text: inside what was put in, the edge asked for.
enum class Edge : std::uint8_t { begin, end };
std::size_t origin(const Finds& finds, std::size_t byte, Edge edge) {
    std::size_t shift = 0;  // of the masked text against the text, modulo 2^64
    for (const Found& found : finds) {
        const std::size_t begin = found.begin + shift, end = begin + replacement(found).size();
        const bool before = edge == Edge::begin ? byte < begin : byte <= begin;
        if (before) break;
        if (edge == Edge::begin ? byte < end : byte <= end)
            return edge == Edge::begin ? found.begin : found.end;
        shift = end - found.end;
    }
    return byte - shift;
}

std::vector<Removed> report(const Finds& finds) {
    std::vector<Removed> removed;
    for (const Found& found : finds)
        removed.push_back({found.identifier, found.begin, found.end, found.certainty, found.why,
                           std::string(replacement(found))});
    return removed;
}

// A part of a text: where something was put in, a scan may now see what it did not see before.
struct Window {
    std::size_t begin = 0, end = 0;
};

std::size_t white_space_before(std::string_view text, std::size_t at) {
    const std::size_t found = text.find_last_of(" \n\t", at);
    return found == text.npos || at - found > kMargin ? 0 : found;
}

// Around what is new of the findings, in the masked text.
std::vector<Window> windows(const Finds& finds, const std::vector<bool>& fresh,
                            std::string_view out) {
    std::vector<Window> all;
    std::size_t shift = 0;  // of the masked text against the text, modulo 2^64
    for (std::size_t i = 0; i < finds.size(); ++i) {
        const std::size_t begin = finds[i].begin + shift,
                          end = begin + replacement(finds[i]).size();
        shift = end - finds[i].end;
        if (!fresh[i]) continue;
        const std::size_t from = begin > kReach ? white_space_before(out, begin - kReach) : 0;
        std::size_t to = out.find_first_of(" \n\t", std::min(end + kReach, out.size()));
        if (to == out.npos || to - end > kReach + kMargin) to = out.size();
        if (all.empty() || from > all.back().end)
            all.push_back({from, to});
        else
            all.back().end = std::max(all.back().end, to);
    }
    return all;
}

// What a scan of the windows still finds, as bytes of the masked text.
Result<Finds> scan_again(std::string_view out, const std::vector<Window>& parts,
                         const Lexicon& lexicon, const Known& known, const DeidOptions& options) {
    Finds more;
    for (const Window& part : parts) {
        Finds found =
            TRY(scan(out.substr(part.begin, part.end - part.begin), lexicon, known, options));
        for (Found& one : found) {
            one.begin += part.begin;
            one.end += part.begin;
            const bool edge = (part.begin > 0 && one.begin < part.begin + kMargin) ||
                              (part.end < out.size() && one.end + kMargin > part.end);
            const bool same = out.substr(one.begin, one.end - one.begin) == replacement(one);
            if (!edge && !same) more.push_back(std::move(one));
        }
    }
    return more;
}

// Which of the joined findings were not there, as they are, before.
std::vector<bool> fresh(const Finds& now, const Finds& before) {
    std::vector<bool> is_fresh(now.size(), true);
    std::size_t k = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        while (k < before.size() && before[k].begin < now[i].begin) ++k;
        is_fresh[i] =
            k == before.size() || before[k].begin != now[i].begin || before[k].end != now[i].end;
    }
    return is_fresh;
}

}  // namespace

Result<Deidentified> Deidentifier::run(std::string_view text, const Known& known,
                                       const DeidOptions& options) const {
    if (text.size() > kLimits.text_bytes_max)
        return Error{Fault::incorrect, "The text is longer than 16 MiB; give it in parts."};
    if (!is_utf8(text)) return Error{Fault::incorrect, "The text is not UTF-8."};
    Finds finds = TRY(scan(text, lexicon_, known, options)), before;
    std::string out = masked(text, finds);
    for (int round = 0; round < kRounds; ++round) {
        Finds more = TRY(
            scan_again(out, windows(finds, fresh(finds, before), out), lexicon_, known, options));
        if (more.empty()) break;
        for (Found& found : more) {
            found.begin = origin(finds, found.begin, Edge::begin);
            found.end = origin(finds, found.end, Edge::end);
        }
        before = finds;
        std::ranges::move(more, std::back_inserter(finds));
        finds = joined(std::move(finds));
        out = masked(text, finds);
    }
    return Deidentified{std::move(out), report(finds)};
}

}  // namespace muniment::text
