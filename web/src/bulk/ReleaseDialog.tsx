// What would go, before it goes: how many charts, to whom, what is held back and what stays behind;
// released only after a person says that they looked.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { Bulk, BulkLine } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Facts } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { useGrounds } from '../release/grounds';
import { part_words } from '../release/segments';
import { short_answers } from '../release/words';
import { charts_words, days_of, group_of, stage_counts, would_go, type Counts } from './bulk';
import { all_lines, type BulkCommands } from './use_bulk';

/** "3 to settle, 1 something missing": what does not go with these. */
function staying(counts: Counts): string {
    return Object.entries(counts)
        .filter(([name, n]) => n && ['person', 'waiting'].includes(group_of(name).stage))
        .map(([name, n]) => `${n} ${group_of(name).label.toLowerCase()}`)
        .join(', ');
}

function Charts({ lines }: { lines: BulkLine[] }) {
    return (
        <details>
            <summary>Each chart: {charts_words(lines.length)}</summary>
            <div
                className="scroll"
                style={{ maxHeight: 260, marginTop: 8 }}
                tabIndex={0}
                role="region"
                aria-label="Charts that would go"
            >
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">Chart</th>
                            <th scope="col">Patient</th>
                            <th scope="col">Days</th>
                            <th scope="col">Answer</th>
                        </tr>
                    </thead>
                    <tbody>
                        {lines.map((l) => (
                            <tr key={l.id}>
                                <td className="nowrap">
                                    {l.case_id && (
                                        <Link
                                            to="/release/cases/$id"
                                            params={{ id: l.case_id }}
                                            target="_blank"
                                        >
                                            {l.case_number}
                                        </Link>
                                    )}
                                </td>
                                <td>{l.patient?.name}</td>
                                <td>{days_of(l.listed) || 'as asked'}</td>
                                <td>{l.answer && short_answers[l.answer]}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </details>
    );
}

function HeldBack({ lines }: { lines: BulkLine[] }) {
    const segments = useGrounds().data?.segments ?? [];
    const { held_back, warnings } = would_go(lines);
    return (
        <>
            <div>
                <h3 style={{ marginBottom: 6 }}>Held back wherever a chart has it</h3>
                {held_back.length === 0 && <p>Nothing: no part of these records is held back.</p>}
                <ul className="ruled" aria-label="Kinds that are held back">
                    {held_back.map((h) => (
                        <li key={h.part} className="line">
                            <span>{part_words(h.part, segments)}</span>
                            <span className="quiet push">
                                {h.charts === lines.length
                                    ? 'in every chart'
                                    : `in ${charts_words(h.charts)}`}
                            </span>
                        </li>
                    ))}
                </ul>
            </div>
            {warnings.length > 0 && (
                <div className="note warn-note">
                    <h3>To be looked at</h3>
                    <ul className="ruled">
                        {warnings.map(({ finding, charts }) => (
                            <li key={finding.rule + finding.message}>
                                {finding.message} <Cite text={finding.cite} />{' '}
                                <span className="quiet">{charts_words(charts)}</span>
                            </li>
                        ))}
                    </ul>
                </div>
            )}
        </>
    );
}

export function ReleaseDialog({
    bulk,
    commands,
    close,
}: {
    bulk: Bulk;
    commands: BulkCommands;
    close: () => void;
}) {
    const [looked, set_looked] = useState(false);
    const found = useQuery({
        queryKey: ['bulk-lines', bulk.id, 'would-go', bulk.version],
        queryFn: async () => [
            ...(await all_lines(bulk.id, 'approved')),
            ...(bulk.groups.releasing ? await all_lines(bulk.id, 'releasing') : []),
        ],
    });
    const lines = found.data ?? [];
    const who = bulk.request.requester;
    const label = found.data ? `Release ${charts_words(lines.length)}` : 'Release';
    return (
        <Dialog title="What would go" close={close} wide>
            {found.isPending && <Loading what="charts" lines={4} />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && (
                <>
                    <Facts
                        rows={[
                            [
                                'Charts',
                                <span className="strong">{charts_words(lines.length)}</span>,
                            ],
                            [
                                'To',
                                [who.name, who.organization, who.address]
                                    .filter(Boolean)
                                    .join(', '),
                            ],
                            ['For', bulk.request.purpose],
                            ...(stage_counts(bulk.groups).person ||
                            stage_counts(bulk.groups).waiting
                                ? ([['Stay for now', staying(bulk.groups)]] as [string, string][])
                                : []),
                        ]}
                    />
                    <HeldBack lines={lines} />
                    <Charts lines={lines} />
                    <Checkbox
                        label={`I have looked at what goes to ${who.name}`}
                        checked={looked}
                        onChange={(e) => set_looked(e.currentTarget.checked)}
                    />
                    <p className="quiet small">
                        Every chart gets its own entry in the ledger and its own line in the
                        patient’s accounting. Nothing leaves the house before you deliver it as a
                        part.
                    </p>
                </>
            )}
            <DialogFooter
                label={label}
                close={close}
                ready={looked && lines.length > 0}
                busy={!!commands.busy}
                error={commands.error}
                run={() =>
                    commands.run(
                        { label, run: (b) => api.release_bulk(b.id, b.version), done: close },
                        bulk,
                    )
                }
            />
        </Dialog>
    );
}
