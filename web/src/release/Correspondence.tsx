// What the desk writes beside the records: letters, one extension of time, the fee with its arithmetic,
// and the recall of what went to the wrong person.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView, CopyJob, Fee, LetterAsk } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Panel } from '../parts/panel';
import { LookAtPdf } from '../parts/pdf';
import { Cite } from '../parts/states';
import { day_words } from '../parts/when';
import {
    cents_of,
    delivery_words,
    empty_job,
    empty_letter,
    letter_words,
    letters_for,
    line_words,
    money,
} from './letters';
import type { CaseCommand, useCaseCommands } from './use_case';

type Commands = ReturnType<typeof useCaseCommands>;
interface Asked {
    view: CaseView;
    send: (command: CaseCommand) => void;
    close: () => void;
    /** What went wrong with the last try; what was typed stays. */
    error: unknown;
    busy: boolean;
}

const languages = [
    { value: 'english', label: 'English' },
    { value: 'spanish', label: 'Spanish' },
];
type Language = LetterAsk['language'];

function LetterDialog(asked: Asked) {
    const { view, send, close } = asked;
    const [ask, set_ask] = useState<LetterAsk>(empty_letter);
    const extends_time = ask.kind === 'extension';
    const ready = !extends_time || (!!ask.until && !!ask.reasons.trim());
    return (
        <Dialog title="Write a letter" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    send({
                        label: 'Write the letter',
                        run: (v) => api.write_letter(v.id, v.version, ask),
                    });
                }}
            >
                <NativeSelect
                    label="Letter"
                    data-autofocus
                    data={letters_for(view).map((value) => ({ value, label: letter_words[value] }))}
                    value={ask.kind}
                    onChange={(e) =>
                        set_ask({ ...ask, kind: e.currentTarget.value as LetterAsk['kind'] })
                    }
                />
                <NativeSelect
                    label="Language"
                    data={languages}
                    value={ask.language}
                    onChange={(e) =>
                        set_ask({ ...ask, language: e.currentTarget.value as Language })
                    }
                />
                {extends_time && (
                    <>
                        <p>
                            Once only, in writing, before {day_words(view.due_on)}.{' '}
                            <Cite text="45 CFR 164.524(b)(2)(ii)" />
                        </p>
                        <TextInput
                            label="We will answer by"
                            type="date"
                            withAsterisk
                            value={ask.until ?? ''}
                            onChange={(e) =>
                                set_ask({ ...ask, until: e.currentTarget.value || undefined })
                            }
                        />
                        <Textarea
                            label="Why it takes longer"
                            withAsterisk
                            autosize
                            minRows={2}
                            value={ask.reasons}
                            onChange={(e) => set_ask({ ...ask, reasons: e.currentTarget.value })}
                        />
                    </>
                )}
                <LookAtPdf
                    label="Look at the letter"
                    load={ready ? () => api.preview_letter(view.id, view.version, ask) : undefined}
                />
                <DialogFooter {...asked} label="Write the letter" ready={ready} />
            </form>
        </Dialog>
    );
}

const counts: [
    keyof CopyJob & ('pages' | 'labour_minutes' | 'media' | 'certifications'),
    string,
][] = [
    ['pages', 'Pages'],
    ['labour_minutes', 'Minutes of copying'],
    ['media', 'CDs or sticks'],
    ['certifications', 'Certifications'],
];

function FeeDialog(asked: Asked) {
    const { view, send, close } = asked;
    const [job, set_job] = useState<CopyJob>({ ...empty_job, pages: view.package?.pages ?? 0 });
    const [postage, set_postage] = useState('');
    const postage_cents = cents_of(postage);
    return (
        <Dialog title="Work out the fee" close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    const whole = { ...job, postage_cents: postage_cents ?? 0 };
                    send({
                        label: 'Work out the fee',
                        run: (v) => api.price(v.id, v.version, whole),
                    });
                }}
            >
                <NativeSelect
                    label="How it goes out"
                    data-autofocus
                    data={Object.entries(delivery_words).map(([value, label]) => ({
                        value,
                        label,
                    }))}
                    value={job.delivery}
                    onChange={(e) =>
                        set_job({ ...job, delivery: e.currentTarget.value as CopyJob['delivery'] })
                    }
                />
                <div className="pair">
                    {counts.map(([field, label]) => (
                        <NumberInput
                            key={field}
                            size="xs"
                            label={label}
                            min={0}
                            allowDecimal={false}
                            hideControls
                            value={job[field]}
                            onChange={(n) => set_job({ ...job, [field]: Number(n) || 0 })}
                        />
                    ))}
                    <TextInput
                        label="Postage"
                        placeholder="$0.00"
                        error={postage_cents === undefined && 'An amount such as 4.50'}
                        value={postage}
                        onChange={(e) => set_postage(e.currentTarget.value)}
                    />
                </div>
                <Checkbox
                    label="It supports a claim for public benefits"
                    checked={job.benefits_claim}
                    onChange={(e) => set_job({ ...job, benefits_claim: e.currentTarget.checked })}
                />
                <TextInput
                    label="Waived because"
                    description="Empty: it is charged"
                    value={job.waived_because}
                    onChange={(e) => set_job({ ...job, waived_because: e.currentTarget.value })}
                />
                <DialogFooter
                    {...asked}
                    label="Work out the fee"
                    ready={postage_cents !== undefined}
                />
            </form>
        </Dialog>
    );
}

function RecallDialog(asked: Asked) {
    const { view, send, close } = asked;
    const [recall, set_recall] = useState({
        recipient: '',
        recipient_address: '',
        reason: '',
        reached: false,
        language: 'english' as Language,
    });
    const set = (part: Partial<typeof recall>) => set_recall({ ...recall, ...part });
    return (
        <Dialog title="Call back what went out" close={close}>
            <p>
                Every open link of {view.number} stops working, a letter asks for the records back,
                and a privacy case is opened.
            </p>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    send({
                        label: 'Call it back',
                        run: (v) => api.recall(v.id, v.version, recall),
                    });
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
                    label="It has reached that person"
                    checked={recall.reached}
                    onChange={(e) => set({ reached: e.currentTarget.checked })}
                />
                <NativeSelect
                    label="Language of the letter"
                    data={languages}
                    value={recall.language}
                    onChange={(e) => set({ language: e.currentTarget.value as Language })}
                />
                <DialogFooter
                    {...asked}
                    label="Call it back"
                    ready={!!recall.recipient.trim() && !!recall.reason.trim()}
                />
            </form>
        </Dialog>
    );
}

function FeeShown({ fee }: { fee: Fee }) {
    return (
        <div>
            <h3>
                Fee: {money(fee.total_cents)}{' '}
                <span className="quiet small">
                    {fee.payer === 'individual' ? 'for the individual' : 'for a third party'},{' '}
                    {day_words(fee.computed_on)}
                </span>
            </h3>
            <div
                className="scroll"
                style={{ marginTop: 6 }}
                tabIndex={0}
                role="region"
                aria-label="Fee"
            >
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">For</th>
                            <th scope="col">Arithmetic</th>
                            <th scope="col" className="num">
                                Amount
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {fee.lines.map((line, i) => (
                            <tr key={i}>
                                <td title={line.rule}>
                                    {line.what} <Cite text={line.cite} />
                                </td>
                                <td className="nowrap">{line_words(line)}</td>
                                <td className="num nowrap">{money(line.cents)}</td>
                            </tr>
                        ))}
                        <tr>
                            <td colSpan={2} className="strong">
                                {fee.capped ? 'Total, limited by the rule' : 'Total'}
                                {fee.waived_because && `, waived: ${fee.waived_because}`}
                            </td>
                            <td className="num nowrap strong">{money(fee.total_cents)}</td>
                        </tr>
                    </tbody>
                </table>
            </div>
            <ul className="ruled" style={{ marginTop: 6 }}>
                {fee.findings.map((f, i) => (
                    <li key={`f${i}`} className={f.severity === 'defect' ? 'bad' : 'warn'}>
                        {f.message} <Cite text={f.cite} />
                    </li>
                ))}
                {fee.notes.map((n, i) => (
                    <li key={`n${i}`}>
                        {n.message} <Cite text={n.cite} />
                    </li>
                ))}
            </ul>
        </div>
    );
}

function Letters({ view }: { view: CaseView }) {
    if (!view.letters.length) return <p className="quiet">No letter has been written.</p>;
    return (
        <ul className="ruled" aria-label="Letters">
            {view.letters.map((l) => (
                <li key={l.id} className="line">
                    <a
                        href={`/api/release/cases/${view.id}/letters/${l.id}`}
                        target="_blank"
                        rel="noopener"
                    >
                        {letter_words[l.kind]} (PDF)
                    </a>
                    <span className="quiet">
                        {day_words(l.written_on)},{' '}
                        {l.language === 'spanish' ? 'Spanish' : 'English'}
                    </span>
                    <span className="quiet small push">{l.template_id}</span>
                </li>
            ))}
        </ul>
    );
}

const dialogs = { letter: LetterDialog, fee: FeeDialog, recall: RecallDialog };

export function Correspondence({ view, commands }: { view: CaseView; commands: Commands }) {
    const [open, set_open] = useState<keyof typeof dialogs>();
    const may_write = view.allowed_actions.includes('write');
    const may_recall = view.allowed_actions.includes('recall');
    const Asked = open && dialogs[open];
    const close = () => set_open(undefined);
    const ask = (dialog: keyof typeof dialogs) => {
        commands.settle();
        set_open(dialog);
    };
    if (!may_write && !view.letters.length && !view.fee && !view.recall) return null;
    return (
        <Panel title="Letters and fee">
            <div className="stack">
                {view.recall && (
                    <div className="note bad-note">
                        <p className="strong">Called back on {day_words(view.recall.on)}</p>
                        <p>
                            From {view.recall.recipient}: {view.recall.reason} It{' '}
                            {view.recall.reached ? 'had been received.' : 'had not been received.'}
                        </p>
                    </div>
                )}
                {view.extension && (
                    <p>
                        Extended on {day_words(view.extension.given_on)} until{' '}
                        <span className="strong">{day_words(view.extension.until)}</span>:{' '}
                        {view.extension.reasons} <Cite text="45 CFR 164.524(b)(2)(ii)" />
                    </p>
                )}
                <Letters view={view} />
                {view.fee && <FeeShown fee={view.fee} />}
                <div className="steps">
                    {may_write && (
                        <>
                            <Button variant="default" onClick={() => ask('letter')}>
                                Write a letter…
                            </Button>
                            <Button variant="default" onClick={() => ask('fee')}>
                                Work out the fee…
                            </Button>
                        </>
                    )}
                    {may_recall && (
                        <Button variant="default" color="red" onClick={() => ask('recall')}>
                            Call back…
                        </Button>
                    )}
                </div>
            </div>
            {Asked && (
                <Asked
                    view={view}
                    close={close}
                    error={commands.error}
                    busy={!!commands.busy}
                    send={(command) => commands.run({ ...command, done: close }, view)}
                />
            )}
        </Panel>
    );
}
