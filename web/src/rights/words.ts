// What the desk of patients' rights calls kinds, states, steps and grounds.
// SPDX-License-Identifier: Apache-2.0
import type { RightsCase, RightsKind, RightsState, RightsStepCommand } from '../api/types';

export type RightsStepName = RightsStepCommand['step'];
export type DenialGround = RightsCase['grounds'][number]['ground'];

export const kind_words: Record<RightsKind, string> = {
    access: 'Access',
    amendment: 'Amendment',
    restriction: 'Restriction',
    confidential: 'Confidential communication',
    accounting: 'Accounting',
    complaint: 'Complaint',
    consent: 'Consent',
};

export const state_words: Record<RightsState, { label: string; tone: string }> = {
    received: { label: 'To answer', tone: 'warn' },
    accepted: { label: 'Accepted', tone: 'ok' },
    partly: { label: 'Accepted in part', tone: 'ok' },
    denied: { label: 'Denied', tone: 'bad' },
    disputed: { label: 'Disputed', tone: 'bad' },
    answered: { label: 'Answered', tone: 'ok' },
    ended: { label: 'Ended', tone: '' },
    withdrawn: { label: 'Withdrawn', tone: '' },
};
export const states = Object.keys(state_words) as RightsState[];

export const step_words: Record<RightsStepName, string> = {
    accept: 'Accept',
    accept_part: 'Accept a part',
    deny: 'Deny',
    answer: 'Answer',
    extend: 'Take more time',
    tell: 'Put on file who was told',
    statement: 'File the statement of disagreement',
    rebuttal: 'Write a rebuttal',
    future: 'Send with future disclosures',
    end: 'End',
    withdraw: 'Withdrawn by the patient',
};

export const ground_words: Record<DenialGround, string> = {
    accurate_and_complete: 'The record is accurate and complete',
    not_created_here: 'We did not create it',
    not_in_record_set: 'It is not part of the designated record set',
    not_inspectable: 'The patient may not inspect it',
    other: 'Another reason',
};

export const paper_words = {
    request: 'Request',
    acceptance: 'Acceptance',
    denial: 'Denial',
    statement: 'Statement of disagreement',
    rebuttal: 'Rebuttal',
};

/** What was asked, as rows of facts. */
export function asked_rows({ ask, consent_says }: RightsCase['content']): [string, string][] {
    const yes = (value: boolean) => (value ? 'yes' : 'no');
    if (ask.access)
        return [
            ['Which records', ask.access.what],
            ['Form', ask.access.form],
            ['To be sent to', ask.access.send_to || 'the patient'],
        ];
    if (ask.amendment)
        return [
            ['What is wrong', ask.amendment.wrong],
            ['What it should say', ask.amendment.right],
            ['Reason', ask.amendment.reason],
            [
                'Records pointed at',
                ask.amendment.items.length ? `${ask.amendment.items.length}` : 'none',
            ],
            ['To be told', ask.amendment.tell.join('; ')],
        ];
    if (ask.restriction)
        return [
            ['What', ask.restriction.what],
            ['Kept from', ask.restriction.named || ask.restriction.keeps_from.replaceAll('_', ' ')],
            ['Paid in full', yes(ask.restriction.paid_in_full)],
        ];
    if (ask.confidential)
        return [
            ['By', ask.confidential.wish.by.replaceAll('_', ' ')],
            ['At', ask.confidential.wish.at],
            ['Not at', ask.confidential.wish.not_at],
        ];
    if (ask.accounting)
        return [
            ['From', ask.accounting.from ?? 'six years back'],
            ['Part 2 records', yes(ask.accounting.part2)],
        ];
    if (ask.complaint) return [['What happened', ask.complaint.what]];
    return [['Consent', consent_says]];
}

/** The first step offered that answers the request; it is the main button. */
export function main_step(offered: RightsStepName[]): RightsStepName | undefined {
    return (['accept', 'answer', 'rebuttal', 'tell'] as const).find((s) => offered.includes(s));
}
