// Who looked: every access by patient, person and period, newest first, and as CSV.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { TrailRow } from '../api/types';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { last_days, PeriodPicker } from '../parts/period';
import { Empty, Failure, Loading, TooMany } from '../parts/states';
import { today } from '../parts/when';
import { plain, relation_words } from './words';

const spans: [number, string][] = [
    [7, 'A week'],
    [30, '30 days'],
    [365, 'A year'],
];
const page_size = 200;

function PatientFinder({ pick }: { pick: (id: string) => void }) {
    const [words, set_words] = useState('');
    const found = useQuery({
        queryKey: ['trail-patients', words],
        queryFn: () => api.patients(words),
        enabled: words.trim().length >= 3,
    });
    return (
        <div style={{ position: 'relative' }}>
            <TextInput
                w={260}
                aria-label="Find a patient"
                placeholder="Patient: name or record number"
                value={words}
                onChange={(e) => set_words(e.currentTarget.value)}
            />
            {words.trim().length >= 3 && found.data && (
                <ul
                    className="ruled panel"
                    style={{ position: 'absolute', zIndex: 2, width: '100%' }}
                >
                    {found.data.patients.slice(0, 8).map((p) => (
                        <li key={p.id}>
                            <button
                                type="button"
                                onClick={() => {
                                    set_words('');
                                    pick(p.id);
                                }}
                            >
                                {p.name} <span className="quiet">{p.mrn}</span>
                            </button>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}

function TrailTable({ rows, by_user }: { rows: TrailRow[]; by_user: (user: string) => void }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Accesses">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">When</th>
                        <th scope="col">Who</th>
                        <th scope="col">Deed</th>
                        <th scope="col">Stated purpose</th>
                        <th scope="col">Relation</th>
                        <th scope="col" className="num">
                            Records
                        </th>
                        <th scope="col" className="later">
                            What exactly
                        </th>
                        <th scope="col" className="later">
                            From
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((r) => (
                        <tr key={r.id}>
                            <td className="nowrap">
                                <Moment at={r.at} />
                            </td>
                            <td>
                                {r.user ? (
                                    <button
                                        type="button"
                                        className="linklike"
                                        title="Only this person's accesses"
                                        onClick={() => by_user(r.user)}
                                    >
                                        {r.user_name}
                                    </button>
                                ) : (
                                    r.user_name
                                )}
                                {r.roles.length > 0 && (
                                    <span className="quiet">, {r.roles.map(plain).join(', ')}</span>
                                )}
                            </td>
                            <td>{plain(r.deed)}</td>
                            <td>{plain(r.purpose.toLowerCase())}</td>
                            <td className={r.relation === 'none' ? 'warn' : undefined}>
                                {relation_words(r.relation)}
                            </td>
                            <td className="num">{r.records}</td>
                            <td className="later small">{r.action}</td>
                            <td className="later small">{r.from}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function TrailPage() {
    useTitle('Who looked');
    const go = useNavigate();
    const asked = useSearch({ from: '/privacy/trail' });
    const period = { ...last_days(30, today()), from: asked.from, to: asked.to };
    const shown = {
        from: asked.from ?? last_days(30, today()).from,
        to: asked.to ?? last_days(30, today()).to,
    };
    const offset = ((asked.page ?? 1) - 1) * page_size;
    const query = { patient: asked.patient, user: asked.user, ...shown };
    const found = useQuery({
        queryKey: ['trail', query, offset],
        queryFn: () => api.trail({ ...query, offset, limit: page_size }),
        placeholderData: keepPreviousData,
    });
    const change = (part: Partial<typeof asked>) =>
        go({ to: '/privacy/trail', search: { ...asked, page: undefined, ...part }, replace: true });
    const rows = found.data?.rows ?? [];
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Who looked</h1>
                {found.data && (
                    <span className="quiet">
                        {found.data.total.toLocaleString('en-US')} accesses
                    </span>
                )}
                <div className="line push">
                    <Button component="a" variant="default" href={api.trail_csv(query)} download>
                        CSV
                    </Button>
                </div>
            </div>
            <div className="line wrap">
                <PatientFinder pick={(patient) => change({ patient })} />
                <PeriodPicker
                    period={{ ...period, ...shown }}
                    spans={spans}
                    today={today()}
                    set={(p) => change({ from: p.from, to: p.to })}
                />
                {asked.patient && (
                    <Button variant="default" onClick={() => change({ patient: undefined })}>
                        Of one patient ×
                    </Button>
                )}
                {asked.user && (
                    <Button variant="default" onClick={() => change({ user: undefined })}>
                        By one person ×
                    </Button>
                )}
            </div>
            {found.isPending && <Loading what="accesses" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && rows.length === 0 && (
                <Empty title="Nobody looked in this period">
                    <p>A longer period, or another patient, may show accesses.</p>
                </Empty>
            )}
            {rows.length > 0 && <TrailTable rows={rows} by_user={(user) => change({ user })} />}
            {found.data && found.data.total > offset + rows.length && (
                <TooMany
                    shown={offset + rows.length}
                    total={found.data.total}
                    more={() => change({ page: (asked.page ?? 1) + 1 })}
                    busy={found.isFetching}
                />
            )}
        </div>
    );
}
