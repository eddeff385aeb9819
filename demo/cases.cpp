// The release desk's cases: who asks for what, on which form, and what is wrong with it. Each row
// starts from a complete authorization and spoils what its note says.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "demo/cast.h"
#include "demo/demo.h"
#include "demo/hospital.h"

namespace muniment::demo {
namespace {

using std::chrono::days;

// One case in the making: the patient's record and the request as JSON.
class Draft {
  public:
    Draft(const Options& options, std::string_view course, int received_days_ago)
        : today_(options.today), received_(options.today - days(received_days_ago)) {
        const auto wanted = patient_with(course);
        const auto count = static_cast<std::size_t>(std::max(options.patients, 1));
        record_ = record_of(options, wanted % count);
        request_["patient"] = to_text(derived_uuid(to_text(record_.person.id)));
        request_["purpose"] = "";
        request_["received_on"] = to_text(received_);
        request_["format"] = "electronic";
        request_["scope"] = json::object{{"encounters", json::array{}},
                                         {"document_types", json::array{}},
                                         {"sections", json::array{}},
                                         {"entire_record", false},
                                         {"justification", ""}};
        request_["treatment_statement"] = "";
        verified("");
    }

    Draft& from(const char* kind, std::string name, const char* organization, const char* address,
                const char* phone, const char* email) {
        request_["requester"] =
            json::object{{"kind", kind},       {"name", name},   {"organization", organization},
                         {"address", address}, {"phone", phone}, {"email", email}};
        return *this;
    }
    // The patient asks, with the address of the chart.
    Draft& from_patient() {
        const Person& one = record_.person;
        const std::string home =
            one.street + ", " + one.city + ", " + state + " " + one.postal_code;
        return from("patient", one.given + " " + one.family, "", home.c_str(), one.phone.c_str(),
                    one.email.c_str());
    }
    Draft& purpose(const char* text) {
        request_["purpose"] = text;
        return *this;
    }
    Draft& verified(const char* method) {
        request_["identity_verified"] = *method != 0;
        request_["verification_method"] = method;
        return *this;
    }
    Draft& treats(const char* statement) {
        request_["treatment_statement"] = statement;
        return *this;
    }
    // A health plan's claim, which the plan pays (45 CFR 164.506(c)(3)).
    Draft& for_payment() {
        request_["ground"] = "payment";
        request_["statements"] =
            json::object{{"payment_of_recipient", "true"}, {"restriction", "none"}};
        return *this;
    }
    Draft& on_paper() {
        request_["format"] = "paper";
        return *this;
    }
    Draft& scope(const char* field, json::value value) {
        request_["scope"].get_object()[field] = std::move(value);
        return *this;
    }
    // The last stay or, if there was none, the last visit: its days are the scope.
    Draft& last_stay() {
        const Visit& stay = main_visit();
        scope("from", json::string(to_text(day_of(stay.start))));
        return scope("to", json::string(to_text(day_of(stay.end))));
    }
    // A complete form (45 CFR 164.508(c)) for the last stay, signed a week before receipt.
    Draft& form(const std::string& recipient, const char* why) {
        const Visit& stay = main_visit();
        json::object form;
        form["information"] = "Hospital and clinic records from " + to_text(day_of(stay.start)) +
                              " to " + to_text(day_of(stay.end)) + ": notes, results, medications";
        form["disclosing_party"] = std::string(system_name) + ", Health Information Management";
        form["recipient"] = recipient;
        form["purpose"] = why;
        form["expires_on"] = to_text(today_ + days(180));
        form["expiry_event"] = "";
        form["signed"] = true;
        form["signed_on"] = to_text(received_ - days(7));
        form["signed_by"] = "patient";
        form["representative_authority"] = "";
        for (const char* stated : {"states_right_to_revoke", "states_conditioning",
                                   "states_redisclosure", "plain_language", "copy_given"})
            form[stated] = true;
        for (const char* not_so :
             {"known_false", "involves_remuneration", "states_remuneration", "research"})
            form[not_so] = false;
        form["covers"] = json::array();
        form["combined_with"] = "none";
        form["treatment_conditioned"] = "none";
        request_["authorization"] = std::move(form);
        return *this;
    }
    Draft& spoil(const char* field, json::value value) {
        request_["authorization"].get_object()[field] = std::move(value);
        return *this;
    }
    Draft& without(const char* field) {
        request_["authorization"].get_object().erase(field);
        return *this;
    }
    json::string ago(int count) const { return json::string(to_text(today_ - days(count))); }
    ReleaseCase done(const char* wish, const char* note) { return {request_, wish, note}; }
    const Person& person() const { return record_.person; }

  private:
    const Visit& main_visit() const {
        for (std::size_t i = record_.visits.size(); i-- > 0;)
            if (record_.visits[i].kind != VisitClass::outpatient) return record_.visits[i];
        return record_.visits.back();
    }

    Day today_, received_;
    Record record_;
    json::object request_;
};

struct Firm {
    const char *lawyer, *name, *address, *phone, *email;
};
constexpr std::array<Firm, 3> firms{{
    {"Rebecca Stanhope", "Stanhope & Ruiz, Attorneys at Law",
     "18 Courthouse Square, Juniper Valley, AZ 86098", "(928) 555-0141",
     "records@stanhope-ruiz.example"},
    {"Calvin Orozco", "Orozco Law Group", "77 Depot Street, Cedar Fork, AZ 86099", "(928) 555-0152",
     "intake@orozco-law.example"},
    {"Diane Featherstone", "Featherstone Trial Lawyers",
     "500 Commerce Way, Suite 310, Juniper Valley, AZ 86098", "(928) 555-0163",
     "paralegal@featherstone.example"},
}};

// An attorney's request with a complete form for the last stay.
Draft attorney(const Options& options, const char* course, int received_days_ago,
               const Firm& firm) {
    Draft draft(options, course, received_days_ago);
    draft.from("attorney", firm.lawyer, firm.name, firm.address, firm.phone, firm.email)
        .purpose("Legal claim of the patient")
        .verified("Letterhead and callback to the number listed with the state bar")
        .last_stay()
        .form(std::string(firm.lawyer) + ", " + firm.name, "Legal claim of the patient");
    return draft;
}

// The first case: everything is in order and the user decides and releases it.
ReleaseCase complete(const Options& options) {
    Draft draft = attorney(options, "hip fracture", 4, firms[0]);
    draft.scope("sections", {"documents", "results", "medications", "procedures"});
    return draft.done("received", "A complete authorization: decide it, look at it, release it.");
}

void defective_forms(const Options& options, std::vector<ReleaseCase>& all) {
    all.push_back(attorney(options, "pneumonia", 9, firms[1])
                      .without("expires_on")
                      .done("defective", "The form names no expiration date or event."));
    Draft expired = attorney(options, "chest pain", 12, firms[2]);
    expired.spoil("expires_on", expired.ago(20)).spoil("signed_on", expired.ago(400));
    all.push_back(expired.done("defective", "The authorization expired before it arrived."));
    Draft revoked = attorney(options, "stroke", 6, firms[1]);
    revoked.spoil("revoked_on", revoked.ago(2));
    all.push_back(revoked.done("refused", "The patient revoked the authorization in writing."));
    all.push_back(attorney(options, "appendicitis", 7, firms[0])
                      .spoil("states_redisclosure", false)
                      .done("defective", "The form lacks the statement on redisclosure."));
    Draft representative = attorney(options, "death", 10, firms[2]);
    representative.spoil("signed_by", "representative");
    all.push_back(representative.done(
        "defective", "A relative of a deceased patient signed without describing authority."));
    all.push_back(attorney(options, "annual", 3, firms[0])
                      .spoil("combined_with", "other_document")
                      .spoil("states_right_to_revoke", false)
                      .spoil("copy_given", false)
                      .spoil("information", "")
                      .done("received",
                            "A fee agreement with an authorization in it: several "
                            "defects at once, not decided yet."));
}

void access_requests(const Options& options, std::vector<ReleaseCase>& all) {
    const char* licence = "Driver license checked against the chart's photograph";
    all.push_back(Draft(options, "diabetes", 27)
                      .from_patient()
                      .purpose("At the request of the individual")
                      .verified(licence)
                      .scope("entire_record", true)
                      .done("approved", "Patient access, three days before the 30 days are over."));
    all.push_back(Draft(options, "copd", 34)
                      .from_patient()
                      .purpose("At the request of the individual")
                      .verified("Portal account with two factors")
                      .done("received", "Patient access, overdue: the 30 days passed."));
    all.push_back(Draft(options, "childbirth", 15)
                      .from_patient()
                      .purpose("At the request of the individual")
                      .verified("Portal account with two factors")
                      .last_stay()
                      .scope("sections", {"documents", "results"})
                      .done("released", "Patient access, fulfilled."));
    all.push_back(Draft(options, "ketoacidosis", 2)
                      .from_patient()
                      .purpose("At the request of the individual")
                      .on_paper()
                      .done("received", "Patient access by mail; identity not verified yet."));
    all.push_back(Draft(options, "depression", 8)
                      .from_patient()
                      .purpose("At the request of the individual")
                      .verified(licence)
                      .done("approved", "Patient access; the psychotherapy note is withheld."));
}

void other_requests(const Options& options, std::vector<ReleaseCase>& all) {
    all.push_back(Draft(options, "heart failure", 1)
                      .from("treating_provider", "Nathan Silverberg, MD",
                            "High Desert Cardiology Associates",
                            "31 Clinic Drive, Juniper Valley, AZ 86098", "(928) 555-0174",
                            "referrals@highdesert-cardiology.example")
                      .purpose("Treatment")
                      .verified("Known practice; fax number in the provider directory")
                      .treats("New patient visit for heart failure next week")
                      .last_stay()
                      .done("released", "A treating provider: no authorization is needed."));
    all.push_back(
        Draft(options, "opioid program", 5)
            .from("treating_provider", "Amelia Castañeda, NP", "Mesa Pain Center",
                  "9 Larkspur Lane, Cedar Fork, AZ 86099", "(928) 555-0185",
                  "front-desk@mesapain.example")
            .purpose("Treatment")
            .verified("Callback to the number in the provider directory")
            .treats("Evaluation for chronic pain")
            .done("received", "Treatment, but part of the chart is under 42 CFR Part 2."));
    all.push_back(Draft(options, "sepsis", 6)
                      .from("health_plan", "Claims Review", "Saguaro Health Plan",
                            "2200 Commerce Way, Cedar Fork, AZ 86099", "(928) 555-0188",
                            "claims@saguaro.example")
                      .purpose("Review of a claim")
                      .verified("Letterhead and callback to the plan")
                      .for_payment()
                      .last_stay()
                      .done("approved", "A plan asks for a whole stay: more than its protocol."));
    Draft mother(options, "newborn", 3);
    const Person& child = mother.person();
    mother
        .from("personal_representative",
              child.guardian.empty() ? "Parent " + child.family : child.guardian, "",
              (child.street + ", " + child.city).c_str(), child.phone.c_str(), "")
        .purpose("At the request of the child's mother")
        .verified("Driver license");
    all.push_back(mother.done("received", "A mother asks for her newborn's record."));
    all.push_back(attorney(options, "sepsis", 18, firms[2])
                      .done("withdrawn", "The firm withdrew the request: the claim was settled."));
    all.push_back(attorney(options, "kidney injury", 11, firms[1])
                      .scope("sections", {"documents", "results"})
                      .done("approved", "A complete authorization, decided, waits for release."));
}

}  // namespace

std::vector<ReleaseCase> cases(const Options& options) {
    std::vector<ReleaseCase> all{complete(options)};
    defective_forms(options, all);
    access_requests(options, all);
    other_requests(options, all);
    return all;
}

}  // namespace muniment::demo
