// What a person does to a case: state a fact with its evidence, invoke exceptions, write the letter,
// close.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { BlockingCase, BlockingLetterWords, BlockingPractice } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Cite } from '../parts/states';
import { useBlockingFacts, type BlockingCommands } from './use_blocking';
import { plain, value_words } from './words';

interface Props {
    view: BlockingCase;
    commands: BlockingCommands;
    close: () => void;
}

/** A dialog that is sent as one command. */
function Form({
    title,
    label,
    command,
    commands,
    close,
    ready,
    run,
    children,
}: {
    title: string;
    label: string;
    command: string;
    commands: BlockingCommands;
    close: () => void;
    ready?: boolean;
    run: () => Promise<BlockingCase>;
    children: ReactNode;
}) {
    return (
        <Dialog title={title} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    commands.run({ label: command, run, done: close });
                }}
            >
                {children}
                <DialogFooter
                    label={label}
                    close={close}
                    ready={ready}
                    busy={commands.busy === command}
                    error={commands.failed === command ? commands.error : undefined}
                />
            </form>
        </Dialog>
    );
}

const edit = (view: BlockingCase, change: Partial<BlockingPractice>) =>
    api.edit_blocking(view.id, view.version, view.requester, { ...view.practice, ...change });

export function FactDialog({ view, commands, close, name }: Props & { name: string }) {
    const fact = useBlockingFacts().data?.facts.find((f) => f.name === name);
    const known = view.practice.evidence[name];
    const [value, set_value] = useState(view.practice.facts[name] ?? '');
    const [text, set_text] = useState(known?.text ?? '');
    const [reference, set_reference] = useState(known?.reference ?? '');
    const run = () => {
        const facts = { ...view.practice.facts };
        const evidence = { ...view.practice.evidence };
        delete facts[name];
        delete evidence[name];
        if (value) facts[name] = value;
        if (value) evidence[name] = { text, reference };
        return edit(view, { facts, evidence });
    };
    return (
        <Form
            title={plain(name)}
            label="Keep"
            command="fact"
            {...{ commands, close, run }}
            ready={!!fact && !fact.computed}
        >
            {fact?.computed && <p>This follows from the days of the case; nobody states it.</p>}
            <NativeSelect
                label={fact?.say ?? plain(name)}
                value={value}
                onChange={(e) => set_value(e.currentTarget.value)}
                data={[
                    { value: '', label: 'Not known' },
                    ...(fact?.values ?? []).map((v) => ({ value: v, label: value_words(v) })),
                ]}
            />
            <Textarea
                label="Evidence in words"
                description="The burden of proof is the actor's"
                autosize
                minRows={2}
                value={text}
                onChange={(e) => set_text(e.currentTarget.value)}
            />
            <TextInput
                label="Where the paper is"
                placeholder="Policy SEC-4, version 3"
                value={reference}
                onChange={(e) => set_reference(e.currentTarget.value)}
            />
        </Form>
    );
}

export function ClaimsDialog({ view, commands, close }: Props) {
    const exceptions = useBlockingFacts().data?.exceptions ?? [];
    const [claims, set_claims] = useState(view.practice.claims);
    const [law, set_law] = useState(view.practice.required_by_law);
    const [others, set_others] = useState(view.practice.alternatives.join('\n'));
    const run = () =>
        edit(view, {
            claims,
            required_by_law: law.trim(),
            alternatives: others
                .split('\n')
                .map((l) => l.trim())
                .filter(Boolean),
        });
    return (
        <Form title="What we rely on" label="Keep" command="claims" {...{ commands, close, run }}>
            {exceptions.map((one) => (
                <Checkbox
                    key={one.name}
                    label={
                        <>
                            {plain(one.name)} <Cite text={one.cite} />
                        </>
                    }
                    checked={claims.includes(one.name)}
                    onChange={(e) =>
                        set_claims(
                            e.currentTarget.checked
                                ? [...claims, one.name]
                                : claims.filter((c) => c !== one.name),
                        )
                    }
                />
            ))}
            <TextInput
                label="A law that requires it, by citation"
                placeholder="45 CFR 164.502(a)"
                value={law}
                onChange={(e) => set_law(e.currentTarget.value)}
            />
            <Textarea
                label="Other manners that were offered"
                description="One a line"
                autosize
                minRows={2}
                value={others}
                onChange={(e) => set_others(e.currentTarget.value)}
            />
        </Form>
    );
}

const letter_fields: [keyof BlockingLetterWords, string, boolean][] = [
    ['address', 'Address of the requester', false],
    ['asked_for', 'What was asked for, in neutral words', true],
    ['manner', 'How it was to be given', false],
    ['reason', 'The reason, in addition to the exceptions', false],
    ['contact', 'Who answers questions, and how to reach them', true],
    ['from_address', 'Our address', false],
    ['signer', 'Signed by', true],
    ['signer_title', 'Title', false],
];

export function LetterDialog({ view, commands, close }: Props) {
    const [words, set_words] = useState<BlockingLetterWords>({
        address: '',
        from_address: '',
        asked_for: '',
        manner: '',
        reason: '',
        contact: '',
        signer: '',
        signer_title: 'Privacy officer',
    });
    return (
        <Form
            title="Letter with the reasons"
            label="Write, and note as sent today"
            command="letter"
            {...{ commands, close }}
            run={() => api.write_blocking_letter(view.id, view.version, words)}
            ready={letter_fields.every(([name, , needed]) => !needed || words[name].trim())}
        >
            <p className="quiet">
                It answers each part by its number and says nothing of what a part is about.
            </p>
            {letter_fields.map(([name, label, needed]) => (
                <Textarea
                    key={name}
                    label={label}
                    required={needed}
                    autosize
                    value={words[name]}
                    onChange={(e) => {
                        const value = e.currentTarget.value;
                        set_words((old) => ({ ...old, [name]: value }));
                    }}
                />
            ))}
        </Form>
    );
}

export function CloseDialog({ view, commands, close }: Props) {
    const [because, set_because] = useState('');
    return (
        <Form
            title={`Close ${view.number}`}
            label="Close"
            command="close"
            {...{ commands, close }}
            run={() => api.close_blocking(view.id, view.version, because)}
            ready={!!because.trim()}
        >
            <Textarea
                label="Why it is closed"
                required
                autosize
                minRows={2}
                value={because}
                onChange={(e) => set_because(e.currentTarget.value)}
            />
        </Form>
    );
}
