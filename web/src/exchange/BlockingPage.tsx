// The worklist of information blocking cases: tabs by state, what is due next, keys j k Enter and n,
// and the look through release cases.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { BlockingRow } from '../api/types';
import { useSession } from '../frame/session';
import { useKeys, useTitle } from '../parts/keys';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, days_between, today } from '../parts/when';
import { NewCaseDialog } from './NewCaseDialog';
import { blocking_states, state_words, value_words, verdict_words } from './words';

const page_size = 50;

function Due({ row }: { row: BlockingRow }) {
    if (row.ended)
        return <span className="bad strong">The exception has ended; still withheld</span>;
    if (!row.due_on) return <span className="quiet">none</span>;
    const left = days_between(today(), row.due_on);
    const tone = left < 0 ? 'bad strong' : left <= 3 ? 'warn strong' : 'quiet';
    return (
        <span className="nowrap">
            {day_words(row.due_on)},{' '}
            <span className={tone}>
                {left < 0 ? `${-left} days late` : left === 0 ? 'today' : `in ${left} days`}
            </span>
        </span>
    );
}

function Row({ row, current, open }: { row: BlockingRow; current: boolean; open: () => void }) {
    const verdict = verdict_words[row.brief.verdict];
    return (
        <tr
            data-current={current || undefined}
            onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a')) open();
            }}
        >
            <td className="nowrap">
                <Link className="plain" to="/exchange/blocking/$id" params={{ id: row.id }}>
                    {row.number}
                </Link>
            </td>
            <td>{row.brief.requester || <span className="quiet">not named</span>}</td>
            <td className="broken later">{row.brief.description}</td>
            <td>{value_words(row.brief.practice)}</td>
            <td>
                <span className={`state ${verdict.tone}`}>{verdict.label}</span>
            </td>
            <td className="nowrap later">{day_words(row.received_on)}</td>
            <td>
                <Due row={row} />
            </td>
            <td>
                <span className={`state ${state_words[row.state].tone}`}>
                    {state_words[row.state].label}
                </span>
            </td>
        </tr>
    );
}

function LookButton() {
    const look = useMutation({ mutationFn: () => api.look_for_blocking() });
    return (
        <>
            {look.isSuccess && (
                <Link to="/status" className="small">
                    Looking; see jobs
                </Link>
            )}
            {look.error && <span className="bad small">{look.error.message}</span>}
            <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
                Look through release cases
            </Button>
        </>
    );
}

export function BlockingPage() {
    useTitle('Information blocking');
    const search = useSearch({ from: '/exchange/blocking' });
    const may_work = useSession().user.permissions.includes('compliance_work');
    const go = useNavigate();
    const page = search.page ?? 1;
    const [current, set_current] = useState(0);
    const [beginning, set_beginning] = useState(false);
    const list = useQuery({
        queryKey: ['blocking', search.stage, page],
        queryFn: () =>
            api.blocking_cases({
                state: search.stage,
                offset: (page - 1) * page_size,
                limit: page_size,
            }),
        placeholderData: keepPreviousData,
        refetchInterval: 30_000,
    });
    const rows = list.data?.cases ?? [];
    const at = Math.min(current, Math.max(0, rows.length - 1));
    const show = (part: { stage?: string; page?: number }) => {
        set_current(0);
        go({ to: '/exchange/blocking', search: part, replace: true });
    };
    const open = (row: BlockingRow | undefined) => {
        if (row) go({ to: '/exchange/blocking/$id', params: { id: row.id } });
    };
    useKeys({
        j: () => set_current(Math.min(at + 1, rows.length - 1)),
        k: () => set_current(Math.max(at - 1, 0)),
        Enter: (e) => {
            if (!(e.target as HTMLElement).closest('a, button')) open(rows[at]);
        },
        n: (e) => {
            e.preventDefault();
            if (may_work) set_beginning(true);
        },
    });
    const counts = list.data?.counts ?? {};
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const total = list.data?.total ?? 0;
    const tab = (stage: string | undefined, label: string, count: number) => (
        <button
            key={label}
            type="button"
            aria-pressed={search.stage === stage}
            onClick={() => show({ stage })}
        >
            {label}
            <span className="count">{list.data ? count : ''}</span>
        </button>
    );
    return (
        <>
            <div className="head">
                <h1>Information blocking</h1>
                <div className="line push">
                    <Link to="/exchange/barriers">Barriers</Link>
                    {may_work && <LookButton />}
                    {may_work && <Button onClick={() => set_beginning(true)}>New case</Button>}
                </div>
            </div>
            <div className="tabs" role="group" aria-label="Filter by state">
                {tab(undefined, 'All', all)}
                {blocking_states.map((s) => tab(s, state_words[s].label, counts[s] ?? 0))}
            </div>
            {list.isPending && <Loading what="cases" lines={10} />}
            {list.error && <Failure error={list.error} retry={() => list.refetch()} />}
            {list.data && rows.length === 0 && (
                <Empty title="No cases here">
                    <p>
                        A case keeps the reasons for a refusal, delay, limit or price. A look
                        through release cases opens one for each request of a patient or treating
                        provider that was refused or is late.
                    </p>
                </Empty>
            )}
            {rows.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Cases">
                    <table className="grid lively">
                        <thead>
                            <tr>
                                <th scope="col">Number</th>
                                <th scope="col">Requester</th>
                                <th scope="col" className="later">
                                    About
                                </th>
                                <th scope="col">What was done</th>
                                <th scope="col">Assessment</th>
                                <th scope="col" className="later">
                                    Received
                                </th>
                                <th scope="col">Next due</th>
                                <th scope="col">State</th>
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
            )}
            <div className="pager">
                <span className="quiet" role="status">
                    {total} {total === 1 ? 'case' : 'cases'}
                    {list.data?.looked_on
                        ? `; release cases looked through ${day_words(list.data.looked_on)}`
                        : '; release cases not yet looked through'}
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
                    <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open
                    {may_work && (
                        <>
                            , <kbd>n</kbd> new
                        </>
                    )}
                </span>
            </div>
            {beginning && <NewCaseDialog close={() => set_beginning(false)} />}
        </>
    );
}
