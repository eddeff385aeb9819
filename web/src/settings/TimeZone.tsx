// The facility's time zone: which day is today at the desk. A setting of the house, kept apart from the
// desk's own because every department counts by it.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Session } from '../api/types';
import { Facts, Panel } from '../parts/panel';
import { Failure } from '../parts/states';
import { day_words, use_zone } from '../parts/when';

const zones = Intl.supportedValuesOf('timeZone');

function ZoneForm({ zone, today }: { zone: string; today: string }) {
    const queries = useQueryClient();
    const [typed, set_typed] = useState(zone);
    const save = useMutation({
        mutationFn: () => api.change_facility(typed.trim()),
        onSuccess: (fresh) => {
            use_zone(fresh.time_zone);
            queries.setQueryData(['facility'], fresh);
            queries.setQueryData<Session | null>(
                ['session'],
                (now) => now && { ...now, time_zone: fresh.time_zone },
            );
            queries.invalidateQueries({ queryKey: ['board'] });
        },
    });
    return (
        <form
            className="form"
            onSubmit={(e) => {
                e.preventDefault();
                save.mutate();
            }}
        >
            <Panel
                title="Time zone"
                side={<span className="quiet small">It is {day_words(today)} there</span>}
            >
                <div className="fields">
                    <TextInput
                        label="Time zone of the facility"
                        description="Deadlines, expiries and letters count its days"
                        list="time-zones"
                        autoComplete="off"
                        value={typed}
                        onChange={(e) => {
                            save.reset();
                            set_typed(e.currentTarget.value);
                        }}
                    />
                    <datalist id="time-zones">
                        {zones.map((name) => (
                            <option key={name} value={name} />
                        ))}
                    </datalist>
                    <div className="line" style={{ alignSelf: 'end' }}>
                        <Button
                            type="submit"
                            variant="default"
                            disabled={typed.trim() === zone}
                            loading={save.isPending}
                        >
                            Change the time zone
                        </Button>
                        <span role="status" className="ok">
                            {save.isSuccess && 'Changed'}
                        </span>
                    </div>
                </div>
                {save.error && <Failure error={save.error} />}
            </Panel>
        </form>
    );
}

export function TimeZone({ may_change }: { may_change: boolean }) {
    const found = useQuery({ queryKey: ['facility'], queryFn: api.facility });
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    if (!found.data) return null;
    const { time_zone, today } = found.data;
    if (may_change) return <ZoneForm zone={time_zone} today={today} />;
    return (
        <Panel title="Time zone">
            <Facts
                rows={[
                    ['Time zone', time_zone],
                    ['Today there', day_words(today)],
                ]}
            />
        </Panel>
    );
}
