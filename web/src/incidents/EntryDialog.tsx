// Puts one thing on the incident's file: a containment step, an action, a sanction, an official's
// request for delay, a filing, a reason for delay.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { Incident, IncidentEntry } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { today } from '../parts/when';
import type { IncidentCommands } from './use_incident';
import { told_words } from './words';

const kinds = {
    containment: 'What was done to contain it',
    action: 'Corrective action',
    sanction: 'Sanction',
    hold: 'An official asks for delay',
    filing: 'Somebody was told: HHS, media, a state office',
    web_notice: 'The notice stands on our home page',
    delay_reason: 'Why the notices are not out yet',
};
type Kind = keyof typeof kinds;

interface Typed {
    what: string;
    who: string;
    on: string;
    more: string;
    level: string;
    agency: string;
    written: boolean;
    filed: string;
}

function entry_of(kind: Kind, version: number, t: Typed, incident: Incident): IncidentEntry {
    const date = incident.board.dates[Number(t.filed)];
    switch (kind) {
        case 'containment':
            return { version, containment: { what: t.what, by: t.who, on: t.on } };
        case 'action':
            return { version, action: { what: t.what, owner: t.who, due: t.on } };
        case 'sanction':
            return {
                version,
                sanction: {
                    level: Number(t.level),
                    who: t.who,
                    action: t.what,
                    on: t.on,
                    reference: t.more,
                },
            };
        case 'hold':
            return {
                version,
                hold: {
                    official: t.who,
                    agency: t.agency,
                    statement: t.what,
                    stated_on: t.on,
                    written: t.written,
                    until: (t.written && t.more) || undefined,
                },
            };
        case 'filing':
            return {
                version,
                filing: {
                    to: date?.told ?? 'hhs_log',
                    state: date?.state ?? '',
                    rule: date?.reason.rule ?? '',
                    on: t.on,
                    method: t.what,
                    confirmation: t.more,
                },
            };
        case 'web_notice':
            return { version, web_notice_from: t.on };
        case 'delay_reason':
            return { version, delay_reason: { on: t.on, text: t.what } };
    }
}

export function EntryDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const user = useSession().user;
    const [kind, set_kind] = useState<Kind>(
        incident.content.containment.length ? 'action' : 'containment',
    );
    const fileable = incident.board.dates
        .map((d, i) => ({ d, i }))
        .filter(({ d }) => ['hhs', 'hhs_log', 'media', 'regulator'].includes(d.told) && d.required);
    const [typed, set_typed] = useState<Typed>({
        what: '',
        who: user.name,
        on: today(),
        more: '',
        level: '1',
        agency: '',
        written: false,
        filed: String(fileable[0]?.i ?? 0),
    });
    const set = (part: Partial<Typed>) => set_typed({ ...typed, ...part });
    const label = 'Put on file';
    const whom = { action: 'Owner', sanction: 'Whom', hold: 'Official' } as const;
    return (
        <Dialog title="Put on file" close={close}>
            <NativeSelect
                label="What it is"
                data={Object.entries(kinds).map(([value, text]) => ({ value, label: text }))}
                value={kind}
                onChange={(e) => set_kind(e.currentTarget.value as Kind)}
            />
            {kind === 'filing' && (
                <NativeSelect
                    label="Who was told"
                    data={fileable.map(({ d, i }) => ({
                        value: String(i),
                        label: `${told_words[d.told]} ${d.state}`.trim(),
                    }))}
                    value={typed.filed}
                    onChange={(e) => set({ filed: e.currentTarget.value })}
                />
            )}
            {kind === 'sanction' && (
                <NativeSelect
                    label="Level"
                    data={[
                        { value: '1', label: '1: inadvertent' },
                        { value: '2', label: '2: careless or repeated' },
                        { value: '3', label: '3: intentional, without purpose' },
                        { value: '4', label: '4: malicious or for gain' },
                    ]}
                    value={typed.level}
                    onChange={(e) => set({ level: e.currentTarget.value })}
                />
            )}
            {kind !== 'web_notice' && (
                <Textarea
                    label={
                        kind === 'hold'
                            ? 'The statement'
                            : kind === 'filing'
                              ? 'How'
                              : 'In a few words'
                    }
                    withAsterisk
                    autosize
                    minRows={2}
                    value={typed.what}
                    onChange={(e) => set({ what: e.currentTarget.value })}
                />
            )}
            {!['filing', 'delay_reason', 'web_notice'].includes(kind) && (
                <TextInput
                    label={kind in whom ? whom[kind as keyof typeof whom] : 'By'}
                    value={typed.who}
                    onChange={(e) => set({ who: e.currentTarget.value })}
                />
            )}
            <TextInput
                label={kind === 'action' ? 'Due' : kind === 'web_notice' ? 'Posted from' : 'On'}
                description={
                    kind === 'web_notice' ? 'It must stay there for at least 90 days.' : undefined
                }
                type="date"
                value={typed.on}
                onChange={(e) => set({ on: e.currentTarget.value })}
            />
            {kind === 'hold' && (
                <>
                    <TextInput
                        label="Agency"
                        value={typed.agency}
                        onChange={(e) => set({ agency: e.currentTarget.value })}
                    />
                    <Checkbox
                        label="In writing"
                        description="What was only said, or names no time, holds for 30 days at most."
                        checked={typed.written}
                        onChange={(e) => set({ written: e.currentTarget.checked })}
                    />
                </>
            )}
            {kind === 'hold' && typed.written && (
                <TextInput
                    label="Until, as the statement says"
                    type="date"
                    value={typed.more}
                    onChange={(e) => set({ more: e.currentTarget.value })}
                />
            )}
            {(kind === 'filing' || kind === 'sanction') && (
                <TextInput
                    label={kind === 'filing' ? 'Confirmation' : 'Where it is kept'}
                    value={typed.more}
                    onChange={(e) => set({ more: e.currentTarget.value })}
                />
            )}
            <DialogFooter
                label={label}
                ready={kind === 'web_notice' || !!typed.what.trim()}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () =>
                            api.note_incident(
                                incident.id,
                                entry_of(kind, incident.version, typed, incident),
                            ),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}
