// The minimum necessary: the protocol for the purpose, what the scope asks beyond it, and what a person
// chose instead. A case and a bulk request ask with the same three buttons.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { CaseView, Minimum, MinimumAnswer, MinimumChoice } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Facts, Panel } from '../parts/panel';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { beyond_words, choice_words, limits_of, state_words } from './minimum';
import type { useCaseCommands } from './use_case';

export interface Choosing {
    /** Sends the answer; the dialog closes when it was taken. */
    choose: (label: string, answer: MinimumAnswer, done: () => void) => void;
    busy?: string;
    error?: unknown;
}

const label_protocol = 'Narrow to the protocol';
const label_review = 'Record the review';
const label_reliance = 'Rely on it';

const answer_of = (given: Partial<MinimumAnswer> & Pick<MinimumAnswer, 'kind'>): MinimumAnswer => ({
    answers: {},
    representation: '',
    reasonable: false,
    ...given,
});

function ReviewDialog({
    minimum,
    by,
    close,
}: {
    minimum: Minimum;
    by: Choosing;
    close: () => void;
}) {
    const [answers, set_answers] = useState<Record<string, string>>(
        minimum.recorded?.kind === 'review' ? minimum.recorded.answers : {},
    );
    const ready = minimum.criteria.every((c) => answers[c.name]?.trim());
    return (
        <Dialog title="Individual review" close={close}>
            <p>
                It stands for this requester and purpose, and for the scope as it is now or a
                narrower one. A wider scope is reviewed again.
            </p>
            {minimum.criteria.map((c, i) => (
                <Textarea
                    key={c.name}
                    label={c.say}
                    description={c.cite}
                    withAsterisk
                    autosize
                    minRows={2}
                    data-autofocus={i === 0 || undefined}
                    value={answers[c.name] ?? ''}
                    onChange={(e) => set_answers({ ...answers, [c.name]: e.currentTarget.value })}
                />
            ))}
            <DialogFooter
                label={label_review}
                ready={ready}
                busy={by.busy === label_review}
                error={by.error}
                run={() => by.choose(label_review, answer_of({ kind: 'review', answers }), close)}
                close={close}
            />
        </Dialog>
    );
}

function RelianceDialog({
    minimum,
    by,
    close,
}: {
    minimum: Minimum;
    by: Choosing;
    close: () => void;
}) {
    const [representation, set_representation] = useState('');
    const [reasonable, set_reasonable] = useState(false);
    return (
        <Dialog title="Rely on the requester’s word" close={close}>
            <p>
                {minimum.reliance?.message} <Cite text={minimum.reliance?.cite ?? ''} />
            </p>
            <Textarea
                label="What is relied on, and how it came"
                placeholder="Letter of November 20: “the least we need to …”"
                withAsterisk
                data-autofocus
                autosize
                minRows={2}
                value={representation}
                onChange={(e) => set_representation(e.currentTarget.value)}
            />
            <Checkbox
                label="Relying on it is reasonable under the circumstances."
                checked={reasonable}
                onChange={(e) => set_reasonable(e.currentTarget.checked)}
            />
            <DialogFooter
                label={label_reliance}
                ready={reasonable && !!representation.trim()}
                busy={by.busy === label_reliance}
                error={by.error}
                run={() =>
                    by.choose(
                        label_reliance,
                        answer_of({ kind: 'reliance', representation, reasonable }),
                        close,
                    )
                }
                close={close}
            />
        </Dialog>
    );
}

/** What was recorded: by whom, when, and in which words. */
export function MinimumRecord({
    choice,
    criteria,
}: {
    choice: MinimumChoice;
    criteria?: Minimum['criteria'];
}) {
    const said = Object.entries(choice.answers);
    return (
        <div className="tight">
            <p>
                <span className="strong">{choice_words[choice.kind]}</span>
                {choice.by && ` by ${choice.by}, ${day_words(choice.on)}`}{' '}
                <Cite text={choice.cite} />
            </p>
            {choice.representation && <p>{choice.representation}</p>}
            {said.length > 0 && (
                <Facts
                    rows={said.map(([name, words]): [string, ReactNode] => [
                        criteria?.find((c) => c.name === name)?.say ?? name.replaceAll('_', ' '),
                        words,
                    ])}
                />
            )}
        </div>
    );
}

function Protocol({ minimum }: { minimum: Minimum }) {
    if (!minimum.protocol)
        return <p>No protocol is for this purpose: a person reviews the request.</p>;
    return (
        <div className="tight">
            <p title={minimum.protocol.rule}>
                {minimum.protocol.say} <Cite text={minimum.protocol.cite} />
            </p>
            <Facts rows={limits_of(minimum.protocol)} />
        </div>
    );
}

function TooMuch({ minimum }: { minimum: Minimum }) {
    if (!minimum.beyond.length) return null;
    return (
        <div>
            <h3>The scope goes beyond it</h3>
            <ul className="ruled" style={{ marginTop: 6 }}>
                {minimum.beyond.map((b) => (
                    <li key={b.what} className="line" style={{ flexWrap: 'nowrap' }}>
                        <span className="state warn">Beyond</span>
                        <span>{beyond_words(b)}</span>
                    </li>
                ))}
            </ul>
        </div>
    );
}

function Choices({ minimum, by }: { minimum: Minimum; by: Choosing }) {
    const [dialog, set_dialog] = useState<'review' | 'reliance'>();
    const close = () => set_dialog(undefined);
    return (
        <>
            <div className="steps" role="group" aria-label="Minimum necessary">
                {minimum.narrowed && (
                    <Button
                        variant="default"
                        loading={by.busy === label_protocol}
                        onClick={() =>
                            by.choose(label_protocol, answer_of({ kind: 'protocol' }), close)
                        }
                    >
                        {label_protocol}
                    </Button>
                )}
                <Button variant="default" onClick={() => set_dialog('review')}>
                    Record an individual review…
                </Button>
                {minimum.reliance && (
                    <Button variant="default" onClick={() => set_dialog('reliance')}>
                        Rely on the requester’s word…
                    </Button>
                )}
            </div>
            {dialog === 'review' && <ReviewDialog minimum={minimum} by={by} close={close} />}
            {dialog === 'reliance' && <RelianceDialog minimum={minimum} by={by} close={close} />}
        </>
    );
}

/** `by` is absent where nothing may be changed any more. */
export function MinimumPanel({ minimum, by }: { minimum: Minimum; by?: Choosing }) {
    const words = state_words(minimum);
    if (!words) return null;
    const open = minimum.state === 'beyond' || minimum.state === 'unreviewed';
    const stands = !open && minimum.recorded;
    return (
        <Panel
            title="Minimum necessary"
            side={<span className={`state ${words.tone}`}>{words.label}</span>}
        >
            <div className="stack">
                <Protocol minimum={minimum} />
                <TooMuch minimum={minimum} />
                {stands && <MinimumRecord choice={minimum.recorded!} criteria={minimum.criteria} />}
                {open && !minimum.may_go && (
                    <p className="quiet">
                        {minimum.rule.message} <Cite text={minimum.rule.cite} />
                    </p>
                )}
                {open && by && <Choices minimum={minimum} by={by} />}
            </div>
        </Panel>
    );
}

export function MinimumCard({
    view,
    commands,
}: {
    view: CaseView;
    commands: ReturnType<typeof useCaseCommands>;
}) {
    const applies = !!view.decision?.minimum_necessary;
    const open = view.allowed_actions.includes('decide');
    const found = useQuery({
        queryKey: ['minimum', view.id, view.version],
        queryFn: () => api.minimum(view.id),
        enabled: applies && open,
    });
    if (!applies) return null;
    if (!open)
        return (
            view.minimum && (
                <Panel title="Minimum necessary">
                    <MinimumRecord choice={view.minimum} />
                </Panel>
            )
        );
    if (found.isPending) return <Loading what="minimum necessary" lines={3} />;
    if (!found.data) return <Failure error={found.error} retry={() => found.refetch()} />;
    const by: Choosing = {
        choose: (label, answer, done) =>
            commands.run(
                { label, run: (v) => api.choose_minimum(v.id, v.version, answer), done },
                view,
            ),
        busy: commands.busy,
        error: commands.error,
    };
    return <MinimumPanel minimum={found.data} by={by} />;
}
