// Goal: a due date reads the same to everyone, across months, leap years and summer time.
import { afterEach, describe, expect, it } from 'vitest';
import type { CaseState } from '../api/types';
import {
    age_words,
    day_words,
    days_between,
    instant_words,
    size_words,
    today,
    use_zone,
    zone_name,
    instant_title,
} from '../parts/when';
import { due_in_words } from './due';

describe('due_in_words', () => {
    it.each<[string | undefined, string, CaseState, string, string]>([
        ['2026-11-26', '2026-11-22', 'received', 'in 4 days', 'warn'],
        ['2026-11-27', '2026-11-22', 'received', 'in 5 days', 'warn'],
        ['2026-11-28', '2026-11-22', 'received', 'in 6 days', 'quiet'],
        ['2026-11-23', '2026-11-22', 'approved', 'tomorrow', 'warn'],
        ['2026-11-22', '2026-11-22', 'approved', 'today', 'bad'],
        ['2026-11-21', '2026-11-22', 'defective', '1 day overdue', 'bad'],
        ['2026-11-16', '2026-11-22', 'releasing', '6 days overdue', 'bad'],
        ['2024-03-01', '2024-02-28', 'received', 'in 2 days', 'warn'],
        ['2026-11-02', '2026-10-31', 'received', 'in 2 days', 'warn'],
        ['2026-11-16', '2026-11-22', 'released', '', 'quiet'],
        ['2026-11-16', '2026-11-22', 'refused', '', 'quiet'],
        ['2026-11-16', '2026-11-22', 'withdrawn', '', 'quiet'],
        [undefined, '2026-11-22', 'received', 'not decided', 'quiet'],
        [undefined, '2026-11-22', 'approved', 'no clock', 'quiet'],
        [undefined, '2026-11-22', 'withdrawn', '', 'quiet'],
    ])('due %s on %s, %s: "%s" (%s)', (due, now, state, words, tone) =>
        expect(due_in_words(due, now, state)).toEqual({ words, tone }),
    );
});

describe('days and instants', () => {
    it.each([
        ['2026-11-02', '2 Nov 2026'],
        ['2026-11-02T23:59:59Z', '2 Nov 2026'],
        [undefined, ''],
        ['soon', 'soon'],
    ])('%s reads %s', (day, words) => expect(day_words(day)).toBe(words));
    it('an unreadable instant is shown as it came', () =>
        expect(instant_words('later')).toBe('later'));
    it('counts days backwards', () => expect(days_between('2026-03-01', '2026-02-27')).toBe(-2));
    it('today is the local day', () =>
        expect(today(new Date(2026, 0, 5, 23, 30))).toBe('2026-01-05'));
    afterEach(() => use_zone(undefined));
    it.each([
        ['America/Chicago', '2026-12-20T04:30:00Z', '2026-12-19', '19 Dec 2026, 22:30'],
        ['America/Chicago', '2026-12-20T06:00:00Z', '2026-12-20', '20 Dec 2026, 00:00'],
        ['America/Chicago', '2026-07-01T04:59:00Z', '2026-06-30', '30 Jun 2026, 23:59'],
        ['America/Phoenix', '2026-07-01T06:59:00Z', '2026-06-30', '30 Jun 2026, 23:59'],
        ['Pacific/Guam', '2026-12-20T14:00:00Z', '2026-12-21', '21 Dec 2026, 00:00'],
        ['UTC', '2026-12-20T04:30:00Z', '2026-12-20', '20 Dec 2026, 04:30'],
    ])('in %s %s is on %s: "%s"', (zone, instant, day, words) => {
        use_zone(zone);
        expect(zone_name()).toBe(zone);
        expect(today(new Date(instant))).toBe(day);
        expect(instant_words(instant)).toBe(words);
        expect(instant_title(instant)).toBe(`Time at the facility, ${zone}; ${instant}`);
    });
    it.each([
        ['2000-11-22', '26 y'],
        ['2000-11-23', '25 y'],
        [undefined, ''],
    ])('born %s is %s on 2026-11-22', (birth, age) =>
        expect(age_words(birth, '2026-11-22')).toBe(age),
    );
    it.each([
        [999, '999 B'],
        [1500, '1.5 kB'],
        [2_340_000, '2.3 MB'],
    ])('%i bytes are %s', (n, words) => expect(size_words(n)).toBe(words));
});
