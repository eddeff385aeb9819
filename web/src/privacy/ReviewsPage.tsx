// Today's access reviews, most telling first, each with its reasons: keys j k Enter.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import type { ReviewList, ReviewRow, ReviewState } from '../api/types';
import { useSession } from '../frame/session';
import { save_csv_file, csv_text } from '../parts/csv';
import { useKeys, useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';
import { review_states, score_tone, today_words } from './words';

function Tabs({
    list,
    state,
    choose,
}: {
    list?: ReviewList;
    state?: ReviewState;
    choose: (state?: ReviewState) => void;
}) {
    const open = (list?.counts.open ?? 0) + (list?.counts.explanation_requested ?? 0);
    const tab = (key: ReviewState | undefined, label: string, count: number | undefined) => (
        <button key={label} type="button" aria-pressed={state === key} onClick={() => choose(key)}>
            {label}
            <span className="count">{count ?? ''}</span>
        </button>
    );
    return (
        <div className="tabs" role="group" aria-label="Filter by state">
            {tab(undefined, 'To do', list ? open : undefined)}
            {(Object.keys(review_states) as ReviewState[]).map((s) =>
                tab(s, review_states[s].label, list ? (list.counts[s] ?? 0) : undefined),
            )}
        </div>
    );
}

export function Score({ score, limits }: { score: number; limits: ReviewList['limits'] }) {
    return (
        <span className={`state ${score_tone(score, limits)}`} title="Points of the signals">
            {score}
        </span>
    );
}

function Row({
    row,
    limits,
    current,
    open,
}: {
    row: ReviewRow;
    limits: ReviewList['limits'];
    current: boolean;
    open: () => void;
}) {
    const ref = useRef<HTMLTableRowElement>(null);
    useEffect(() => {
        if (current) ref.current?.scrollIntoView({ block: 'nearest' });
    }, [current]);
    const { brief } = row;
    return (
        <tr
            ref={ref}
            data-current={current || undefined}
            onClick={(e) => {
                if (!(e.target as HTMLElement).closest('a')) open();
            }}
        >
            <td>
                <Score score={brief.score} limits={limits} />
            </td>
            <td className="nowrap">
                <Link className="plain" to="/privacy/reviews/$id" params={{ id: row.id }}>
                    {row.number}
                </Link>
            </td>
            <td>{brief.user_name}</td>
            <td>
                {brief.patient_name}
                {brief.others > 0 && <span className="quiet"> and {brief.others} others</span>}
            </td>
            <td className="small" style={{ minWidth: '16rem' }}>
                {brief.reasons.slice(0, 3).join(' ')}
                {brief.reasons.length > 3 && (
                    <span className="quiet"> and {brief.reasons.length - 3} more</span>
                )}
            </td>
            <td className="num later">{brief.accesses}</td>
            <td className="nowrap later">
                <Moment at={brief.last} />
            </td>
            <td className="nowrap">
                {row.urgent && <span className="bad strong">Now</span>}
                {!row.urgent && row.today && 'Today'}
                {!row.today && row.due && <span className="quiet">{day_words(row.due)}</span>}
            </td>
        </tr>
    );
}

function save_csv(rows: ReviewRow[]) {
    const lines = rows.map((r) => [
        r.number,
        String(r.brief.score),
        r.brief.user_name,
        r.brief.patient_name,
        review_states[r.state].label,
        r.brief.reasons.join(' '),
        String(r.brief.accesses),
        r.brief.last,
        r.due ?? '',
    ]);
    const head = [
        'Number',
        'Score',
        'Person',
        'Patient',
        'State',
        'Reasons',
        'Accesses',
        'Last',
        'Due',
    ];
    save_csv_file(`access-reviews-${today()}.csv`, csv_text([head, ...lines]));
}

function useJudging() {
    const client = useQueryClient();
    return useMutation({
        mutationFn: () => api.run_reviews(),
        onSuccess: () =>
            setTimeout(() => client.invalidateQueries({ queryKey: ['reviews'] }), 1500),
    });
}

export function ReviewsPage() {
    useTitle('Access reviews');
    const may_work = useSession().user.permissions.includes('privacy_work');
    const { show: state } = useSearch({ from: '/privacy/reviews' });
    const go = useNavigate();
    const judging = useJudging();
    const list = useQuery({
        queryKey: ['reviews', state],
        queryFn: () => api.reviews(state),
        placeholderData: keepPreviousData,
        refetchInterval: 60_000,
    });
    const rows = list.data?.reviews ?? [];
    const [current, set_current] = useState(0);
    const at = Math.min(current, Math.max(0, rows.length - 1));
    const open = (row: ReviewRow | undefined) => {
        if (row) go({ to: '/privacy/reviews/$id', params: { id: row.id } });
    };
    useKeys({
        j: () => set_current(Math.min(at + 1, rows.length - 1)),
        k: () => set_current(Math.max(at - 1, 0)),
        Enter: (e) => {
            if (!(e.target as HTMLElement).closest('a, button')) open(rows[at]);
        },
    });
    return (
        <>
            <div className="head">
                <h1>Access reviews</h1>
                {list.data && !state && <span className="quiet">{today_words(list.data)}</span>}
                <div className="line push">
                    <Link to="/privacy/learning">What reviews taught</Link>
                    <Button
                        variant="default"
                        disabled={!rows.length}
                        onClick={() => save_csv(rows)}
                    >
                        CSV
                    </Button>
                    {may_work && (
                        <Button loading={judging.isPending} onClick={() => judging.mutate()}>
                            Judge accesses now
                        </Button>
                    )}
                </div>
            </div>
            <Tabs
                list={list.data}
                state={state}
                choose={(s) => {
                    set_current(0);
                    go({ to: '/privacy/reviews', search: { show: s }, replace: true });
                }}
            />
            {judging.error && <Failure error={judging.error} />}
            {list.isPending && <Loading what="access reviews" />}
            {list.error && <Failure error={list.error} retry={() => list.refetch()} />}
            {list.data && rows.length === 0 && (
                <Empty title={state ? 'No review is in this state' : 'Nothing waits for you'}>
                    <p>
                        {list.data.judged_until ? (
                            <>
                                Accesses are judged until <Moment at={list.data.judged_until} />.
                            </>
                        ) : (
                            'No access has been judged yet.'
                        )}
                    </p>
                </Empty>
            )}
            {list.data && rows.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Access reviews">
                    <table className="grid lively">
                        <thead>
                            <tr>
                                <th scope="col">Score</th>
                                <th scope="col">Number</th>
                                <th scope="col">Who looked</th>
                                <th scope="col">At whom</th>
                                <th scope="col">Why it stands here</th>
                                <th scope="col" className="num later">
                                    Accesses
                                </th>
                                <th scope="col" className="later">
                                    Last
                                </th>
                                <th scope="col">When to look</th>
                            </tr>
                        </thead>
                        <tbody>
                            {rows.map((row, i) => (
                                <Row
                                    key={row.id}
                                    row={row}
                                    limits={list.data.limits}
                                    current={i === at}
                                    open={() => open(row)}
                                />
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {list.data && (
                <div className="pager">
                    <span className="quiet">
                        {list.data.judged_until && (
                            <>
                                Judged until <Moment at={list.data.judged_until} />.{' '}
                            </>
                        )}
                        A score is a reason to look, not a finding.
                    </span>
                    <span className="quiet push small">
                        <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open
                    </span>
                </div>
            )}
        </>
    );
}
