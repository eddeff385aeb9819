// What the facility owes the patient about this chart from a request that it answered: restrictions
// it is bound by (45 CFR 164.522(a)), how the patient wants to be reached (45 CFR 164.522(b)), and
// papers of an amendment linked to items (45 CFR 164.526(c), (d)). Kept by the desk of patients'
// rights; read by whoever discloses. Items themselves are never overwritten: a link points at them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "kernel/house/house.h"

namespace muniment::chart {

enum class DirectiveKind { restriction, confidential, amendment };
BOOST_DESCRIBE_ENUM(DirectiveKind, restriction, confidential, amendment)

enum class KeepsFrom { health_plan, named, everyone };
BOOST_DESCRIBE_ENUM(KeepsFrom, health_plan, named, everyone)

struct Restriction {
    KeepsFrom keeps_from = KeepsFrom::everyone;
    std::string named;          // whom, where a person or organization is named
    bool paid_in_full = false;  // 45 CFR 164.522(a)(1)(vi): never ended by the facility
    std::string what;           // in words
    std::vector<Uuid> items;    // of the chart; empty: all of it
    // 45 CFR 164.522(a)(2)(iii): ended by the facility, it still covers what came before this day.
    std::optional<Day> only_before;
    bool operator==(const Restriction&) const = default;
};
BOOST_DESCRIBE_STRUCT(Restriction, (), (keeps_from, named, paid_in_full, what, items, only_before))

enum class ReachBy { mail, telephone, email, portal, in_person };
BOOST_DESCRIBE_ENUM(ReachBy, mail, telephone, email, portal, in_person)

struct ContactWish {
    ReachBy by = ReachBy::mail;
    std::string at;      // the address, number or place
    std::string not_at;  // where we must not reach the patient; empty: not said
    std::string about;   // what it is for; empty: everything
    bool operator==(const ContactWish&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactWish, (), (by, at, not_at, about))

enum class PaperKind { request, acceptance, denial, statement, rebuttal };
BOOST_DESCRIBE_ENUM(PaperKind, request, acceptance, denial, statement, rebuttal)

struct LinkedPaper {
    PaperKind kind = PaperKind::request;
    Day on{};
    std::string words;
    bool operator==(const LinkedPaper&) const = default;
};
BOOST_DESCRIBE_STRUCT(LinkedPaper, (), (kind, on, words))

struct AmendmentLink {
    std::vector<Uuid> items;  // empty: the record as a whole
    std::vector<LinkedPaper> papers;
    // 45 CFR 164.526(d)(5)(ii): no statement was filed, but the patient asked that request and
    // denial go with future disclosures.
    bool asked_for_future = false;
    bool operator==(const AmendmentLink&) const = default;
};
BOOST_DESCRIBE_STRUCT(AmendmentLink, (), (items, papers, asked_for_future))

// 45 CFR 164.526(c)(1), (d)(5): which of the papers go with a disclosure of the items. An accepted
// amendment: all; a denied one: all once a statement was filed, else only when the patient asked.
std::vector<LinkedPaper> papers_to_send(const AmendmentLink& link);

struct Directive {
    Uuid id;
    std::int64_t version = 1;
    PatientId patient{};
    DirectiveKind kind = DirectiveKind::restriction;
    bool active = true;
    std::string case_number;  // of the request it answers
    Day from{};
    std::optional<Restriction> restriction;
    std::optional<ContactWish> contact;
    std::optional<AmendmentLink> amendment;
    bool operator==(const Directive&) const = default;
};
BOOST_DESCRIBE_STRUCT(Directive, (),
                      (id, version, patient, kind, active, case_number, from, restriction, contact,
                       amendment))

// Directives of one patient, ended ones too, oldest first. Noted in the view.
Result<std::vector<Directive>> directives(house::View& view, const PatientId& patient);
Result<Directive> directive(house::View& view, const Uuid& id);
// The draft of this version; sealed with the patient's key.
house::Draft directive_draft(const Directive& directive);

}  // namespace muniment::chart
