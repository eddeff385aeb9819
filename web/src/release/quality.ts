// The desk's figures in the order they are read, their names, and their file; pure. What a figure
// means comes with it from the server.
// SPDX-License-Identifier: Apache-2.0
import type { Quality } from '../api/types';
import type { Trend } from '../chart/trend';
import { csv_text } from '../parts/csv';
import type { Period } from '../parts/period';
import { error_kinds, error_words } from './errors';

export type Figure = Quality['figures'][string];

const names: Record<string, string> = {
    received: 'Received',
    released: 'Released',
    refused: 'Refused',
    turnaround_median: 'Turnaround, median',
    turnaround_p90: 'Turnaround, nine in ten',
    backlog: 'Open today',
    overdue: 'Overdue today',
    backlog_to_7: 'Up to 7 days old',
    backlog_to_14: '8 to 14 days old',
    backlog_to_30: '15 to 30 days old',
    backlog_over_30: 'More than 30 days old',
    errors: 'Errors found',
    error_rate: 'Error rate',
    checks: 'Second checks',
    checks_found: 'Sent back by a check',
    ...Object.fromEntries(error_kinds.map((k) => [`errors_${k}`, error_words[k]])),
};

export interface FigureGroup {
    title: string;
    /** Each by itself. */
    single: string[];
    /** Shares of one whole, drawn as bars. */
    shares: string[];
}

const groups: FigureGroup[] = [
    {
        title: 'Requests and turnaround',
        single: ['received', 'released', 'refused', 'turnaround_median', 'turnaround_p90'],
        shares: [],
    },
    {
        title: 'Backlog',
        single: ['backlog', 'overdue'],
        shares: ['backlog_to_7', 'backlog_to_14', 'backlog_to_30', 'backlog_over_30'],
    },
    {
        title: 'Errors',
        single: ['errors', 'error_rate'],
        shares: error_kinds.map((k) => `errors_${k}`),
    },
    { title: 'Second checks', single: ['checks', 'checks_found'], shares: [] },
];

export function figure_name(name: string): string {
    const words = names[name] ?? name.replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The groups, each with what the server sent of it; figures of no group stand at the end. */
export function groups_of(quality: Quality): FigureGroup[] {
    const there = (name: string) => name in quality.figures;
    const known = new Set(groups.flatMap((g) => [...g.single, ...g.shares]));
    const others = Object.keys(quality.figures).filter((name) => !known.has(name));
    return [...groups, { title: 'Other figures', single: others, shares: [] }]
        .map((g) => ({ ...g, single: g.single.filter(there), shares: g.shares.filter(there) }))
        .filter((g) => g.single.length + g.shares.length > 0);
}

/** "3 days"; what cannot be counted is said in words. */
export function value_words(figure: Figure): string {
    if (figure.value === undefined) return 'none to count';
    const one: Record<string, string> = {
        cases: 'case',
        days: 'day',
        errors: 'error',
        checks: 'check',
    };
    const unit = figure.value === 1 ? (one[figure.unit] ?? figure.unit) : figure.unit;
    return `${figure.value.toLocaleString('en-US')} ${unit}`;
}

/** How long each bar is, of 1: the longest of the group fills the room. */
export function bar_lengths(quality: Quality, shares: string[]): number[] {
    const values = shares.map((name) => quality.figures[name].value ?? 0);
    const most = Math.max(...values, 1);
    return values.map((v) => v / most);
}

export function quality_csv(quality: Quality): string {
    const rows = groups_of(quality).flatMap((g) =>
        [...g.single, ...g.shares].map((name) => {
            const f = quality.figures[name];
            return [
                quality.from,
                quality.to,
                g.title,
                figure_name(name),
                f.value?.toString() ?? '',
                f.unit,
                f.definition,
            ];
        }),
    );
    return csv_text([['From', 'To', 'Group', 'Figure', 'Value', 'Unit', 'Definition'], ...rows]);
}

/** One figure month by month; months in which there was nothing to count are left out. */
export function trend_by_month(
    name: string,
    months: { period: Period; quality: Quality }[],
): Trend {
    const points = months.flatMap(({ period, quality }) => {
        const value = quality.figures[name]?.value;
        return value === undefined ? [] : [{ date: period.from, value, flagged: false }];
    });
    const unit = months[0]?.quality.figures[name]?.unit ?? '';
    return { code: name, name: figure_name(name), unit, points };
}
