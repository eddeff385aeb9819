// The decision in plain words: ground, answer, findings and reasons with their citations, the parts of
// the record, what may go and what must be done, the clock, the accounting duty, and the rule packs.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView, Decision } from '../api/types';
import { Facts, Panel } from '../parts/panel';
import { Cite, Failure } from '../parts/states';
import { day_words } from '../parts/when';
import { DueText } from './badges';
import { useGrounds } from './grounds';
import { Segments } from './Segments';
import { answer_words } from './words';

function Findings({ decision }: { decision: Decision }) {
    if (!decision.findings.length) return null;
    const defects = decision.findings.filter((f) => f.severity === 'defect').length;
    return (
        <div>
            <h3>
                {defects ? `${defects} ${defects === 1 ? 'defect' : 'defects'} found` : 'Warnings'}
            </h3>
            <ul className="ruled" style={{ marginTop: 6 }}>
                {decision.findings.map((f, i) => (
                    <li
                        key={i}
                        className="line"
                        style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}
                    >
                        <span className={`state ${f.severity === 'defect' ? 'bad' : 'warn'}`}>
                            {f.severity === 'defect' ? 'Defect' : 'Warning'}
                        </span>
                        <span>
                            {f.message} <Cite text={f.cite} />
                        </span>
                    </li>
                ))}
            </ul>
        </div>
    );
}

function Reasons({ decision }: { decision: Decision }) {
    // A finding that decides the case comes back as its reason; it is said once.
    const reasons = decision.reasons.filter(
        (r) => !decision.findings.some((f) => f.message === r.message),
    );
    if (!reasons.length) return null;
    const [deciding, ...others] = reasons;
    return (
        <div>
            <h3>Why</h3>
            <p title={deciding.rule} style={{ marginTop: 6 }}>
                <span className="strong">{deciding.message}</span> <Cite text={deciding.cite} />
            </p>
            {others.length > 0 && (
                <ul className="ruled" style={{ marginTop: 6 }}>
                    {others.map((r, i) => (
                        <li key={i} title={r.rule}>
                            {r.message} <Cite text={r.cite} />
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}

/** What the law lists by name: nothing else may go. */
function Only({ fields }: { fields: string[] }) {
    if (!fields.length) return null;
    return (
        <div>
            <h3>Only these may go</h3>
            <ul className="chips" aria-label="Only these may go">
                {fields.map((f) => (
                    <li key={f}>{f.replaceAll('_', ' ')}</li>
                ))}
            </ul>
        </div>
    );
}

/** Duties are done outside this program: boxes to look at, not to tick. */
function Duties({ duties }: { duties: string[] }) {
    if (!duties.length) return null;
    return (
        <div>
            <h3>To be done besides</h3>
            <ul className="duties">
                {duties.map((d) => (
                    <li key={d}>{d}</li>
                ))}
            </ul>
        </div>
    );
}

function GroundLine({ name }: { name: string }) {
    const ground = useGrounds().data?.grounds.find((g) => g.name === name);
    if (!name) return null;
    return (
        <p>
            <span className="quiet">Decided on: </span>
            {ground?.say ?? name.replaceAll('_', ' ')} {ground && <Cite text={ground.cite} />}
        </p>
    );
}

function Basis({ decision, id }: { decision: Decision; id: string }) {
    return (
        <details>
            <summary>Rules and facts behind this</summary>
            <div className="stack" style={{ marginTop: 8 }}>
                <Facts
                    rows={[
                        [
                            'Rules that spoke',
                            [
                                ...new Set(
                                    [...decision.findings, ...decision.reasons].map((r) => r.rule),
                                ),
                            ].join(', ') || 'none',
                        ],
                        [
                            'Facts (SHA-256)',
                            <code key="i" className="wrap">
                                {decision.inputs_sha256}
                            </code>,
                        ],
                        ['Decided on', day_words(decision.decided_on)],
                    ]}
                />
                <details>
                    <summary>{decision.packs.length} rule packs and their SHA-256</summary>
                    <Facts
                        rows={decision.packs.map((p): [string, React.ReactNode] => [
                            p.id,
                            <code key={p.id} title={p.sha256}>
                                {p.sha256.slice(0, 12)}
                            </code>,
                        ])}
                    />
                </details>
                <Replayed key={decision.inputs_sha256} id={id} />
            </div>
        </details>
    );
}

/** The same decision made again from what was kept of it, and what the rules of today would say. */
function Replayed({ id }: { id: string }) {
    const [wanted, set_wanted] = useState(false);
    const found = useQuery({
        queryKey: ['replay', id],
        queryFn: () => api.replay(id),
        enabled: wanted,
        gcTime: 0,
    });
    const replay = found.data;
    return (
        <div className="tight" aria-live="polite">
            {!replay && (
                <div>
                    <Button
                        variant="default"
                        loading={wanted && found.isFetching}
                        onClick={() => set_wanted(true)}
                    >
                        Decide it again from what was kept
                    </Button>
                </div>
            )}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {replay && (
                <>
                    <p className={replay.same ? 'ok' : 'bad'}>
                        {replay.same
                            ? '✓ The rules and facts of that day give the same decision.'
                            : '✕ The rules and facts of that day give another decision.'}
                    </p>
                    <p>
                        The rules of today: {answer_words[replay.today.answer].label.toLowerCase()}
                        {replay.changes.length === 0 && ', nothing changed'}.
                    </p>
                    {replay.changes.length > 0 && (
                        <ul className="ruled">
                            {replay.changes.map((c) => (
                                <li key={c}>{c}</li>
                            ))}
                        </ul>
                    )}
                </>
            )}
        </div>
    );
}

export function DecisionCard({ view, children }: { view: CaseView; children: React.ReactNode }) {
    const d = view.decision;
    const words = d && answer_words[d.answer];
    return (
        <Panel
            title="Decision"
            side={d && <span className="quiet small">{day_words(d.decided_on)}</span>}
        >
            <div className="stack">
                {!d && (
                    <div>
                        <p className="answer">Not decided yet</p>
                        <p className="quiet">
                            Check the facts, then press Decide. The rules are applied to what stands
                            on this page.
                        </p>
                    </div>
                )}
                {d && words && (
                    <>
                        <div>
                            <p className={`answer ${words.tone}`}>
                                <span className="mark-glyph" aria-hidden="true">
                                    {words.glyph}
                                </span>
                                {words.label}
                            </p>
                            <p className="quiet">{words.meaning}</p>
                        </div>
                        <GroundLine name={d.ground} />
                        <Findings decision={d} />
                        <Reasons decision={d} />
                        <Only fields={d.only} />
                        <Duties duties={d.duties} />
                        <Facts
                            rows={[
                                [
                                    'Due',
                                    <span key="d">
                                        {d.due_on ? (
                                            <DueText due={d.due_on} state={view.state} />
                                        ) : (
                                            'No clock runs for this requester'
                                        )}
                                        <br />
                                        {d.due_rule} <Cite text={d.due_cite} />
                                    </span>,
                                ],
                                [
                                    'Minimum necessary',
                                    d.minimum_necessary
                                        ? 'applies: only what the purpose needs'
                                        : 'does not apply',
                                ],
                                [
                                    'Accounting',
                                    <span key="a">
                                        <span className="strong">
                                            {d.accounting ? 'Yes' : 'No'}
                                        </span>
                                        {d.accounting_reason && `: ${d.accounting_reason}`}
                                    </span>,
                                ],
                            ]}
                        />
                    </>
                )}
                {children}
                {d && (
                    <>
                        <Segments decision={d} />
                        <Basis decision={d} id={view.id} />
                    </>
                )}
            </div>
        </Panel>
    );
}
