// The worklist of requests about rights: tabs by state, what is due first, keys j k and Enter.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { RightsCases, RightsState } from '../api/types';
import { useKeys, useTitle } from '../parts/keys';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, days_between, today } from '../parts/when';
import { kind_words, state_words, states } from './words';

type Row = RightsCases['cases'][number];
const page_size = 50;

function Due({ row }: { row: Row }) {
    if (!row.due_on || row.state !== 'received') return <span className="quiet">none</span>;
    const left = days_between(today(), row.due_on);
    const tone = left <= 0 ? 'bad strong' : left <= 10 ? 'warn strong' : 'quiet';
    return (
        <span className="nowrap">
            {day_words(row.due_on)},{' '}
            <span className={tone}>
                {left < 0 ? `${-left} days late` : left === 0 ? 'today' : `in ${left} days`}
            </span>
        </span>
    );
}

function Rows({ rows, at, open }: { rows: Row[]; at: number; open: (row: Row) => void }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Requests">
            <table className="grid lively">
                <thead>
                    <tr>
                        <th scope="col">Number</th>
                        <th scope="col">Kind</th>
                        <th scope="col">Patient</th>
                        <th scope="col">Due</th>
                        <th scope="col">State</th>
                        <th scope="col" className="later">
                            Received
                        </th>
                        <th scope="col" className="later">
                            Through
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row, i) => (
                        <tr
                            key={row.id}
                            data-current={i === at || undefined}
                            onClick={(e) => {
                                if (!(e.target as HTMLElement).closest('a')) open(row);
                            }}
                        >
                            <td className="nowrap">
                                <Link className="plain" to="/rights/$id" params={{ id: row.id }}>
                                    {row.number}
                                </Link>
                            </td>
                            <td>{kind_words[row.kind]}</td>
                            <td>{row.patient_name}</td>
                            <td>
                                <Due row={row} />
                            </td>
                            <td>
                                <span className={`state ${state_words[row.state].tone}`}>
                                    {state_words[row.state].label}
                                </span>
                            </td>
                            <td className="nowrap later">{day_words(row.received_on)}</td>
                            <td className="later">{row.by_portal ? 'portal' : 'desk'}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function RightsPage() {
    useTitle('Patient rights');
    const search = useSearch({ from: '/rights' });
    const go = useNavigate();
    const page = search.page ?? 1;
    const [current, set_current] = useState(0);
    const [typed, set_typed] = useState(search.q ?? '');
    const list = useQuery({
        queryKey: ['rights-cases', search.stage, search.q, page],
        queryFn: () =>
            api.rights_cases({
                state: search.stage,
                q: search.q,
                offset: (page - 1) * page_size,
                limit: page_size,
            }),
        placeholderData: keepPreviousData,
        refetchInterval: 30_000,
    });
    const rows = list.data?.cases ?? [];
    const at = Math.min(current, Math.max(0, rows.length - 1));
    const show = (part: { stage?: RightsState; q?: string; page?: number }) => {
        set_current(0);
        go({ to: '/rights', search: part, replace: true });
    };
    const open = (row: Row | undefined) => {
        if (row) go({ to: '/rights/$id', params: { id: row.id } });
    };
    useKeys({
        j: () => set_current(Math.min(at + 1, rows.length - 1)),
        k: () => set_current(Math.max(at - 1, 0)),
        Enter: (e) => {
            if (!(e.target as HTMLElement).closest('a, button, input')) open(rows[at]);
        },
    });
    const counts = list.data?.counts ?? {};
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const total = list.data?.total ?? 0;
    return (
        <>
            <div className="head">
                <h1>Patient rights</h1>
                <form
                    className="line push"
                    onSubmit={(e) => {
                        e.preventDefault();
                        show({ stage: search.stage, q: typed.trim() || undefined });
                    }}
                >
                    <TextInput
                        aria-label="Number or patient"
                        placeholder="Number or patient"
                        value={typed}
                        onChange={(e) => set_typed(e.currentTarget.value)}
                    />
                    <Button type="submit" variant="default">
                        Find
                    </Button>
                </form>
            </div>
            <div className="tabs" role="group" aria-label="Filter by state">
                <button
                    type="button"
                    aria-pressed={!search.stage}
                    onClick={() => show({ q: search.q })}
                >
                    All<span className="count">{list.data ? all : ''}</span>
                </button>
                {states.map((s) => (
                    <button
                        key={s}
                        type="button"
                        aria-pressed={search.stage === s}
                        onClick={() => show({ stage: s, q: search.q })}
                    >
                        {state_words[s].label}
                        <span className="count">{list.data ? (counts[s] ?? 0) : ''}</span>
                    </button>
                ))}
            </div>
            {list.isPending && <Loading what="requests" lines={10} />}
            {list.error && <Failure error={list.error} retry={() => list.refetch()} />}
            {list.data && rows.length === 0 && (
                <Empty title="No requests here">
                    <p>Requests come from patients in the portal, or are taken at the desk.</p>
                </Empty>
            )}
            {rows.length > 0 && <Rows rows={rows} at={at} open={open} />}
            {rows.length > 0 && (
                <div className="pager">
                    <span className="quiet" role="status">
                        {(page - 1) * page_size + 1}–{Math.min(total, page * page_size)} of {total}
                    </span>
                    {page > 1 && (
                        <Button
                            variant="default"
                            onClick={() => show({ ...search, page: page - 1 })}
                        >
                            Previous
                        </Button>
                    )}
                    {page * page_size < total && (
                        <Button
                            variant="default"
                            onClick={() => show({ ...search, page: page + 1 })}
                        >
                            Next
                        </Button>
                    )}
                    <span className="quiet push small">
                        <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open
                    </span>
                </div>
            )}
        </>
    );
}
