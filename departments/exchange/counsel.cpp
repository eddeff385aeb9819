// The export for counsel: one PDF/A with the assessment as JSON inside.
#include "departments/exchange/blocking.h"
#include "formats/pdf/render.h"

namespace muniment::exchange {
namespace {

std::string words(std::string_view name) {
    std::string text(name);
    for (char& c : text)
        if (c == '_') c = ' ';
    return text;
}

std::string day_text(const std::optional<Day>& day) { return day ? to_text(*day) : "not said"; }

void add(pdf::Section& section, pdf::Block block) { section.blocks.push_back(std::move(block)); }
void say(pdf::Section& section, std::string text) {
    add(section, pdf::Paragraph{{{std::move(text), pdf::Face::regular}}});
}

pdf::KeyValues head(const BlockingView& shown) {
    const Practice& practice = shown.practice;
    return {{{"Case", shown.number},
             {"State", words(enum_name(shown.state))},
             {"Requester", shown.requester},
             {"Received", day_text(practice.received_on)},
             {"Law of", to_text(shown.assessment.law_of)},
             {"Assessed", to_text(shown.assessment.assessed_on)},
             {"Decided by", practice.decider},
             {"Release case", shown.release_number}},
            2};
}

// Every condition of what was invoked or is met; the others are in the attached JSON.
bool is_told(const ExceptionChecked& one) { return one.claimed || one.outcome != Standing::failed; }

std::string evidence_of(const ConditionChecked& condition) {
    std::string text;
    for (const FactUsed& fact : condition.facts) {
        if (fact.value.empty()) continue;
        text += (text.empty() ? "" : "\n") + words(fact.name) + ": " + words(fact.value);
        if (!fact.evidence.text.empty()) text += ". " + fact.evidence.text;
        if (!fact.evidence.reference.empty()) text += " [" + fact.evidence.reference + "]";
    }
    return text;
}

pdf::Table table_of(const std::vector<ConditionChecked>& conditions) {
    pdf::Table table{{{"Paragraph", 2}, {"Condition", 5}, {"Answer", 1.5}, {"Facts, evidence", 4}},
                     {}};
    for (const ConditionChecked& one : conditions)
        table.rows.push_back({one.cite, one.say, words(enum_name(one.answer)), evidence_of(one)});
    return table;
}

void add_segment(pdf::Section& section, const SegmentAssessed& segment) {
    const std::string name = segment.id.empty() ? "The request" : "Segment " + segment.id;
    add(section, pdf::Heading{name + ": " + words(enum_name(segment.verdict)), 2});
    if (!segment.say.empty()) say(section, segment.say);
    say(section, segment.because);
    add(section, pdf::Heading{"Elements of the definition", 3});
    add(section, table_of(segment.elements));
    for (const ExceptionChecked& one : segment.exceptions) {
        if (!is_told(one)) continue;
        add(section, pdf::Heading{one.cite + ", " + words(enum_name(one.outcome)), 3});
        say(section, one.say);
        add(section, table_of(one.conditions));
    }
}

void add_clocks(pdf::Section& section, const PracticeAssessed& made) {
    add(section, pdf::Heading{"Clocks, alerts, exposure", 2});
    pdf::Bullets list;
    for (const PracticeClock& one : made.deadlines)
        list.items.push_back("Due " + to_text(one.due) + ", " + words(enum_name(one.run)) + ". " +
                             one.say + " (" + one.cite + ")");
    for (const PracticeAlert& one : made.alerts)
        list.items.push_back(one.say + " (" + one.cite + ")");
    for (const PracticeExposure& one : made.exposure)
        if (one.reaches) list.items.push_back(one.say + " (" + one.cite + ")");
    if (!list.items.empty()) add(section, std::move(list));
}

void add_history(pdf::Section& section, const BlockingView& shown) {
    add(section, pdf::Heading{"History, with the ledger's entries that prove it", 2});
    pdf::Table table{{{"When (UTC)", 2}, {"Who", 2}, {"What", 2}, {"Ledger entry", 1}}, {}};
    for (const tasks::HistoryItem& one : shown.history)
        table.rows.push_back({to_text(one.at), one.actor, one.action,
                              one.entry_index ? std::to_string(*one.entry_index) : "pending"});
    add(section, std::move(table));
}

}  // namespace

Result<std::string> counsel_pdf(const std::string& facility, const BlockingView& shown,
                                Instant created) {
    pdf::Document document;
    document.title = "Information blocking case " + shown.number;
    document.author = facility;
    document.created = created;
    pdf::Section section;
    section.title = document.title;
    section.header = {facility, "", shown.number};
    section.footer = "Confidential. Prepared for counsel.";
    add(section, pdf::Heading{document.title, 1});
    add(section, head(shown));
    add(section,
        pdf::Notice{"What this is",
                    "An assessment under 45 CFR part 171 by rule, as of the day it names. It does "
                    "not say that anything is information blocking: that is for counsel and the "
                    "Inspector General. The attached JSON holds every condition of every "
                    "exception with its facts, evidence and rule packs."});
    if (!shown.practice.description.empty()) say(section, shown.practice.description);
    for (const SegmentAssessed& segment : shown.assessment.segments) add_segment(section, segment);
    add_clocks(section, shown.assessment);
    add_history(section, shown);
    document.sections.push_back(std::move(section));
    document.attachments.push_back({"case.json", "application/json", "The case and its assessment",
                                    pdf::Relationship::data, to_json_text(shown)});
    const auto rendered = TRY(pdf::render(document));
    return rendered.bytes;
}

}  // namespace muniment::exchange
