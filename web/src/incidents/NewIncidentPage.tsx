// Takes an incident: what happened, who learned of it when, whose information it was.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { NewIncident } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Failure } from '../parts/states';
import { today } from '../parts/when';
import { plain } from './words';

const types: NewIncident['type'][] = [
    'misdirected',
    'lost',
    'theft',
    'hacking',
    'snooping',
    'improper_disposal',
    'ransomware',
    'other',
];
const places: NewIncident['place'][] = [
    'paper',
    'email',
    'emr',
    'network',
    'laptop',
    'portable',
    'server',
    'other',
];
const sources: NewIncident['source'][] = [
    'self',
    'business_associate',
    'patient',
    'law_enforcement',
    'ocr',
    'other',
];
const options = (words: string[]) => words.map((value) => ({ value, label: plain(value) }));

export function NewIncidentPage() {
    useTitle('New incident');
    const user = useSession().user;
    const queries = useQueryClient();
    const go = useNavigate();
    const [form, set_form] = useState<NewIncident>({
        what: '',
        source: 'self',
        type: 'misdirected',
        place: 'paper',
        ephi: false,
        learned: { on: today(), by: 'workforce', who: user.name, committed_it: false },
        subject_name: '',
        list: '',
    });
    const set = (part: Partial<NewIncident>) => set_form({ ...form, ...part });
    const save = useMutation({
        mutationFn: () => api.report_incident(form),
        onSuccess: (made) => {
            queries.invalidateQueries({ queryKey: ['incidents'] });
            go({ to: '/privacy/incidents/$id', params: { id: made.id } });
        },
    });
    return (
        <form
            className="stack"
            onSubmit={(e) => {
                e.preventDefault();
                save.mutate();
            }}
        >
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/privacy/incidents" className="small">
                    Incidents
                </Link>
                <h1>New incident</h1>
            </div>
            <Panel title="What happened">
                <div className="stack">
                    <Textarea
                        label="In a few words"
                        withAsterisk
                        autosize
                        minRows={3}
                        value={form.what}
                        onChange={(e) => set({ what: e.currentTarget.value })}
                    />
                    <div className="fields">
                        <NativeSelect
                            label="Kind"
                            data={options(types)}
                            value={form.type}
                            onChange={(e) =>
                                set({ type: e.currentTarget.value as NewIncident['type'] })
                            }
                        />
                        <NativeSelect
                            label="Where the information was"
                            data={options(places)}
                            value={form.place}
                            onChange={(e) =>
                                set({ place: e.currentTarget.value as NewIncident['place'] })
                            }
                        />
                        <NativeSelect
                            label="Who told us"
                            data={options(sources)}
                            value={form.source}
                            onChange={(e) =>
                                set({ source: e.currentTarget.value as NewIncident['source'] })
                            }
                        />
                        <TextInput
                            label="It happened on"
                            type="date"
                            max={today()}
                            value={form.occurred_from ?? ''}
                            onChange={(e) =>
                                set({ occurred_from: e.currentTarget.value || undefined })
                            }
                        />
                    </div>
                    <TextInput
                        label="Whose conduct it is, if known"
                        description="That person will not decide this incident."
                        value={form.subject_name}
                        onChange={(e) => set({ subject_name: e.currentTarget.value })}
                    />
                </div>
            </Panel>
            <Panel
                title="Who learned of it, and when"
                side={<span className="quiet small">The clock starts on this day</span>}
            >
                <div className="fields">
                    <TextInput
                        label="Learned on"
                        withAsterisk
                        type="date"
                        max={today()}
                        value={form.learned.on}
                        onChange={(e) =>
                            set({ learned: { ...form.learned, on: e.currentTarget.value } })
                        }
                    />
                    <TextInput
                        label="By"
                        value={form.learned.who}
                        onChange={(e) =>
                            set({ learned: { ...form.learned, who: e.currentTarget.value } })
                        }
                    />
                    <NativeSelect
                        label="Who is"
                        data={[
                            { value: 'workforce', label: 'Of our workforce' },
                            { value: 'agent', label: 'An agent of ours' },
                            { value: 'outsider', label: 'Somebody else' },
                        ]}
                        value={form.learned.by}
                        onChange={(e) =>
                            set({
                                learned: {
                                    ...form.learned,
                                    by: e.currentTarget.value as NewIncident['learned']['by'],
                                },
                            })
                        }
                    />
                </div>
            </Panel>
            <Panel title="Whose information">
                <Textarea
                    label="Record numbers, one a line; or a table"
                    description="A table's first line names its columns: mrn, name, address, state. People who are not in the chart need a name and an address. You can add them later."
                    autosize
                    minRows={4}
                    maxRows={14}
                    value={form.list}
                    onChange={(e) => set({ list: e.currentTarget.value })}
                />
            </Panel>
            {save.error && <Failure error={save.error} />}
            <div className="steps">
                <Button type="submit" loading={save.isPending} disabled={!form.what.trim()}>
                    Open the incident
                </Button>
            </div>
        </form>
    );
}
