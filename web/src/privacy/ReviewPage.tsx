// One review: what spoke and what was explained, every access as evidence, asking and closing.
// SPDX-License-Identifier: Apache-2.0
import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { Conduct, ReviewOutcome, ReviewView, SignalReason } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Facts, Panel } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { HistoryTable } from '../release/HistoryTable';
import { conducts, plain, relation_words, review_states } from './words';

function Reasons({ reasons, suppressed }: { reasons: SignalReason[]; suppressed: SignalReason[] }) {
    return (
        <>
            <ul className="ruled">
                {reasons.map((r) => (
                    <li key={r.rule}>
                        <span className="strong">+{r.weight}</span> {r.say} <Cite text={r.cite} />
                    </li>
                ))}
            </ul>
            {suppressed.length > 0 && (
                <>
                    <h3>Explained, so not counted</h3>
                    <ul className="ruled">
                        {suppressed.map((r) => (
                            <li key={r.rule} className="quiet">
                                {r.say} <span>Explained by {r.because.map(plain).join(', ')}.</span>
                            </li>
                        ))}
                    </ul>
                </>
            )}
        </>
    );
}

function Timeline({ view }: { view: ReviewView }) {
    const rows = view.content.accesses;
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Accesses">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">When</th>
                        <th scope="col">What</th>
                        <th scope="col">Stated purpose</th>
                        <th scope="col">Relation found</th>
                        <th scope="col" className="num">
                            Records
                        </th>
                        <th scope="col" className="later">
                            From
                        </th>
                        <th scope="col" className="num">
                            Score
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((a) => (
                        <tr key={a.id}>
                            <td className="nowrap">
                                <Moment at={a.at} />
                            </td>
                            <td className="nowrap">{a.action}</td>
                            <td>{plain(a.purpose.toLowerCase())}</td>
                            <td>{relation_words(a.relation)}</td>
                            <td className="num">{a.records}</td>
                            <td className="later">{a.from}</td>
                            <td className="num" title={a.facts.map(plain).join(', ')}>
                                {a.score}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function useStep(id: string) {
    const client = useQueryClient();
    return useMutation({
        mutationFn: (step: () => Promise<ReviewView>) => step(),
        onSuccess: (view) => {
            client.setQueryData(['review', id], view);
            client.invalidateQueries({ queryKey: ['reviews'] });
        },
    });
}

function Ask({ view }: { view: ReviewView }) {
    const step = useStep(view.id);
    const asked = view.content.explanation;
    const [words, set_words] = useState('');
    const send = () =>
        step.mutate(() =>
            asked
                ? api.answer_review(view.id, view.version, words)
                : api.ask_review(view.id, view.version, words),
        );
    return (
        <Panel title="Explanation">
            {asked && (
                <p>
                    <span className="quiet">
                        {asked.asked_by} asked <Moment at={asked.asked_at} />:
                    </span>{' '}
                    {asked.question}
                </p>
            )}
            {asked?.answer && (
                <p>
                    <span className="quiet">
                        Answered <Moment at={asked.answered_at} />:
                    </span>{' '}
                    {asked.answer}
                </p>
            )}
            {!asked?.answer && (
                <div className="stack tight">
                    <Textarea
                        label={asked ? 'What was answered' : 'What the person is asked'}
                        autosize
                        minRows={2}
                        maxLength={4000}
                        value={words}
                        onChange={(e) => set_words(e.currentTarget.value)}
                    />
                    <div className="line">
                        <Button
                            variant="default"
                            disabled={!words.trim()}
                            loading={step.isPending}
                            onClick={send}
                        >
                            {asked ? 'Record the answer' : 'Ask for an explanation'}
                        </Button>
                    </div>
                </div>
            )}
            {step.error && <Failure error={step.error} />}
        </Panel>
    );
}

const outcomes: [ReviewOutcome, string][] = [
    ['justified', 'Justified: there was a purpose of work'],
    ['undetermined', 'Undetermined: it cannot be said'],
    ['inappropriate', 'Inappropriate: there was none'],
];

function Close({ view }: { view: ReviewView }) {
    const step = useStep(view.id);
    const [outcome, set_outcome] = useState<ReviewOutcome | null>(null);
    const [conduct, set_conduct] = useState<Conduct | null>(null);
    const [words, set_words] = useState('');
    const improper = outcome === 'inappropriate';
    const suggested = improper && view.ladder[conducts.findIndex(([c]) => c === conduct)];
    const ready = outcome && words.trim() && (!improper || conduct);
    return (
        <Panel title="Decide">
            <div className="stack tight">
                <Select
                    label="Outcome"
                    data={outcomes.map(([value, label]) => ({ value, label }))}
                    value={outcome}
                    onChange={(v) => set_outcome(v as ReviewOutcome | null)}
                />
                {improper && (
                    <Select
                        label="The conduct was"
                        data={conducts.map(([value, label]) => ({ value, label }))}
                        value={conduct}
                        onChange={(v) => set_conduct(v as Conduct | null)}
                    />
                )}
                {suggested && (
                    <p className="note warn-note">
                        Suggested, step {suggested.level} of 4: {suggested.action}{' '}
                        <span className="quiet">{suggested.why}</span>{' '}
                        <Cite text="45 CFR 164.530(e)(1)" />
                    </p>
                )}
                {improper && (
                    <p className="quiet small">
                        Closing it opens an incident with these accesses as its evidence.{' '}
                        <Cite text="45 CFR 164.402" />
                    </p>
                )}
                <Textarea
                    label="Why"
                    autosize
                    minRows={2}
                    maxLength={4000}
                    value={words}
                    onChange={(e) => set_words(e.currentTarget.value)}
                />
                <div className="line">
                    <Button
                        disabled={!ready}
                        loading={step.isPending}
                        onClick={() =>
                            step.mutate(() =>
                                api.close_review(view.id, {
                                    version: view.version,
                                    outcome: outcome!,
                                    words,
                                    ...(improper && { conduct: conduct! }),
                                }),
                            )
                        }
                    >
                        Close the review
                    </Button>
                </div>
                {step.error && <Failure error={step.error} />}
            </div>
        </Panel>
    );
}

function Closed({ view }: { view: ReviewView }) {
    const closing = view.content.closing;
    if (!closing) return null;
    return (
        <Panel title="What it came to">
            <p className="strong">{review_states[view.state].label}</p>
            <p>{closing.words}</p>
            {closing.sanction && (
                <p>
                    Step {closing.sanction.level} of 4: {closing.sanction.action}{' '}
                    <span className="quiet">{closing.sanction.why}</span>
                </p>
            )}
            {closing.incident && (
                <p>
                    <Link to="/privacy/incidents/$id" params={{ id: closing.incident }}>
                        The incident it opened
                    </Link>
                </p>
            )}
            <p className="quiet">
                {closing.by}, <Moment at={closing.at} />
            </p>
        </Panel>
    );
}

export function ReviewPage() {
    const { id } = useParams({ from: '/privacy/reviews/$id' });
    const session = useSession();
    const may_work = session.user.permissions.includes('privacy_work');
    const may_trail = session.user.permissions.includes('audit_read');
    const found = useQuery({ queryKey: ['review', id], queryFn: () => api.access_review(id) });
    useTitle(found.data?.number ?? 'Review');
    if (found.error) return <Failure page error={found.error} retry={() => found.refetch()} />;
    if (!found.data) return <Loading what="review" />;
    const view = found.data;
    const { content } = view;
    const open = view.state === 'open' || view.state === 'explanation_requested';
    const state = review_states[view.state];
    return (
        <div className="stack">
            <div className="head">
                <h1>{view.number}</h1>
                <span className={`state ${state.tone}`}>{state.label}</span>
                {open && view.urgent && <span className="bad strong">Look at it now</span>}
                <div className="line push">
                    {may_trail && (
                        <>
                            <Link to="/privacy/trail" search={{ user: content.user }}>
                                All this person opened
                            </Link>
                            <Link to="/privacy/trail" search={{ patient: view.patient }}>
                                All who looked at the patient
                            </Link>
                        </>
                    )}
                </div>
            </div>
            <div className="case">
                <div className="stack">
                    <Panel title="Who looked at whom">
                        <Facts
                            rows={[
                                ['Person', content.user_name],
                                ['Roles', content.roles.map(plain).join(', ')],
                                ['Departments', content.departments.join(', ')],
                                ['Usually', content.usual],
                                ['Patient', content.patient_name],
                                [
                                    'Other patients',
                                    content.others.length ? String(content.others.length) : 'none',
                                ],
                                [
                                    'Relations looked for',
                                    content.checks.map(relation_words).join(', '),
                                ],
                                ['Look at it by', view.due ? day_words(view.due) : 'closed'],
                            ]}
                        />
                    </Panel>
                    <Panel
                        title={
                            content.accesses.length < content.accesses_total
                                ? `The first ${content.accesses.length} of ${content.accesses_total} accesses`
                                : 'Accesses'
                        }
                        bare
                    >
                        <Timeline view={view} />
                    </Panel>
                </div>
                <div className="stack">
                    <Panel title={`Score ${content.verdict.score}`}>
                        <Reasons {...content.verdict} />
                        <p className="quiet small">A reason to look, not a finding.</p>
                    </Panel>
                    <Closed view={view} />
                    {open && may_work && <Ask view={view} />}
                    {open && may_work && <Close view={view} />}
                </div>
            </div>
            <Panel title="History" bare>
                <HistoryTable items={view.history} />
            </Panel>
        </div>
    );
}
