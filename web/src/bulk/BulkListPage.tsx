// The bulk requests: who asked for how many charts, how far each is, and by when.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import type { BulkRow, BulkState } from '../api/types';
import { useSession } from '../frame/session';
import { useKeys, useTitle } from '../parts/keys';
import { Empty, Failure, Loading, TooMany } from '../parts/states';
import { day_words, today } from '../parts/when';
import { requester_words } from '../release/words';
import { BulkBar } from './BulkBar';
import { bulk_due, bulk_state_words, progress_words, total_of } from './bulk';

const tabs: [BulkState | undefined, string][] = [
    ['open', 'Open'],
    ['closed', 'Closed'],
    ['withdrawn', 'Withdrawn'],
    [undefined, 'All'],
];
const page_size = 50;

export function BulkDue({ due, state }: { due?: string; state: BulkState }) {
    const { words, tone } = bulk_due(due, today(), state);
    return (
        <span className="nowrap">
            {due ? day_words(due) : ''}
            {due && words && ', '}
            {words && (
                <span className={tone === 'quiet' ? 'quiet' : `${tone} strong`}>{words}</span>
            )}
        </span>
    );
}

export function BulkStateBadge({ state }: { state: BulkState }) {
    const { label, tone } = bulk_state_words[state];
    return <span className={`state ${tone}`}>{label}</span>;
}

function Row({ row, current, open }: { row: BulkRow; current: boolean; open: () => void }) {
    const ref = useRef<HTMLTableRowElement>(null);
    useEffect(() => {
        if (current) ref.current?.scrollIntoView({ block: 'nearest' });
    }, [current]);
    return (
        <tr
            ref={ref}
            data-current={current || undefined}
            onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a')) open();
            }}
        >
            <td className="nowrap">
                <Link className="plain" to="/release/bulk/$id" params={{ id: row.id }}>
                    {row.number}
                </Link>
                <div className="sooner small">
                    <BulkDue due={row.due_on} state={row.state} />
                </div>
            </td>
            <td>
                {row.requester_name}
                <span className="quiet">, {requester_words[row.requester_kind].toLowerCase()}</span>
            </td>
            <td className="nowrap later">{day_words(row.received_on)}</td>
            <td className="later">
                <BulkDue due={row.due_on} state={row.state} />
            </td>
            <td className="num later">{total_of(row.groups).toLocaleString('en-US')}</td>
            <td style={{ minWidth: 170 }}>
                <BulkBar counts={row.groups} small />
                <span className="quiet small" aria-hidden="true">
                    {progress_words(row.groups)}
                </span>
            </td>
            <td className="later">
                <BulkStateBadge state={row.state} />
            </td>
        </tr>
    );
}

function Table({ rows }: { rows: BulkRow[] }) {
    const go = useNavigate();
    const [at, set_at] = useState(0);
    const current = Math.min(at, rows.length - 1);
    const open = (row: BulkRow) => go({ to: '/release/bulk/$id', params: { id: row.id } });
    useKeys({
        j: () => set_at(Math.min(current + 1, rows.length - 1)),
        k: () => set_at(Math.max(current - 1, 0)),
        Enter: (e) => {
            if (!(e.target as HTMLElement).closest('a, button')) open(rows[current]);
        },
    });
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Bulk requests">
            <table className="grid lively">
                <thead>
                    <tr>
                        <th scope="col">Number</th>
                        <th scope="col">Requester</th>
                        <th scope="col" className="later">
                            Received
                        </th>
                        <th scope="col" className="later">
                            Due
                        </th>
                        <th scope="col" className="num later">
                            Charts
                        </th>
                        <th scope="col">How far</th>
                        <th scope="col" className="later">
                            State
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row, i) => (
                        <Row
                            key={row.id}
                            row={row}
                            current={i === current}
                            open={() => open(row)}
                        />
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function BulkListPage() {
    useTitle('Bulk requests');
    const go = useNavigate();
    const search = useSearch({ from: '/release/bulk' });
    const state = search.show === 'all' ? undefined : (search.show ?? 'open');
    const [limit, set_limit] = useState(page_size);
    const may_work = useSession().user.permissions.includes('release_work');
    const list = useQuery({
        queryKey: ['bulks', state, limit],
        queryFn: () => api.bulks({ state, limit }),
        placeholderData: keepPreviousData,
        refetchInterval: 20_000,
    });
    const rows = list.data?.bulks ?? [];
    const fresh = () => go({ to: '/release/bulk/new' });
    useKeys({
        n: (e) => {
            e.preventDefault();
            if (may_work) fresh();
        },
    });
    return (
        <>
            <div className="head">
                <Link to="/release" className="small">
                    Worklist
                </Link>
                <h1>Bulk requests</h1>
                {may_work && (
                    <Button className="push" onClick={fresh}>
                        New bulk request
                    </Button>
                )}
            </div>
            <div className="tabs" role="group" aria-label="Filter by state">
                {tabs.map(([key, label]) => (
                    <button
                        key={label}
                        type="button"
                        aria-pressed={state === key}
                        onClick={() =>
                            go({
                                to: '/release/bulk',
                                search: { show: key ?? 'all' },
                                replace: true,
                            })
                        }
                    >
                        {label}
                    </button>
                ))}
            </div>
            {list.isPending && <Loading what="bulk requests" />}
            {list.error && <Failure error={list.error} retry={() => list.refetch()} />}
            {list.data && rows.length === 0 && (
                <Empty
                    title={
                        state === 'open'
                            ? 'No bulk request is open'
                            : 'There is no such bulk request'
                    }
                >
                    <p>
                        A payer’s or auditor’s list of charts is taken here as one case: each chart
                        is decided for itself, what is ready goes out together.
                    </p>
                </Empty>
            )}
            {rows.length > 0 && (
                <>
                    <Table rows={rows} />
                    <div className="line">
                        <TooMany
                            shown={rows.length}
                            total={list.data!.total}
                            busy={list.isFetching}
                            more={() => set_limit(limit + page_size)}
                        />
                        <span className="quiet push small" style={{ marginTop: 8 }}>
                            <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open, <kbd>n</kbd> new
                        </span>
                    </div>
                </>
            )}
        </>
    );
}
