// The notices of a breach: written once they say what the law requires, looked at before, and the
// proof that each person was told.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { Incident, NewNotice, PeopleSent } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Panel } from '../parts/panel';
import { LookAtPdf } from '../parts/pdf';
import { day_words, today } from '../parts/when';
import type { IncidentCommands } from './use_incident';
import { plain } from './words';

const audiences: NewNotice['audience'][] = ['individuals', 'media', 'web', 'regulator'];

function first_words(incident: Incident): NewNotice {
    const last = incident.content.notices.at(-1);
    return {
        version: incident.version,
        audience: 'individuals',
        state: '',
        from_address: last?.from_address ?? [],
        words: last?.words ?? {
            happened: incident.content.what,
            breach_on: incident.content.occurred_from,
            breach_day_unknown: !incident.content.occurred_from,
            types: [],
            steps: '',
            doing: incident.content.containment.map((c) => c.what).join(' '),
            phone: '',
            email: '',
            website: '',
            address: '',
            contact: 'the Privacy Office',
        },
    };
}

function NoticeDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const [notice, set_notice] = useState(() => first_words(incident));
    const words = notice.words;
    const set = (part: Partial<NewNotice['words']>) =>
        set_notice({ ...notice, words: { ...words, ...part } });
    const current = { ...notice, version: incident.version };
    const label = 'Write the notice';
    return (
        <Dialog title="Notice of the breach" close={close} wide>
            <div className="fields">
                <NativeSelect
                    label="To"
                    data={audiences.map((a) => ({ value: a, label: plain(a) }))}
                    value={notice.audience}
                    onChange={(e) =>
                        set_notice({
                            ...notice,
                            audience: e.currentTarget.value as NewNotice['audience'],
                        })
                    }
                />
                {(notice.audience === 'media' || notice.audience === 'regulator') && (
                    <NativeSelect
                        label="For residents of"
                        data={[
                            '',
                            ...Object.keys(incident.people.residents).filter((s) => s !== ''),
                        ]}
                        value={notice.state}
                        onChange={(e) => set_notice({ ...notice, state: e.currentTarget.value })}
                    />
                )}
                <TextInput
                    label="Day of the breach"
                    description="Empty: the letter says that it is not known."
                    type="date"
                    max={today()}
                    value={words.breach_on ?? ''}
                    onChange={(e) =>
                        set({
                            breach_on: e.currentTarget.value || undefined,
                            breach_day_unknown: !e.currentTarget.value,
                        })
                    }
                />
            </div>
            <Textarea
                label="What happened, briefly"
                withAsterisk
                autosize
                minRows={2}
                value={words.happened}
                onChange={(e) => set({ happened: e.currentTarget.value })}
            />
            <TextInput
                label="Kinds of information, with commas between"
                withAsterisk
                placeholder="name, date of birth, diagnosis"
                value={words.types.join(', ')}
                onChange={(e) => set({ types: e.currentTarget.value.split(/,\s*/) })}
                onBlur={() => set({ types: words.types.map((t) => t.trim()).filter(Boolean) })}
            />
            <Textarea
                label="What the person should do"
                withAsterisk
                autosize
                minRows={2}
                value={words.steps}
                onChange={(e) => set({ steps: e.currentTarget.value })}
            />
            <Textarea
                label="What we are doing"
                withAsterisk
                autosize
                minRows={2}
                value={words.doing}
                onChange={(e) => set({ doing: e.currentTarget.value })}
            />
            <div className="fields">
                <TextInput
                    label="Toll-free telephone"
                    value={words.phone}
                    onChange={(e) => set({ phone: e.currentTarget.value })}
                />
                <TextInput
                    label="E-mail"
                    value={words.email}
                    onChange={(e) => set({ email: e.currentTarget.value })}
                />
                <TextInput
                    label="Web site"
                    value={words.website}
                    onChange={(e) => set({ website: e.currentTarget.value })}
                />
                <TextInput
                    label="Postal address"
                    value={words.address}
                    onChange={(e) => set({ address: e.currentTarget.value })}
                />
            </div>
            <Textarea
                label="Our address on the letterhead"
                autosize
                minRows={2}
                value={notice.from_address.join('\n')}
                onChange={(e) =>
                    set_notice({ ...notice, from_address: e.currentTarget.value.split('\n') })
                }
            />
            <LookAtPdf
                label="Look at the pages"
                load={() => api.preview_notice(incident.id, current)}
            />
            <DialogFooter
                label={label}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () => api.write_notice(incident.id, current),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}

function SentDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const [sent, set_sent] = useState<Omit<PeopleSent, 'version'>>({
        people: [],
        list: '',
        status: 'sent',
        on: today(),
        method: 'first-class mail',
    });
    const label = 'Keep the proof';
    return (
        <Dialog title="All mailed" close={close}>
            <p>
                To all who wait: {incident.people.statuses.waiting ?? 0}. A letter that came back is
                noted at the person.
            </p>
            <TextInput
                label="On"
                type="date"
                max={today()}
                value={sent.on}
                onChange={(e) => set_sent({ ...sent, on: e.currentTarget.value })}
            />
            <TextInput
                label="How"
                value={sent.method}
                onChange={(e) => set_sent({ ...sent, method: e.currentTarget.value })}
            />
            <DialogFooter
                label={label}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () =>
                            api.mark_sent(incident.id, { ...sent, version: incident.version }),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}

const letters_max = 200; // as many as are in one file

const parts_of = (total: number) =>
    Array.from({ length: Math.ceil(total / letters_max) }, (_, i) => i * letters_max);

export function Notices({
    incident,
    commands,
}: {
    incident: Incident;
    commands: IncidentCommands;
}) {
    const [open, set_open] = useState<'notice' | 'sent'>();
    const may_write = incident.allowed_actions.includes('write');
    const { notices, filings } = incident.content;
    const waiting = incident.people.statuses.waiting ?? 0;
    if (!may_write && !notices.length) return null;
    const close = () => set_open(undefined);
    return (
        <Panel
            title="Notices"
            side={
                <a href={`/api/privacy/incidents/${incident.id}/hhs.csv`} className="small">
                    Fields for HHS (CSV)
                </a>
            }
        >
            <div className="stack">
                {notices.length === 0 && <p className="quiet">No notice is written yet.</p>}
                {notices.map((n) => (
                    <div key={n.id} className="line" style={{ flexWrap: 'wrap' }}>
                        <a
                            href={`/api/privacy/incidents/${incident.id}/notices/${n.id}`}
                            target="_blank"
                            rel="noopener"
                        >
                            {plain(n.audience)}
                            {n.state && ` (${n.state})`}
                        </a>
                        <span className="quiet">
                            {day_words(n.written_on)}, {n.signer}, {n.template_id}
                        </span>
                        {n.audience === 'individuals' &&
                            parts_of(incident.people.total).map((from) => (
                                <a
                                    key={from}
                                    href={`/api/privacy/incidents/${incident.id}/notices/${n.id}?letters=${from}`}
                                    target="_blank"
                                    rel="noopener"
                                >
                                    Letters {from + 1} to{' '}
                                    {Math.min(from + letters_max, incident.people.total)} to print
                                </a>
                            ))}
                    </div>
                ))}
                {filings.map((f, i) => (
                    <div key={i}>
                        {plain(f.to)} {f.state} told {day_words(f.on)}{' '}
                        <span className="quiet">
                            {f.method} {f.confirmation}
                        </span>
                    </div>
                ))}
                {incident.content.mailing && (
                    <p role="status">
                        Being written down as mailed:{' '}
                        {(incident.content.mailing.letters - waiting).toLocaleString('en-US')} of{' '}
                        {incident.content.mailing.letters.toLocaleString('en-US')} letters.
                    </p>
                )}
                {may_write && (
                    <div className="steps">
                        <Button
                            variant={notices.length ? 'default' : 'filled'}
                            onClick={() => set_open('notice')}
                        >
                            Write a notice…
                        </Button>
                        {!incident.content.mailing &&
                            notices.some((n) => n.audience === 'individuals') &&
                            (incident.people.statuses.waiting ?? 0) > 0 && (
                                <Button onClick={() => set_open('sent')}>All mailed…</Button>
                            )}
                    </div>
                )}
            </div>
            {open === 'notice' && (
                <NoticeDialog incident={incident} commands={commands} close={close} />
            )}
            {open === 'sent' && (
                <SentDialog incident={incident} commands={commands} close={close} />
            )}
        </Panel>
    );
}
