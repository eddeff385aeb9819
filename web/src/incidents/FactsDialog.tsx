// The facts of the law that the form of intake does not ask: what went out and to whom, how it was
// secured, the exceptions of 45 CFR 164.402(1), a business associate, Part 2.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { Incident, IncidentEdit } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { today } from '../parts/when';
import { edit_of } from './Assessment';
import type { IncidentCommands } from './use_incident';
import { claim_asks, exception_words, reach_words, safeguard_words } from './words';

type BreachFacts = IncidentEdit['facts'];
type Associate = NonNullable<BreachFacts['associate']>;

interface Part {
    edit: IncidentEdit;
    set: (part: Partial<IncidentEdit>) => void;
    facts: (part: Partial<BreachFacts>) => void;
}

const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));

function WentOut({ edit, set }: Part) {
    return (
        <fieldset className="stack">
            <legend className="strong">What went out</legend>
            <div className="fields">
                <TextInput
                    label="Who got it"
                    description="As each patient's accounting of disclosures will say."
                    value={edit.recipient}
                    onChange={(e) => set({ recipient: e.currentTarget.value })}
                />
                <NativeSelect
                    label="Did it leave the house?"
                    description="A look by our own people is a use: it is not listed."
                    data={options(reach_words)}
                    value={edit.reach}
                    onChange={(e) => set({ reach: e.currentTarget.value as IncidentEdit['reach'] })}
                />
            </div>
            <TextInput
                label="What was disclosed"
                description="Kinds of information, in words that each patient may read: no names."
                placeholder="name, date of birth, diagnosis"
                value={edit.disclosed}
                onChange={(e) => set({ disclosed: e.currentTarget.value })}
            />
            <div className="fields">
                <Textarea
                    label="Root cause"
                    autosize
                    value={edit.root_cause}
                    onChange={(e) => set({ root_cause: e.currentTarget.value })}
                />
                <Textarea
                    label="Lessons"
                    autosize
                    value={edit.lessons}
                    onChange={(e) => set({ lessons: e.currentTarget.value })}
                />
            </div>
        </fieldset>
    );
}

function Secured({ edit, facts }: Part) {
    const secured = edit.facts.secured;
    const set = (part: Partial<typeof secured>) => facts({ secured: { ...secured, ...part } });
    return (
        <fieldset className="stack">
            <legend className="strong">How it was secured</legend>
            <NativeSelect
                label="Method"
                data={options(safeguard_words)}
                value={secured.method}
                onChange={(e) => set({ method: e.currentTarget.value as typeof secured.method })}
            />
            {secured.method !== 'none' && (
                <Checkbox
                    label="By a method that HHS names (NIST SP 800-111, 800-52, 800-88; FIPS 140), and that is documented"
                    checked={secured.recognized}
                    onChange={(e) => set({ recognized: e.currentTarget.checked })}
                />
            )}
            {secured.method === 'encrypted' && (
                <>
                    <Checkbox
                        label="The key was not with it"
                        checked={secured.key_safe}
                        onChange={(e) => set({ key_safe: e.currentTarget.checked })}
                    />
                    <Checkbox
                        label="It was switched off or logged out at that moment"
                        checked={secured.locked}
                        onChange={(e) => set({ locked: e.currentTarget.checked })}
                    />
                </>
            )}
        </fieldset>
    );
}

function Exception({ edit, facts }: Part) {
    const claim = edit.facts.exception;
    const set = (part: Partial<typeof claim>) => facts({ exception: { ...claim, ...part } });
    return (
        <fieldset className="stack">
            <legend className="strong">An exception of the law</legend>
            <NativeSelect
                label="Which"
                data={options(exception_words)}
                value={claim.kind}
                onChange={(e) => set({ kind: e.currentTarget.value as typeof claim.kind })}
            />
            {claim_asks[claim.kind].map(([name, label]) => (
                <Checkbox
                    key={name}
                    label={label}
                    checked={claim[name]}
                    onChange={(e) => set({ [name]: e.currentTarget.checked })}
                />
            ))}
            {claim.kind !== 'none' && (
                <Textarea
                    label="Why it applies"
                    description="Without it the exception is not documented, and does not count."
                    autosize
                    minRows={2}
                    value={claim.why}
                    onChange={(e) => set({ why: e.currentTarget.value })}
                />
            )}
        </fieldset>
    );
}

const no_associate: Associate = { name: '', agent: false, discovered_on: today() };

function AssociatePart({ edit, facts }: Part) {
    const it = edit.facts.associate;
    const set = (part: Partial<Associate>) =>
        facts({ associate: { ...(it ?? no_associate), ...part } });
    return (
        <fieldset className="stack">
            <legend className="strong">A business associate</legend>
            <Checkbox
                label="It happened at a business associate"
                checked={!!it}
                onChange={(e) =>
                    facts({ associate: e.currentTarget.checked ? no_associate : undefined })
                }
            />
            {it && (
                <>
                    <div className="fields">
                        <TextInput
                            label="Name"
                            value={it.name}
                            onChange={(e) => set({ name: e.currentTarget.value })}
                        />
                        <TextInput
                            label="It discovered the breach on"
                            type="date"
                            max={today()}
                            value={it.discovered_on}
                            onChange={(e) => set({ discovered_on: e.currentTarget.value })}
                        />
                        <TextInput
                            label="It told us on"
                            type="date"
                            max={today()}
                            value={it.told_us_on ?? ''}
                            onChange={(e) =>
                                set({ told_us_on: e.currentTarget.value || undefined })
                            }
                        />
                        <TextInput
                            label="Days its contract allows"
                            description="Empty: the 60 days of the law."
                            type="number"
                            min={0}
                            max={60}
                            value={it.contract_days ?? ''}
                            onChange={(e) =>
                                set({
                                    contract_days: e.currentTarget.value
                                        ? Number(e.currentTarget.value)
                                        : undefined,
                                })
                            }
                        />
                    </div>
                    <Checkbox
                        label="It acts as our agent: what it knows, we know"
                        checked={it.agent}
                        onChange={(e) => set({ agent: e.currentTarget.checked })}
                    />
                </>
            )}
        </fieldset>
    );
}

function Scope({ edit, facts }: Part) {
    const f = edit.facts;
    return (
        <fieldset className="stack">
            <legend className="strong">Which law applies</legend>
            <Checkbox
                label="It was protected health information"
                checked={f.phi}
                onChange={(e) => facts({ phi: e.currentTarget.checked })}
            />
            <Checkbox
                label="The Privacy Rule did not permit it"
                checked={f.impermissible}
                onChange={(e) => facts({ impermissible: e.currentTarget.checked })}
            />
            <Checkbox
                label="Records of a substance use disorder program (42 CFR Part 2)"
                checked={f.part2}
                onChange={(e) => facts({ part2: e.currentTarget.checked })}
            />
            <div className="fields">
                <TextInput
                    label="State that licenses this clinic or hospital"
                    description="Two capitals, where its own office must be told."
                    maxLength={2}
                    value={f.licensed_in}
                    onChange={(e) => facts({ licensed_in: e.currentTarget.value.toUpperCase() })}
                />
                <TextInput
                    label="All that a notice says was known on"
                    type="date"
                    max={today()}
                    value={f.facts_complete_on ?? ''}
                    onChange={(e) =>
                        facts({ facts_complete_on: e.currentTarget.value || undefined })
                    }
                />
            </div>
        </fieldset>
    );
}

export function FactsDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const [edit, set_edit] = useState(() => edit_of(incident, {}));
    const set = (part: Partial<IncidentEdit>) => set_edit({ ...edit, ...part });
    const facts = (part: Partial<BreachFacts>) => set({ facts: { ...edit.facts, ...part } });
    const label = 'Keep the facts';
    const part: Part = { edit, set, facts };
    return (
        <Dialog title="Facts" close={close} wide>
            <WentOut {...part} />
            <Secured {...part} />
            <Exception {...part} />
            <AssociatePart {...part} />
            <Scope {...part} />
            <DialogFooter
                label={label}
                ready={!edit.facts.associate || !!edit.facts.associate.name.trim()}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () =>
                            api.edit_incident(incident.id, { ...edit, version: incident.version }),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}
