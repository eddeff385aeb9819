// Somebody joins, moves to another job, or leaves.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { people_api } from '../api/people';
import type { StaffAccount, Role } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { today } from '../parts/when';
import { role_words } from './words';

/** Programs and patients are made elsewhere. */
const of_people = (Object.keys(role_words) as Role[]).filter(
    (r) => !['patient', 'attorney', 'program'].includes(r),
);

export function RolesField({ roles, set }: { roles: Role[]; set: (roles: Role[]) => void }) {
    return (
        <Checkbox.Group
            label="Roles"
            description="What the new job needs and nothing besides"
            value={roles}
            onChange={(values) => set(values as Role[])}
        >
            <div className="fields" style={{ marginTop: 6 }}>
                {of_people.map((role) => (
                    <Checkbox key={role} size="xs" value={role} label={role_words[role]} />
                ))}
            </div>
        </Checkbox.Group>
    );
}

function useSaved<T>(save: () => Promise<T>, close: () => void) {
    const queries = useQueryClient();
    return useMutation({
        mutationFn: save,
        onSuccess: () => {
            queries.invalidateQueries();
            close();
        },
    });
}

export function JoinDialog({ close }: { close: () => void }) {
    const [username, set_username] = useState('');
    const [name, set_name] = useState('');
    const [password, set_password] = useState('');
    const [practitioner, set_practitioner] = useState('');
    const [joined, set_joined] = useState(today());
    const [roles, set_roles] = useState<Role[]>([]);
    const save = useSaved(
        () =>
            people_api.join({
                username,
                name,
                password,
                roles,
                joined,
                ...(practitioner.trim() && { practitioner: practitioner.trim() }),
            }),
        close,
    );
    return (
        <Dialog title="Somebody joins" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    save.mutate();
                }}
            >
                <TextInput
                    label="Name"
                    required
                    maxLength={200}
                    data-autofocus
                    value={name}
                    onChange={(e) => set_name(e.currentTarget.value)}
                />
                <TextInput
                    label="User name"
                    required
                    autoComplete="off"
                    value={username}
                    onChange={(e) => set_username(e.currentTarget.value)}
                />
                <PasswordInput
                    label="First password"
                    description="At least 12 characters"
                    required
                    autoComplete="new-password"
                    value={password}
                    onChange={(e) => set_password(e.currentTarget.value)}
                />
                <TextInput
                    label="First day"
                    type="date"
                    required
                    value={joined}
                    onChange={(e) => set_joined(e.currentTarget.value)}
                />
                <TextInput
                    label="Practitioner in the chart"
                    description="The FHIR id of a clinician; empty for everybody else"
                    value={practitioner}
                    onChange={(e) => set_practitioner(e.currentTarget.value)}
                />
                <RolesField roles={roles} set={set_roles} />
                <DialogFooter
                    label="Make the account"
                    close={close}
                    ready={!!name && !!username && !!password && roles.length > 0}
                    busy={save.isPending}
                    error={save.error}
                />
            </form>
        </Dialog>
    );
}

export function MoveDialog({ account, close }: { account: StaffAccount; close: () => void }) {
    const [name, set_name] = useState(account.name);
    const [roles, set_roles] = useState<Role[]>(account.roles);
    const [practitioner, set_practitioner] = useState(account.practitioner);
    const save = useSaved(
        () =>
            people_api.change_account(account.id, {
                version: account.version,
                name,
                roles,
                practitioner: practitioner.trim(),
            }),
        close,
    );
    return (
        <Dialog title={`${account.name} moves`} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    save.mutate();
                }}
            >
                <p className="quiet">
                    The roles below stand instead of those held until now; courses of a new role
                    become due.
                </p>
                <TextInput
                    label="Name"
                    required
                    value={name}
                    onChange={(e) => set_name(e.currentTarget.value)}
                />
                <TextInput
                    label="Practitioner in the chart"
                    value={practitioner}
                    onChange={(e) => set_practitioner(e.currentTarget.value)}
                />
                <RolesField roles={roles} set={set_roles} />
                <DialogFooter
                    label="Change the account"
                    close={close}
                    ready={!!name.trim() && roles.length > 0}
                    busy={save.isPending}
                    error={save.error}
                />
            </form>
        </Dialog>
    );
}

/** A local date and time as an instant. */
const instant_of = (local: string) => new Date(local).toISOString();
const local_now = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

export function LeaveDialog({ account, close }: { account: StaffAccount; close: () => void }) {
    const [ends, set_ends] = useState(local_now());
    const save = useSaved(
        () =>
            people_api.change_account(account.id, {
                version: account.version,
                ends: instant_of(ends),
            }),
        close,
    );
    return (
        <Dialog title={`${account.name} leaves`} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    save.mutate();
                }}
            >
                <p>
                    Access ends at this moment; sessions that are open close within a minute of it.
                    What was done stays in the trail.
                </p>
                <TextInput
                    label="End of employment, this computer’s time"
                    type="datetime-local"
                    required
                    value={ends}
                    onChange={(e) => set_ends(e.currentTarget.value)}
                />
                <DialogFooter
                    label="End access then"
                    danger
                    close={close}
                    ready={!!ends}
                    busy={save.isPending}
                    error={save.error}
                />
            </form>
        </Dialog>
    );
}
