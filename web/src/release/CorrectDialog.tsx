// A person's word on whether an item belongs to a special part of the record: it outranks the rules
// that sorted it, and is kept with its reason and the person's name.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Sorted } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Cite } from '../parts/states';
import { OneOf } from './form_parts';
import { useGrounds } from './grounds';
import { part_words } from './segments';

export interface Correcting {
    id: string;
    what: string;
    sorted: Sorted[];
}

export function CorrectDialog({
    case_id,
    item,
    close,
    done,
}: {
    case_id: string;
    item: Correcting;
    close: () => void;
    done: () => void;
}) {
    const segments = useGrounds().data?.segments ?? [];
    const [segment, set_segment] = useState(item.sorted[0]?.segment ?? '');
    const now = item.sorted.find((s) => s.segment === segment);
    const [says, set_says] = useState<boolean>();
    const [reason, set_reason] = useState('');
    const belongs = says ?? !now;
    const save = useMutation({
        mutationFn: () =>
            api.correct(case_id, { item: item.id, segment, belongs, reason: reason.trim() }),
        onSuccess: done,
    });
    return (
        <Dialog title="Correct a part of the record" close={close}>
            <p className="strong">{item.what}</p>
            <NativeSelect
                label="Part of the record"
                data-autofocus
                data={[
                    { value: '', label: 'Choose the part' },
                    ...segments.map((s) => ({ value: s.name, label: s.say })),
                ]}
                value={segment}
                onChange={(e) => {
                    set_segment(e.currentTarget.value);
                    set_says(undefined);
                }}
            />
            {segment && (
                <p className="quiet">
                    {now ? (
                        <>
                            It counts as {part_words(segment, segments)} now: {now.why}{' '}
                            <Cite text={now.cite} />
                        </>
                    ) : (
                        `It does not count as ${part_words(segment, segments)} now.`
                    )}
                </p>
            )}
            <OneOf
                name="belongs"
                legend="What is right"
                value={belongs ? 'yes' : 'no'}
                choices={[
                    ['yes', 'It belongs to this part'],
                    ['no', 'It does not belong'],
                ]}
                set={(v) => set_says(v === 'yes')}
            />
            <Textarea
                label="Why (kept with your name)"
                withAsterisk
                autosize
                minRows={2}
                value={reason}
                onChange={(e) => set_reason(e.currentTarget.value)}
            />
            <DialogFooter
                label="Save the correction"
                ready={!!segment && !!reason.trim()}
                busy={save.isPending}
                error={save.error}
                run={() => save.mutate()}
                close={close}
            />
        </Dialog>
    );
}
