// The people whom an incident concerns: where they live, whether they were told, and how.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Incident, PersonAffected, PeopleSent } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Panel } from '../parts/panel';
import { Failure, Loading, TooMany } from '../parts/states';
import { day_words, today } from '../parts/when';
import { PersonDialog } from './PersonDialog';
import type { IncidentCommands } from './use_incident';
import { plain } from './words';

function AddDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const [list, set_list] = useState('');
    const label = 'Add them';
    return (
        <Dialog title="Add people" close={close}>
            <Textarea
                label="Record numbers, one a line; or a table"
                description="A table's first line names its columns: mrn, name, address, state."
                data-autofocus
                autosize
                minRows={5}
                maxRows={14}
                value={list}
                onChange={(e) => set_list(e.currentTarget.value)}
            />
            <DialogFooter
                label={label}
                ready={!!list.trim()}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () => api.add_people(incident.id, incident.version, list),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}

function ReturnedDialog({
    incident,
    commands,
    close,
}: {
    incident: Incident;
    commands: IncidentCommands;
    close: () => void;
}) {
    const [list, set_list] = useState('');
    const label = 'They came back';
    return (
        <Dialog title="Letters that came back" close={close}>
            <Textarea
                label="Record numbers, one a line; or a table"
                description="A table's first line names its columns: mrn, name, address."
                data-autofocus
                autosize
                minRows={5}
                maxRows={14}
                value={list}
                onChange={(e) => set_list(e.currentTarget.value)}
            />
            <DialogFooter
                label={label}
                ready={!!list.trim()}
                busy={commands.busy === label}
                error={commands.failed === label && commands.error}
                run={() =>
                    commands.run({
                        label,
                        run: () =>
                            api.mark_sent(incident.id, {
                                version: incident.version,
                                people: [],
                                list,
                                status: 'returned',
                                on: today(),
                                method: 'first-class mail',
                            }),
                        done: close,
                    })
                }
                close={close}
            />
        </Dialog>
    );
}

function Told({
    incident,
    person,
    commands,
}: {
    incident: Incident;
    person: PersonAffected;
    commands: IncidentCommands;
}) {
    const mark = (status: PeopleSent['status'], method: string) =>
        commands.run({
            label: 'Mark',
            run: () =>
                api.mark_sent(incident.id, {
                    version: incident.version,
                    people: [person.id],
                    list: '',
                    status,
                    on: today(),
                    method,
                }),
        });
    if (person.status === 'sent')
        return (
            <Button
                size="compact-sm"
                variant="default"
                onClick={() => mark('returned', 'first-class mail')}
            >
                Came back
            </Button>
        );
    if (person.words.deceased && person.status !== 'no_kin' && person.status !== 'told')
        return (
            <Button size="compact-sm" variant="default" onClick={() => mark('no_kin', 'none')}>
                No next of kin known
            </Button>
        );
    if (person.status === 'returned')
        return (
            <Button size="compact-sm" variant="default" onClick={() => mark('told', 'telephone')}>
                Told by telephone
            </Button>
        );
    return null;
}

export function People({ incident, commands }: { incident: Incident; commands: IncidentCommands }) {
    const [limit, set_limit] = useState(50);
    const [adding, set_adding] = useState(false);
    const [returned, set_returned] = useState(false);
    const [person, set_person] = useState<PersonAffected>();
    const found = useQuery({
        queryKey: ['incident-people', incident.id, limit],
        queryFn: () => api.incident_people(incident.id, { limit }),
        placeholderData: keepPreviousData,
    });
    const letter = incident.content.notices.findLast((n) => n.audience === 'individuals');
    const may = (action: 'edit' | 'write') => incident.allowed_actions.includes(action);
    const states = Object.entries(incident.people.residents).map(
        ([state, n]) => `${state || 'state not known'} ${n}`,
    );
    return (
        <Panel
            title="People affected"
            side={
                <>
                    <span className="quiet small">{states.join(', ')}</span>
                    {may('write') && (incident.people.statuses.sent ?? 0) > 0 && (
                        <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => set_returned(true)}
                        >
                            Came back…
                        </Button>
                    )}
                    {may('edit') && (
                        <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => set_adding(true)}
                        >
                            Add…
                        </Button>
                    )}
                </>
            }
            bare
        >
            {found.isPending && <Loading what="people" lines={3} />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {commands.failed === 'Mark' && <Failure error={commands.error} />}
            {found.data && found.data.people.length === 0 && (
                <p className="quiet body">Nobody is listed yet.</p>
            )}
            {found.data && found.data.people.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="People">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Name</th>
                                <th scope="col">State</th>
                                <th scope="col">Notice</th>
                                <th scope="col">Letter</th>
                            </tr>
                        </thead>
                        <tbody>
                            {found.data.people.map((p) => (
                                <tr key={p.id}>
                                    <td>
                                        {may('edit') || may('write') ? (
                                            <button
                                                type="button"
                                                className="linklike"
                                                onClick={() => set_person(p)}
                                            >
                                                {p.words.name}
                                            </button>
                                        ) : (
                                            p.words.name
                                        )}{' '}
                                        <span className="quiet small">{p.words.mrn}</span>
                                        {p.words.deceased && (
                                            <span className="quiet small"> deceased</span>
                                        )}
                                    </td>
                                    <td>{p.residence || <span className="quiet">?</span>}</td>
                                    <td>
                                        {plain(p.status)} {day_words(p.told_on)}
                                        {p.words.method && (
                                            <span className="quiet small"> {p.words.method}</span>
                                        )}
                                    </td>
                                    <td className="nowrap">
                                        {letter && (
                                            <a
                                                href={`/api/privacy/incidents/${incident.id}/notices/${letter.id}?person=${p.id}`}
                                                target="_blank"
                                                rel="noopener"
                                                aria-label={`Letter to ${p.words.name}`}
                                            >
                                                PDF
                                            </a>
                                        )}{' '}
                                        {may('write') && (
                                            <Told
                                                incident={incident}
                                                person={p}
                                                commands={commands}
                                            />
                                        )}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                    <TooMany
                        shown={found.data.people.length}
                        total={found.data.total}
                        more={limit < 500 ? () => set_limit(500) : undefined}
                    />
                </div>
            )}
            {returned && (
                <ReturnedDialog
                    incident={incident}
                    commands={commands}
                    close={() => set_returned(false)}
                />
            )}
            {person && (
                <PersonDialog
                    incident={incident.id}
                    person={person}
                    close={() => set_person(undefined)}
                />
            )}
            {adding && (
                <AddDialog
                    incident={incident}
                    commands={commands}
                    close={() => set_adding(false)}
                />
            )}
        </Panel>
    );
}
