// One information blocking case: on the left what is known, on the right the assessment, clocks and
// next actions, below what was done to it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { BlockingCase } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Facts, Panel } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { ClaimsDialog, CloseDialog, FactDialog, LetterDialog } from './CaseDialogs';
import { Part } from './Exceptions';
import { useBlockingCase, useBlockingCommands, type BlockingCommands } from './use_blocking';
import { history_words, plain, state_words, value_words, verdict_words } from './words';

function What({ view }: { view: BlockingCase }) {
    const p = view.practice;
    return (
        <Panel title="What is known">
            <div className="stack">
                {p.description && <p className="broken">{p.description}</p>}
                <Facts
                    rows={[
                        ['Requester', view.requester],
                        ['Received', day_words(p.received_on)],
                        ['Answered', day_words(p.answered_on)],
                        ['Letter sent', day_words(p.letter_sent_on)],
                        ['Release case', view.release_number],
                        ['Invoked', p.claims.map(plain).join(', ')],
                        ['Required by law', p.required_by_law],
                        ['Offered instead', p.alternatives.join('; ')],
                        ['Decided by', p.decider],
                        ['Still withheld', p.still_withheld ? 'Yes' : 'No'],
                        ['Law of', day_words(view.assessment.law_of)],
                    ]}
                />
                <div>
                    <h3>Facts stated</h3>
                    <dl className="facts" style={{ marginTop: 6 }}>
                        {Object.entries(p.facts).map(([name, value]) => (
                            <div key={name} style={{ display: 'contents' }}>
                                <dt>{plain(name)}</dt>
                                <dd>{value_words(value)}</dd>
                            </div>
                        ))}
                    </dl>
                </div>
            </div>
        </Panel>
    );
}

function Clocks({ view }: { view: BlockingCase }) {
    const made = view.assessment;
    const tone = { running: 'accent', kept: 'ok', late: 'bad' } as const;
    if (!made.deadlines.length && !made.alerts.length) return null;
    return (
        <Panel title="Clocks and alerts">
            <ul className="ruled">
                {made.alerts.map((a) => (
                    <li key={a.name + a.cite}>
                        <span className="state bad">Alert</span> {a.say} <Cite text={a.cite} />
                    </li>
                ))}
                {made.deadlines.map((d) => (
                    <li key={d.event}>
                        <span className={`state ${tone[d.run]}`}>{plain(d.run)}</span>{' '}
                        <span className="strong nowrap">{day_words(d.due)}</span>{' '}
                        {d.done && <span className="quiet">done {day_words(d.done)} </span>}
                        {d.say} <Cite text={d.cite} />
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

function Exposure({ view }: { view: BlockingCase }) {
    const rows = view.assessment.exposure;
    const reached = rows.filter((e) => e.reaches);
    const spared = rows.filter((e) => !e.reaches);
    if (!rows.length) return null;
    return (
        <Panel title="Exposure of an actor of this kind">
            <ul className="ruled">
                {reached.map((e) => (
                    <li key={e.cite + e.say}>
                        {e.say} <Cite text={e.cite} />
                    </li>
                ))}
                {!reached.length && <li className="quiet">None is known for this actor.</li>}
            </ul>
            {spared.length > 0 && (
                <details>
                    <summary>What does not reach it</summary>
                    <ul className="ruled" style={{ marginTop: 6 }}>
                        {spared.map((e) => (
                            <li key={e.cite + e.say} className="quiet">
                                {e.say} <Cite text={e.cite} />
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </Panel>
    );
}

function Unlike({ view }: { view: BlockingCase }) {
    if (!view.differences.length) return null;
    return (
        <Panel title="Same facts, different outcome">
            <ul className="ruled">
                {view.differences.map((d, i) => (
                    <li key={i}>
                        {d.number}: {plain(d.outcome)}; {d.other_number}: {plain(d.other_outcome)}
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

function Papers({ view }: { view: BlockingCase }) {
    if (!view.letters.length && !view.kept && !view.closed_because) return null;
    return (
        <Panel title="On file">
            <ul className="ruled">
                {view.letters.map((l) => (
                    <li key={l.id}>
                        <a
                            href={api.blocking_letter_address(view.id, l.id)}
                            target="_blank"
                            rel="noreferrer"
                        >
                            Letter of {day_words(l.written_on)}
                        </a>
                    </li>
                ))}
                {view.kept && (
                    <li>
                        Assessment of {day_words(view.kept.assessed_on)}:{' '}
                        {verdict_words[view.kept.verdict].label}
                    </li>
                )}
                {view.closed_because && <li className="broken">Closed: {view.closed_because}</li>}
            </ul>
        </Panel>
    );
}

function History({ view }: { view: BlockingCase }) {
    const items = [...view.history].reverse();
    return (
        <Panel title="History" bare>
            <div className="scroll" tabIndex={0} role="region" aria-label="History entries">
                <table className="grid timeline">
                    <thead>
                        <tr>
                            <th scope="col">When</th>
                            <th scope="col">Who</th>
                            <th scope="col">What</th>
                            <th scope="col">Assessment then</th>
                            <th scope="col">Ledger</th>
                        </tr>
                    </thead>
                    <tbody>
                        {items.map((h, i) => (
                            <tr key={i}>
                                <td className="nowrap">
                                    <Moment at={h.at} />
                                </td>
                                <td>{h.actor}</td>
                                <td>{history_words[h.action] ?? h.action}</td>
                                <td>
                                    {verdict_words[h.note as keyof typeof verdict_words]?.label ??
                                        h.note}
                                </td>
                                <td className="nowrap">
                                    {h.entry_index !== undefined && (
                                        <Link to="/ledger" search={{ entry: h.entry_index }}>
                                            {h.entry_index}
                                        </Link>
                                    )}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </Panel>
    );
}

type Ask = { what: 'claims' | 'letter' | 'close' } | { what: 'fact'; name: string };

function Actions({
    view,
    commands,
    ask,
}: {
    view: BlockingCase;
    commands: BlockingCommands;
    ask: (what: Ask) => void;
}) {
    const may_work = useSession().user.permissions.includes('compliance_work');
    const open = view.state !== 'closed';
    const assess = () =>
        commands.run({
            label: 'assess',
            run: () => api.assess_blocking(view.id, view.version),
        });
    return (
        <>
            {commands.failed === 'assess' && <Failure error={commands.error} />}
            <div className="steps" role="group" aria-label="Next actions">
                {may_work && open && (
                    <>
                        <Button
                            variant={view.state === 'open' ? 'filled' : 'default'}
                            loading={commands.busy === 'assess'}
                            onClick={assess}
                        >
                            Keep today&rsquo;s assessment
                        </Button>
                        <Button variant="default" onClick={() => ask({ what: 'claims' })}>
                            What we rely on…
                        </Button>
                        <Button variant="default" onClick={() => ask({ what: 'letter' })}>
                            Letter…
                        </Button>
                    </>
                )}
                {may_work && view.state === 'assessed' && (
                    <Button onClick={() => ask({ what: 'close' })}>Close…</Button>
                )}
                <Button
                    variant="default"
                    component="a"
                    href={api.blocking_counsel_address(view.id)}
                    download
                >
                    Export for counsel
                </Button>
            </div>
        </>
    );
}

export function BlockingCasePage() {
    const { id } = useParams({ from: '/exchange/blocking/$id' });
    const found = useBlockingCase(id);
    const commands = useBlockingCommands(id);
    const may_work = useSession().user.permissions.includes('compliance_work');
    const [asking, ask] = useState<Ask>();
    const view = found.data;
    useTitle(view?.number ?? 'Information blocking');
    if (found.isPending) return <Loading what="case" lines={12} />;
    if (!view) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const props = { view, commands, close: () => ask(undefined) };
    const parts = view.assessment.segments;
    const verdict = verdict_words[view.assessment.verdict];
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/exchange/blocking" className="small">
                    Information blocking
                </Link>
                <h1>{view.number}</h1>
                <span className={`state ${state_words[view.state].tone}`}>
                    {state_words[view.state].label}
                </span>
                <span className={`state ${verdict.tone}`}>{verdict.label}</span>
                <span>{view.requester}</span>
            </div>
            <div className="case">
                <div className="stack">
                    <What view={view} />
                    <Papers view={view} />
                    <Exposure view={view} />
                </div>
                <div className="stack first">
                    <Actions view={view} commands={commands} ask={ask} />
                    <Clocks view={view} />
                    <Unlike view={view} />
                    {parts.map((part, i) => (
                        <Part
                            key={part.id || i}
                            part={part}
                            position={part.id ? `Part ${i + 1} of ${parts.length}` : ''}
                            state_fact={
                                may_work && !part.id
                                    ? (name) => ask({ what: 'fact', name })
                                    : undefined
                            }
                        />
                    ))}
                </div>
            </div>
            <History view={view} />
            {asking?.what === 'fact' && <FactDialog {...props} name={asking.name} />}
            {asking?.what === 'claims' && <ClaimsDialog {...props} />}
            {asking?.what === 'letter' && <LetterDialog {...props} />}
            {asking?.what === 'close' && <CloseDialog {...props} />}
        </div>
    );
}
