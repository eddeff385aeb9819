// Numeric results of one code over time: which codes have a trend, and where its points lie.
// SPDX-License-Identifier: Apache-2.0
import type { ResultRow } from '../api/types';

export interface TrendPoint {
    date: string;
    value: number;
    flagged: boolean;
}
export interface Trend {
    code: string;
    name: string;
    unit: string;
    points: TrendPoint[];
    low?: number;
    high?: number;
}

const number = /^-?\d+(\.\d+)?$/;

/** "3.5 - 5.1", "3.5-5.1 mmol/L" -> the two limits. */
export function read_range(text: string): { low?: number; high?: number } {
    const both = text.match(/(-?\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(-?\d+(?:\.\d+)?)/);
    if (both) return { low: Number(both[1]), high: Number(both[2]) };
    const one = text.match(/^\s*([<>])=?\s*(-?\d+(?:\.\d+)?)/);
    if (one) return one[1] === '<' ? { high: Number(one[2]) } : { low: Number(one[2]) };
    return {};
}

export function is_flagged(interpretation: string): boolean {
    const word = interpretation.trim().toUpperCase();
    return word !== '' && !['N', 'NORMAL', 'NEG', 'NEGATIVE', 'ND'].includes(word);
}

/** One trend per code and unit with at least `least` numeric values, oldest point first. */
export function trends_of(rows: ResultRow[], least = 3): Trend[] {
    const by_code = new Map<string, Trend>();
    for (const r of rows) {
        if (!r.date || !number.test(r.value.trim())) continue;
        const key = `${r.code} ${r.unit}`;
        const trend = by_code.get(key) ?? {
            code: r.code,
            name: r.name,
            unit: r.unit,
            points: [],
            ...read_range(r.reference_range),
        };
        trend.points.push({
            date: r.date,
            value: Number(r.value),
            flagged: is_flagged(r.interpretation),
        });
        by_code.set(key, trend);
    }
    const found = [...by_code.values()].filter((t) => t.points.length >= least);
    for (const t of found) t.points.sort((a, b) => a.date.localeCompare(b.date));
    return found.sort((a, b) => b.points.length - a.points.length || a.name.localeCompare(b.name));
}

/** Places points in a width x height box with a margin; time runs along x, limits are inside the box. */
export function place(trend: Trend, width: number, height: number, margin: number) {
    const values = trend.points.map((p) => p.value).concat(trend.low ?? [], trend.high ?? []);
    const low = Math.min(...values),
        high = Math.max(...values);
    const times = trend.points.map((p) => Date.parse(p.date));
    const first = times[0],
        last = times[times.length - 1];
    const y = (v: number) =>
        high === low
            ? height / 2
            : height - margin - ((v - low) / (high - low)) * (height - 2 * margin);
    const x = (t: number) =>
        last === first ? width / 2 : margin + ((t - first) / (last - first)) * (width - 2 * margin);
    return { points: trend.points.map((p, i) => ({ ...p, x: x(times[i]), y: y(p.value) })), y };
}
