// Notes an error that was found in the desk's own work, of a case that is known or chosen here.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { ErrorFound, ErrorKind, Id } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Picker } from '../parts/picker';
import { error_kinds, error_words } from './errors';
import { requester_words } from './words';

export interface CaseOfError {
    id: Id;
    number: string;
}

export function ErrorDialog({
    of,
    close,
    done,
}: {
    /** Absent: the case is chosen in the dialog. */
    of?: CaseOfError;
    close: () => void;
    done: (error: ErrorFound) => void;
}) {
    const queries = useQueryClient();
    const [chosen, set_chosen] = useState(of);
    const [kind, set_kind] = useState<ErrorKind>('wrong_recipient');
    const [note, set_note] = useState('');
    const save = useMutation({
        mutationFn: (at: CaseOfError) => api.note_error(at.id, kind, note.trim()),
        onSuccess: (error) => {
            queries.invalidateQueries({ queryKey: ['errors'] });
            queries.invalidateQueries({ queryKey: ['quality'] });
            done(error);
        },
    });
    return (
        <Dialog title="Note an error" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    if (chosen) save.mutate(chosen);
                }}
            >
                {chosen ? (
                    <p className="line">
                        <span>
                            Case <span className="strong">{chosen.number}</span>
                        </span>
                        {!of && (
                            <Button
                                variant="default"
                                size="compact-sm"
                                onClick={() => set_chosen(undefined)}
                            >
                                Choose another
                            </Button>
                        )}
                    </p>
                ) : (
                    <Picker
                        label="Case"
                        autofocus
                        placeholder="Number or patient"
                        what="case"
                        find={async (q) => (await api.cases({ q, limit: 20 })).cases}
                        words={(c) => [
                            c.number,
                            `${c.patient_name}, ${requester_words[c.requester_kind]} ${c.requester_name}`,
                        ]}
                        pick={(c) => set_chosen({ id: c.id, number: c.number })}
                    />
                )}
                <NativeSelect
                    label="Kind"
                    data={error_kinds.map((value) => ({ value, label: error_words[value] }))}
                    value={kind}
                    onChange={(e) => set_kind(e.currentTarget.value as ErrorKind)}
                />
                <Textarea
                    label="What went wrong"
                    description="Kept sealed with the record; the ledger tells the kind alone"
                    withAsterisk
                    autosize
                    minRows={3}
                    value={note}
                    onChange={(e) => set_note(e.currentTarget.value)}
                />
                <DialogFooter
                    label="Note it"
                    ready={!!chosen && !!note.trim()}
                    busy={save.isPending}
                    error={save.error}
                    close={close}
                />
            </form>
        </Dialog>
    );
}
