// A new case: who asked, for what, when, and what was done; the rest is entered in the case.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { Dialog, DialogFooter } from '../parts/dialog';
import { today } from '../parts/when';
import { useBlockingFacts } from './use_blocking';
import { plain } from './words';

/** Those that every case needs; the form asks them first. */
const first_facts = ['actor', 'information', 'asker', 'practice'];

export function NewCaseDialog({ close }: { close: () => void }) {
    const go = useNavigate();
    const asked = useBlockingFacts().data?.facts ?? [];
    const [requester, set_requester] = useState('');
    const [description, set_description] = useState('');
    const [received_on, set_received] = useState(today());
    const [facts, set_facts] = useState<Record<string, string>>({
        actor: 'hospital',
        information: 'record',
    });
    const making = useMutation({
        mutationFn: () => api.open_blocking(requester, { description, received_on, facts }),
        onSuccess: (made) => go({ to: '/exchange/blocking/$id', params: { id: made.id } }),
    });
    return (
        <Dialog title="New case" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    making.mutate();
                }}
            >
                <TextInput
                    label="Who asked, by name"
                    required
                    value={requester}
                    onChange={(e) => set_requester(e.currentTarget.value)}
                />
                <Textarea
                    label="What was asked for, and what was done"
                    autosize
                    minRows={2}
                    value={description}
                    onChange={(e) => set_description(e.currentTarget.value)}
                />
                <TextInput
                    type="date"
                    label="Received on"
                    required
                    value={received_on}
                    onChange={(e) => set_received(e.currentTarget.value)}
                />
                {asked
                    .filter((f) => first_facts.includes(f.name))
                    .map((f) => (
                        <NativeSelect
                            key={f.name}
                            label={f.say}
                            value={facts[f.name] ?? ''}
                            onChange={(e) => {
                                const value = e.currentTarget.value;
                                set_facts((old) => ({ ...old, [f.name]: value }));
                            }}
                            data={[
                                { value: '', label: 'Not known' },
                                ...f.values.map((v) => ({ value: v, label: plain(v) })),
                            ]}
                        />
                    ))}
                <DialogFooter
                    label="Open the case"
                    close={close}
                    ready={!!requester.trim()}
                    busy={making.isPending}
                    error={making.error}
                />
            </form>
        </Dialog>
    );
}
