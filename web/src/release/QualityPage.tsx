// How well the desk works: each figure of a period with its definition beside it, the shares of
// backlog and errors as bars, the last months as lines.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import type { Quality } from '../api/types';
import { TrendChart } from '../chart/TrendChart';
import { save_csv_file } from '../parts/csv';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { last_days, last_months, PeriodPicker } from '../parts/period';
import { Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';
import {
    bar_lengths,
    figure_name,
    groups_of,
    quality_csv,
    trend_by_month,
    value_words,
    type FigureGroup,
} from './quality';

const spans: [number, string][] = [
    [30, '30 days'],
    [90, '90 days'],
    [365, 'A year'],
];
const months_shown = 6;
const trends_shown = ['received', 'released', 'turnaround_median', 'errors'];

function Bar({ length }: { length: number }) {
    return (
        <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect width={100} height={8} fill="var(--line)" />
            <rect width={100 * length} height={8} fill="var(--accent)" />
        </svg>
    );
}

function Group({ quality, group }: { quality: Quality; group: FigureGroup }) {
    const lengths = bar_lengths(quality, group.shares);
    const row = (name: string, length?: number) => (
        <tr key={name}>
            <th scope="row">
                {figure_name(name)}
                {length !== undefined && <Bar length={length} />}
            </th>
            <td className={`nowrap ${length === undefined ? 'strong' : ''}`}>
                {value_words(quality.figures[name])}
            </td>
            <td className="quiet">{quality.figures[name].definition}</td>
        </tr>
    );
    return (
        <Panel title={group.title} bare>
            <table className="grid figures">
                <thead className="unseen">
                    <tr>
                        <th scope="col">Figure</th>
                        <th scope="col">Value</th>
                        <th scope="col">Definition</th>
                    </tr>
                </thead>
                <tbody>
                    {group.single.map((name) => row(name))}
                    {group.shares.map((name, i) => row(name, lengths[i]))}
                </tbody>
            </table>
        </Panel>
    );
}

function Months() {
    const periods = last_months(months_shown, today());
    const found = useQueries({
        queries: periods.map((period) => ({
            queryKey: ['quality', period],
            queryFn: () => api.quality(period),
        })),
    });
    const months = found.flatMap(({ data }, i) =>
        data ? [{ period: periods[i], quality: data }] : [],
    );
    if (months.length < months_shown) return null;
    const trends = trends_shown
        .map((name) => trend_by_month(name, months))
        .filter((t) => t.points.length > 1);
    if (!trends.length) return null;
    return (
        <section aria-label="Month by month">
            <h2 style={{ marginBottom: 6 }}>Month by month</h2>
            <p className="quiet small" style={{ marginBottom: 6 }}>
                By calendar month, the last one up to today; the same definitions as above.
            </p>
            <div className="trends" style={{ marginBottom: 0 }}>
                {trends.map((t) => (
                    <TrendChart key={t.code} trend={t} />
                ))}
            </div>
        </section>
    );
}

export function QualityPage() {
    useTitle('Quality');
    const go = useNavigate();
    const asked = useSearch({ from: '/release/quality' });
    const period = { ...last_days(30, today()), ...asked };
    const found = useQuery({
        queryKey: ['quality', period],
        queryFn: () => api.quality(period),
        placeholderData: keepPreviousData,
    });
    const shown = found.error ? undefined : found.data;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Quality</h1>
                {shown && (
                    <span className="quiet">
                        {day_words(shown.from)} to {day_words(shown.to)}
                    </span>
                )}
                <div className="line push">
                    <Link to="/release/errors" search={asked}>
                        Error log
                    </Link>
                    <Button
                        variant="default"
                        disabled={!shown}
                        onClick={() =>
                            shown &&
                            save_csv_file(
                                `release-quality-${shown.from}-${shown.to}.csv`,
                                quality_csv(shown),
                            )
                        }
                    >
                        Export CSV
                    </Button>
                </div>
            </div>
            <PeriodPicker
                period={period}
                spans={spans}
                today={today()}
                set={(search) => go({ to: '/release/quality', search, replace: true })}
            />
            {found.isPending && <Loading what="figures" lines={12} />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {shown && (
                <>
                    {groups_of(shown).map((g) => (
                        <Group key={g.title} quality={shown} group={g} />
                    ))}
                    <Months />
                </>
            )}
        </div>
    );
}
