// What the routes of kept forms take and give, and their handlers (forms.cpp).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "departments/release/form.h"

namespace muniment::release {

struct FormCommand {
    PatientId patient{};
    Authorization form;
    FormSource source = FormSource::paper;  // electronic: the patient signs on our page
    std::string language = "en";
    std::string scan;  // PDF, PNG, JPEG or TIFF in base64; empty: none
};
BOOST_DESCRIBE_STRUCT(FormCommand, (), (patient, form, source, language, scan))

struct FormView {
    Uuid id;
    std::int64_t version = 0;
    PatientId patient{};
    FormState state = FormState::active;
    Authorization form;
    FormSource source = FormSource::paper;
    std::string language;
    std::optional<ElectronicSignature> signature;
    bool has_scan = false;
    std::optional<Day> expires_on;
    std::vector<Finding> findings;  // as of today
    bool usable = false;            // active and without a defect
};
BOOST_DESCRIBE_STRUCT(FormView, (),
                      (id, version, patient, state, form, source, language, signature, has_scan,
                       expires_on, findings, usable))
struct FormList {
    std::vector<FormView> forms;
};
BOOST_DESCRIBE_STRUCT(FormList, (), (forms))

struct RevokeCommand {
    std::int64_t version = 0;
    Day received_on{};
    std::string words;
};
BOOST_DESCRIBE_STRUCT(RevokeCommand, (), (version, received_on, words))

struct SignPage {
    std::string facility;
    std::string patient;
    std::string language;  // the one the form was taken in
    std::vector<std::string> text;
    std::vector<std::string> text_es;
};
BOOST_DESCRIBE_STRUCT(SignPage, (), (facility, patient, language, text, text_es))
struct SignCommand {
    std::string name;
    bool agrees = false;
    std::string language;
};
BOOST_DESCRIBE_STRUCT(SignCommand, (), (name, agrees, language))
struct Signed {
    std::string facility;
    std::string name;
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(Signed, (), (facility, name, at))

Result<house::Outcome> take_form(const house::Call& call);
Result<house::Outcome> list_forms(const house::Call& call);
Result<house::Outcome> show_form(const house::Call& call);
Result<house::Outcome> show_scan(const house::Call& call);
Result<house::Outcome> revoke_form(const house::Call& call);
Result<house::Outcome> make_sign_link(const house::Call& call);
Result<house::Outcome> show_sign_page(const house::Call& call);
Result<house::Outcome> sign_form(const house::Call& call);

}  // namespace muniment::release
