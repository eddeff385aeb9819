// Released cases whose requester wants paper: open the pages, print them, say that they are on their way.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { PrintRow } from '../api/types';
import { useTitle } from '../parts/keys';
import { Empty, Failure, Loading } from '../parts/states';
import { Moment } from '../parts/moment';
import { DueText } from './badges';

function Row({ row, mark, busy }: { row: PrintRow; mark: (row: PrintRow) => void; busy: boolean }) {
    // Pages that nobody opened were hardly printed; the paper itself is beyond our sight.
    const [opened, set_opened] = useState(false);
    return (
        <tr>
            <td>
                <Link to="/release/cases/$id" params={{ id: row.id }}>
                    {row.number}
                </Link>
            </td>
            <td>
                {row.requester_name}
                {row.requester_address ? (
                    <div className="quiet small">{row.requester_address}</div>
                ) : (
                    <div className="warn small">No address in the request</div>
                )}
            </td>
            <td className="later">{row.patient_name}</td>
            <td className="num later">{row.pages.toLocaleString('en-US')}</td>
            <td className="nowrap later">
                <Moment at={row.released_at} />
            </td>
            <td className="nowrap later">
                {row.due_on ? <DueText due={row.due_on} state="approved" /> : ''}
            </td>
            <td>
                <div className="line" style={{ justifyContent: 'flex-end' }}>
                    <Button
                        variant={opened ? 'default' : 'filled'}
                        component="a"
                        href={`/api/release/cases/${row.id}/release.pdf`}
                        target="_blank"
                        rel="noopener"
                        aria-label={`Open pages of ${row.number}`}
                        onClick={() => set_opened(true)}
                    >
                        Open pages
                    </Button>
                    <Button
                        variant={opened ? 'filled' : 'default'}
                        loading={busy}
                        aria-label={`Mark printed: ${row.number}`}
                        onClick={() => mark(row)}
                    >
                        Mark printed
                    </Button>
                </div>
            </td>
        </tr>
    );
}

export function PrintQueuePage() {
    useTitle('Print queue');
    const queries = useQueryClient();
    const found = useQuery({
        queryKey: ['print-queue'],
        queryFn: api.print_queue,
        refetchInterval: 30_000,
    });
    const mark = useMutation({
        mutationFn: (row: PrintRow) => api.printed(row.id, row.version),
        onSettled: () => queries.invalidateQueries({ queryKey: ['print-queue'] }),
        onSuccess: (view) => queries.setQueryData(['case', view.id], view),
    });
    const rows = found.data?.cases ?? [];
    const pages = rows.reduce((sum, r) => sum + r.pages, 0);
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Print queue</h1>
                {rows.length > 0 && (
                    <span className="quiet">
                        {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'case' : 'cases'}
                        , {pages.toLocaleString('en-US')} pages
                    </span>
                )}
            </div>
            <div className="stack" aria-live="polite">
                {mark.error && <Failure error={mark.error} />}
                {mark.data && <p className="ok">{mark.data.number} is marked as printed.</p>}
            </div>
            {found.isPending && <Loading what="print queue" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && rows.length === 0 && (
                <Empty title="Nothing waits to be printed">
                    <p>Cases come here when they are released and the requester wants paper.</p>
                </Empty>
            )}
            {rows.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Cases to print">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Case</th>
                                <th scope="col">To</th>
                                <th scope="col" className="later">
                                    Patient
                                </th>
                                <th scope="col" className="num later">
                                    Pages
                                </th>
                                <th scope="col" className="later">
                                    Released
                                </th>
                                <th scope="col" className="later">
                                    Due
                                </th>
                                <th scope="col">
                                    <span className="unseen">Actions</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {rows.map((row) => (
                                <Row
                                    key={row.id}
                                    row={row}
                                    mark={mark.mutate}
                                    busy={mark.isPending && mark.variables.id === row.id}
                                />
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </div>
    );
}
