// The four-factor assessment: what the software proposes and why, the factors to fill in, and the
// signed decision.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { BreachFactor, BreachResult, Incident, IncidentEdit } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Moment } from '../parts/moment';
import { Facts, Panel } from '../parts/panel';
import { Failure } from '../parts/states';
import { Reasons } from './Clock';
import type { IncidentCommands } from './use_incident';
import { factor_titles, result_words } from './words';

const empty: BreachFactor = { level: 'unknown', text: '', evidence: '', countervailing: '' };

/** What a correction sends: the incident as it is, with the part that changes. */
export function edit_of(incident: Incident, part: Partial<IncidentEdit>): IncidentEdit {
    const c = incident.content;
    return {
        version: incident.version,
        what: c.what,
        source: c.source,
        type: c.type,
        place: c.place,
        ephi: c.ephi,
        occurred_from: c.occurred_from,
        occurred_to: c.occurred_to,
        subject_name: c.subject_name,
        recipient: c.recipient,
        reach: c.reach,
        disclosed: c.disclosed,
        facts: c.facts,
        root_cause: c.root_cause,
        lessons: c.lessons,
        ...part,
    };
}

function FactorsDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const [factors, set_factors] = useState<BreachFactor[]>(
        factor_titles.map((_, i) => incident.content.facts.factors[i] ?? empty),
    );
    const label = 'Keep the factors';
    const set = (i: number, part: Partial<BreachFactor>) =>
        set_factors(factors.map((f, at) => (at === i ? { ...f, ...part } : f)));
    return (
        <Dialog title="The four factors" close={close} wide>
            {factors.map((f, i) => (
                <fieldset key={i} className="stack">
                    <legend className="strong">{factor_titles[i]}</legend>
                    <div className="fields">
                        <NativeSelect
                            label="Risk"
                            data={[
                                { value: 'unknown', label: 'Not documented' },
                                { value: 'low', label: 'Low' },
                                { value: 'medium', label: 'Medium' },
                                { value: 'high', label: 'High' },
                            ]}
                            value={f.level}
                            onChange={(e) =>
                                set(i, { level: e.currentTarget.value as BreachFactor['level'] })
                            }
                        />
                        <TextInput
                            label="Evidence"
                            value={f.evidence}
                            onChange={(e) => set(i, { evidence: e.currentTarget.value })}
                        />
                    </div>
                    <Textarea
                        label="Why"
                        autosize
                        minRows={2}
                        value={f.text}
                        onChange={(e) => set(i, { text: e.currentTarget.value })}
                    />
                    {f.level === 'high' && (
                        <Textarea
                            label="What outweighs it, if anything"
                            autosize
                            minRows={1}
                            value={f.countervailing}
                            onChange={(e) => set(i, { countervailing: e.currentTarget.value })}
                        />
                    )}
                </fieldset>
            ))}
            <DialogFooter
                label={label}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () =>
                            api.edit_incident(
                                incident.id,
                                edit_of(incident, {
                                    facts: { ...incident.content.facts, factors },
                                }),
                            ),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}

function DecideDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const user = useSession().user;
    const [result, set_result] = useState<BreachResult>(incident.assessment.proposed);
    const [reason, set_reason] = useState('');
    const [signature, set_signature] = useState('');
    const label = 'Decide and sign';
    return (
        <Dialog title="Decide" close={close}>
            <NativeSelect
                label="It was"
                data={incident.assessment.allowed.map((r) => ({
                    value: r,
                    label:
                        result_words[r] + (r === incident.assessment.proposed ? ' (proposed)' : ''),
                }))}
                value={result}
                onChange={(e) => set_result(e.currentTarget.value as BreachResult)}
            />
            <Textarea
                label="Why"
                description="It will be read in six years."
                withAsterisk
                autosize
                minRows={3}
                value={reason}
                onChange={(e) => set_reason(e.currentTarget.value)}
            />
            <TextInput
                label={`Sign: type your name, ${user.name}`}
                withAsterisk
                value={signature}
                onChange={(e) => set_signature(e.currentTarget.value)}
            />
            <DialogFooter
                label={label}
                ready={!!reason.trim() && !!signature.trim()}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () =>
                            api.decide_incident(incident.id, {
                                version: incident.version,
                                result,
                                reason,
                                signature,
                            }),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}

export function Assessment({
    incident,
    commands,
}: {
    incident: Incident;
    commands: IncidentCommands;
}) {
    const [open, set_open] = useState<'factors' | 'decide'>();
    const { assessment } = incident;
    const decision = incident.content.decision;
    const may = (action: Incident['allowed_actions'][number]) =>
        incident.allowed_actions.includes(action);
    const close = () => set_open(undefined);
    return (
        <Panel
            title="Assessment"
            side={
                <span className="quiet small">
                    {assessment.missing.length
                        ? `${4 - assessment.missing.length} of 4 factors documented`
                        : `Weight ${assessment.score} of 12`}
                </span>
            }
        >
            <div className="stack">
                {decision ? (
                    <div>
                        <p className="strong">{result_words[decision.result]}</p>
                        <p>{decision.reason}</p>
                        <p className="quiet small">
                            Signed by {decision.by_name}, <Moment at={decision.at} />; proposed was:{' '}
                            {result_words[decision.proposed].toLowerCase()}.
                        </p>
                    </div>
                ) : (
                    <p>
                        <span className="quiet">Proposed: </span>
                        <span className="strong">{result_words[assessment.proposed]}</span>
                    </p>
                )}
                <Reasons reasons={assessment.reasons} />
                {incident.content.facts.factors.length > 0 && (
                    <Facts
                        rows={incident.content.facts.factors.map((f, i) => [
                            factor_titles[i],
                            f.level === 'unknown' ? '' : `${f.level}: ${f.text}`,
                        ])}
                    />
                )}
                <div className="steps">
                    {may('decide') && (
                        <Button onClick={() => set_open('decide')}>Decide and sign…</Button>
                    )}
                    {may('edit') && !decision && (
                        <Button variant="default" onClick={() => set_open('factors')}>
                            Fill in the factors…
                        </Button>
                    )}
                </div>
                {commands.failed === 'Decide and sign' && !open && (
                    <Failure error={commands.error} />
                )}
            </div>
            {open === 'factors' && (
                <FactorsDialog incident={incident} commands={commands} close={close} />
            )}
            {open === 'decide' && (
                <DecideDialog incident={incident} commands={commands} close={close} />
            )}
        </Panel>
    );
}
