// The elements of a valid authorization, paragraph by paragraph of 45 CFR 164.508: one table that
// labels the form's fields, draws the ticks on the case page, and finds the field an error is about.
// SPDX-License-Identifier: Apache-2.0
import type { Authorization, Finding } from '../api/types';
import { day_words } from '../parts/when';

export const empty_authorization: Authorization = {
    information: '',
    disclosing_party: '',
    recipient: '',
    purpose: '',
    expiry_event: '',
    signed: false,
    signed_by: 'patient',
    representative_authority: '',
    states_right_to_revoke: false,
    states_conditioning: false,
    states_redisclosure: false,
    combined_with: 'none',
    treatment_conditioned: 'none',
    known_false: false,
    involves_remuneration: false,
    states_remuneration: false,
    plain_language: false,
    copy_given: false,
    covers: [],
    research: false,
};

export interface Element {
    paragraph: string;
    label: string;
    fields: (keyof Authorization)[];
    value: (a: Authorization) => string;
    present: (a: Authorization) => boolean;
}

const yes = (b: boolean) => (b ? 'stated' : 'not stated');

export const elements: Element[] = [
    {
        paragraph: '(c)(1)(i)',
        label: 'Information, specific and meaningful',
        fields: ['information'],
        value: (a) => a.information,
        present: (a) => !!a.information.trim(),
    },
    {
        paragraph: '(c)(1)(ii)',
        label: 'Who may disclose',
        fields: ['disclosing_party'],
        value: (a) => a.disclosing_party,
        present: (a) => !!a.disclosing_party.trim(),
    },
    {
        paragraph: '(c)(1)(iii)',
        label: 'Who may receive',
        fields: ['recipient'],
        value: (a) => a.recipient,
        present: (a) => !!a.recipient.trim(),
    },
    {
        paragraph: '(c)(1)(iv)',
        label: 'Purpose',
        fields: ['purpose'],
        value: (a) => a.purpose,
        present: (a) => !!a.purpose.trim(),
    },
    {
        paragraph: '(c)(1)(v)',
        label: 'Expiry date or event',
        fields: ['expires_on', 'expiry_event', 'event_occurred_on'],
        value: (a) =>
            [
                a.expires_on && day_words(a.expires_on),
                a.expiry_event,
                a.event_occurred_on && `occurred ${day_words(a.event_occurred_on)}`,
            ]
                .filter(Boolean)
                .join('; '),
        present: (a) => !!a.expires_on || !!a.expiry_event.trim(),
    },
    {
        paragraph: '(c)(1)(vi)',
        label: 'Signature and date',
        fields: ['signed', 'signed_on', 'signed_by', 'representative_authority'],
        value: (a) =>
            !a.signed
                ? 'not signed'
                : [
                      a.signed_by === 'representative'
                          ? `by a representative (${a.representative_authority || 'authority not described'})`
                          : 'by the patient',
                      a.signed_on ? `on ${day_words(a.signed_on)}` : 'no date',
                  ].join(', '),
        present: (a) =>
            a.signed &&
            !!a.signed_on &&
            (a.signed_by === 'patient' || !!a.representative_authority.trim()),
    },
    {
        paragraph: '(c)(2)(i)',
        label: 'Right to revoke',
        fields: ['states_right_to_revoke', 'revoked_on'],
        value: (a) => yes(a.states_right_to_revoke),
        present: (a) => a.states_right_to_revoke,
    },
    {
        paragraph: '(c)(2)(ii)',
        label: 'Treatment not conditioned on signing',
        fields: ['states_conditioning'],
        value: (a) => yes(a.states_conditioning),
        present: (a) => a.states_conditioning,
    },
    {
        paragraph: '(c)(2)(iii)',
        label: 'Potential for redisclosure',
        fields: ['states_redisclosure'],
        value: (a) => yes(a.states_redisclosure),
        present: (a) => a.states_redisclosure,
    },
];

/** A citation names a paragraph when it stands in it and is not a longer paragraph's beginning. */
export function cites_paragraph(cite: string, paragraph: string): boolean {
    const at = cite.indexOf(paragraph);
    return at >= 0 && cite[at + paragraph.length] !== '(';
}

export function findings_of(element: Element, findings: Finding[]): Finding[] {
    return findings.filter((f) => cites_paragraph(f.cite, element.paragraph));
}

/** true: in order; false: a rule found a defect or the element is missing. */
export function element_holds(element: Element, a: Authorization, findings: Finding[]): boolean {
    return (
        element.present(a) && !findings_of(element, findings).some((f) => f.severity === 'defect')
    );
}
