// Goal: what a suspension must say is asked before it is sent, by kind of statement (45 CFR
// 164.528(a)(2)); the words of the accounting page are those of the facts.
import { describe, expect, it } from 'vitest';
import type { Accounting, AccountingRow, NewSuspension, Suspension } from '../api/types';
import {
    agencies_of,
    empty_suspension,
    given_words,
    is_late,
    language_of,
    suspension_lacks,
    suspension_state,
} from './accounting';

const whole: NewSuspension = {
    patient: 'p',
    agency: 'Exampleton Police',
    kind: 'written',
    stated_on: '2026-11-22',
    until: '2027-02-28',
    official: '',
    statement: 'Letter of November 21.',
};

describe('what a suspension lacks', () => {
    it.each<[string, Partial<NewSuspension>, string[]]>([
        ['nothing', {}, []],
        ['the agency', { agency: ' ' }, ['agency']],
        ['the day', { stated_on: '' }, ['stated_on']],
        ['the end of a written one', { until: undefined }, ['until']],
        ['an end after its beginning', { until: '2026-11-21' }, ['until']],
        ['one day is enough', { until: '2026-11-22' }, []],
        [
            'an oral one has no need of an end',
            { kind: 'oral', until: undefined, official: 'X' },
            [],
        ],
        ['the official of an oral one', { kind: 'oral' }, ['official']],
        ['what was stated', { statement: '' }, ['statement']],
    ])('%s', (_, part, lacks) => expect(suspension_lacks({ ...whole, ...part })).toEqual(lacks));
    it('an empty one lacks all of it', () =>
        expect(suspension_lacks(empty_suspension('p', '2026-11-22'))).toEqual([
            'agency',
            'until',
            'statement',
        ]));
});

describe('how a suspension stands', () => {
    it.each<[boolean, string | undefined, string, string]>([
        [true, undefined, 'Holds until 28 Feb 2027', 'warn'],
        [false, undefined, 'Over since 28 Feb 2027', ''],
        [false, '2026-12-01', 'Lifted on 1 Dec 2026', ''],
    ])('running %s, lifted %s', (running, ended_on, words, tone) => {
        const one = { running, last_day: '2027-02-28', suspension: { ...whole, ended_on } };
        expect(suspension_state(one as unknown as Suspension)).toEqual({ words, tone });
    });
});

describe('an accounting that was given', () => {
    const given = (lines: number, given_on: string) =>
        ({
            id: 'a',
            due_on: '2027-01-21',
            given: { lines, given_on, from: '2020-11-22', to: '2026-11-22' },
        }) as Accounting['given'][number];
    it.each([
        [0, 'Nothing to list, 22 Nov 2020 to 22 Nov 2026'],
        [1, '1 disclosure, 22 Nov 2020 to 22 Nov 2026'],
        [12, '12 disclosures, 22 Nov 2020 to 22 Nov 2026'],
    ])('%i lines', (lines, words) => expect(given_words(given(lines, '2026-11-22'))).toBe(words));
    it('on the last day is in time, a day later is not', () => {
        expect(is_late(given(1, '2027-01-21'))).toBe(false);
        expect(is_late(given(1, '2027-01-22'))).toBe(true);
    });
    it('its language is that of its form', () => {
        expect(language_of('accounting.es/1')).toBe('Spanish');
        expect(language_of('accounting.en/1')).toBe('English');
    });
});

describe('agencies that may ask for a suspension', () => {
    it('are those of law enforcement and oversight, each once', () => {
        const row = (recipient: string, basis: string) => ({ recipient, basis }) as AccountingRow;
        expect(
            agencies_of([
                row('State Police', 'law_enforcement'),
                row('Insurer', 'payment'),
                row('Board of Medicine', 'oversight'),
                row('State Police', 'law_enforcement'),
            ]),
        ).toEqual(['Board of Medicine', 'State Police']);
    });
});
