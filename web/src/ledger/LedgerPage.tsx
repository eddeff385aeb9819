// The evidence ledger: size, signed checkpoint, newest entries; and one entry proved in this browser.
// SPDX-License-Identifier: Apache-2.0
import { Button, CopyButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../api/client';
import type { LedgerEntry, LedgerPage as Page, PurposeOfUse, User } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Facts, Panel } from '../parts/panel';
import { Empty, Failure, Loading } from '../parts/states';
import { Moment } from '../parts/moment';
import { purpose_words } from '../release/words';
import { verify_entry } from './verify';

const page_entries = 50;

/** Oneself by name; of others the end of the id, whose beginning is only the time it was made. */
function actor_words(actor: string, me: User): string {
    if (actor === me.id) return me.name;
    if (actor === 'system') return 'System';
    return /^[0-9a-f-]{36}$/.test(actor) ? `…${actor.slice(-8)}` : actor;
}

function pretty(payload: string): string {
    try {
        return JSON.stringify(JSON.parse(payload), null, 2);
    } catch {
        return payload;
    }
}

function Proof({ entry }: { entry: LedgerEntry }) {
    const steps = useMemo(() => verify_entry(entry), [entry]);
    const good = steps.every((s) => s.ok);
    return (
        <div className="stack">
            <div className={`note ${good ? 'ok-note' : 'bad-note'}`} role="status">
                <p className="strong">
                    {good ? `Entry ${entry.index} is proved` : `Entry ${entry.index} is NOT proved`}
                </p>
                <p>
                    {good
                        ? `It stands in the signed log of ${entry.tree_size.toLocaleString('en-US')} entries exactly as shown. All of this was computed in this browser.`
                        : 'Do not rely on this entry. Keep this page and tell the privacy officer.'}
                </p>
            </div>
            <ol className="proof">
                {steps.map((s) => (
                    <li key={s.title}>
                        <span
                            className={`mark-glyph ${s.ok ? 'ok' : 'bad'}`}
                            role="img"
                            aria-label={s.ok ? 'holds' : 'fails'}
                        >
                            {s.ok ? '✓' : '✕'}
                        </span>
                        <div>
                            <span className="strong">{s.title}.</span> {s.words}
                            {s.hashes.map(([name, value]) => (
                                <div key={name} className="wrap">
                                    <span className="quiet">{name} </span>
                                    <code>{value}</code>
                                </div>
                            ))}
                        </div>
                    </li>
                ))}
            </ol>
        </div>
    );
}

function Entry({ index, close }: { index: number; close: () => void }) {
    const found = useQuery({
        queryKey: ['ledger-entry', index],
        queryFn: () => api.ledger_entry(index),
    });
    const [proving, set_proving] = useState(false);
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => {
        set_proving(false);
        box.current?.scrollIntoView({ block: 'nearest' });
    }, [index]);
    return (
        <div ref={box}>
            <Panel
                title={`Entry ${index.toLocaleString('en-US')}`}
                side={
                    <Button variant="default" onClick={close}>
                        Close
                    </Button>
                }
            >
                {found.isPending && (
                    <span className="quiet" role="status">
                        Loading the entry…
                    </span>
                )}
                {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
                {found.data && (
                    <div className="stack">
                        <pre className="verbatim" tabIndex={0} aria-label="Entry">
                            {pretty(found.data.payload)}
                        </pre>
                        <div className="steps">
                            <Button onClick={() => set_proving(true)}>
                                Verify in this browser
                            </Button>
                            <CopyButton value={found.data.tlog_proof}>
                                {({ copied, copy }) => (
                                    <Button variant="default" onClick={copy}>
                                        {copied ? 'Copied' : 'Copy the proof'}
                                    </Button>
                                )}
                            </CopyButton>
                        </div>
                        <div aria-live="polite">{proving && <Proof entry={found.data} />}</div>
                    </div>
                )}
            </Panel>
        </div>
    );
}

function Head({ page }: { page: Page }) {
    return (
        <Panel
            title="Checkpoint"
            side={
                <CopyButton value={page.checkpoint}>
                    {({ copied, copy }) => (
                        <Button variant="default" onClick={copy}>
                            {copied ? 'Copied' : 'Copy'}
                        </Button>
                    )}
                </CopyButton>
            }
        >
            <div className="stack">
                <Facts
                    rows={[
                        ['Entries', page.size.toLocaleString('en-US')],
                        ['Origin', page.origin],
                        [
                            'Key',
                            <code key="k" className="wrap">
                                {page.vkey}
                            </code>,
                        ],
                    ]}
                />
                <pre className="verbatim" tabIndex={0} aria-label="Signed checkpoint">
                    {page.checkpoint}
                </pre>
                <p className="quiet small">
                    Keep a copy elsewhere: a later log that does not grow out of this one has been
                    tampered with.
                </p>
            </div>
        </Panel>
    );
}

function Entries({
    page,
    chosen,
    open,
    turn,
}: {
    page: Page;
    chosen?: number;
    open: (index: number) => void;
    turn: (before?: number) => void;
}) {
    const { user } = useSession();
    const first = page.entries[0]?.index,
        last = page.entries[page.entries.length - 1]?.index;
    if (!page.entries.length)
        return (
            <Empty title="No entries yet">
                <p>The first sign-in or disclosure writes the first entry.</p>
            </Empty>
        );
    return (
        <div>
            <div className="scroll" tabIndex={0} role="region" aria-label="Ledger entries">
                <table className="grid lively">
                    <thead>
                        <tr>
                            <th scope="col" className="num">
                                Entry
                            </th>
                            <th scope="col">When</th>
                            <th scope="col">Action</th>
                            <th scope="col">Actor</th>
                            <th scope="col">Purpose</th>
                        </tr>
                    </thead>
                    <tbody>
                        {page.entries.map((e) => (
                            <tr
                                key={e.index}
                                data-current={e.index === chosen || undefined}
                                onClick={() => open(e.index)}
                            >
                                <td className="num">
                                    <a
                                        className="plain"
                                        href={`/ledger?entry=${e.index}`}
                                        onClick={(ev) => {
                                            ev.preventDefault();
                                            ev.stopPropagation();
                                            open(e.index);
                                        }}
                                    >
                                        {e.index.toLocaleString('en-US')}
                                    </a>
                                </td>
                                <td className="nowrap">
                                    <Moment at={e.at} />
                                </td>
                                <td className="nowrap">{e.action}</td>
                                <td className="nowrap" title={e.actor}>
                                    {actor_words(e.actor, user)}
                                </td>
                                <td>{purpose_words[e.purpose as PurposeOfUse] ?? e.purpose}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <div className="pager">
                <span className="quiet">
                    {last?.toLocaleString('en-US')}–{first?.toLocaleString('en-US')} of{' '}
                    {page.size.toLocaleString('en-US')}
                </span>
                <Button
                    variant="default"
                    disabled={first === undefined || first + 1 >= page.size}
                    onClick={() => turn(undefined)}
                >
                    Newest
                </Button>
                <Button variant="default" disabled={!last} onClick={() => turn(last)}>
                    Older
                </Button>
            </div>
        </div>
    );
}

export function LedgerPage() {
    useTitle('Ledger');
    const { entry, before } = useSearch({ from: '/ledger' });
    const go = useNavigate();
    const page = useQuery({
        queryKey: ['ledger', before],
        queryFn: () => api.ledger(before, page_entries),
        placeholderData: keepPreviousData,
        refetchInterval: 15_000,
    });
    const to = (part: { entry?: number; before?: number }) =>
        go({ to: '/ledger', search: (old) => ({ ...old, ...part }), replace: true });
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Ledger</h1>
                <span className="quiet">
                    Every disclosure and change, in a log that can only grow
                </span>
            </div>
            {page.isPending && <Loading what="ledger" lines={10} />}
            {page.error && <Failure error={page.error} retry={() => page.refetch()} />}
            <div className="case ledger">
                {page.data && (
                    <Entries
                        page={page.data}
                        chosen={entry}
                        open={(index) => to({ entry: index })}
                        turn={(at) => to({ before: at })}
                    />
                )}
                <div className="stack first">
                    {entry !== undefined && (
                        <Entry index={entry} close={() => to({ entry: undefined })} />
                    )}
                    {page.data && <Head page={page.data} />}
                </div>
            </div>
        </div>
    );
}
