// Goal: which letters can be written as a case stands; amounts as they are typed and shown.
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../api/types';
import { cents_of, letters_for, line_words, money } from './letters';

const view = (part: Partial<CaseView>) => part as CaseView;

describe('letters', () => {
    it.each<[Partial<CaseView>, string[]]>([
        [{}, ['acknowledgement']],
        [{ due_on: '2026-12-01' }, ['acknowledgement', 'extension']],
        [
            { due_on: '2026-12-01', extension: { given_on: '', until: '', reasons: '' } },
            ['acknowledgement'], // one extension only
        ],
        [{ fee: {} as CaseView['fee'] }, ['acknowledgement', 'fee_estimate', 'invoice']],
        [{ package: {} as CaseView['package'] }, ['acknowledgement', 'certification']],
        [{ decision: { answer: 'need' } as CaseView['decision'] }, ['acknowledgement', 'defect']],
    ])('%j: %j', (part, kinds) => expect(letters_for(view(part))).toEqual(kinds));
});

describe('amounts', () => {
    it.each([
        [0, '$0.00'],
        [5, '$0.05'],
        [123456, '$1,234.56'],
        [-250, '-$2.50'],
    ])('%d cents read %s', (cents, words) => expect(money(cents)).toBe(words));
    it.each([
        ['', 0],
        ['4.5', 450],
        ['$12', 1200],
        ['1,234.05', 123405],
        ['4.505', undefined],
        ['four', undefined],
        ['-1', undefined],
    ])('"%s" is %s cents', (text, cents) => expect(cents_of(text)).toBe(cents));
    it('a line shows its arithmetic', () =>
        expect([
            line_words({ count: 1200, unit_cents: 25, per: 1 }),
            line_words({ count: 7, unit_cents: 100, per: 10 }),
        ]).toEqual(['1,200 × $0.25', '7 × $1.00 per 10']));
});
