// The end of a bulk request: closed when it is done, or with the reason why charts stay open; withdrawn
// while nothing has gone out.
// SPDX-License-Identifier: Apache-2.0
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { Bulk } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { charts_words, group_of, open_lines } from './bulk';
import type { BulkCommands } from './use_bulk';

export function EndDialog({
    bulk,
    withdraw,
    commands,
    close,
}: {
    bulk: Bulk;
    withdraw?: boolean;
    commands: BulkCommands;
    close: () => void;
}) {
    const [note, set_note] = useState('');
    const open = open_lines(bulk.groups);
    const must_say = withdraw || open > 0;
    const label = withdraw ? 'Withdraw it' : 'Close it';
    const run = withdraw ? api.withdraw_bulk : api.close_bulk;
    return (
        <Dialog title={`${withdraw ? 'Withdraw' : 'Close'} ${bulk.number}`} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    commands.run(
                        { label, run: (b) => run(b.id, b.version, note.trim()), done: close },
                        bulk,
                    );
                }}
            >
                {open > 0 ? (
                    <div className="note warn-note">
                        <p className="strong">
                            {charts_words(open)} {open === 1 ? 'does' : 'do'} not go; their cases
                            end here:
                        </p>
                        <ul style={{ margin: 0, paddingLeft: 18 }}>
                            {Object.entries(bulk.groups)
                                .filter(
                                    ([name, n]) =>
                                        n &&
                                        !['delivered', 'recalled', 'ended'].includes(
                                            group_of(name).stage,
                                        ),
                                )
                                .map(([name, n]) => (
                                    <li key={name}>
                                        {group_of(name).label}: {n}
                                    </li>
                                ))}
                        </ul>
                    </div>
                ) : (
                    <p>Every chart was delivered or has its end.</p>
                )}
                <p>
                    Nothing can be added or delivered afterwards; what went out can still be called
                    back. Hand over the last part and hear that it arrived first.
                </p>
                <Textarea
                    label={withdraw ? 'Why it is withdrawn' : 'Why it ends'}
                    withAsterisk={must_say}
                    autosize
                    minRows={2}
                    data-autofocus
                    value={note}
                    onChange={(e) => set_note(e.currentTarget.value)}
                />
                <DialogFooter
                    label={label}
                    close={close}
                    ready={!must_say || !!note.trim()}
                    busy={!!commands.busy}
                    error={commands.error}
                    danger={open > 0 || withdraw}
                />
            </form>
        </Dialog>
    );
}
