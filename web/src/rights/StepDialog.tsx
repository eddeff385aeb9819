// One step of a request: what it needs, with what the law says of each choice beside it.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { RightsCase, RightsStepCommand } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Cite } from '../parts/states';
import { day_words } from '../parts/when';
import { ground_words, step_words, type DenialGround, type RightsStepName } from './words';

type Change = (more: Partial<RightsStepCommand>) => void;
const blank_denial = {
    ground: 'accurate_and_complete' as DenialGround,
    originator_gone: false,
    basis: '',
    denied: '',
};

function Words({
    label,
    hint,
    command,
    change,
}: {
    label: string;
    hint?: string;
    command: RightsStepCommand;
    change: Change;
}) {
    return (
        <Textarea
            label={label}
            description={hint}
            autosize
            minRows={3}
            value={command.words}
            onChange={(e) => change({ words: e.currentTarget.value })}
        />
    );
}

/** The four parts of the letter: one is written here, three the letter always has. */
function Denial({
    one,
    command,
    change,
}: {
    one: RightsCase;
    command: RightsStepCommand;
    change: Change;
}) {
    const denial = command.denial ?? blank_denial;
    const put = (more: Partial<typeof blank_denial>) => change({ denial: { ...denial, ...more } });
    const rule = one.grounds.find((g) => g.ground === denial.ground);
    return (
        <>
            <NativeSelect
                label="On which ground?"
                data={Object.entries(ground_words).map(([value, label]) => ({ value, label }))}
                value={denial.ground}
                onChange={(e) => put({ ground: e.currentTarget.value as DenialGround })}
            />
            {rule && (
                <p className={rule.allowed ? 'quiet' : 'bad'}>
                    {rule.say} <Cite text={rule.cite} />
                </p>
            )}
            {denial.ground === 'not_created_here' && (
                <Checkbox
                    label="The patient gives a reasonable basis to believe that the originator can no longer act"
                    checked={denial.originator_gone}
                    onChange={(e) => put({ originator_gone: e.currentTarget.checked })}
                />
            )}
            {command.step === 'accept_part' && (
                <TextInput
                    label="Which part is denied?"
                    value={denial.denied}
                    onChange={(e) => put({ denied: e.currentTarget.value })}
                />
            )}
            <Textarea
                label="The basis, in plain words"
                description="Stands in the letter as you write it."
                autosize
                minRows={3}
                value={denial.basis}
                onChange={(e) => put({ basis: e.currentTarget.value })}
            />
            <div>
                <p className="strong">
                    The letter says all four parts <Cite text="45 CFR 164.526(d)(1)" />
                </p>
                <ol style={{ margin: 0, paddingLeft: 20 }}>
                    <li>the basis that you write above;</li>
                    <li>that the patient may file a statement of disagreement, and how;</li>
                    <li>that request and denial can go with future disclosures instead;</li>
                    <li>how to complain to us and to the Secretary, with name and telephone.</li>
                </ol>
            </div>
        </>
    );
}

function Fields(props: { one: RightsCase; command: RightsStepCommand; change: Change }) {
    const { one, command, change } = props;
    const clock = one.clocks[0];
    switch (command.step) {
        case 'extend':
            return (
                <>
                    {clock && (
                        <p>
                            Due {day_words(clock.due)}
                            {clock.extended && `; at the latest ${day_words(clock.extended)}`}.{' '}
                            <Cite text={clock.cite} />
                        </p>
                    )}
                    <TextInput
                        type="date"
                        label="By when will it be answered?"
                        max={clock?.extended}
                        value={command.until ?? ''}
                        onChange={(e) => change({ until: e.currentTarget.value || undefined })}
                    />
                    <Words {...props} label="Reasons for the delay" />
                </>
            );
        case 'accept':
            return <Words {...props} label="What was done, in words for the letter" />;
        case 'accept_part':
            return (
                <>
                    <Words {...props} label="What is changed" />
                    <Denial {...props} />
                </>
            );
        case 'deny':
            if (one.kind === 'amendment') return <Denial {...props} />;
            return (
                <>
                    <Words {...props} label="Why, in plain words for the letter" />
                    {one.kind === 'confidential' && (
                        <Checkbox
                            label="The wish is not reasonable"
                            checked={command.unreasonable}
                            onChange={(e) => change({ unreasonable: e.currentTarget.checked })}
                        />
                    )}
                </>
            );
        case 'tell':
            return (
                <Textarea
                    label="Who was told? One on each line."
                    autosize
                    minRows={3}
                    value={command.told.join('\n')}
                    onChange={(e) => change({ told: e.currentTarget.value.split('\n') })}
                />
            );
        case 'answer':
            return (
                <>
                    <Words {...props} label="The answer, in plain words" />
                    {one.kind === 'access' && (
                        <TextInput
                            label="Number of the release case that carries it out"
                            value={command.reference}
                            onChange={(e) => change({ reference: e.currentTarget.value })}
                        />
                    )}
                </>
            );
        case 'end':
            return (
                <NativeSelect
                    label="Who ends it?"
                    data={[
                        { value: 'patient_in_writing', label: 'The patient, in writing' },
                        { value: 'patient_orally', label: 'The patient, orally' },
                        { value: 'facility', label: 'We do, for what comes from now on' },
                    ]}
                    value={command.ended_by}
                    onChange={(e) =>
                        change({ ended_by: e.currentTarget.value as typeof command.ended_by })
                    }
                />
            );
        case 'statement':
            return <Words {...props} label="The patient's statement, word for word" />;
        case 'rebuttal':
            return (
                <Words
                    {...props}
                    label="The rebuttal"
                    hint="The patient gets a copy; it is linked to the record."
                />
            );
        default:
            return <p>The patient asked for this.</p>;
    }
}

export function StepDialog({
    one,
    step,
    close,
}: {
    one: RightsCase;
    step: RightsStepName;
    close: () => void;
}) {
    const queries = useQueryClient();
    const denies = one.kind === 'amendment' && (step === 'deny' || step === 'accept_part');
    const [command, set_command] = useState<RightsStepCommand>({
        version: one.version,
        step,
        words: '',
        ended_by: 'patient_in_writing',
        unreasonable: false,
        told: [],
        reference: '',
        ...(denies && { denial: blank_denial }),
    });
    const run = useMutation({
        mutationFn: () =>
            api.rights_step(one.id, {
                ...command,
                version: one.version,
                told: command.told.map((t) => t.trim()).filter(Boolean),
            }),
        onSuccess: (fresh) => {
            queries.setQueryData(['rights', one.id], fresh);
            queries.invalidateQueries({ queryKey: ['rights-cases'] });
            close();
        },
        // What somebody else did meanwhile is shown; what was typed stays in its form.
        onError: () => queries.invalidateQueries({ queryKey: ['rights', one.id] }),
    });
    return (
        <Dialog title={step_words[step]} close={close} wide={denies}>
            <Fields
                one={one}
                command={command}
                change={(more) => set_command({ ...command, ...more })}
            />
            <DialogFooter
                label={step_words[step]}
                close={close}
                run={() => run.mutate()}
                busy={run.isPending}
                error={run.error}
                danger={step === 'deny'}
            />
        </Dialog>
    );
}
