// The release desk's worklist: tabs by state, sortable columns, keys j k x Enter n and /, picked rows,
// CSV, paging.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../api/client';
import type { CaseList, CaseRow, CaseState } from '../api/types';
import { useKeys, useTitle } from '../parts/keys';
import { Empty, Failure, Loading } from '../parts/states';
import { save_csv_file } from '../parts/csv';
import { Moment } from '../parts/moment';
import { day_words, today } from '../parts/when';
import type { WorklistSearch } from '../router';
import { DueText, StateBadge } from './badges';
import { BulkBar, usePicked } from './Bulk';
import { cases_csv, read_sort, server_sorts, sorted_cases, type SortKey } from './case_table';
import { requester_words, state_words } from './words';

type Picking = ReturnType<typeof usePicked>;

const page_size = 50;
const tab_order: CaseState[] = [
    'received',
    'defective',
    'approved',
    'checking',
    'releasing',
    'released',
    'refused',
    'reviewing',
    'recalled',
    'withdrawn',
];
const columns: [SortKey, string][] = [
    ['number', 'Number'],
    ['patient', 'Patient'],
    ['requester', 'Requester'],
    ['received', 'Received'],
    ['due', 'Due'],
    ['state', 'State'],
    ['updated', 'Last change'],
];

function Tabs({
    list,
    state,
    choose,
}: {
    list?: CaseList;
    state?: CaseState;
    choose: (state?: CaseState) => void;
}) {
    const all = list && Object.values(list.counts).reduce((sum, n) => sum + (n ?? 0), 0);
    const tab = (key: CaseState | undefined, label: string, count: number | undefined) => (
        <button key={label} type="button" aria-pressed={state === key} onClick={() => choose(key)}>
            {label}
            <span className="count">{count ?? ''}</span>
        </button>
    );
    return (
        <div className="tabs" role="group" aria-label="Filter by state">
            {tab(undefined, 'All', all)}
            {tab_order.map((s) =>
                tab(s, state_words[s].label, list ? (list.counts[s] ?? 0) : undefined),
            )}
        </div>
    );
}

function save_csv(rows: CaseRow[]) {
    save_csv_file(`release-worklist-${today()}.csv`, cases_csv(rows, today()));
}

function Row({
    row,
    current,
    picked,
    pick,
    open,
    choose,
}: {
    row: CaseRow;
    current: boolean;
    picked: boolean;
    pick: (to: boolean) => void;
    open: () => void;
    choose: () => void;
}) {
    const ref = useRef<HTMLTableRowElement>(null);
    useEffect(() => {
        if (current) ref.current?.scrollIntoView({ block: 'nearest' });
    }, [current]);
    return (
        <tr
            ref={ref}
            data-current={current || undefined}
            onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a, .pick')) open();
            }}
            onFocus={choose}
        >
            <td className="pick">
                <label>
                    <input
                        type="checkbox"
                        aria-label={`Select ${row.number}`}
                        checked={picked}
                        onChange={(e) => pick(e.currentTarget.checked)}
                    />
                </label>
            </td>
            <td className="nowrap">
                <Link className="plain" to="/release/cases/$id" params={{ id: row.id }}>
                    {row.number}
                </Link>
            </td>
            <td>{row.patient_name}</td>
            <td>
                {row.requester_name}
                <span className="quiet">, {requester_words[row.requester_kind].toLowerCase()}</span>
            </td>
            <td className="nowrap">{day_words(row.received_on)}</td>
            <td>
                <DueText due={row.due_on} state={row.state} />
            </td>
            <td>
                <StateBadge state={row.state} />
            </td>
            <td className="quiet nowrap later">
                <Moment at={row.updated_at} />
            </td>
        </tr>
    );
}

function PickAll({ rows, picked, set }: { rows: CaseRow[] } & Pick<Picking, 'picked' | 'set'>) {
    const n = rows.filter((r) => picked.has(r.id)).length;
    return (
        <td className="pick">
            <label>
                <input
                    type="checkbox"
                    aria-label="Select all on this page"
                    checked={n > 0 && n === rows.length}
                    ref={(box) => {
                        if (box) box.indeterminate = n > 0 && n < rows.length;
                    }}
                    onChange={(e) => set(rows, e.currentTarget.checked)}
                />
            </label>
        </td>
    );
}

function Header({
    sort,
    choose,
    children,
}: {
    sort: { key: SortKey; descending: boolean };
    choose: (sort: string) => void;
    children: React.ReactNode;
}) {
    return (
        <thead>
            <tr>
                {children}
                {columns.map(([key, label]) => {
                    const mine = sort.key === key;
                    return (
                        <th
                            key={key}
                            scope="col"
                            className={key === 'updated' ? 'later' : undefined}
                            aria-sort={
                                mine ? (sort.descending ? 'descending' : 'ascending') : undefined
                            }
                        >
                            <button
                                type="button"
                                onClick={() => choose(mine && !sort.descending ? `-${key}` : key)}
                            >
                                {label}
                                <span aria-hidden="true">
                                    {mine ? (sort.descending ? ' ↓' : ' ↑') : ''}
                                </span>
                            </button>
                        </th>
                    );
                })}
            </tr>
        </thead>
    );
}

function Pager({
    page,
    total,
    within,
    go,
}: {
    page: number;
    total: number;
    within: boolean;
    go: (page: number) => void;
}) {
    const last = Math.max(1, Math.ceil(total / page_size));
    const from = total ? (page - 1) * page_size + 1 : 0;
    return (
        <div className="pager">
            <span className="quiet" role="status">
                {from.toLocaleString('en-US')}–
                {Math.min(total, page * page_size).toLocaleString('en-US')} of{' '}
                {total.toLocaleString('en-US')}
                {within && last > 1 ? '; this order holds within the page' : ''}
            </span>
            {last > 1 && (
                <>
                    <Button variant="default" disabled={page <= 1} onClick={() => go(page - 1)}>
                        Previous
                    </Button>
                    <Button variant="default" disabled={page >= last} onClick={() => go(page + 1)}>
                        Next
                    </Button>
                </>
            )}
            <span className="quiet push small">
                <kbd>j</kbd> <kbd>k</kbd> move, <kbd>x</kbd> select, <kbd>Enter</kbd> open,{' '}
                <kbd>n</kbd> new, <kbd>/</kbd> filter
            </span>
        </div>
    );
}

function useWorklist(search: WorklistSearch) {
    const sort = read_sort(search.sort);
    const page = search.page ?? 1;
    const order = server_sorts.includes(sort.key) ? sort.key : 'due';
    const list = useQuery({
        queryKey: ['cases', search.state, search.q, order, page],
        queryFn: () =>
            api.cases({
                state: search.state,
                q: search.q,
                sort: order,
                offset: (page - 1) * page_size,
                limit: page_size,
            }),
        placeholderData: keepPreviousData,
        refetchInterval: 30_000,
    });
    const rows = useMemo(
        () => sorted_cases(list.data?.cases ?? [], sort.key, sort.descending),
        [list.data, sort.key, sort.descending],
    );
    return { list, rows, sort, page };
}

function Filter({ q, change }: { q?: string; change: (q?: string) => void }) {
    const [text, set_text] = useState(q ?? '');
    const later = useDebouncedCallback(change, 250);
    return (
        <TextInput
            id="worklist-filter"
            w={240}
            aria-label="Filter by number or patient"
            placeholder="Number or patient"
            value={text}
            onChange={(e) => {
                set_text(e.currentTarget.value);
                later(e.currentTarget.value || undefined);
            }}
            onKeyDown={(e) => {
                if (e.key === 'Escape') {
                    set_text('');
                    change(undefined);
                    e.currentTarget.blur();
                }
            }}
        />
    );
}

export function Worklist() {
    useTitle('Release worklist');
    const search = useSearch({ from: '/release' });
    const go = useNavigate();
    const { list, rows, sort, page } = useWorklist(search);
    const [current, set_current] = useState(0);
    const { picked, set: pick, clear } = usePicked();
    const at = Math.min(current, Math.max(0, rows.length - 1));
    const change = (part: Partial<WorklistSearch>) => {
        set_current(0);
        go({
            to: '/release',
            search: (old) => ({ ...old, page: undefined, ...part }),
            replace: true,
        });
    };
    const open = (row: CaseRow | undefined) => {
        if (row) go({ to: '/release/cases/$id', params: { id: row.id } });
    };
    useKeys({
        j: () => set_current(Math.min(at + 1, rows.length - 1)),
        k: () => set_current(Math.max(at - 1, 0)),
        x: () => rows[at] && pick([rows[at]], !picked.has(rows[at].id)),
        Enter: (e) => {
            if (!(e.target as HTMLElement).closest('a, button')) open(rows[at]);
        },
        n: (e) => {
            e.preventDefault();
            go({ to: '/release/new', search: {} });
        },
        '/': (e) => {
            e.preventDefault();
            document.getElementById('worklist-filter')?.focus();
        },
    });
    return (
        <>
            <div className="head">
                <h1>Release of information</h1>
                <div className="line push">
                    <Filter q={search.q} change={(q) => change({ q })} />
                    <Button
                        variant="default"
                        disabled={!rows.length}
                        onClick={() => save_csv(rows)}
                    >
                        Export CSV
                    </Button>
                    <Button
                        variant="default"
                        onClick={() => go({ to: '/release/bulk', search: {} })}
                    >
                        Bulk requests
                    </Button>
                    <Button onClick={() => go({ to: '/release/new', search: {} })}>
                        New request
                    </Button>
                </div>
            </div>
            <Tabs list={list.data} state={search.state} choose={(state) => change({ state })} />
            <BulkBar picked={picked} clear={clear} save={save_csv} />
            {list.isPending && <Loading what="worklist" lines={10} />}
            {list.error && <Failure error={list.error} retry={() => list.refetch()} />}
            {list.data && rows.length === 0 && (
                <Empty title={search.q ? `No case matches “${search.q}”` : 'No cases here'}>
                    {search.q || search.state ? (
                        <Button
                            mt={8}
                            variant="default"
                            onClick={() => go({ to: '/release', search: {} })}
                        >
                            Show all cases
                        </Button>
                    ) : (
                        <Button mt={8} onClick={() => go({ to: '/release/new', search: {} })}>
                            Enter the first request
                        </Button>
                    )}
                </Empty>
            )}
            {rows.length > 0 && (
                <>
                    <div className="scroll" tabIndex={0} role="region" aria-label="Cases">
                        <table className="grid lively">
                            <Header sort={sort} choose={(text) => change({ sort: text })}>
                                <PickAll rows={rows} picked={picked} set={pick} />
                            </Header>
                            <tbody>
                                {rows.map((row, i) => (
                                    <Row
                                        key={row.id}
                                        row={row}
                                        current={i === at}
                                        picked={picked.has(row.id)}
                                        pick={(to) => pick([row], to)}
                                        open={() => open(row)}
                                        choose={() => set_current(i)}
                                    />
                                ))}
                            </tbody>
                        </table>
                    </div>
                    <Pager
                        page={page}
                        total={list.data!.total}
                        within={!server_sorts.includes(sort.key) || sort.descending}
                        go={(to) => change({ page: to > 1 ? to : undefined })}
                    />
                </>
            )}
        </>
    );
}
