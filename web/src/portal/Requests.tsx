// The patient's requests: what was asked, by when it is answered, the letters, and a new one.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { MyRequest, RightsAsk, RightsKind } from '../api/types';
import { day_words } from '../parts/when';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Failure, Loading } from '../parts/states';
import { AskFields, empty_ask } from './AskFields';
import { due_words, kind_words, state_words } from './words';

type MyStep = MyRequest['allowed_steps'][number];
const step_words: Partial<Record<MyStep, string>> = {
    statement: 'I disagree: write a statement',
    future: 'Send my request with future copies',
    withdraw: 'Take this request back',
};

function asked_words({ ask, consent_says }: MyRequest['content']): string {
    return (
        ask.access?.what ??
        ask.amendment?.wrong ??
        ask.restriction?.what ??
        ask.complaint?.what ??
        (ask.confidential && `By ${ask.confidential.wish.by}: ${ask.confidential.wish.at}`) ??
        consent_says
    );
}

function Step({ one, step, close }: { one: MyRequest; step: MyStep; close: () => void }) {
    const queries = useQueryClient();
    const [words, set_words] = useState('');
    const run = useMutation({
        mutationFn: () => api.my_step(one.id, one.version, step, words),
        onSuccess: () => {
            queries.invalidateQueries({ queryKey: ['portal'] });
            close();
        },
    });
    return (
        <Dialog title={step_words[step] ?? step} close={close}>
            {step === 'statement' && (
                <Textarea
                    label="Why do you not agree?"
                    description="We must link this to your record and send it with copies."
                    autosize
                    minRows={5}
                    value={words}
                    onChange={(e) => set_words(e.currentTarget.value)}
                />
            )}
            {step === 'future' && (
                <p>Your request and our letter will go with every later copy of this part.</p>
            )}
            <DialogFooter
                label={step === 'statement' ? 'Send' : 'Yes'}
                close={close}
                run={() => run.mutate()}
                ready={step !== 'statement' || !!words.trim()}
                busy={run.isPending}
                error={run.error}
            />
        </Dialog>
    );
}

function Request({ one }: { one: MyRequest }) {
    const [step, set_step] = useState<MyStep>();
    const due = due_words(one.state, one.due_on);
    return (
        <li className="panel">
            <div className="body stack tight">
                <h2>{kind_words[one.kind]}</h2>
                <div className="quiet">
                    {one.number}, {day_words(one.received_on)}
                </div>
                <div>{asked_words(one.content)}</div>
                <div className="strong">{state_words[one.state]}</div>
                {due && <div>You hear from us by {day_words(due)}.</div>}
                {one.content.extension && one.state === 'received' && (
                    <div>We need longer: {one.content.extension.reasons}</div>
                )}
                {one.content.terms && <div className="quiet">{one.content.terms.fee_say}</div>}
                {one.content.answer && <div>{one.content.answer}</div>}
                {one.content.letters.map((letter) => (
                    <a
                        key={letter.id}
                        href={`/api/portal/requests/${one.id}/letters/${letter.id}`}
                        target="_blank"
                        rel="noreferrer"
                    >
                        Letter of {day_words(letter.written_on)}: {letter.title}
                    </a>
                ))}
                <div className="line wrap">
                    {one.allowed_steps.map((s) => (
                        <Button key={s} variant="default" onClick={() => set_step(s)}>
                            {step_words[s] ?? s}
                        </Button>
                    ))}
                </div>
            </div>
            {step && <Step one={one} step={step} close={() => set_step(undefined)} />}
        </li>
    );
}

function NewRequest({ close }: { close: () => void }) {
    const queries = useQueryClient();
    const [ask, set_ask] = useState<RightsAsk>(empty_ask('access'));
    const send = useMutation({
        mutationFn: () => api.ask_for_me(ask),
        onSuccess: () => {
            queries.invalidateQueries({ queryKey: ['portal'] });
            close();
        },
    });
    const kinds = (Object.keys(kind_words) as RightsKind[]).filter((k) => k !== 'consent');
    return (
        <Dialog title="A new request" close={close} wide>
            <NativeSelect
                label="What do you want?"
                data={kinds.map((value) => ({ value, label: kind_words[value] }))}
                value={ask.kind}
                onChange={(e) => set_ask(empty_ask(e.currentTarget.value as RightsKind))}
            />
            <AskFields ask={ask} set={set_ask} />
            <DialogFooter
                label="Send"
                close={close}
                run={() => send.mutate()}
                busy={send.isPending}
                error={send.error}
            />
        </Dialog>
    );
}

export function Requests() {
    const list = useQuery({ queryKey: ['portal', 'requests'], queryFn: () => api.my_requests() });
    const [asking, set_asking] = useState(false);
    if (list.isPending) return <Loading what="your requests" />;
    if (list.error) return <Failure page error={list.error} retry={() => list.refetch()} />;
    return (
        <div className="stack">
            <h1>My requests</h1>
            <div>
                <Button onClick={() => set_asking(true)}>New request</Button>
            </div>
            {list.data.requests.length === 0 && <p>You have not asked for anything yet.</p>}
            <ul className="cards">
                {list.data.requests.map((one) => (
                    <Request key={one.id} one={one} />
                ))}
            </ul>
            {asking && <NewRequest close={() => set_asking(false)} />}
        </div>
    );
}
