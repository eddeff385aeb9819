// From one day to another: a few usual spans, or two days of one's own.
// SPDX-License-Identifier: Apache-2.0
import { TextInput } from '@mantine/core';
import type { Day } from '../api/types';

export interface Period {
    from: Day;
    to: Day;
}

/** The calendar day so many days later; earlier when `days` is negative. */
export function day_plus(day: string, days: number): string {
    return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * 86_400_000)
        .toISOString()
        .slice(0, 10);
}

/** The last `days` days and today. */
export function last_days(days: number, today: Day): Period {
    return { from: day_plus(today, -days), to: today };
}

/** The calendar months up to that of `today`, oldest first; the last one ends today. */
export function last_months(count: number, today: Day): Period[] {
    const [year, month] = today.split('-').map(Number);
    const first = (ago: number) =>
        new Date(Date.UTC(year, month - 1 - ago, 1)).toISOString().slice(0, 10);
    return Array.from({ length: count }, (_, i) => {
        const ago = count - 1 - i;
        return { from: first(ago), to: ago ? day_plus(first(ago - 1), -1) : today };
    });
}

export function PeriodPicker({
    period,
    spans,
    today,
    set,
}: {
    period: Period;
    spans: [number, string][];
    today: Day;
    set: (period: Period) => void;
}) {
    const field = (name: keyof Period, label: string) => (
        <TextInput
            label={label}
            type="date"
            value={period[name]}
            onChange={(e) =>
                e.currentTarget.value && set({ ...period, [name]: e.currentTarget.value })
            }
        />
    );
    return (
        <div className="line period">
            <div className="tabs" role="group" aria-label="Period">
                {spans.map(([days, words]) => {
                    const span = last_days(days, today);
                    return (
                        <button
                            key={days}
                            type="button"
                            aria-pressed={period.from === span.from && period.to === span.to}
                            onClick={() => set(span)}
                        >
                            {words}
                        </button>
                    );
                })}
            </div>
            {field('from', 'From')}
            {field('to', 'To')}
        </div>
    );
}
