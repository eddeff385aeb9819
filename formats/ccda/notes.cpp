// Notes with their whole text, and the statements that must go along with a record.
#include "formats/ccda/codes.h"
#include "formats/ccda/sections.h"

namespace muniment::ccda {

namespace {

constexpr std::string_view note_root = "2.16.840.1.113883.10.20.22.4.202";

// Note Activity (C-CDA R2.1 companion 2016-11-01): it asks for an author; of ours a chart knows the
// name at most.
void add_author(Node act, const Note& note) {
    const Node author = add(act, "author");
    add_template(author, "2.16.840.1.113883.10.20.22.4.119");
    add_time(author, "time", note.date);
    const Node assigned = add(author, "assignedAuthor");
    add_unknown(assigned, "id");
    if (!note.author.empty()) add_text(add(assigned, "assignedPerson"), "name", note.author);
}

void add_note(Node act, const Note& note, const std::string& id) {
    add_template(act, note_root, "2016-11-01", Since::r2_1);
    add_id(act, note.id);
    const Node code = add_fixed(act, "code", "34109-9", oid::loinc, "Note");
    if (note.type.system == oid::loinc && !note.type.code.empty() && note.type.code != "34109-9")
        add_fixed(code, "translation", note.type.code, oid::loinc, note.type.text);
    add_reference(act, id);
    add_status(act, "completed");
    add_time(act, "effectiveTime", note.date);
    add_author(act, note);
}

std::string heading_of(const Note& note) {
    std::string heading = note.title.empty() ? note.type.text : note.title;
    if (heading.empty()) heading = "Note";
    if (!note.date.empty()) heading += ", " + shown_time(note.date);
    if (!note.author.empty()) heading += ", " + note.author;
    return heading;
}

}  // namespace

// A section without a template: the standard has none for statements of law.
void add_notices(Node body, const Document& document) {
    if (document.notices.empty()) return;
    const Node section = add(add(body, "component"), "section");
    add_text(section, "title", "Notice to the recipient");
    const Node text = add(section, "text");
    for (const std::string& notice : document.notices) add_lines(add(text, "paragraph"), notice);
}

void add_notes(Node body, const Document& document) {
    static const Kind kind{
        "note",     "2.16.840.1.113883.10.20.22.2.65", "2016-11-01", "34109-9", "Note", "Notes", {},
        Since::r2_1};
    Section section(body, kind, document.notes.size(), document.nothing_here);
    for (const Note& note : document.notes) {
        const std::string id = section.paragraph(heading_of(note), note.text);
        add_note(section.entry("act", {{"classCode", "ACT"}, {"moodCode", "EVN"}}), note, id);
    }
}

}  // namespace muniment::ccda
