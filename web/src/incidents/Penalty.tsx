// What violations may cost, with the arithmetic: an estimate for counsel, not a decision.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Incident } from '../api/types';
import { Dialog } from '../parts/dialog';
import { Failure, Loading } from '../parts/states';
import { today } from '../parts/when';
import { Reasons } from './Clock';

const tiers = [
    { value: 'did_not_know', label: 'Did not know' },
    { value: 'reasonable_cause', label: 'Reasonable cause' },
    { value: 'neglect_corrected', label: 'Willful neglect, corrected in 30 days' },
    { value: 'neglect', label: 'Willful neglect, not corrected' },
];
const dollars = (amount: number) => `$${amount.toLocaleString('en-US')}`;

export function PenaltyDialog({ incident, close }: { incident: Incident; close: () => void }) {
    const first = incident.content.occurred_from ?? incident.board.discovery.day ?? today();
    const [asked, set_asked] = useState({
        violated_on: first,
        tier: 'reasonable_cause',
        violations: String(Math.max(1, incident.people.total)),
        knew_on: incident.board.discovery.day ?? '',
        corrected_on: '',
    });
    const set = (part: Partial<typeof asked>) => set_asked({ ...asked, ...part });
    const found = useQuery({
        queryKey: ['penalty', asked],
        queryFn: () =>
            api.penalty({
                ...asked,
                violations: Number(asked.violations) || 1,
                knew_on: asked.knew_on || undefined,
                corrected_on: asked.corrected_on || undefined,
            }),
        retry: false,
    });
    const it = found.data;
    return (
        <Dialog title="What it may cost" close={close} wide>
            <div className="fields">
                <NativeSelect
                    label="Culpability"
                    data={tiers}
                    value={asked.tier}
                    onChange={(e) => set({ tier: e.currentTarget.value })}
                />
                <TextInput
                    label="Violations of one provision"
                    type="number"
                    min={1}
                    value={asked.violations}
                    onChange={(e) => set({ violations: e.currentTarget.value })}
                />
                {(['violated_on', 'knew_on', 'corrected_on'] as const).map((name) => (
                    <TextInput
                        key={name}
                        label={
                            {
                                violated_on: 'Violated on',
                                knew_on: 'Known on',
                                corrected_on: 'Corrected on',
                            }[name]
                        }
                        type="date"
                        max={today()}
                        value={asked[name]}
                        onChange={(e) => set({ [name]: e.currentTarget.value })}
                    />
                ))}
            </div>
            {found.isPending && <Loading what="estimate" lines={3} />}
            {found.error && <Failure error={found.error} />}
            {it && (
                <div className="stack" aria-live="polite">
                    <p className="strong">
                        {it.barred
                            ? 'No penalty'
                            : `${dollars(it.least)} to ${dollars(it.most)}; at most ${dollars(it.year_cap)} a year`}
                    </p>
                    {it.lines.length > 0 && (
                        <ul style={{ margin: 0, paddingLeft: 18 }}>
                            {it.lines.map((line, i) => (
                                <li key={i}>{line}</li>
                            ))}
                        </ul>
                    )}
                    <Reasons reasons={it.reasons} />
                    <p className="quiet small">An estimate for counsel, not a decision.</p>
                </div>
            )}
            <div className="steps">
                <Button variant="default" onClick={close}>
                    Done
                </Button>
            </div>
        </Dialog>
    );
}
