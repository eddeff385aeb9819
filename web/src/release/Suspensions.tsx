// An agency's statements that its disclosures must not be on a patient's accounting for a time: those
// that hold and those that are over, a new one, and the lifting of one.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api/client';
import type { Id, Suspension } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Panel } from '../parts/panel';
import { Cite, Failure } from '../parts/states';
import { day_words, today } from '../parts/when';
import { empty_suspension, suspension_lacks, suspension_state } from './accounting';
import { OneOf } from './form_parts';

/** What suspensions decide is shown anew. */
function useDone(patient: Id, close: () => void) {
    const queries = useQueryClient();
    return () => {
        queries.invalidateQueries({ queryKey: ['suspensions', patient] });
        queries.invalidateQueries({ queryKey: ['accounting', patient] });
        close();
    };
}

function SuspendDialog({
    patient,
    agencies,
    close,
}: {
    patient: Id;
    agencies: string[];
    close: () => void;
}) {
    const list = useId();
    const [asked, set_asked] = useState(() => empty_suspension(patient, today()));
    const set = (part: Partial<typeof asked>) => set_asked({ ...asked, ...part });
    const written = asked.kind === 'written';
    const done = useDone(patient, close);
    const add = useMutation({ mutationFn: () => api.suspend(asked), onSuccess: done });
    return (
        <Dialog title="Suspend an agency’s disclosures" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    add.mutate();
                }}
            >
                <p>
                    A health oversight agency or law enforcement states that the accounting would
                    impede what it does. <Cite text="45 CFR 164.528(a)(2)" />
                </p>
                <TextInput
                    label="Agency"
                    description="As the recipient is written in the case"
                    withAsterisk
                    data-autofocus
                    list={list}
                    autoComplete="off"
                    value={asked.agency}
                    onChange={(e) => set({ agency: e.currentTarget.value })}
                />
                <datalist id={list}>
                    {agencies.map((a) => (
                        <option key={a} value={a} />
                    ))}
                </datalist>
                <OneOf
                    name="kind"
                    legend="How it was stated"
                    value={asked.kind}
                    choices={[
                        ['written', 'In writing'],
                        ['oral', 'Orally'],
                    ]}
                    set={(kind) => set({ kind: kind as typeof asked.kind })}
                />
                <div className="pair">
                    <TextInput
                        label="Stated on"
                        type="date"
                        max={today()}
                        withAsterisk
                        value={asked.stated_on}
                        onChange={(e) => set({ stated_on: e.currentTarget.value })}
                    />
                    <TextInput
                        label="Until"
                        type="date"
                        min={asked.stated_on}
                        withAsterisk={written}
                        value={asked.until ?? ''}
                        onChange={(e) => set({ until: e.currentTarget.value || undefined })}
                    />
                </div>
                <p className="quiet small">
                    {written
                        ? 'The statement must say for how long.'
                        : 'At most 30 days, unless a written statement comes in that time.'}{' '}
                    <Cite
                        text={written ? '45 CFR 164.528(a)(2)(i)' : '45 CFR 164.528(a)(2)(ii)(C)'}
                    />
                </p>
                <TextInput
                    label="Official who stated it"
                    withAsterisk={!written}
                    value={asked.official}
                    onChange={(e) => set({ official: e.currentTarget.value })}
                />
                <Textarea
                    label="What was stated"
                    withAsterisk
                    autosize
                    minRows={2}
                    value={asked.statement}
                    onChange={(e) => set({ statement: e.currentTarget.value })}
                />
                <DialogFooter
                    label="Keep the suspension"
                    ready={suspension_lacks(asked).length === 0}
                    busy={add.isPending}
                    error={add.error}
                    close={close}
                />
            </form>
        </Dialog>
    );
}

function LiftDialog({
    patient,
    suspension,
    close,
}: {
    patient: Id;
    suspension: Suspension;
    close: () => void;
}) {
    const [ended_on, set_ended_on] = useState(today());
    const [because, set_because] = useState('');
    const done = useDone(patient, close);
    const lift = useMutation({
        mutationFn: () => api.lift_suspension(suspension.id, ended_on, because.trim()),
        onSuccess: done,
    });
    return (
        <Dialog title="Lift the suspension" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    lift.mutate();
                }}
            >
                <p>
                    From this day on the accounting lists what went to{' '}
                    {suspension.suspension.agency}. It cannot be undone; a new statement of the
                    agency would be a new suspension.
                </p>
                <TextInput
                    label="Holds no longer from"
                    type="date"
                    min={suspension.suspension.stated_on}
                    max={today()}
                    withAsterisk
                    value={ended_on}
                    onChange={(e) => set_ended_on(e.currentTarget.value)}
                />
                <Textarea
                    label="Who at the agency lifted it, and how"
                    withAsterisk
                    autosize
                    minRows={2}
                    data-autofocus
                    value={because}
                    onChange={(e) => set_because(e.currentTarget.value)}
                />
                <DialogFooter
                    label="Lift it"
                    danger
                    ready={!!ended_on && !!because.trim()}
                    busy={lift.isPending}
                    error={lift.error}
                    close={close}
                />
            </form>
        </Dialog>
    );
}

function One({ suspension, lift }: { suspension: Suspension; lift?: () => void }) {
    const { agency, kind, stated_on, official, statement, ended_because } = suspension.suspension;
    const state = suspension_state(suspension);
    return (
        <li className="tight">
            <div className="line">
                <span className="strong">{agency}</span>
                <span className={`state ${state.tone}`}>{state.words}</span>
                {lift && (
                    <Button
                        className="push"
                        variant="default"
                        size="compact-sm"
                        aria-label={`Lift the suspension of ${agency}`}
                        onClick={lift}
                    >
                        Lift…
                    </Button>
                )}
            </div>
            <div>{statement}</div>
            <div className="quiet small">
                {kind === 'written' ? 'In writing' : 'Orally'}, {day_words(stated_on)}
                {official && `, ${official}`}
            </div>
            {ended_because && <div className="quiet small">Lifted: {ended_because}</div>}
        </li>
    );
}

export function Suspensions({ patient, agencies }: { patient: Id; agencies: string[] }) {
    const may_work = useSession().user.permissions.includes('release_work');
    const [open, set_open] = useState<'new' | Suspension>();
    const close = () => set_open(undefined);
    const found = useQuery({
        queryKey: ['suspensions', patient],
        queryFn: () => api.suspensions(patient),
    });
    const all = found.data?.suspensions ?? [];
    const newest_first = [...all].reverse().sort((a, b) => Number(b.running) - Number(a.running));
    return (
        <Panel title="Suspensions" side={<Cite text="45 CFR 164.528(a)(2)" />}>
            <div className="stack">
                {found.isPending && (
                    <p className="quiet" role="status">
                        Loading…
                    </p>
                )}
                {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
                {found.data && all.length === 0 && (
                    <p className="quiet">
                        No agency has asked that its disclosures be left out for a time.
                    </p>
                )}
                {all.length > 0 && (
                    <ul className="ruled" aria-label="Suspensions">
                        {newest_first.map((s) => (
                            <One
                                key={s.id}
                                suspension={s}
                                lift={may_work && s.running ? () => set_open(s) : undefined}
                            />
                        ))}
                    </ul>
                )}
                {all.some((s) => s.running) && (
                    <p className="quiet small">For the desk alone: the letter does not say so.</p>
                )}
                {may_work && (
                    <div>
                        <Button variant="default" onClick={() => set_open('new')}>
                            Add a suspension…
                        </Button>
                    </div>
                )}
            </div>
            {open === 'new' && (
                <SuspendDialog patient={patient} agencies={agencies} close={close} />
            )}
            {open && open !== 'new' && (
                <LiftDialog patient={patient} suspension={open} close={close} />
            )}
        </Panel>
    );
}
