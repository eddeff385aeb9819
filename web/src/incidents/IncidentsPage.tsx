// The worklist of incidents: tabs by state, what is due next, keys j k Enter and n.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { IncidentRow } from '../api/types';
import { useSession } from '../frame/session';
import { useKeys, useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, days_between, today } from '../parts/when';
import { incident_states, result_words, state_words } from './words';

const page_size = 50;

function Due({ day }: { day: string | undefined }) {
    if (!day) return <span className="quiet">none</span>;
    const left = days_between(today(), day);
    const tone = left <= 0 ? 'bad strong' : left <= 10 ? 'warn strong' : 'quiet';
    return (
        <span className="nowrap">
            {day_words(day)},{' '}
            <span className={tone}>
                {left < 0 ? `${-left} days late` : left === 0 ? 'today' : `in ${left} days`}
            </span>
        </span>
    );
}

function Row({ row, current, open }: { row: IncidentRow; current: boolean; open: () => void }) {
    return (
        <tr
            data-current={current || undefined}
            onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a')) open();
            }}
        >
            <td className="nowrap">
                <Link className="plain" to="/privacy/incidents/$id" params={{ id: row.id }}>
                    {row.number}
                </Link>
            </td>
            <td className="broken">{row.what}</td>
            <td>{row.patient_name || <span className="quiet">nobody yet</span>}</td>
            <td className="nowrap later">{day_words(row.received)}</td>
            <td>
                <Due day={row.due_on} />
            </td>
            <td>
                <span className={`state ${state_words[row.state].tone}`}>
                    {state_words[row.state].label}
                </span>
            </td>
            <td className="later">
                {row.result ? result_words[row.result as keyof typeof result_words] : ''}
            </td>
            <td className="quiet nowrap later">
                <Moment at={row.updated} />
            </td>
        </tr>
    );
}

export function IncidentsPage() {
    useTitle('Incidents');
    const search = useSearch({ from: '/privacy/incidents' });
    const may_work = useSession().user.permissions.includes('privacy_work');
    const go = useNavigate();
    const page = search.page ?? 1;
    const [current, set_current] = useState(0);
    const list = useQuery({
        queryKey: ['incidents', search.stage, page],
        queryFn: () =>
            api.incidents({
                state: search.stage,
                offset: (page - 1) * page_size,
                limit: page_size,
            }),
        placeholderData: keepPreviousData,
        refetchInterval: 30_000,
    });
    const rows = list.data?.incidents ?? [];
    const at = Math.min(current, Math.max(0, rows.length - 1));
    const show = (part: { stage?: string; page?: number }) => {
        set_current(0);
        go({ to: '/privacy/incidents', search: part, replace: true });
    };
    const open = (row: IncidentRow | undefined) => {
        if (row) go({ to: '/privacy/incidents/$id', params: { id: row.id } });
    };
    const begin = () => go({ to: '/privacy/incidents/new' });
    useKeys({
        j: () => set_current(Math.min(at + 1, rows.length - 1)),
        k: () => set_current(Math.max(at - 1, 0)),
        Enter: (e) => {
            if (!(e.target as HTMLElement).closest('a, button')) open(rows[at]);
        },
        n: (e) => {
            e.preventDefault();
            if (may_work) begin();
        },
    });
    const counts = list.data?.counts ?? {};
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const total = list.data?.total ?? 0;
    return (
        <>
            <div className="head">
                <h1>Incidents and breaches</h1>
                <div className="line push">
                    <Link to="/privacy/breach-log">Breach log</Link>
                    {may_work && <Button onClick={begin}>New incident</Button>}
                </div>
            </div>
            <div className="tabs" role="group" aria-label="Filter by state">
                <button
                    type="button"
                    aria-pressed={!search.stage}
                    onClick={() => show({ stage: undefined })}
                >
                    All<span className="count">{list.data ? all : ''}</span>
                </button>
                {incident_states.map((s) => (
                    <button
                        key={s}
                        type="button"
                        aria-pressed={search.stage === s}
                        onClick={() => show({ stage: s })}
                    >
                        {state_words[s].label}
                        <span className="count">{list.data ? (counts[s] ?? 0) : ''}</span>
                    </button>
                ))}
            </div>
            {list.isPending && <Loading what="incidents" lines={10} />}
            {list.error && <Failure error={list.error} retry={() => list.refetch()} />}
            {list.data && rows.length === 0 && (
                <Empty title="No incidents here">
                    <p>
                        A release to the wrong recipient opens one by itself; report anything else
                        at once: the clock starts when it is learned.
                    </p>
                </Empty>
            )}
            {rows.length > 0 && (
                <>
                    <div className="scroll" tabIndex={0} role="region" aria-label="Incidents">
                        <table className="grid lively">
                            <thead>
                                <tr>
                                    <th scope="col">Number</th>
                                    <th scope="col">What</th>
                                    <th scope="col">Whose</th>
                                    <th scope="col" className="later">
                                        Received
                                    </th>
                                    <th scope="col">Next due</th>
                                    <th scope="col">State</th>
                                    <th scope="col" className="later">
                                        Result
                                    </th>
                                    <th scope="col" className="later">
                                        Last change
                                    </th>
                                </tr>
                            </thead>
                            <tbody>
                                {rows.map((row, i) => (
                                    <Row
                                        key={row.id}
                                        row={row}
                                        current={i === at}
                                        open={() => open(row)}
                                    />
                                ))}
                            </tbody>
                        </table>
                    </div>
                    <div className="pager">
                        <span className="quiet" role="status">
                            {(page - 1) * page_size + 1}–{Math.min(total, page * page_size)} of{' '}
                            {total}
                        </span>
                        {page > 1 && (
                            <Button
                                variant="default"
                                onClick={() => show({ stage: search.stage, page: page - 1 })}
                            >
                                Previous
                            </Button>
                        )}
                        {page * page_size < total && (
                            <Button
                                variant="default"
                                onClick={() => show({ stage: search.stage, page: page + 1 })}
                            >
                                Next
                            </Button>
                        )}
                        <span className="quiet push small">
                            <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open, <kbd>n</kbd> new
                        </span>
                    </div>
                </>
            )}
        </>
    );
}
