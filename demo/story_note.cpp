// How a story becomes notes: the words of the patient, the data lines, heading and signature.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "base/text.h"
#include "demo/story.h"

namespace muniment::demo {
namespace {

using std::chrono::minutes;

std::string age_phrase(const Person& person, Day day, bool adjective) {
    const int years = person.age_on(day);
    const auto age_days = (day - person.birth).count();
    const auto phrase = [&](long number, const char* unit) {
        if (adjective) return std::to_string(number) + "-" + unit + "-old";
        return std::to_string(number) + " " + unit + (number == 1 ? "" : "s");
    };
    if (age_days < 42) return phrase(age_days, "day");
    if (years < 2) return phrase(age_days / 30, "month");
    return phrase(years, "year");
}

std::string line_of(const Reading& reading) {
    const Test& test = *reading.test;
    std::string name = test.label;
    name.resize(name.size() < 26 ? 26 : name.size(), ' ');
    std::string value = reading.text();
    if (value.size() < 7) value.insert(0, 7 - value.size(), ' ');
    std::string line = "  " + name + value;
    if (*test.shown != 0) line.append(" ").append(test.shown);
    if (*reading.flag() == 0) return line;
    const std::string low = decimal_text(test.low, test.decimals);
    const std::string high = decimal_text(test.high, test.decimals);
    line += std::string("  ") + reading.flag() + " (ref ";
    if (test.low == 0) return line + "<= " + high + ")";
    return line + (test.high == 0 ? ">= " + low : low + "-" + high) + ")";
}

// "- lisinopril 10 mg tablet: 1 tablet by mouth daily"
std::string medication_lines(const std::vector<Medication>& all, MedicationUse use,
                             std::size_t visit) {
    std::string lines;
    for (const Medication& one : all) {
        // Taken at home: what was brought along or prescribed at an earlier stay, until stopped.
        const bool earlier = one.use == MedicationUse::discharge && one.visit != visit;
        const bool taken = one.active && (one.use == MedicationUse::home || earlier);
        const bool asked =
            use == MedicationUse::home ? taken : one.use == use && one.visit == visit;
        if (asked) lines += "- " + one.name + ": " + one.dosage + "\n";
    }
    return lines;
}

// Narratives begin and end with an empty line, for the sake of their source.
std::string_view without_line_ends(std::string_view text) {
    while (text.starts_with('\n')) text.remove_prefix(1);
    while (text.ends_with('\n')) text.remove_suffix(1);
    return text;
}

// "Allergy to penicillin" and "Latex allergy" name the substance in a note.
std::string agent_of(const Allergy& known) {
    return replaced(replaced(known.name, "Allergy to ", ""), " allergy", "");
}

std::string without_last_newline(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace

void Story::describe_person() {
    const Person& one = record_.person;
    const bool she = one.sex == Sex::female;
    const bool child = age() < 18;
    set("name", one.name());
    set("Name", (child ? one.given : (she ? "Ms. " : "Mr. ") + one.family));
    set("man", child ? (she ? "girl" : "boy") : (she ? "woman" : "man"));
    set("he", she ? "she" : "he");
    set("He", she ? "She" : "He");
    set("his", she ? "her" : "his");
    set("His", she ? "Her" : "His");
    set("him", she ? "her" : "him");
    set("aged", age_phrase(one, day_of(now_), true));
    set("age", age_phrase(one, day_of(now_), false));
    set("guardian", one.guardian);
    set("facility", facility(record_.visits.back().place).name);
    set("today", chart_day(day_of(now_)));
    set("days", "0");
}

void Story::describe_lists() {
    std::string problems;
    for (const Problem& known : record_.problems)
        if (known.chronic && known.onset <= day_of(now_)) problems += "- " + known.spoken + "\n";
    set("pmh", problems.empty() ? "No chronic medical problems." : without_last_newline(problems));
    const std::string home = medication_lines(record_.medications, MedicationUse::home, visit());
    set("home_meds", home.empty() ? "None." : without_last_newline(home));
    const std::string leaving =
        medication_lines(record_.medications, MedicationUse::discharge, visit());
    set("discharge_meds",
        leaving.empty() ? "- no new prescriptions" : without_last_newline(leaving));
    std::string allergies;
    for (const Allergy& known : record_.allergies)
        allergies +=
            (allergies.empty() ? "" : "; ") + agent_of(known) + " (" + known.reaction + ")";
    set("allergies", allergies.empty() ? "No known drug allergies." : allergies + ".");
}

std::string Story::lab_lines() const {
    std::string lines;
    for (std::size_t i = told_readings_; i < record_.readings.size(); ++i)
        if (record_.readings[i].test->kind == TestKind::laboratory)
            lines += line_of(record_.readings[i]) + "\n";
    return lines.empty() ? "No new laboratory results." : without_last_newline(lines);
}

// One line per test of the visit that was measured: "  WBC: 17.2, 12.9, 9.1 K/uL".
std::string Story::trend_lines() const {
    std::string lines;
    std::set<const Test*> told;
    for (std::size_t i = visit_readings_; i < record_.readings.size(); ++i) {
        const Test* test = record_.readings[i].test;
        if (test->kind != TestKind::laboratory || !told.insert(test).second) continue;
        std::string values;
        for (std::size_t k = i; k < record_.readings.size(); ++k)
            if (record_.readings[k].test == test)
                values += (values.empty() ? "" : ", ") + record_.readings[k].text();
        lines += std::string("  ") + test->label + ": " + values + (*test->shown == 0 ? "" : " ") +
                 test->shown + "\n";
    }
    return lines.empty() ? "None obtained." : without_last_newline(lines);
}

std::string Story::heading(const NoteKind& kind, std::string_view title, std::size_t author) const {
    const Person& one = record_.person;
    const Visit& at = record_.visits.back();
    const Staff& by = staff()[author];
    return std::string(facility(at.place).short_name) + "\n" + kind.heading +
           (title.empty() ? "" : ": " + std::string(title)) + "\n\n" + "  Patient: " + one.family +
           ", " + one.given + " " + one.middle + ".    MRN: " + one.mrn(at.place) +
           "    DOB: " + chart_day(one.birth) + "\n" + "  Date of service: " + chart_time(now_) +
           "    Author: " + full_name(by) + " (" + by.service + ")\n\n";
}

void Story::note(const char* kind, Role author, std::string_view narrative) {
    titled_note(kind, "", author, record_.visits.back().label, narrative);
}

void Story::titled_note(const char* kind, std::string_view title, Role author, Label label,
                        std::string_view narrative) {
    describe_lists();
    set("labs", lab_lines());
    set("trend", trend_lines());
    Note written;
    written.kind = &note_called(kind);
    written.title = title.empty() ? written.kind->title : std::string(title);
    written.written = now_;
    written.visit = visit();
    written.label = label;
    written.author = who(author);
    // Nurse practitioners' notes are signed by the attending physician as well.
    const bool cosigned = staff()[written.author].role == Role::nurse_practitioner;
    written.authenticator = cosigned ? record_.visits.back().attending : written.author;
    written.signed_at = now_ + minutes(dice_.between(6, cosigned ? 320 : 95));
    const std::string body = filled(narrative, words_, dice_);
    written.text =
        heading(*written.kind, title, written.author) + flowed(without_line_ends(body)) + "\n";
    if (cosigned) written.text += "Written by " + full_name(staff()[written.author]) + "\n";
    written.text += std::string(cosigned ? "Reviewed and electronically signed by "
                                         : "Electronically signed by ") +
                    full_name(staff()[written.authenticator]) + " on " +
                    chart_time(written.signed_at) + "\n";
    // A narrative that shows {labs} has told them all; others leave them for a later note.
    if (narrative.find("{labs}") != std::string_view::npos)
        told_readings_ = record_.readings.size();
    record_.notes.push_back(std::move(written));
}

void Story::imaging(const char* code, std::string_view name, std::string_view narrative,
                    std::string_view conclusion) {
    Report report;
    report.code = code;
    report.name = name;
    report.conclusion = filled(conclusion, words_, dice_);
    report.radiology = true;
    report.at = now_;
    report.visit = visit();
    report.author = who(Role::radiologist);
    record_.reports.push_back(report);
    titled_note("radiology", name, Role::radiologist, record_.visits.back().label,
                std::string("EXAMINATION\n") + std::string(name) + "\n\n" + std::string(narrative) +
                    "\n\nIMPRESSION\n" + report.conclusion);
}

}  // namespace muniment::demo
