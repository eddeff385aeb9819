// One request about a right: on the left what is asked and what is kept of it, on the right the
// clocks, what the law says, the next steps and the letters, below what was done.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { RightsCase } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Facts, Panel } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words, days_between, today } from '../parts/when';
import { StepDialog } from './StepDialog';
import {
    asked_rows,
    kind_words,
    main_step,
    paper_words,
    state_words,
    step_words,
    type RightsStepName,
} from './words';

function Steps({ one }: { one: RightsCase }) {
    const may_work = useSession().user.permissions.includes('rights_work');
    const [step, set_step] = useState<RightsStepName>();
    if (!may_work || one.allowed_steps.length === 0) return null;
    const main = main_step(one.allowed_steps);
    const offered = (Object.keys(step_words) as RightsStepName[]).filter((s) =>
        one.allowed_steps.includes(s),
    );
    return (
        <>
            <div className="steps" role="group" aria-label="Next actions">
                {offered.map((s) => (
                    <Button
                        key={s}
                        variant={s === main ? 'filled' : 'default'}
                        onClick={() => set_step(s)}
                    >
                        {step_words[s]}…
                    </Button>
                ))}
            </div>
            {one.kind === 'access' && one.state === 'received' && (
                <p>
                    <Link to="/release/new" search={{ patient: one.patient.id }}>
                        Open a release case for {one.patient.name}
                    </Link>{' '}
                    and name its number in the answer.
                </p>
            )}
            {step && <StepDialog one={one} step={step} close={() => set_step(undefined)} />}
        </>
    );
}

function Clocks({ one }: { one: RightsCase }) {
    return (
        <Panel title="Clocks">
            <div className="stack tight">
                {one.clocks.length === 0 && <p className="quiet">No clock runs.</p>}
                {one.clocks.map((c) => (
                    <div key={c.rule}>
                        <div className="strong">
                            Due {day_words(c.due)}
                            {c.extended && `, with an extension at most ${day_words(c.extended)}`}
                        </div>
                        <div>
                            {c.say} <Cite text={c.cite} />
                        </div>
                    </div>
                ))}
                {one.content.extension && (
                    <p>
                        Extended to {day_words(one.content.extended_to)} by the notice of{' '}
                        {day_words(one.content.extension.given_on)}: {one.content.extension.reasons}
                    </p>
                )}
            </div>
        </Panel>
    );
}

function Duties({ one }: { one: RightsCase }) {
    const denial = one.grounds.find((g) => g.ground === one.content.denial?.ground);
    const says = [...one.duties, ...(denial ? [denial] : [])];
    if (says.length === 0) return null;
    return (
        <Panel title="What the law says">
            <ul style={{ margin: 0, paddingLeft: 18 }}>
                {says.map((d) => (
                    <li key={d.rule}>
                        {d.say} <Cite text={d.cite} />
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

function Letters({ one }: { one: RightsCase }) {
    return (
        <Panel title="Letters">
            <div className="stack tight">
                {one.content.letters.length === 0 && <p className="quiet">None yet.</p>}
                {one.content.letters.map((l) => (
                    <a
                        key={l.id}
                        href={`/api/rights/cases/${one.id}/letters/${l.id}`}
                        target="_blank"
                        rel="noreferrer"
                    >
                        {day_words(l.written_on)}: {l.title}
                    </a>
                ))}
            </div>
        </Panel>
    );
}

function Answered({ one }: { one: RightsCase }) {
    const c = one.content;
    const rows: [string, string][] = [
        ['Answer', c.answer],
        ['Basis of the denial', c.denial?.basis ?? ''],
        ['Statement of disagreement', c.statement],
        ['Rebuttal', c.rebuttal],
        ['With future disclosures', c.future ? 'asked for' : ''],
        ['Told', c.told.join('; ')],
        ['Release case', c.reference],
    ];
    const said = rows.filter(([, text]) => text);
    if (said.length === 0) return null;
    return (
        <Panel title="What was answered">
            <Facts rows={said} />
        </Panel>
    );
}

function Kept({ one }: { one: RightsCase }) {
    const { kept } = one;
    if (!kept) return null;
    return (
        <Panel
            title="Kept in the chart"
            side={<span className="quiet">{kept.active ? 'in force' : 'ended'}</span>}
        >
            <div className="stack tight">
                {kept.restriction && <p>{kept.restriction.what}</p>}
                {kept.contact && (
                    <p>
                        Reach by {kept.contact.by.replaceAll('_', ' ')} at {kept.contact.at}
                    </p>
                )}
                {kept.amendment?.papers.map((p, i) => (
                    <div key={i}>
                        <div className="strong">
                            {paper_words[p.kind]}, {day_words(p.on)}
                        </div>
                        <div className="broken">{p.words}</div>
                    </div>
                ))}
            </div>
        </Panel>
    );
}

function History({ one }: { one: RightsCase }) {
    return (
        <Panel title="History" bare>
            <div className="scroll" tabIndex={0} role="region" aria-label="History entries">
                <table className="grid timeline">
                    <thead>
                        <tr>
                            <th scope="col">When</th>
                            <th scope="col">Who</th>
                            <th scope="col">What</th>
                            <th scope="col">Ledger</th>
                        </tr>
                    </thead>
                    <tbody>
                        {[...one.history].reverse().map((h, i) => (
                            <tr key={i}>
                                <td className="nowrap">
                                    <Moment at={h.at} />
                                </td>
                                <td>{h.actor}</td>
                                <td>
                                    {h.action.replace(/^\w+\./, '').replaceAll('_', ' ')}
                                    {h.note && <span className="quiet"> ({h.note})</span>}
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

function Head({ one }: { one: RightsCase }) {
    const left = one.due_on ? days_between(today(), one.due_on) : 0;
    const open = one.state === 'received';
    return (
        <div className="head" style={{ marginBottom: 0 }}>
            <Link to="/rights" className="small">
                Patient rights
            </Link>
            <h1>{one.number}</h1>
            <span className={`state ${state_words[one.state].tone}`}>
                {state_words[one.state].label}
            </span>
            <span>
                {kind_words[one.kind]}, {one.patient.name}
            </span>
            {open && one.due_on && (
                <span className={`push ${left <= 0 ? 'bad strong' : ''}`}>
                    Due {day_words(one.due_on)}
                </span>
            )}
        </div>
    );
}

export function RightsCasePage() {
    const { id } = useParams({ from: '/rights/$id' });
    const found = useQuery({ queryKey: ['rights', id], queryFn: () => api.rights_case(id) });
    const one = found.data;
    useTitle(one?.number ?? 'Request');
    if (found.isPending) return <Loading what="request" lines={12} />;
    if (!one) return <Failure page error={found.error} retry={() => found.refetch()} />;
    return (
        <div className="stack">
            <Head one={one} />
            <div className="case">
                <div className="stack">
                    <Panel title="What is asked">
                        <Facts
                            rows={[
                                ['Received', day_words(one.received_on)],
                                ['Through', one.content.by_portal ? 'the portal' : 'the desk'],
                                ...asked_rows(one.content),
                            ]}
                        />
                    </Panel>
                    <Answered one={one} />
                    <Kept one={one} />
                </div>
                <div className="stack first">
                    <Steps one={one} />
                    <Clocks one={one} />
                    <Duties one={one} />
                    <Letters one={one} />
                </div>
            </div>
            <History one={one} />
        </div>
    );
}
