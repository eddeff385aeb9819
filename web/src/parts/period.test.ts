// Goal: spans of days and months over the ends of months and years.
import { describe, expect, it } from 'vitest';
import { day_plus, last_days, last_months } from './period';

describe('days later and earlier', () => {
    it.each([
        ['2026-11-22', 0, '2026-11-22'],
        ['2026-12-31', 1, '2027-01-01'],
        ['2028-03-01', -1, '2028-02-29'],
        ['2026-11-22', -365, '2025-11-22'],
    ])('%s %i', (day, days, to) => expect(day_plus(day, days)).toBe(to));
});

describe('usual spans', () => {
    it('end today', () =>
        expect(last_days(30, '2026-11-22')).toEqual({ from: '2026-10-23', to: '2026-11-22' }));
    it('are whole months but the last', () =>
        expect(last_months(3, '2027-01-05')).toEqual([
            { from: '2026-11-01', to: '2026-11-30' },
            { from: '2026-12-01', to: '2026-12-31' },
            { from: '2027-01-01', to: '2027-01-05' },
        ]));
    it('know February', () =>
        expect(last_months(2, '2028-03-01')[0]).toEqual({ from: '2028-02-01', to: '2028-02-29' }));
});
