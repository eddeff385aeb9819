// What the requester has: each part with its figures and proof, how it is handed over, and its recall.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Bulk, BulkPart } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { Failure } from '../parts/states';
import { day_words, size_words } from '../parts/when';
import { letter_words } from '../release/letters';
import { EntryLink, MadeLink } from '../release/PackageCard';
import { charts_words, handed_over } from './bulk';
import type { BulkCommands } from './use_bulk';

function RecallDialog({
    bulk,
    part,
    commands,
    close,
}: {
    bulk: Bulk;
    part: BulkPart;
    commands: BulkCommands;
    close: () => void;
}) {
    const [recall, set_recall] = useState({
        recipient: '',
        recipient_address: '',
        reason: '',
        reached: false,
    });
    const set = (change: Partial<typeof recall>) => set_recall({ ...recall, ...change });
    const label = `Call back part ${part.number}`;
    return (
        <Dialog title={label} close={close}>
            <p>
                All {charts_words(part.charts)} of this part are called back: its links stop
                working, a letter asks for everything back, each patient’s accounting says what
                happened, and one privacy case names them all.
            </p>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    commands.run(
                        {
                            label,
                            run: (b) => api.recall_part(b.id, part.id, b.version, recall),
                            done: close,
                        },
                        bulk,
                    );
                }}
            >
                <TextInput
                    label="Who has it wrongly"
                    withAsterisk
                    data-autofocus
                    value={recall.recipient}
                    onChange={(e) => set({ recipient: e.currentTarget.value })}
                />
                <TextInput
                    label="Address"
                    value={recall.recipient_address}
                    onChange={(e) => set({ recipient_address: e.currentTarget.value })}
                />
                <Textarea
                    label="What happened"
                    withAsterisk
                    autosize
                    minRows={2}
                    value={recall.reason}
                    onChange={(e) => set({ reason: e.currentTarget.value })}
                />
                <Checkbox
                    label="It has reached them"
                    checked={recall.reached}
                    onChange={(e) => set({ reached: e.currentTarget.checked })}
                />
                <DialogFooter
                    label={label}
                    close={close}
                    danger
                    ready={!!recall.recipient.trim() && !!recall.reason.trim()}
                    busy={!!commands.busy}
                    error={commands.error}
                />
            </form>
        </Dialog>
    );
}

function PartRow({
    bulk,
    part,
    may,
    commands,
}: {
    bulk: Bulk;
    part: BulkPart;
    may: boolean;
    commands: BulkCommands;
}) {
    const queries = useQueryClient();
    const [recalling, set_recalling] = useState(false);
    const again = () => queries.invalidateQueries({ queryKey: ['bulk', bulk.id] });
    const link = useMutation({
        mutationFn: () => api.link_part(bulk.id, part.id),
        onSuccess: again,
    });
    const gone = !!part.recalled_on;
    const fetched = handed_over(part, bulk.history);
    return (
        <li className="tight" id={`part-${part.number}`}>
            <div className="line">
                <h3>Part {part.number}</h3>
                <span>
                    {charts_words(part.charts)}, {part.pages.toLocaleString('en-US')} pages,{' '}
                    {size_words(part.bytes)}
                </span>
                {gone ? (
                    <span className="state bad">Called back {day_words(part.recalled_on)}</span>
                ) : (
                    <span className={`state ${fetched ? 'ok' : 'warn'}`}>
                        {fetched ? 'Handed over' : 'Not handed over yet'}
                    </span>
                )}
            </div>
            <div className="quiet small">
                Made <Moment at={part.created_at} />, proved by{' '}
                <EntryLink index={part.entry_index} />
                {fetched && (
                    <>
                        ; handed over <Moment at={fetched.at} /> {fetched.how}
                    </>
                )}
            </div>
            {!gone && may && (
                <>
                    <div aria-live="polite">
                        {link.data && (
                            <MadeLink link={link.data} code={bulk.code} of={`-${part.number}`} />
                        )}
                        {link.error && <Failure error={link.error} />}
                    </div>
                    <div className="steps">
                        <Button
                            variant="default"
                            loading={link.isPending}
                            aria-label={`Make download link of part ${part.number}`}
                            onClick={() => link.mutate()}
                        >
                            {link.data ? 'Make another link' : 'Make download link'}
                        </Button>
                        {bulk.passphrase && (
                            <Button
                                variant="default"
                                component="a"
                                download
                                href={`/api/release/bulk/${bulk.id}/parts/${part.id}/package.zip`}
                                aria-label={`Encrypted file of part ${part.number}`}
                                onClick={() => setTimeout(again, 2_000)}
                            >
                                Encrypted file
                            </Button>
                        )}
                        <Button
                            variant="default"
                            color="red"
                            aria-label={`Call back part ${part.number}…`}
                            onClick={() => {
                                commands.settle();
                                set_recalling(true);
                            }}
                        >
                            Call back…
                        </Button>
                    </div>
                </>
            )}
            {recalling && (
                <RecallDialog
                    bulk={bulk}
                    part={part}
                    commands={commands}
                    close={() => set_recalling(false)}
                />
            )}
        </li>
    );
}

const encrypt = 'Make a passphrase';

function Passphrase({ bulk, may, commands }: { bulk: Bulk; may: boolean; commands: BulkCommands }) {
    if (!bulk.passphrase && !may) return null;
    return (
        <div className="tight" aria-live="polite">
            <h3>Encrypted files</h3>
            {bulk.passphrase && (
                <p>
                    Passphrase: <code className="passphrase">{bulk.passphrase}</code>
                </p>
            )}
            <p className="quiet small">
                {bulk.passphrase
                    ? 'One for all parts; a new one holds for files made from then on. Read it out on the telephone, never send it with the file. Each download is recorded as a delivery.'
                    : 'AES-256 archives for e-mail or a medium. The passphrase goes by telephone.'}
            </p>
            {may && (
                <div>
                    <Button
                        variant="default"
                        loading={commands.busy === encrypt}
                        onClick={() =>
                            commands.run(
                                { label: encrypt, run: (b) => api.encrypt_bulk(b.id, b.version) },
                                bulk,
                            )
                        }
                    >
                        {bulk.passphrase ? 'Make a new passphrase' : encrypt}
                    </Button>
                </div>
            )}
        </div>
    );
}

function Letters({ bulk }: { bulk: Bulk }) {
    if (!bulk.letters.length) return null;
    return (
        <div>
            <h3>Letters</h3>
            <ul className="ruled" aria-label="Letters">
                {bulk.letters.map((l) => (
                    <li key={l.id} className="line">
                        <a
                            href={`/api/release/bulk/${bulk.id}/letters/${l.id}`}
                            target="_blank"
                            rel="noopener"
                        >
                            {letter_words[l.kind]} (PDF)
                        </a>
                        <span className="quiet">{day_words(l.written_on)}</span>
                    </li>
                ))}
            </ul>
        </div>
    );
}

export function Parts({
    bulk,
    may_work,
    commands,
}: {
    bulk: Bulk;
    may_work: boolean;
    commands: BulkCommands;
}) {
    const there = bulk.parts.filter((p) => !p.recalled_on && handed_over(p, bulk.history));
    const charts = there.reduce((sum, p) => sum + p.charts, 0);
    const may_change = may_work && bulk.state === 'open';
    return (
        <Panel
            title="What the requester has"
            side={
                bulk.parts.length > 0 && (
                    <span className="quiet">{charts ? charts_words(charts) : 'nothing yet'}</span>
                )
            }
        >
            {bulk.parts.length === 0 ? (
                <p className="quiet">
                    Nothing yet. Charts that are released go out together as a part: one package,
                    one proof. Its links ask for the code <code>{bulk.code}</code>.
                </p>
            ) : (
                <div className="stack">
                    <ul className="ruled" aria-label="Parts">
                        {bulk.parts.map((part) => (
                            <PartRow
                                key={part.id}
                                bulk={bulk}
                                part={part}
                                may={may_work}
                                commands={commands}
                            />
                        ))}
                    </ul>
                    <Passphrase bulk={bulk} may={may_change} commands={commands} />
                    <Letters bulk={bulk} />
                </div>
            )}
        </Panel>
    );
}
