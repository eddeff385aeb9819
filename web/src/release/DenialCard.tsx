// A denial of access as it stands: what was denied and on which ground, and its review by somebody who
// took no part in it (45 CFR 164.524(a)(4), (d)).
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView, Review } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { Facts, Panel } from '../parts/panel';
import { Cite } from '../parts/states';
import { day_words, today } from '../parts/when';
import { empty_review, ground_words, may_deny, review_is_whole } from './denial';
import { DenialDialog, useDenialGrounds } from './DenialDialog';
import { OneOf } from './form_parts';
import type { useCaseCommands } from './use_case';

type Commands = ReturnType<typeof useCaseCommands>;

function DateField({
    label,
    value,
    set,
    required,
}: {
    label: string;
    value: string | undefined;
    set: (day: string | undefined) => void;
    required?: boolean;
}) {
    return (
        <TextInput
            label={label}
            type="date"
            max={today()}
            withAsterisk={required}
            value={value ?? ''}
            onChange={(e) => set(e.currentTarget.value || undefined)}
        />
    );
}

function ReviewDialog({
    view,
    commands,
    close,
}: {
    view: CaseView;
    commands: Commands;
    close: () => void;
}) {
    const decides = view.state === 'reviewing';
    const [review, set_review] = useState<Review>({
        ...empty_review,
        requested_on: today(),
        ...view.review,
        ...(decides ? { decided_on: today() } : {}),
    });
    const set = (part: Partial<Review>) => set_review({ ...review, ...part });
    const label = !decides
        ? 'Start the review'
        : review.upheld
          ? 'Uphold the denial'
          : 'Overturn the denial';
    return (
        <Dialog title={decides ? 'What the review came to' : 'Ask for a review'} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    commands.run(
                        { label, run: (v) => api.review(v.id, v.version, review), done: close },
                        view,
                    );
                }}
            >
                <p>
                    By a licensed health care professional who took no part in the denial.{' '}
                    <Cite text="45 CFR 164.524(a)(4)" />
                </p>
                <DateField
                    label="Asked for on"
                    required
                    value={review.requested_on}
                    set={(day) => set({ requested_on: day })}
                />
                <TextInput
                    label="Reviewer"
                    withAsterisk={decides}
                    value={review.reviewer}
                    onChange={(e) => set({ reviewer: e.currentTarget.value })}
                />
                <TextInput
                    label="Licence of the reviewer"
                    withAsterisk={decides}
                    value={review.licence}
                    onChange={(e) => set({ licence: e.currentTarget.value })}
                />
                {decides && (
                    <>
                        <Checkbox
                            label="The reviewer took part in the denial"
                            checked={review.took_part}
                            onChange={(e) => set({ took_part: e.currentTarget.checked })}
                        />
                        <OneOf
                            name="upheld"
                            legend="Result"
                            value={review.upheld ? 'upheld' : 'overturned'}
                            choices={[
                                ['overturned', 'Access is given'],
                                ['upheld', 'The denial stands'],
                            ]}
                            set={(v) => set({ upheld: v === 'upheld' })}
                        />
                        <DateField
                            label="Decided on"
                            required
                            value={review.decided_on}
                            set={(day) => set({ decided_on: day })}
                        />
                        <DateField
                            label="Patient told in writing on"
                            value={review.told_on}
                            set={(day) => set({ told_on: day })}
                        />
                    </>
                )}
                <DialogFooter
                    label={label}
                    ready={review_is_whole(review, decides)}
                    busy={commands.busy === label}
                    error={commands.error}
                    close={close}
                />
            </form>
        </Dialog>
    );
}

function ReviewFacts({ review }: { review: Review }) {
    return (
        <div>
            <h3>Review</h3>
            <Facts
                rows={[
                    ['Asked for', day_words(review.requested_on)],
                    [
                        'Reviewer',
                        [review.reviewer, review.licence].filter((t) => t.trim()).join(', '),
                    ],
                    [
                        'Result',
                        review.decided_on
                            ? `${review.upheld ? 'The denial stands' : 'Access is given'}, ${day_words(review.decided_on)}`
                            : 'not yet',
                    ],
                    ...(review.decided_on
                        ? [['Patient told', day_words(review.told_on)] as [string, string]]
                        : []),
                ]}
            />
        </div>
    );
}

export function DenialCard({ view, commands }: { view: CaseView; commands: Commands }) {
    const [open, set_open] = useState<'deny' | 'review'>();
    const grounds = useDenialGrounds(view.id, !!view.denial);
    const denial = view.denial;
    const ground = grounds.data?.grounds.find((g) => g.name === denial?.ground);
    const asks = view.allowed_actions.includes('ask_review');
    const decides = view.allowed_actions.includes('uphold');
    const close = () => set_open(undefined);
    const ask = (dialog: 'deny' | 'review') => {
        commands.settle();
        set_open(dialog);
    };
    if (!denial && !view.review && !may_deny(view)) return null;
    return (
        <Panel title="Denial of access">
            <div className="stack">
                {denial ? (
                    <Facts
                        rows={[
                            [
                                'Denied',
                                `${denial.denied}${denial.everything ? ' (everything)' : ''}`,
                            ],
                            [
                                'Ground',
                                <span key="g">
                                    {ground_words(denial.ground)}{' '}
                                    {ground && <Cite text={ground.cite} />}
                                </span>,
                            ],
                            ['Basis', denial.basis],
                            ...(denial.judgment
                                ? [
                                      [
                                          'Judged by',
                                          `${denial.judgment.professional}, ${denial.judgment.licence}, ${day_words(denial.judgment.judged_on)}`,
                                      ] as [string, string],
                                  ]
                                : []),
                            ['Letter of', day_words(denial.given_on)],
                        ]}
                    />
                ) : (
                    <p className="quiet">
                        Nothing is denied. Access is denied only on a ground of the law, by a
                        letter. <Cite text="45 CFR 164.524(a)(2)-(3), (d)" />
                    </p>
                )}
                {view.review && <ReviewFacts review={view.review} />}
                {denial && asks && ground && !ground.reviewable && (
                    <p className="quiet">
                        A denial on this ground is not reviewed. <Cite text={ground.cite} />
                    </p>
                )}
                <div className="steps">
                    {may_deny(view) && (
                        <Button variant="default" onClick={() => ask('deny')}>
                            Deny access…
                        </Button>
                    )}
                    {denial && asks && ground?.reviewable && !view.review?.decided_on && (
                        <Button variant="default" onClick={() => ask('review')}>
                            Ask for a review…
                        </Button>
                    )}
                    {decides && (
                        <Button onClick={() => ask('review')}>What the review came to…</Button>
                    )}
                </div>
            </div>
            {open === 'deny' && <DenialDialog view={view} commands={commands} close={close} />}
            {open === 'review' && <ReviewDialog view={view} commands={commands} close={close} />}
        </Panel>
    );
}
