// The words of the letter: one paragraph for each part, with its reason and citation.
#include "departments/exchange/letter.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace muniment::exchange {
namespace {

struct Reason {
    const char* name;  // of the exception, or of the way of it
    const char* say;
};
constexpr std::array reasons = {
    Reason{"preventing_harm",
           "Sharing it as asked would put somebody at a risk of harm that the rule takes into "
           "account."},
    Reason{"privacy",
           "A condition that must be met before it may be shared is not met, or the person whom "
           "it is about asked that it not be shared."},
    Reason{"security",
           "Sharing it in this way would put the security of electronic health information at "
           "risk."},
    Reason{"infeasibility", "We are not able to fulfil the request."},
    Reason{"uncontrollable_event", "An event outside our control keeps us from fulfilling it."},
    Reason{"segmentation",
           "We cannot separate it, without doubt, from information that we may not or need not "
           "share."},
    Reason{"modification",
           "The request is to change records that we keep, by somebody other than a provider who "
           "treats the patient."},
    Reason{"manner_exhausted",
           "We could not agree on the manner asked for, or are technically unable to use it, and "
           "the other manners that we offered were not taken."},
    Reason{"circumstances",
           "Under the circumstances, which we considered and wrote down, we cannot fulfil it."},
    Reason{"performance",
           "The system is being maintained, or its performance protected, for no longer than that "
           "takes."},
    Reason{"manner", "We can share it, but in another manner than the one asked for."},
    Reason{"fees", "We can share it for the fee that we told you of, which follows our costs."},
    Reason{"licensing",
           "We can share it under a licence; the terms are those that we offered to others alike."},
    Reason{"tefca_manner",
           "It is available to you through the nationwide network that we are both "
           "part of."},
};
// These paragraphs, cited, would say what the information is about.
constexpr std::array telling = {"protecting_care_access"};
constexpr const char* general_reason =
    "Federal law allows us, or other law requires us, not to share it in these circumstances.";
constexpr const char* general_cite = "45 CFR part 171";

bool is_telling(const std::string& name) {
    return std::ranges::find(telling, name) != telling.end();
}

const char* words_of(const std::string& name) {
    const auto found =
        std::ranges::find_if(reasons, [&](const Reason& r) { return name == r.name; });
    return found == reasons.end() ? nullptr : found->say;
}

bool is_given(const SegmentAssessed& segment, const Practice& practice) {
    const auto part = std::ranges::find(practice.segments, segment.id, &PracticeSegment::id);
    if (part != practice.segments.end()) return part->shared;
    const auto fact = practice.facts.find("practice");
    return fact != practice.facts.end() && fact->second == "done_as_asked";
}

// What was invoked for the part. That it is not yet evidenced does not change what is told.
std::vector<const ExceptionChecked*> invoked(const SegmentAssessed& segment) {
    std::vector<const ExceptionChecked*> found;
    for (const ExceptionChecked& one : segment.exceptions)
        if (one.claimed) found.push_back(&one);
    return found;
}

// While several ways are open, none is the reason yet.
bool has_one_way(const ExceptionChecked& one) { return one.ways.size() == 1; }

std::string reason_of(const ExceptionChecked& one) {
    if (is_telling(one.name)) return std::string(general_reason) + " (" + general_cite + ")";
    const char* words = has_one_way(one) ? words_of(one.ways.front()) : nullptr;
    if (words == nullptr) words = words_of(one.name);
    return std::string(words != nullptr ? words : general_reason) + " (" + one.cite + ")";
}

// 45 CFR 171.204(b) asks for the reason, not for the exception's name.
bool lacks_reason(const SegmentAssessed& segment, const LetterWords& words) {
    return trim(words.reason).empty() &&
           std::ranges::any_of(invoked(segment), [](const ExceptionChecked* one) {
               return one->name == "infeasibility" && !has_one_way(*one);
           });
}

// A law that requires the practice is not named: its paragraph may say what the part is about.
std::string decision_of(const SegmentAssessed& segment, const Practice& practice) {
    if (is_given(segment, practice)) return "Shared as you asked.";
    std::string text = "Not shared as you asked.";
    if (segment.verdict == Verdict::LAWFUL) return text + " " + general_reason;
    for (const ExceptionChecked* one : invoked(segment)) text += " " + reason_of(*one);
    return text;
}

pdf::Paragraph say(std::string text) { return {{{std::move(text)}}, pdf::Size::letter}; }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto line : split(text, '\n'))
        if (!trim(line).empty()) lines.emplace_back(trim(line));
    return lines;
}

std::string opening(const LetterPaper& paper) {
    std::string text = "On " + to_long_text(*paper.practice.received_on) +
                       " we received your request " + paper.number + " for " +
                       paper.words.asked_for;
    if (!trim(paper.words.manner).empty()) text += ", to be given by " + paper.words.manner;
    return text + ". This letter says what we decided for each part of it, and why.";
}

void add_parts(std::vector<pdf::Block>& blocks, const LetterPaper& paper) {
    blocks.push_back(pdf::Heading{"What we decided", 2});
    const auto& segments = paper.assessment.segments;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string name = segments.size() == 1 ? "" : "Part " + std::to_string(i + 1) + ". ";
        blocks.push_back(say(name + decision_of(segments[i], paper.practice)));
    }
    if (!trim(paper.words.reason).empty()) blocks.push_back(say(paper.words.reason));
}

void add_alternatives(std::vector<pdf::Block>& blocks, const LetterPaper& paper) {
    if (paper.practice.alternatives.empty()) return;
    blocks.push_back(pdf::Heading{"What we offer instead", 2});
    blocks.push_back(pdf::Bullets{paper.practice.alternatives});
}

void add_ways_on(std::vector<pdf::Block>& blocks, const LetterPaper& paper) {
    blocks.push_back(pdf::Heading{"If you do not agree", 2});
    blocks.push_back(say("Ask us: " + paper.words.contact +
                         ". You may ask that our decision be looked at again by our privacy "
                         "officer, who answers in writing."));
    blocks.push_back(
        say("You may also complain to the United States Department of Health and Human Services, "
            "through its information blocking portal at healthit.gov or, about privacy, to its "
            "Office for Civil Rights at hhs.gov/ocr. We will not act against you for it."));
}

// 45 CFR 171.204(a)(4): at least two other manners were offered.
bool lacks_alternatives(const Practice& practice) {
    const auto fact = practice.facts.find("manner_not_reached");
    return fact != practice.facts.end() && fact->second == "true" &&
           std::ranges::find(practice.claims, "infeasibility") != practice.claims.end() &&
           practice.alternatives.size() < 2;
}

void check_words(std::vector<std::string>& defects, const LetterPaper& paper) {
    const LetterWords& words = paper.words;
    const std::pair<const std::string*, const char*> needed[] = {
        {&paper.requester, "Enter who asked."},
        {&words.asked_for, "Say what was asked for."},
        {&words.contact, "Say who answers questions about the letter."},
        {&words.signer, "Say who signs the letter."},
    };
    for (const auto& [text, sentence] : needed)
        if (trim(*text).empty()) defects.emplace_back(sentence);
    for (const std::string* text :
         {&words.address, &words.from_address, &words.asked_for, &words.manner, &words.reason,
          &words.contact, &words.signer, &words.signer_title})
        if (text->size() > words_bytes_max)
            defects.emplace_back("A text of the letter is too long.");
}

}  // namespace

std::vector<std::string> letter_defects(const LetterPaper& paper) {
    std::vector<std::string> defects;
    check_words(defects, paper);
    if (!paper.practice.received_on)
        defects.emplace_back("Enter the day on which the request was received.");
    bool withheld = false;
    std::size_t part = 0;
    for (const SegmentAssessed& segment : paper.assessment.segments) {
        ++part;
        if (is_given(segment, paper.practice)) continue;
        withheld = true;
        if (segment.verdict != Verdict::LAWFUL && invoked(segment).empty())
            defects.push_back("Part " + std::to_string(part) +
                              " is not shared, and no exception is invoked for it and no law "
                              "named that requires it.");
        if (lacks_reason(segment, paper.words))
            defects.push_back("Say in words why part " + std::to_string(part) +
                              " is infeasible, or enter the facts of one way of the exception.");
    }
    if (!withheld)
        defects.emplace_back("Every part was shared; there is nothing to give reasons for.");
    if (lacks_alternatives(paper.practice))
        defects.emplace_back("List at least two other manners that were offered.");
    return defects;
}

pdf::Document blocking_letter(const LetterPaper& paper) {
    pdf::Section section;
    section.listing = pdf::Listing::unlisted;
    section.footer = paper.number;
    auto& blocks = section.blocks;
    blocks = {pdf::Letterhead{paper.facility, lines_of(paper.words.from_address)},
              say(to_long_text(paper.written_on)),
              pdf::Space{8},
              say(paper.requester + "\n" + join(lines_of(paper.words.address), "\n")),
              pdf::Space{8},
              say("Your request " + paper.number),
              say(opening(paper))};
    add_parts(blocks, paper);
    add_alternatives(blocks, paper);
    add_ways_on(blocks, paper);
    blocks.push_back(pdf::Signature{paper.words.signer, paper.words.signer_title,
                                    to_long_text(paper.written_on)});
    pdf::Document document;
    document.title = "Your request " + paper.number;
    document.author = paper.facility;
    document.created = paper.created;
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace muniment::exchange
