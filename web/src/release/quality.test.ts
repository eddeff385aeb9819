// Goal: every figure that the server sends is shown once, with its value as it is, and goes into the
// file; what cannot be counted is not shown as zero.
import { describe, expect, it } from 'vitest';
import type { Quality } from '../api/types';
import {
    bar_lengths,
    figure_name,
    groups_of,
    quality_csv,
    trend_by_month,
    value_words,
    type Figure,
} from './quality';

const figure = (value: number | undefined, unit = 'cases'): Figure => ({
    value,
    unit,
    definition: `Counted, "${unit}".`,
});
const quality = (figures: Record<string, Figure>): Quality => ({
    from: '2026-10-23',
    to: '2026-11-22',
    as_of: '2026-11-22',
    figures,
});

describe('groups', () => {
    it('hold what was sent, and what no group knows at the end', () => {
        const groups = groups_of(
            quality({
                backlog: figure(3),
                backlog_to_7: figure(2),
                received: figure(1),
                new_thing: figure(4),
            }),
        );
        expect(groups).toEqual([
            { title: 'Requests and turnaround', single: ['received'], shares: [] },
            { title: 'Backlog', single: ['backlog'], shares: ['backlog_to_7'] },
            { title: 'Other figures', single: ['new_thing'], shares: [] },
        ]);
    });
    it('are none where nothing was sent', () => expect(groups_of(quality({}))).toEqual([]));
});

describe('values', () => {
    it.each<[Figure, string]>([
        [figure(0), '0 cases'],
        [figure(1), '1 case'],
        [figure(1, 'days'), '1 day'],
        [figure(1, 'errors per 1,000 releases'), '1 errors per 1,000 releases'],
        [figure(1234), '1,234 cases'],
        [figure(undefined, 'days'), 'none to count'],
    ])('%j', (f, words) => expect(value_words(f)).toBe(words));
});

describe('names', () => {
    it.each([
        ['turnaround_p90', 'Turnaround, nine in ten'],
        ['errors_wrong_patient', 'Wrong patient'],
        ['new_thing', 'New thing'],
    ])('%s', (name, words) => expect(figure_name(name)).toBe(words));
});

describe('bars', () => {
    it.each<[number[], number[]]>([
        [
            [4, 2, 0],
            [1, 0.5, 0],
        ],
        [
            [0, 0, 0],
            [0, 0, 0],
        ],
    ])('%j', (values, lengths) => {
        const names = values.map((_, i) => `f${i}`);
        const all = quality(Object.fromEntries(values.map((v, i) => [`f${i}`, figure(v)])));
        expect(bar_lengths(all, names)).toEqual(lengths);
    });
});

describe('the file', () => {
    it('has a row a figure, with its definition', () => {
        const text = quality_csv(
            quality({ received: figure(7), turnaround_median: figure(undefined, 'days') }),
        );
        expect(text.split('\r\n')).toEqual([
            'From,To,Group,Figure,Value,Unit,Definition',
            '2026-10-23,2026-11-22,Requests and turnaround,Received,7,cases,"Counted, ""cases""."',
            '2026-10-23,2026-11-22,Requests and turnaround,"Turnaround, median",,days,"Counted, ""days""."',
            '',
        ]);
    });
});

describe('month by month', () => {
    it('leaves out the months with nothing to count', () => {
        const month = (from: string, value: number | undefined) => ({
            period: { from, to: from },
            quality: quality({ turnaround_median: figure(value, 'days') }),
        });
        const trend = trend_by_month('turnaround_median', [
            month('2026-09-01', 4),
            month('2026-10-01', undefined),
            month('2026-11-01', 6),
        ]);
        expect([trend.name, trend.unit]).toEqual(['Turnaround, median', 'days']);
        expect(trend.points.map((p) => [p.date, p.value])).toEqual([
            ['2026-09-01', 4],
            ['2026-11-01', 6],
        ]);
        expect(trend_by_month('received', []).points).toEqual([]);
    });
});
