// The patient's choices about sharing: what counts now, what was taken back, and what can be chosen,
// each with its whole text before it is signed.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { ConsentChoice, ConsentView } from '../api/types';
import { day_words } from '../parts/when';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Failure, Loading } from '../parts/states';

function useChange<T>(run: (value: T) => Promise<unknown>, done?: () => void) {
    const queries = useQueryClient();
    return useMutation({
        mutationFn: run,
        onSuccess: () => {
            queries.invalidateQueries({ queryKey: ['portal'] });
            done?.();
        },
    });
}

function Kept({ one }: { one: ConsentView }) {
    const [asking, set_asking] = useState(false);
    const back = useChange(
        () => api.withdraw_my_consent(one.consent.id, one.consent.version),
        () => set_asking(false),
    );
    const active = one.consent.status === 'active';
    return (
        <li className="panel">
            <div className="body stack tight">
                <h3>{one.title}</h3>
                <div className={active ? 'ok strong' : 'quiet'}>
                    {active
                        ? `Counts since ${day_words(one.consent.given_on)}`
                        : `Taken back${one.consent.withdrawn_on ? ` on ${day_words(one.consent.withdrawn_on)}` : ''}`}
                </div>
                {one.may_withdraw && (
                    <div>
                        <Button variant="default" onClick={() => set_asking(true)}>
                            Take it back
                        </Button>
                    </div>
                )}
            </div>
            {asking && (
                <Dialog title="Take this choice back?" close={() => set_asking(false)}>
                    <p>{one.title}</p>
                    <p>It ends today. What was shared before stays shared.</p>
                    <DialogFooter
                        label="Take it back"
                        close={() => set_asking(false)}
                        run={() => back.mutate(undefined)}
                        busy={back.isPending}
                        error={back.error}
                    />
                </Dialog>
            )}
        </li>
    );
}

function Give({ choice, close }: { choice: ConsentChoice; close: () => void }) {
    const [party, set_party] = useState('');
    const [signer, set_signer] = useState('');
    const [agrees, set_agrees] = useState(false);
    const give = useChange(
        () => api.give_my_consent({ kind: choice.kind, party, signer, agrees }),
        close,
    );
    const ready = agrees && signer.trim() && (!choice.names_party || party.trim());
    return (
        <Dialog title={choice.title} close={close} wide>
            {choice.names_party && (
                <TextInput
                    label="Which person or place?"
                    value={party}
                    onChange={(e) => set_party(e.currentTarget.value)}
                />
            )}
            {choice.text.map((paragraph) => (
                <p key={paragraph}>
                    {party.trim()
                        ? paragraph.replace('the person or place I name', party.trim())
                        : paragraph}
                </p>
            ))}
            <TextInput
                label="Sign with your name"
                value={signer}
                onChange={(e) => set_signer(e.currentTarget.value)}
            />
            <Checkbox
                label="I have read this and I agree"
                checked={agrees}
                onChange={(e) => set_agrees(e.currentTarget.checked)}
            />
            <DialogFooter
                label="Sign"
                close={close}
                run={() => give.mutate(undefined)}
                ready={!!ready}
                busy={give.isPending}
                error={give.error}
            />
        </Dialog>
    );
}

export function Consents({ name }: { name: string }) {
    const list = useQuery({ queryKey: ['portal', 'consents'], queryFn: () => api.my_consents() });
    const [giving, set_giving] = useState<ConsentChoice>();
    if (list.isPending) return <Loading what="your choices" />;
    if (list.error) return <Failure page error={list.error} retry={() => list.refetch()} />;
    return (
        <div className="stack">
            <h1>Your choices about sharing</h1>
            <p>
                {name}, here you say what may be shared and what not. Your latest word counts. In an
                emergency, or when the law demands it, records may still be shared.
            </p>
            {list.data.consents.length > 0 && (
                <>
                    <h2>What you chose</h2>
                    <ul className="cards">
                        {list.data.consents.map((one) => (
                            <Kept key={one.consent.id} one={one} />
                        ))}
                    </ul>
                </>
            )}
            <h2>What you can choose</h2>
            <ul className="cards">
                {list.data.choices.map((one) => (
                    <li key={one.kind} className="panel">
                        <div className="body stack tight">
                            <h3>{one.title}</h3>
                            <div>
                                <Button variant="default" onClick={() => set_giving(one)}>
                                    Read and choose
                                </Button>
                            </div>
                        </div>
                    </li>
                ))}
            </ul>
            {giving && <Give choice={giving} close={() => set_giving(undefined)} />}
        </div>
    );
}
