import { expect, test } from 'vitest';
import type { BreachDate } from '../api/types';
import { date_words, plain } from './words';

const date: BreachDate = {
    told: 'individuals',
    state: '',
    required: true,
    from: '2026-11-20',
    due: '2027-01-19',
    late: false,
    confidence: 'V',
    reason: { rule: '', cite: '', say: '', facts: [] },
};

test.each([
    [{}, '2026-11-22', 'in 58 days', 'quiet'],
    [{}, '2027-01-09', 'in 10 days', 'warn'],
    [{}, '2027-01-08', 'in 11 days', 'quiet'],
    [{}, '2027-01-18', 'tomorrow', 'warn'],
    [{}, '2027-01-19', 'today', 'bad'],
    [{}, '2027-01-20', '1 day late', 'bad'],
    [{ done_on: '2027-01-01' }, '2027-02-01', 'done', 'ok'],
    [{ done_on: '2027-01-20', late: true }, '2027-02-01', 'done late', 'bad'],
    [{ required: false, due: undefined }, '2026-11-22', 'not required', 'quiet'],
    [{ due: undefined }, '2026-11-22', 'not known yet', 'quiet'],
])('a date says how near it is', (part, today, words, tone) => {
    expect(date_words({ ...date, ...part }, today)).toEqual({ words, tone });
});

test('names of the program become words', () => {
    expect(plain('improper_disposal')).toBe('Improper disposal');
});
