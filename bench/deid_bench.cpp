// De-identification: recall and precision on three sets of labelled texts, and the speed of the
// scan beside what this machine needs to read the same bytes once. Rules were made looking at half
// A of each set only; half B and all are reported. usage: deid_bench FOLDER [missed|extra SET HALF]
// FOLDER holds ../shared/data/deid; "missed" lists what of a
//        half was not found, "extra" what was removed without being labelled
// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include <ctime>
#include <filesystem>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/json.h"
#include "bench/probe.h"
#include "engines/text/deid.h"
#include "engines/text/tokens.h"

using namespace muniment;
using namespace muniment::text;

namespace {

struct Gold {
    std::size_t begin = 0, end = 0;
    std::string label;
};
struct Document {
    std::string text;
    std::vector<Gold> gold;
    bool half_a = false;
};
struct Set {
    std::string name;
    std::vector<Document> documents;
};

const Deidentifier& engine() {
    static const Deidentifier made;
    return made;
}

std::string read(const std::string& path) {
    std::string bytes(1 << 16, 0), all;
    gzFile in = gzopen(path.c_str(), "rb");
    if (in == nullptr) return {};
    for (int count; (count = gzread(in, bytes.data(), 1 << 16)) > 0;)
        all.append(bytes.data(), static_cast<std::size_t>(count));
    gzclose(in);
    return all;
}

// Positions of the sets count characters; ours count bytes.
std::size_t byte_of(std::string_view text, std::int64_t character) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if ((text[at] & 0xc0) != 0x80 && character-- == 0) break;
    return at;
}

void finish(Document& document) { document.half_a = hex(sha256(document.text))[0] < '8'; }

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

Set mtsamples(const std::string& folder) {
    Set set{"mtsamples-header", {}};
    const std::string all = read(folder + "/mtsamples_phi_header_dev.jsonl.gz");
    for (const std::string_view line : split(all, '\n')) {
        if (line.empty()) continue;
        const json::value value = *parse_json(line);
        Document document{text_of(value.at("text")), {}};
        for (const json::value& span : value.at("spans").as_array())
            document.gold.push_back({byte_of(document.text, span.at("start").as_int64()),
                                     byte_of(document.text, span.at("end").as_int64()),
                                     text_of(span.at("label"))});
        finish(document);
        set.documents.push_back(std::move(document));
    }
    return set;
}

Set presidio(const std::string& folder) {
    Set set{"presidio-synthetic", {}};
    const std::string all = read(folder + "/presidio_synth_dataset_v2.json.gz");
    if (all.empty()) return set;
    const json::value value = *parse_json(all);
    for (const json::value& one : value.as_array()) {
        Document document{text_of(one.at("full_text")), {}};
        for (const json::value& span : one.at("spans").as_array())
            document.gold.push_back({byte_of(document.text, span.at("start_position").as_int64()),
                                     byte_of(document.text, span.at("end_position").as_int64()),
                                     text_of(span.at("entity_type"))});
        finish(document);
        set.documents.push_back(std::move(document));
    }
    return set;
}

// A block of "===QUERY===": the text, then the labelled values; each is looked for in the text.
Set queries(const std::string& folder) {
    static constexpr std::string_view kQuery = "===QUERY===\n", kTags = "===PHI_TAGS===\n";
    Set set{"clinical-queries", {}};
    const std::string all = read(folder + "/synthetic_clinical_queries_phi_dev.txt");
    for (std::size_t at = all.find(kQuery); at != all.npos;) {
        const std::size_t next = all.find(kQuery, at + 1), tags = all.find(kTags, at);
        Document document{std::string(trim(std::string_view(all).substr(
                              at + kQuery.size(), tags - at - kQuery.size()))),
                          {}};
        for (const std::string_view line :
             split(std::string_view(all).substr(tags + kTags.size(), next - tags - kTags.size()),
                   '\n')) {
            const auto value = parse_json(trim(line));
            if (!value || !value->is_object() || !value->as_object().contains("value")) continue;
            const std::string wanted = text_of(value->at("value"));
            const std::size_t found = document.text.find(wanted);
            if (found != document.text.npos && !wanted.empty())
                document.gold.push_back(
                    {found, found + wanted.size(), text_of(value->at("identifier_type"))});
        }
        finish(document);
        set.documents.push_back(std::move(document));
        at = next;
    }
    return set;
}

// Which letters of a labelled span Safe Harbor asks to remove: not titles, states, countries, nor a
// year alone.
std::vector<std::pair<std::size_t, std::size_t>> wanted(const Document& document,
                                                        const Gold& gold) {
    static const std::set<std::string> kNotIdentifiers = {"TITLE",
                                                          "NRP"};  // occupation, nationality
    if (kNotIdentifiers.contains(gold.label)) return {};
    const std::string_view span =
        std::string_view(document.text).substr(gold.begin, gold.end - gold.begin);
    const Tokens tokens(span, engine().lexicon());
    std::vector<std::pair<std::size_t, std::size_t>> parts;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const bool place = gold.label == "GPE" || gold.label == "ADDRESS" ||
                           gold.label == "STREET_ADDRESS" || gold.label == "GEOGRAPHIC_LOCATION";
        const bool state =
            place && (token.is(kinds(Kind::state, Kind::country)) ||
                      (token.is(kinds(Kind::state_code)) && token.shape == Shape::upper));
        const bool title = (gold.label == "NAME" || gold.label == "PERSON") &&
                           token.is(kinds(Kind::title, Kind::credential));
        if (token.shape != Shape::sign && !state && !title)
            parts.emplace_back(gold.begin + token.begin, gold.begin + token.end);
    }
    const bool year = tokens.size() == 1 && tokens[0].is_number() && tokens[0].size() == 4 &&
                      (gold.label == "DATE_TIME" || gold.label == "DATE");
    if (year || (gold.label == "AGE" && (tokens.size() != 1 || tokens.number(0) < 90))) return {};
    return parts;
}

struct Score {
    std::size_t spans = 0, whole = 0, touched = 0, letters = 0, letters_found = 0;
    void add(const Score& other) {
        spans += other.spans;
        whole += other.whole;
        touched += other.touched;
        letters += other.letters;
        letters_found += other.letters_found;
    }
};
struct Report {
    std::map<std::string, Score> by_label;
    std::size_t documents = 0, clean = 0, removed = 0, removed_letters = 0, labelled_letters = 0,
                uncertain = 0;
    std::size_t certain_right = 0, certain = 0;
};

bool covered(const Deidentified& result, std::size_t byte) {
    for (const Removed& one : result.removed)
        if (byte >= one.begin && byte < one.end) return true;
    return false;
}

Score score(const Document& document, const Gold& gold, const Deidentified& result) {
    Score score;
    for (const auto& [begin, end] : wanted(document, gold))
        for (std::size_t at = begin; at < end; ++at) {
            ++score.letters;
            score.letters_found += covered(result, at) ? 1 : 0;
        }
    score.spans = score.letters > 0 ? 1 : 0;
    score.touched = score.letters_found > 0 ? 1 : 0;
    score.whole = score.spans == 1 && score.letters_found == score.letters ? 1 : 0;
    return score;
}

bool overlaps(const Document& document, const Removed& one) {
    for (const Gold& gold : document.gold)
        if (one.begin < gold.end && gold.begin < one.end) return true;
    return false;
}

const DeidOptions kOptions{.method = Method::safe_harbor, .today = *parse_day("2026-11-22")};

void add_document(const Document& document, Report& report) {
    const Deidentified result = *engine().run(document.text, {}, kOptions);
    bool clean = true;
    for (const Gold& gold : document.gold) {
        const Score one = score(document, gold, result);
        report.by_label[gold.label].add(one);
        clean &= one.whole == one.spans;
    }
    ++report.documents;
    report.clean += clean ? 1 : 0;
    for (const Removed& one : result.removed) {
        const bool right = overlaps(document, one);
        ++report.removed;
        report.labelled_letters += right ? 1 : 0;
        const bool certain = one.certainty == Certainty::certain;
        report.uncertain += certain ? 0 : 1;
        report.certain += certain ? 1 : 0;
        report.certain_right += certain && right ? 1 : 0;
    }
}

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_row(const std::string& name, const Score& score) {
    std::printf("    %-32s %6zu spans   whole %6.2f %%   letters %6.2f %%\n", name.c_str(),
                score.spans, share(score.whole, score.spans),
                share(score.letters_found, score.letters));
}

void print(const Set& set, const char* half, const Report& report) {
    Score all;
    for (const auto& [label, one] : report.by_label) all.add(one);
    std::printf("  %s, %s: %zu texts\n", set.name.c_str(), half, report.documents);
    for (const auto& [label, one] : report.by_label)
        if (one.spans > 0) print_row(label, one);
    print_row("recall, all", all);
    std::printf(
        "    precision %.2f %% of %zu removals overlap a label (of %zu certain ones %.2f %%); "
        "texts without a miss %.2f %%\n",
        share(report.labelled_letters, report.removed), report.removed, report.certain,
        share(report.certain_right, report.certain), share(report.clean, report.documents));
}

void list(const Set& set, bool half_a, bool extra) {
    for (const Document& document : set.documents) {
        if (document.half_a != half_a) continue;
        const Deidentified result = *engine().run(document.text, {}, kOptions);
        for (const Gold& gold : document.gold)
            if (const Score one = score(document, gold, result); !extra && one.whole < one.spans) {
                const std::size_t from = gold.begin > 50 ? gold.begin - 50 : 0;
                std::printf("%s\t%s\t| %s\n", gold.label.c_str(),
                            document.text.substr(gold.begin, gold.end - gold.begin).c_str(),
                            document.text.substr(from, gold.end + 30 - from).c_str());
            }
        for (const Removed& one : result.removed)
            if (extra && !overlaps(document, one)) {
                const std::size_t from = one.begin > 30 ? one.begin - 30 : 0;
                std::printf("%s\t%s\t%s\t| %s\n", one.why.c_str(),
                            one.certainty == Certainty::certain ? "certain" : "uncertain",
                            document.text.substr(one.begin, one.end - one.begin).c_str(),
                            document.text.substr(from, one.end + 30 - from).c_str());
            }
    }
}

// By the processor's time: what else runs on the machine does not count.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Work>
double megabytes_per_second(std::size_t bytes, const Work& work) {
    const double began = cpu_seconds();
    std::size_t done = 0;
    do {
        work();
        done += bytes;
    } while (cpu_seconds() - began < 1.5);
    return static_cast<double>(done) / (cpu_seconds() - began) / 1e6;
}

void speed(const std::vector<Set>& sets) {
    std::vector<const std::string*> texts;
    std::size_t bytes = 0, seen = 0;
    for (const Set& set : sets)
        for (const Document& document : set.documents) {
            texts.push_back(&document.text);
            bytes += document.text.size();
        }
    const double floor = megabytes_per_second(bytes, [&] {
        Word word;
        for (const std::string* text : texts)
            for (std::size_t at = 0; next_word(*text, at, word); at = word.end) ++seen;
    });
    const double tokens = megabytes_per_second(bytes, [&] {
        for (const std::string* text : texts) seen += Tokens(*text, engine().lexicon()).size();
    });
    const double ours = megabytes_per_second(bytes, [&] {
        for (const std::string* text : texts)
            seen += engine().run(*text, {}, kOptions)->removed.size();
    });
    std::printf(
        "  speed, processor time: %.1f MB/s scanned, masked and scanned again until nothing is "
        "found (target "
        ">= 20); words alone %.0f MB/s, tokens %.0f MB/s, ratio to words %.2f\n",
        ours, floor, tokens, ours / floor);
    if (seen == 0) std::printf("  no text\n");
}

}  // namespace

int main(int count, char** arguments) {
    const std::string folder = count > 1 ? arguments[1] : "../shared/data/deid";
    if (!std::filesystem::exists(folder)) {
        std::printf("skipped: %s is not there\n", folder.c_str());
        return 0;
    }
    const std::vector<Set> sets = {mtsamples(folder), presidio(folder), queries(folder)};
    if (count > 4) {
        for (const Set& set : sets)
            if (set.name.starts_with(arguments[3]))
                list(set, arguments[4][0] == 'A', arguments[2][0] == 'e');
        return 0;
    }
    std::printf(
        "  without known identifiers; recall of what 45 CFR 164.514(b)(2)(i) asks to remove; never "
        "\"anonymous\"\n");
    for (const Set& set : sets) {
        Report a, b, all;
        for (const Document& document : set.documents) {
            add_document(document, document.half_a ? a : b);
            add_document(document, all);
        }
        print(set, "half A (looked at)", a);
        print(set, "half B (held out)", b);
        print(set, "all", all);
    }
    speed(sets);
}
