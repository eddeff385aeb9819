// A record that nothing connects the person with: in an emergency she opens it in one step, with a
// reason. While the hour lasts a banner over the chart says so.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/client';
import { people_api } from '../api/people';
import type { EmergencyReason, Id } from '../api/types';
import { useTitle } from '../parts/keys';
import { Cite, Failure } from '../parts/states';
import { emergency_rule, reason_words, time_left } from './words';

const words_min = 10;
const words_max = 1000;
const key = (patient: Id) => `muniment.emergency.${patient}`;

/** Is this the refusal that offers an emergency? */
export const may_break = (error: unknown) =>
    error instanceof ApiError && error.status === 403 && error.cite === emergency_rule;

export function BreakGlass({ patient, error }: { patient: Id; error: Error }) {
    useTitle('Emergency access');
    const queries = useQueryClient();
    const [reason, set_reason] = useState<EmergencyReason>('treatment');
    const [words, set_words] = useState('');
    const open = useMutation({
        mutationFn: () => people_api.break_glass(patient, reason, words.trim()),
        onSuccess: (emergency) => {
            sessionStorage.setItem(key(patient), emergency.ends);
            return queries.invalidateQueries();
        },
    });
    const length = words.trim().length;
    return (
        <section className="panel" aria-labelledby="emergency" style={{ maxWidth: 640 }}>
            <form
                className="body stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    if (length >= words_min) open.mutate();
                }}
            >
                <h1 id="emergency">This record is closed to you</h1>
                <p>{error.message}</p>
                <NativeSelect
                    label="Reason"
                    data={Object.entries(reason_words).map(([value, label]) => ({ value, label }))}
                    value={reason}
                    onChange={(e) => set_reason(e.currentTarget.value as EmergencyReason)}
                />
                <Textarea
                    label="What the emergency is, in your words"
                    description={`At least ${words_min} characters; the privacy officer reads them`}
                    autosize
                    minRows={3}
                    maxLength={words_max}
                    required
                    value={words}
                    onChange={(e) => set_words(e.currentTarget.value)}
                />
                <div className="note">
                    <p className="strong">What follows</p>
                    <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
                        <li>The record is open to you for an hour.</li>
                        <li>The privacy officer is told at once.</li>
                        <li>
                            Your reason and what you opened are reviewed within three business days.
                        </li>
                    </ul>
                    <Cite text={emergency_rule} />
                </div>
                {open.error && <Failure error={open.error} />}
                <div className="steps">
                    <Button type="submit" loading={open.isPending} disabled={length < words_min}>
                        Open for an hour
                    </Button>
                    <Button variant="default" onClick={() => window.history.back()}>
                        Go back
                    </Button>
                </div>
            </form>
        </section>
    );
}

/** Counts down while this tab's emergency for the patient lasts. */
export function EmergencyBanner({ patient }: { patient: Id }) {
    const ends = sessionStorage.getItem(key(patient));
    const [now, set_now] = useState(Date.now());
    const left = ends ? time_left(ends, now) : '';
    useEffect(() => {
        if (!left) return;
        const tick = window.setInterval(() => set_now(Date.now()), 1000);
        return () => window.clearInterval(tick);
    }, [left === '']);
    if (!left) return null;
    return (
        <div className="note warn-note emergency" role="note">
            <span className="strong">Emergency access</span>
            <span>
                {' '}
                ends in <span className="nowrap">{left}</span>. What you open is reviewed.
            </span>
        </div>
    );
}
