// What is done to several cases at once: rows are picked, exported, or decided one after the other
// with a result for each; one that fails never stops the rest.
// SPDX-License-Identifier: Apache-2.0
import { Button, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseRow, CaseState } from '../api/types';
import { failure_title } from '../parts/states';
import { StateBadge } from './badges';
import { answer_words } from './words';

type Outcome = { row: CaseRow; state?: CaseState; words: string; failed: boolean };

/** Picked rows are kept whole, so that they stay picked on another page or under another filter. */
export function usePicked() {
    const [picked, set_picked] = useState<ReadonlyMap<string, CaseRow>>(new Map());
    const set = (rows: CaseRow[], to: boolean) =>
        set_picked((old) => {
            const fresh = new Map(old);
            for (const row of rows)
                if (to) fresh.set(row.id, row);
                else fresh.delete(row.id);
            return fresh;
        });
    return { picked, set, clear: () => set_picked(new Map()) };
}

async function decide(row: CaseRow): Promise<Outcome> {
    try {
        const view = await api.decide(row.id, row.version);
        const words = view.decision ? answer_words[view.decision.answer].label : '';
        return { row, state: view.state, words, failed: false };
    } catch (error) {
        const why = error instanceof Error ? error.message : '';
        return { row, words: `${failure_title(error)}: ${why}`, failed: true };
    }
}

function Outcomes({
    outcomes,
    total,
    close,
}: {
    outcomes: Outcome[];
    total: number;
    close: () => void;
}) {
    const failed = outcomes.filter((o) => o.failed).length;
    const busy = outcomes.length < total;
    return (
        <section className="panel bulk" aria-label="Decided cases">
            <header>
                <h2>
                    <span role="status">
                        {busy
                            ? `Deciding ${outcomes.length + 1} of ${total}`
                            : `${total - failed} of ${total} decided`}
                    </span>
                </h2>
                {!busy && (
                    <Button className="push" variant="default" onClick={close}>
                        Close
                    </Button>
                )}
            </header>
            <div className="body tight">
                {busy && (
                    <Progress
                        value={(100 * outcomes.length) / total}
                        size={6}
                        aria-label="Deciding progress"
                    />
                )}
                <ul className="ruled">
                    {outcomes.map((o) => (
                        <li key={o.row.id} className="line">
                            <Link to="/release/cases/$id" params={{ id: o.row.id }}>
                                {o.row.number}
                            </Link>
                            <span>{o.row.patient_name}</span>
                            {o.state && <StateBadge state={o.state} />}
                            <span className={o.failed ? 'bad' : 'quiet'}>{o.words}</span>
                        </li>
                    ))}
                </ul>
            </div>
        </section>
    );
}

export function BulkBar({
    picked,
    clear,
    save,
}: {
    picked: ReadonlyMap<string, CaseRow>;
    clear: () => void;
    save: (rows: CaseRow[]) => void;
}) {
    const queries = useQueryClient();
    const [run, set_run] = useState<{ outcomes: Outcome[]; total: number }>();
    const rows = [...picked.values()].sort((a, b) => a.number.localeCompare(b.number));
    const received = rows.filter((r) => r.state === 'received');
    const start = async () => {
        clear();
        const outcomes: Outcome[] = [];
        set_run({ outcomes, total: received.length });
        for (const row of received) {
            outcomes.push(await decide(row));
            set_run({ outcomes: [...outcomes], total: received.length });
        }
        await queries.invalidateQueries({ queryKey: ['cases'] });
        await queries.invalidateQueries({ queryKey: ['case'] });
    };
    return (
        <>
            {run && (
                <Outcomes
                    outcomes={run.outcomes}
                    total={run.total}
                    close={() => set_run(undefined)}
                />
            )}
            {rows.length > 0 && (
                <div className="note line bulk" role="group" aria-label="Selected cases">
                    <span className="strong" role="status">
                        {rows.length} selected
                    </span>
                    <Button variant="default" disabled={!received.length} onClick={start}>
                        Decide {received.length} received
                    </Button>
                    <Button variant="default" onClick={() => save(rows)}>
                        Export {rows.length} as CSV
                    </Button>
                    <Button variant="subtle" onClick={clear}>
                        Clear
                    </Button>
                </div>
            )}
        </>
    );
}
