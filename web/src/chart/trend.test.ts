// Goal: trends are drawn of numbers only, in order of time, inside their box.
import { describe, expect, it } from 'vitest';
import type { ResultRow } from '../api/types';
import { is_flagged, place, read_range, trends_of } from './trend';

const row = (
    date: string | undefined,
    value: string,
    unit = 'mg/dL',
    interpretation = '',
): ResultRow => ({
    id: date + value,
    date,
    code: '2160-0',
    name: 'Creatinine',
    value,
    unit,
    reference_range: '0.6 - 1.3',
    interpretation,
    category: 'laboratory',
});

describe('trends', () => {
    it.each([
        ['0.6 - 1.3', 0.6, 1.3],
        ['3.5-5.1 mmol/L', 3.5, 5.1],
        ['< 5.7', undefined, 5.7],
        ['> 60', 60, undefined],
        ['negative', undefined, undefined],
    ])('range %s', (text, low, high) =>
        expect(read_range(text)).toEqual({
            ...(low === undefined ? {} : { low }),
            ...(high === undefined ? {} : { high }),
        }),
    );
    it.each([
        ['H', true],
        ['LL', true],
        ['A', true],
        ['N', false],
        ['normal', false],
        ['', false],
    ])('interpretation "%s" flags: %s', (word, flagged) => expect(is_flagged(word)).toBe(flagged));
    it('leaves out words, undated values, other units and short series', () => {
        expect(
            trends_of([
                row('2026-01-01', '1.0'),
                row('2026-01-02', 'hemolyzed'),
                row(undefined, '1.1'),
                row('2026-01-03', '90', 'umol/L'),
                row('2026-01-04', '1.2'),
            ]),
        ).toEqual([]);
    });
    it('sorts by date and places within the box, limits included', () => {
        const [trend] = trends_of([
            row('2026-03-01', '2.0', 'mg/dL', 'H'),
            row('2026-01-01', '1.0'),
            row('2026-02-01', '0.2'),
        ]);
        expect(trend.points.map((p) => p.value)).toEqual([1, 0.2, 2]);
        const { points, y } = place(trend, 300, 90, 10);
        expect(points[0].x).toBe(10);
        expect(points[2]).toMatchObject({ x: 290, y: 10, flagged: true });
        expect(points[1].y).toBe(80);
        expect(y(1.3)).toBeGreaterThan(10);
    });
    it('a flat series lies in the middle', () => {
        const flat = {
            code: 'c',
            name: 'n',
            unit: 'u',
            points: [1, 2, 3].map((d) => ({ date: `2026-01-0${d}`, value: 5, flagged: false })),
        };
        expect(place(flat, 100, 50, 5).points.map((p) => p.y)).toEqual([25, 25, 25]);
    });
});
