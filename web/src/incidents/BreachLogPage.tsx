// The year's breaches of fewer than 500 people, and by when HHS must have them.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { useTitle } from '../parts/keys';
import { Cite, Empty, Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';

export function BreachLogPage() {
    useTitle('Breach log');
    const this_year = Number(today().slice(0, 4));
    const [year, set_year] = useState(this_year);
    const found = useQuery({
        queryKey: ['breach-log', year],
        queryFn: () => api.breach_log(year),
    });
    const log = found.data;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/privacy/incidents" className="small">
                    Incidents
                </Link>
                <h1>Breach log</h1>
                <div className="line push">
                    <NativeSelect
                        aria-label="Year"
                        data={Array.from({ length: 7 }, (_, i) => String(this_year - i))}
                        value={String(year)}
                        onChange={(e) => set_year(Number(e.currentTarget.value))}
                    />
                    <Button
                        variant="default"
                        component="a"
                        href={`/api/privacy/breach-log.csv?year=${year}`}
                    >
                        Export CSV
                    </Button>
                </div>
            </div>
            {log?.due_on && (
                <p>
                    Breaches of fewer than 500 people that were discovered in {log.year} are entered
                    with HHS by <span className="strong">{day_words(log.due_on)}</span>{' '}
                    <Cite text={log.cite} />
                </p>
            )}
            {found.isPending && <Loading what="log" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {log && log.breaches.length === 0 && <Empty title={`No small breach in ${year}`} />}
            {log && log.breaches.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Breaches">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Case</th>
                                <th scope="col">What</th>
                                <th scope="col">Discovered</th>
                                <th scope="col">People</th>
                                <th scope="col">Due to HHS</th>
                                <th scope="col">Told HHS</th>
                            </tr>
                        </thead>
                        <tbody>
                            {log.breaches.map((b) => (
                                <tr key={b.id}>
                                    <td className="nowrap">
                                        <Link to="/privacy/incidents/$id" params={{ id: b.id }}>
                                            {b.number}
                                        </Link>
                                    </td>
                                    <td className="broken">{b.what}</td>
                                    <td className="nowrap">{day_words(b.discovered_on)}</td>
                                    <td>{b.people}</td>
                                    <td className="nowrap">{day_words(b.due_on)}</td>
                                    <td className="nowrap">
                                        {b.told_on ? (
                                            day_words(b.told_on)
                                        ) : (
                                            <span className="warn strong">not yet</span>
                                        )}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </div>
    );
}
