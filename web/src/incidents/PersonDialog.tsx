// One person affected: address, state, and of somebody who is dead the next of kin, to whom the
// letter goes (45 CFR 164.404(d)(1)(ii)).
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Id, PersonAffected } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';

export function PersonDialog({
    incident,
    person,
    close,
}: {
    incident: Id;
    person: PersonAffected;
    close: () => void;
}) {
    const queries = useQueryClient();
    const [typed, set_typed] = useState({
        address: person.words.address,
        residence: person.residence,
        next_of_kin: person.words.next_of_kin,
        deceased: person.words.deceased,
        note: person.words.note,
    });
    const set = (part: Partial<typeof typed>) => set_typed({ ...typed, ...part });
    const save = useMutation({
        mutationFn: () =>
            api.correct_person(incident, person.id, { ...typed, version: person.version }),
        onSuccess: () => {
            queries.invalidateQueries({ queryKey: ['incident-people', incident] });
            queries.invalidateQueries({ queryKey: ['incident', incident] });
            close();
        },
    });
    return (
        <Dialog title={person.words.name} close={close}>
            <TextInput
                label="Address"
                description="The letter goes there."
                value={typed.address}
                onChange={(e) => set({ address: e.currentTarget.value })}
            />
            <TextInput
                label="State of residence"
                description="Two capitals. Empty: out of the address."
                maxLength={2}
                value={typed.residence}
                onChange={(e) => set({ residence: e.currentTarget.value.toUpperCase() })}
            />
            <Checkbox
                label="Is dead"
                checked={typed.deceased}
                onChange={(e) => set({ deceased: e.currentTarget.checked })}
            />
            {typed.deceased && (
                <TextInput
                    label="Next of kin or personal representative"
                    description="Whose address is the one above."
                    value={typed.next_of_kin}
                    onChange={(e) => set({ next_of_kin: e.currentTarget.value })}
                />
            )}
            <TextInput
                label="Note"
                value={typed.note}
                onChange={(e) => set({ note: e.currentTarget.value })}
            />
            <DialogFooter
                label="Keep"
                busy={save.isPending}
                error={save.error}
                run={() => save.mutate()}
                close={close}
            />
        </Dialog>
    );
}
