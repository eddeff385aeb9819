// The board: everything at the desk that falls due, by the facility's days, each row a way to its work.
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import type { Board, BoardGroup, BoardKind, BoardRow, Day } from '../api/types';
import { useSession } from '../frame/session';
import { useKeys, useTitle } from '../parts/keys';
import { Cite, Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import {
    board_kinds,
    group_note,
    group_title,
    kind_words,
    lead_of,
    left_words,
    only,
} from './board';

function Tabs({
    counts,
    chosen,
    choose,
}: {
    counts: Board['counts'];
    chosen: BoardKind | undefined;
    choose: (kind: BoardKind | undefined) => void;
}) {
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const tab = (kind: BoardKind | undefined, label: string, count: number) => (
        <button
            key={label}
            type="button"
            aria-pressed={chosen === kind}
            onClick={() => choose(kind)}
        >
            {label} <span className="count">{count.toLocaleString('en-US')}</span>
        </button>
    );
    return (
        <div className="tabs" role="group" aria-label="Show">
            {tab(undefined, 'All', all)}
            {board_kinds
                .filter((kind) => counts[kind] || kind === chosen)
                .map((kind) => tab(kind, kind_words[kind].many, counts[kind] ?? 0))}
        </div>
    );
}

const useMayReadIncidents = () => useSession().user.permissions.includes('privacy_read');

function Row({ row, today, current }: { row: BoardRow; today: Day; current: boolean }) {
    const ref = useRef<HTMLTableRowElement>(null);
    useEffect(() => {
        if (current) ref.current?.scrollIntoView({ block: 'nearest' });
    }, [current]);
    const lead = lead_of(row, useMayReadIncidents());
    const name = row.number || kind_words[row.kind].one;
    const late = !!row.due_on && row.due_on < today;
    return (
        <tr ref={ref} data-current={current || undefined}>
            <td className="nowrap">{lead ? <Link {...lead}>{name}</Link> : name}</td>
            <td className="later">{row.number ? kind_words[row.kind].one : ''}</td>
            <td>{row.patient_name}</td>
            <td className="later">{row.other}</td>
            <td className="nowrap">
                {row.due_on && `${day_words(row.due_on)}, `}
                <span className={late ? 'bad strong' : row.due_on === today ? 'bad' : 'quiet'}>
                    {left_words(row, today)}
                </span>
            </td>
            <td className="later">
                {row.cite && <Cite text={row.cite} />}
                {row.extended && <span className="quiet small"> extended</span>}
            </td>
        </tr>
    );
}

function Group({
    group,
    today,
    current,
    filtered,
}: {
    group: BoardGroup;
    today: Day;
    current: BoardRow | undefined;
    filtered: boolean;
}) {
    const note = group_note(group);
    const hidden = filtered ? 0 : group.total - group.rows.length;
    return (
        <tbody>
            <tr className="day">
                <th scope="rowgroup" colSpan={6}>
                    <span className={group.when === 'overdue' ? 'bad' : undefined}>
                        {group_title(group)}
                    </span>{' '}
                    <span className="quiet">
                        {group.rows.length === 0
                            ? 'nothing falls due'
                            : (filtered ? group.rows.length : group.total).toLocaleString('en-US')}
                    </span>
                    {note && <span className="warn small"> {note}</span>}
                </th>
            </tr>
            {group.rows.map((row) => (
                <Row
                    key={row.kind + row.id}
                    row={row}
                    today={today}
                    current={current?.id === row.id && current.kind === row.kind}
                />
            ))}
            {hidden > 0 && (
                <tr>
                    <td colSpan={6} className="quiet">
                        and {hidden.toLocaleString('en-US')} more; the{' '}
                        <Link to="/release">worklist</Link> has them all
                    </td>
                </tr>
            )}
        </tbody>
    );
}

function Days({ board, kind }: { board: Board; kind: BoardKind | undefined }) {
    const navigate = useNavigate();
    const incidents = useMayReadIncidents();
    const groups = only(board.groups, kind);
    const rows = groups.flatMap((g) => g.rows);
    const [at, set_at] = useState(-1);
    const current = rows[Math.min(at, rows.length - 1)];
    const step = (by: number) => set_at((i) => Math.max(0, Math.min(rows.length - 1, i + by)));
    useKeys({
        j: () => step(1),
        k: () => step(-1),
        Enter: (event) => {
            const lead = current && lead_of(current, incidents);
            // A link that has the focus opens by itself.
            if (!lead || (event.target as HTMLElement).closest('a, button')) return;
            void navigate(lead);
        },
    });
    return (
        <>
            <div className="scroll" tabIndex={0} role="region" aria-label="What falls due">
                <table className="grid board">
                    <thead>
                        <tr>
                            <th scope="col">Work</th>
                            <th scope="col" className="later">
                                Kind
                            </th>
                            <th scope="col">Patient</th>
                            <th scope="col" className="later">
                                For
                            </th>
                            <th scope="col">Due</th>
                            <th scope="col" className="later">
                                Rule
                            </th>
                        </tr>
                    </thead>
                    {groups.map((group) => (
                        <Group
                            key={group.when + (group.day ?? '')}
                            group={group}
                            today={board.today}
                            current={current}
                            filtered={!!kind}
                        />
                    ))}
                </table>
            </div>
            <p className="quiet small">
                <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open. Days are those of{' '}
                {board.time_zone}; deadlines are never moved to a working day.
            </p>
        </>
    );
}

export function BoardPage() {
    useTitle('Due');
    const [kind, set_kind] = useState<BoardKind>();
    const found = useQuery({
        queryKey: ['board'],
        queryFn: api.board,
        placeholderData: keepPreviousData,
        refetchInterval: 60_000,
    });
    const nothing = found.data && Object.keys(found.data.counts).length === 0;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Due</h1>
            </div>
            {found.data && !nothing && (
                <Tabs counts={found.data.counts} chosen={kind} choose={set_kind} />
            )}
            {found.isPending && <Loading what="board" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {nothing && (
                <Empty title="Nothing falls due">
                    <p>Open requests, forms that expire and suspensions that end stand here.</p>
                </Empty>
            )}
            {found.data && !nothing && <Days board={found.data} kind={kind} />}
        </div>
    );
}
