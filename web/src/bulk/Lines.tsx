// The lines of a bulk request's list: which chart each is, how far it is, and why no further.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Bulk, BulkLine } from '../api/types';
import { useKeys } from '../parts/keys';
import { patient_line } from '../parts/patient';
import { Cite, Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { days_of, group_of, groups, line_group, line_reason, total_of, type Counts } from './bulk';
import { page_size, useLines } from './use_bulk';

function Tabs({
    counts,
    group,
    choose,
}: {
    counts: Counts;
    group?: string;
    choose: (group?: string) => void;
}) {
    const tab = (name: string | undefined, label: string, n: number) => (
        <button
            key={label}
            type="button"
            aria-pressed={group === name}
            onClick={() => choose(name)}
        >
            {label}
            <span className="count">{n.toLocaleString('en-US')}</span>
        </button>
    );
    return (
        <div className="tabs" role="group" aria-label="Filter the charts" style={{ margin: 0 }}>
            {tab(undefined, 'All', total_of(counts))}
            {groups
                .filter((g) => counts[g.name] || g.name === group)
                .map((g) => tab(g.name, g.label, counts[g.name] ?? 0))}
        </div>
    );
}

function Who({ line }: { line: BulkLine }) {
    const p = line.status === 'unmatched' ? undefined : line.patient;
    const name = p?.name || line.listed.name || `MRN ${line.listed.mrn}`;
    const listed = [
        line.listed.name && line.listed.mrn && `MRN ${line.listed.mrn}`,
        line.listed.birth_date && `born ${day_words(line.listed.birth_date)}`,
    ].filter(Boolean);
    return (
        <>
            {line.case_id ? (
                <Link
                    className="plain"
                    to="/release/cases/$id"
                    params={{ id: line.case_id }}
                    title={line.case_number}
                >
                    {name}
                </Link>
            ) : (
                <span className={p ? 'strong' : undefined}>{name}</span>
            )}
            <div className="quiet small">{p ? patient_line(p) : listed.join(', ')}</div>
        </>
    );
}

function Row({
    line,
    current,
    choose,
    open,
}: {
    line: BulkLine;
    current: boolean;
    choose: () => void;
    open?: () => void;
}) {
    const ref = useRef<HTMLTableRowElement>(null);
    useEffect(() => {
        if (current) ref.current?.scrollIntoView({ block: 'nearest' });
    }, [current]);
    const state = group_of(line_group(line));
    const { words, cite } = line_reason(line);
    const why = words && (
        <>
            {words} <Cite text={cite} />
        </>
    );
    return (
        <tr
            ref={ref}
            data-current={current || undefined}
            onFocus={choose}
            onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a, button')) open?.();
            }}
        >
            <td className="num">{line.position}</td>
            <td className="later wrap">{line.listed.reference}</td>
            <td>
                <Who line={line} />
            </td>
            <td className="later">{days_of(line.listed)}</td>
            <td>
                {/* What waits for a person is done from here; the rest is read. */}
                {line.status === 'unmatched' && open ? (
                    <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={`Settle line ${line.position}…`}
                        onClick={open}
                    >
                        Settle…
                    </Button>
                ) : (
                    <span className={`state ${state.tone}`}>{state.label}</span>
                )}
                <div className="sooner small">{why}</div>
            </td>
            <td className="later">{why}</td>
            <td className="num later">{line.pages?.toLocaleString('en-US')}</td>
            <td className="num">{line.part > 0 ? line.part : ''}</td>
        </tr>
    );
}

function Table({
    lines,
    open,
}: {
    lines: BulkLine[];
    /** What opening a line does; undefined: nothing can be done with it. */
    open: (line: BulkLine) => (() => void) | undefined;
}) {
    const [at, set_at] = useState(0);
    const current = Math.min(at, lines.length - 1);
    useKeys({
        j: () => set_at(Math.min(current + 1, lines.length - 1)),
        k: () => set_at(Math.max(current - 1, 0)),
        Enter: (e) => {
            if ((e.target as HTMLElement).closest('a, button, summary')) return;
            e.preventDefault();
            open(lines[current])?.();
        },
    });
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Charts of the list">
            <table className="grid lively">
                <thead>
                    <tr>
                        <th scope="col" className="num">
                            Line
                        </th>
                        <th scope="col" className="later">
                            Reference
                        </th>
                        <th scope="col">Patient</th>
                        <th scope="col" className="later">
                            Days
                        </th>
                        <th scope="col">State</th>
                        <th scope="col" className="later">
                            Why
                        </th>
                        <th scope="col" className="num later">
                            Pages
                        </th>
                        <th scope="col" className="num">
                            Part
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {lines.map((line, i) => (
                        <Row
                            key={line.id}
                            line={line}
                            current={i === current}
                            choose={() => set_at(i)}
                            open={open(line)}
                        />
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function Lines({
    bulk,
    group,
    page,
    show,
    settle,
}: {
    bulk: Bulk;
    group?: string;
    page: number;
    show: (search: { group?: string; page?: number }) => void;
    /** Absent: this person may not, or the request is at its end. */
    settle?: (line: BulkLine) => void;
}) {
    const go = useNavigate();
    const found = useLines(bulk, group, page);
    const lines = found.data?.lines ?? [];
    const pages = Math.max(1, Math.ceil((found.data?.total ?? 0) / page_size));
    const open = (line: BulkLine) => {
        const id = line.case_id;
        if (id) return () => void go({ to: '/release/cases/$id', params: { id } });
        return settle && (() => settle(line));
    };
    return (
        <section className="stack" style={{ gap: 8 }} aria-label="Charts" id="charts">
            <Tabs counts={bulk.groups} group={group} choose={(to) => show({ group: to })} />
            {found.isPending && <Loading what="charts" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && lines.length === 0 && (
                <Empty title={group ? 'No chart is here any more' : 'No charts'}>
                    {group && (
                        <Button mt={8} variant="default" onClick={() => show({})}>
                            Show all charts
                        </Button>
                    )}
                </Empty>
            )}
            {lines.length > 0 && <Table key={`${group} ${page}`} lines={lines} open={open} />}
            <div className="pager" style={{ marginTop: 0 }}>
                {pages > 1 && (
                    <>
                        <span className="quiet" role="status">
                            Page {page} of {pages}
                        </span>
                        <Button
                            variant="default"
                            disabled={page <= 1}
                            onClick={() => show({ group, page: page - 1 })}
                        >
                            Previous
                        </Button>
                        <Button
                            variant="default"
                            disabled={page >= pages}
                            onClick={() => show({ group, page: page + 1 })}
                        >
                            Next
                        </Button>
                    </>
                )}
                <span className="quiet push small">
                    <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens the chart’s case or
                    settles the line
                </span>
            </div>
        </section>
    );
}
