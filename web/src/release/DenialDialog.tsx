// Denies access on a ground of the law: what, why in plain words, the judgment behind it, and the letter
// looked at before it is sent. What the law does not know as a ground is shown with why not.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { CaseView, Denial, DenialGround, LetterAsk } from '../api/types';
import { Dialog, DialogFooter } from '../parts/dialog';
import { LookAtPdf } from '../parts/pdf';
import { Cite, Failure, Loading } from '../parts/states';
import { today } from '../parts/when';
import { denial_letter, empty_denial, ground_words, missing_of, sorted_grounds } from './denial';
import { OneOf } from './form_parts';
import type { useCaseCommands } from './use_case';

export function useDenialGrounds(id: string, wanted: boolean) {
    return useQuery({
        queryKey: ['denial-grounds', id],
        queryFn: () => api.denial_grounds(id),
        enabled: wanted,
        staleTime: 60_000,
    });
}

function WhyNot({ title, grounds }: { title: string; grounds: DenialGround[] }) {
    if (!grounds.length) return null;
    return (
        <details>
            <summary>{title}</summary>
            <ul className="ruled" style={{ marginTop: 6 }}>
                {grounds.map((g) => (
                    <li key={g.name}>
                        <span className="strong">{ground_words(g.name)}.</span> {g.message}{' '}
                        <Cite text={g.cite} />
                    </li>
                ))}
            </ul>
        </details>
    );
}

function GroundChoice({
    grounds,
    chosen,
    choose,
}: {
    grounds: DenialGround[];
    chosen: string;
    choose: (name: string) => void;
}) {
    const { open, elsewhere, none } = sorted_grounds(grounds);
    return (
        <div className="stack">
            <fieldset className="plain">
                <legend>On which ground</legend>
                {open.length === 0 && (
                    <p className="quiet">No ground of the law reaches this request.</p>
                )}
                <div className="stack">
                    {open.map((g) => (
                        <Radio
                            key={g.name}
                            name="ground"
                            value={g.name}
                            checked={g.name === chosen}
                            onChange={() => choose(g.name)}
                            label={
                                <>
                                    <span className="strong">{ground_words(g.name)}</span>
                                    {g.reviewable ? ', can be reviewed' : ', not reviewable'}
                                    <br />
                                    {g.message} <Cite text={g.cite} />
                                </>
                            }
                        />
                    ))}
                </div>
            </fieldset>
            <WhyNot
                title={`${elsewhere.length} ${elsewhere.length === 1 ? 'ground does' : 'grounds do'} not reach this request`}
                grounds={elsewhere}
            />
            <WhyNot title={`${none.length} reasons that are no ground`} grounds={none} />
        </div>
    );
}

function JudgmentFields({ denial, set }: { denial: Denial; set: (part: Partial<Denial>) => void }) {
    const judgment = denial.judgment ?? { professional: '', licence: '', reasons: '' };
    const change = (part: Partial<typeof judgment>) => set({ judgment: { ...judgment, ...part } });
    return (
        <fieldset className="plain">
            <legend>The professional’s judgment</legend>
            <div className="stack">
                <TextInput
                    label="Licensed health care professional"
                    withAsterisk
                    value={judgment.professional}
                    onChange={(e) => change({ professional: e.currentTarget.value })}
                />
                <TextInput
                    label="Licence"
                    withAsterisk
                    value={judgment.licence}
                    onChange={(e) => change({ licence: e.currentTarget.value })}
                />
                <TextInput
                    label="Judged on"
                    type="date"
                    max={today()}
                    withAsterisk
                    value={judgment.judged_on ?? ''}
                    onChange={(e) => change({ judged_on: e.currentTarget.value || undefined })}
                />
                <Textarea
                    label="Reasons"
                    description="Kept in the case; the letter states the basis only"
                    withAsterisk
                    autosize
                    minRows={2}
                    value={judgment.reasons}
                    onChange={(e) => change({ reasons: e.currentTarget.value })}
                />
            </div>
        </fieldset>
    );
}

export function DenialDialog({
    view,
    commands,
    close,
}: {
    view: CaseView;
    commands: ReturnType<typeof useCaseCommands>;
    close: () => void;
}) {
    const found = useDenialGrounds(view.id, true);
    const [denial, set_denial] = useState<Denial>(empty_denial);
    const [language, set_language] = useState<LetterAsk['language']>('english');
    const set = (part: Partial<Denial>) => set_denial({ ...denial, ...part });
    const ground = found.data?.grounds.find((g) => g.name === denial.ground);
    const ready = ground && missing_of(denial, ground).length === 0;
    const letter = ready ? denial_letter(denial, ground, language) : undefined;
    const label = denial.everything ? 'Deny and close the case' : 'Deny this part';
    return (
        <Dialog title="Deny access" close={close}>
            {found.isPending && <Loading what="grounds" lines={4} />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && (
                <form
                    className="stack"
                    onSubmit={(e) => {
                        e.preventDefault();
                        if (!letter) return;
                        commands.run(
                            {
                                label,
                                run: (v) => api.write_letter(v.id, v.version, letter),
                                done: close,
                            },
                            view,
                        );
                    }}
                >
                    <GroundChoice
                        grounds={found.data.grounds}
                        chosen={denial.ground}
                        choose={(name) => set({ ground: name })}
                    />
                    <OneOf
                        name="everything"
                        legend="How much"
                        value={denial.everything ? 'all' : 'part'}
                        choices={[
                            ['part', 'A part; the rest is given'],
                            ['all', 'Everything'],
                        ]}
                        set={(v) => set({ everything: v === 'all' })}
                    />
                    <Textarea
                        label="What is denied"
                        description="As the letter names it: “the progress note of March 4, 2026”"
                        withAsterisk
                        autosize
                        minRows={1}
                        value={denial.denied}
                        onChange={(e) => set({ denied: e.currentTarget.value })}
                    />
                    <Textarea
                        label="Basis in plain language"
                        description="The letter says it to the patient"
                        withAsterisk
                        autosize
                        minRows={2}
                        value={denial.basis}
                        onChange={(e) => set({ basis: e.currentTarget.value })}
                    />
                    {ground?.judgment && <JudgmentFields denial={denial} set={set} />}
                    <NativeSelect
                        label="Language of the letter"
                        data={[
                            { value: 'english', label: 'English' },
                            { value: 'spanish', label: 'Spanish' },
                        ]}
                        value={language}
                        onChange={(e) =>
                            set_language(e.currentTarget.value as LetterAsk['language'])
                        }
                    />
                    <LookAtPdf
                        label="Look at the letter"
                        load={letter && (() => api.preview_letter(view.id, view.version, letter))}
                    />
                    <DialogFooter
                        label={label}
                        danger
                        ready={!!letter}
                        busy={commands.busy === label}
                        error={commands.error}
                        close={close}
                    />
                </form>
            )}
        </Dialog>
    );
}
