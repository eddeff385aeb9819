// What this facility is: its state and kind decide which law applies, its Part 2 programs which records
// are special; its address and people stand on letters.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Settings } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Facts, Panel } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { us_states } from '../release/words';
import { cents_of, money } from '../release/letters';
import { cost_fields, cost_methods, facility_kinds, lines_of } from './settings';
import { TimeZone } from './TimeZone';

const states = [
    { value: '', label: 'Not stated: no state’s law is applied' },
    ...us_states.map((s) => ({ value: s, label: s })),
];
const kinds = Object.entries(facility_kinds).map(([value, label]) => ({ value, label }));

function ReadOnly({ settings }: { settings: Settings }) {
    const f = settings.facility;
    return (
        <div className="stack">
            <p className="quiet">Only an administrator can change these.</p>
            <Panel title="Which law applies">
                <Facts
                    rows={[
                        ['State', f.state || 'not stated'],
                        ['Kind of facility', facility_kinds[f.kind]],
                        ['Part 2 programs', f.part2_programs.join(', ') || 'none'],
                    ]}
                />
            </Panel>
            <Panel title="What copying costs here">
                <Facts
                    rows={[
                        ['Electronic copies', cost_methods[settings.costs.method]],
                        ...cost_fields.map(([field, label]): [string, string] => [
                            label,
                            money(settings.costs[field]),
                        ]),
                    ]}
                />
            </Panel>
            <Panel title="On letters">
                <Facts
                    rows={[
                        ['Address', settings.address.join(', ')],
                        ['Custodian', settings.custodian_name || 'whoever releases'],
                        ['Title', settings.custodian_title],
                        [
                            'Complaints',
                            [settings.complaint_contact, settings.complaint_phone]
                                .filter(Boolean)
                                .join(', '),
                        ],
                    ]}
                />
            </Panel>
        </div>
    );
}

function SettingsForm({ settings }: { settings: Settings }) {
    const queries = useQueryClient();
    const [form, set_form] = useState(settings);
    // Lists are typed as lines; empty lines are dropped when they are saved.
    const [address, set_address] = useState(settings.address.join('\n'));
    const [programs, set_programs] = useState(settings.facility.part2_programs.join('\n'));
    const [costs, set_costs] = useState(() =>
        Object.fromEntries(cost_fields.map(([f]) => [f, money(settings.costs[f])])),
    );
    const cents = Object.fromEntries(cost_fields.map(([field]) => [field, cents_of(costs[field])]));
    const wrong = Object.values(cents).includes(undefined);
    const save = useMutation({
        mutationFn: () =>
            api.change_settings({
                ...form,
                address: lines_of(address),
                facility: { ...form.facility, part2_programs: lines_of(programs) },
                costs: { ...form.costs, ...(cents as Partial<Settings['costs']>) },
            }),
        onSuccess: (fresh) => {
            queries.setQueryData(['settings'], fresh);
            // Which questions are asked hangs on the state.
            queries.invalidateQueries({ queryKey: ['grounds'] });
        },
    });
    const text = (field: keyof Settings, label: string, hint?: string) => (
        <TextInput
            label={label}
            description={hint}
            value={form[field] as string}
            onChange={(e) => set_form({ ...form, [field]: e.currentTarget.value })}
        />
    );
    const facility = (part: Partial<Settings['facility']>) =>
        set_form({ ...form, facility: { ...form.facility, ...part } });
    return (
        <form
            className="form"
            onChange={() => save.reset()}
            onSubmit={(e) => {
                e.preventDefault();
                if (!wrong) save.mutate();
            }}
        >
            <Panel
                title="Which law applies"
                side={<span className="quiet small">Open cases follow at their next decision</span>}
            >
                <div className="fields">
                    <NativeSelect
                        label="State"
                        description="Where the record is held; its stricter law is applied"
                        data={states}
                        value={form.facility.state}
                        onChange={(e) => facility({ state: e.currentTarget.value })}
                    />
                    <NativeSelect
                        label="Kind of facility"
                        description="Its conditions of participation are applied"
                        data={kinds}
                        value={form.facility.kind}
                        onChange={(e) =>
                            facility({
                                kind: e.currentTarget.value as Settings['facility']['kind'],
                            })
                        }
                    />
                    <Textarea
                        className="wide"
                        label={
                            <>
                                Programs under 42 CFR Part 2, one a line <Cite text="42 CFR 2.11" />
                            </>
                        }
                        description="Records of these programs are decided apart"
                        autosize
                        minRows={2}
                        value={programs}
                        onChange={(e) => set_programs(e.currentTarget.value)}
                    />
                </div>
            </Panel>
            <Panel title="On letters">
                <div className="fields">
                    <Textarea
                        className="wide"
                        label="Address, one line each"
                        autosize
                        minRows={2}
                        value={address}
                        onChange={(e) => set_address(e.currentTarget.value)}
                    />
                    {text('custodian_name', 'Custodian', 'Empty: whoever releases')}
                    {text('custodian_title', 'Title of the custodian')}
                    {text('complaint_contact', 'Complaints go to')}
                    {text('complaint_phone', 'Telephone for complaints')}
                </div>
            </Panel>
            <Panel
                title="What copying costs here"
                side={<span className="cite">45 CFR 164.524(c)(4)</span>}
            >
                <div className="fields">
                    <NativeSelect
                        label="Electronic copies for the individual"
                        data={Object.entries(cost_methods).map(([value, label]) => ({
                            value,
                            label,
                        }))}
                        value={form.costs.method}
                        onChange={(e) =>
                            set_form({
                                ...form,
                                costs: {
                                    ...form.costs,
                                    method: e.currentTarget.value as Settings['costs']['method'],
                                },
                            })
                        }
                    />
                    {cost_fields.map(([field, label]) => (
                        <TextInput
                            key={field}
                            label={label}
                            value={costs[field]}
                            error={cents[field] === undefined && 'An amount such as 0.25'}
                            onChange={(e) =>
                                set_costs({ ...costs, [field]: e.currentTarget.value })
                            }
                        />
                    ))}
                </div>
            </Panel>
            {save.error && <Failure error={save.error} />}
            <div className="sticky">
                <Button type="submit" loading={save.isPending}>
                    Save the settings
                </Button>
                <span role="status" className="ok">
                    {save.isSuccess && 'Saved'}
                </span>
            </div>
        </form>
    );
}

export function SettingsPage() {
    useTitle('Settings');
    const { permissions } = useSession().user;
    const found = useQuery({
        queryKey: ['settings'],
        queryFn: api.settings,
        // Held still under someone who is typing.
        staleTime: Infinity,
        refetchOnWindowFocus: false,
    });
    return (
        <>
            <div className="head">
                <h1>Settings</h1>
            </div>
            {found.isPending && <Loading what="settings" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data &&
                (permissions.includes('administer') ? (
                    <SettingsForm settings={found.data} />
                ) : (
                    <ReadOnly settings={found.data} />
                ))}
            <TimeZone may_change={permissions.includes('administer')} />
        </>
    );
}
