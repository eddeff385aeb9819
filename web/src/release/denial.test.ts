// A denial lacks one thing at a time; what a ground does not need is not sent.
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { CaseView, Denial, DenialGround } from '../api/types';
import {
    denial_letter,
    empty_denial,
    empty_review,
    ground_words,
    may_deny,
    missing_of,
    review_is_whole,
    sorted_grounds,
} from './denial';

const ground: DenialGround = {
    name: 'endangers_life',
    rule: 'r',
    cite: '45 CFR 164.524(a)(3)(i)',
    message: 'Says so.',
    lawful: true,
    reviewable: true,
    judgment: true,
    reaches: true,
};
const judgment = {
    professional: 'Dr. A. Berg',
    licence: 'MD 1',
    judged_on: '2026-11-20',
    reasons: 'Risk.',
};
const whole: Denial = {
    ...empty_denial,
    ground: ground.name,
    denied: 'The note of March 4',
    basis: 'It could endanger your life.',
    judgment,
};

test('a whole denial lacks nothing', () => expect(missing_of(whole, ground)).toEqual([]));

test.each([
    ['denied', { denied: ' ' }],
    ['basis', { basis: '' }],
    ['professional', { judgment: { ...judgment, professional: '' } }],
    ['licence', { judgment: { ...judgment, licence: '' } }],
    ['judged_on', { judgment: { ...judgment, judged_on: undefined } }],
    ['reasons', { judgment: { ...judgment, reasons: '' } }],
])('without %s', (name, spoil) => {
    expect(missing_of({ ...whole, ...spoil }, ground)).toEqual([name]);
});

test('without a ground', () => expect(missing_of(whole, undefined)).toEqual(['ground']));

test('a judgment is sent only where the ground rests on one', () => {
    expect(denial_letter(whole, ground, 'english').denial?.judgment).toEqual(judgment);
    const other = { ...ground, judgment: false };
    expect(missing_of({ ...whole, judgment: undefined }, other)).toEqual([]);
    expect(denial_letter(whole, other, 'english').denial).not.toHaveProperty('judgment');
});

test.each([true, false])('the rest is granted unless everything is denied (%s)', (everything) => {
    const letter = denial_letter({ ...whole, everything }, ground, 'spanish');
    expect(letter.denial?.rest_granted).toBe(!everything);
    expect(letter.language).toBe('spanish');
});

test('grounds in three groups', () => {
    const elsewhere = { ...ground, name: 'inmate_copy', reaches: false };
    const none = { ...ground, name: 'unpaid_bill', lawful: false };
    expect(sorted_grounds([none, ground, elsewhere])).toEqual({
        open: [ground],
        elsewhere: [elsewhere],
        none: [none],
    });
    expect(ground_words('inmate_copy')).toBe('Inmate copy');
});

test.each([
    ['patient', 'deny', true],
    ['personal_representative', 'deny', true],
    ['attorney', 'deny', false],
    ['patient', 'write', false],
] as const)('%s with %s: %s', (kind, action, may) => {
    const view = { request: { requester: { kind } }, allowed_actions: [action] };
    expect(may_deny(view as unknown as CaseView)).toBe(may);
});

test('a review is asked for with its day, decided with its reviewer', () => {
    expect(review_is_whole(empty_review, false)).toBe(false);
    const asked = { ...empty_review, requested_on: '2026-11-21' };
    expect(review_is_whole(asked, false)).toBe(true);
    const decided = { ...asked, decided_on: '2026-11-22', reviewer: 'Dr. B', licence: 'MD 2' };
    expect(review_is_whole(decided, true)).toBe(true);
    for (const field of ['decided_on', 'reviewer', 'licence'] as const)
        expect(review_is_whole({ ...decided, [field]: '' }, true), field).toBe(false);
});
