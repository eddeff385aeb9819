// What the request rests on: the grounds this requester may claim, the questions of the chosen
// one, and the order or subpoena as it reads. All of it comes from the rule packs.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect } from '@mantine/core';
import type { Decision, Ground, Question } from '../api/types';
import { Panel } from '../parts/panel';
import { Cite } from '../parts/states';
import { OneOf, Text, useBound } from './form_parts';
import { asked_by, choices_of, ground_of, grounds_for, sorted_questions } from './grounds';
import type { RequestForm } from './request_form';
import { requester_words } from './words';

function Cards({
    legend,
    grounds,
    chosen,
    set,
}: {
    legend: string;
    grounds: Ground[];
    chosen?: string;
    set: (name: string) => void;
}) {
    return (
        <fieldset className="plain">
            <legend>{legend}</legend>
            <div className="cards">
                {grounds.map((g) => (
                    <label
                        key={g.name}
                        className="card"
                        data-chosen={g.name === chosen || undefined}
                    >
                        <input
                            type="radio"
                            name="ground"
                            value={g.name}
                            checked={g.name === chosen}
                            onChange={() => set(g.name)}
                        />
                        <span>
                            {g.say}
                            <br />
                            <span className="cite">{g.cite}</span>
                        </span>
                    </label>
                ))}
            </div>
        </fieldset>
    );
}

export function GroundFields({ form, grounds }: { form: RequestForm; grounds: Ground[] }) {
    const b = useBound('ground');
    const { own, open } = grounds_for(form.requester.kind, grounds);
    const chosen = ground_of(form, grounds);
    const who = requester_words[form.requester.kind];
    const among_open = open.some((g) => g.name === chosen?.name);
    return (
        <Panel
            title="What it rests on"
            side={<span className="quiet small">The ground of the law that is claimed</span>}
        >
            <div className="stack" id={b.id} tabIndex={-1}>
                {b.error && (
                    <p className="bad" role="alert">
                        {b.error}
                    </p>
                )}
                {own.length > 0 && (
                    <Cards
                        legend={`Of this requester: ${who.charAt(0).toLowerCase()}${who.slice(1)}`}
                        grounds={own}
                        chosen={chosen?.name}
                        set={b.set}
                    />
                )}
                {own.length === 0 && (
                    <Cards
                        legend="Open to anyone"
                        grounds={open}
                        chosen={chosen?.name}
                        set={b.set}
                    />
                )}
                {own.length > 0 && open.length > 0 && (
                    <details key={String(among_open)} open={among_open || undefined}>
                        <summary>Open to anyone ({open.length})</summary>
                        <div style={{ marginTop: 8 }}>
                            <Cards
                                legend="Open to anyone"
                                grounds={open}
                                chosen={chosen?.name}
                                set={b.set}
                            />
                        </div>
                    </details>
                )}
            </div>
        </Panel>
    );
}

/** More choices than fit in a row are a list. */
const shown_max = 5;

function Ask({
    question,
    value,
    asked,
    set,
}: {
    question: Question;
    value: string;
    asked: boolean;
    set: (value: string) => void;
}) {
    const words = (
        <>
            {asked && <span className="state warn">Asked for</span>} {question.say}{' '}
            <Cite text={question.cite} />
        </>
    );
    const choices = choices_of(question);
    if (question.values.length > shown_max)
        return (
            <NativeSelect
                className="ask"
                label={words}
                data={[
                    { value: '', label: 'Not known' },
                    ...choices.map(([v, label]) => ({ value: v, label })),
                ]}
                value={value}
                onChange={(e) => set(e.currentTarget.value)}
            />
        );
    return (
        <OneOf
            name={`statement-${question.name}`}
            legend={words}
            value={value}
            choices={[...choices, ['', 'Not known']]}
            keys={question.values.length ? { u: '' } : { y: 'true', n: 'false', u: '' }}
            set={set}
        />
    );
}

export function QuestionFields({
    form,
    ground,
    decision,
}: {
    form: RequestForm;
    ground: Ground;
    decision?: Decision;
}) {
    const b = useBound('statements');
    const statements = form.statements;
    const asked = asked_by(decision, ground.questions);
    const { first, later } = sorted_questions(ground.questions, asked);
    const answered = (questions: Question[]) => questions.filter((q) => statements[q.name]).length;
    const row = (q: Question) => (
        <li key={q.name}>
            <Ask
                question={q}
                value={statements[q.name] ?? ''}
                asked={asked.has(q.name)}
                set={(value) => b.set({ ...statements, [q.name]: value })}
            />
        </li>
    );
    if (!ground.questions.length) return null;
    return (
        <Panel
            title="What must be known"
            side={
                <span className="quiet small">
                    {answered(ground.questions)} of {ground.questions.length} answered; keys{' '}
                    <kbd>y</kbd> <kbd>n</kbd> <kbd>u</kbd>
                </span>
            }
        >
            <div className="stack" id={b.id} tabIndex={-1}>
                {first.length > 0 && <ul className="ruled questions">{first.map(row)}</ul>}
                {later.length > 0 && (
                    <details open={answered(later) > 0 || undefined}>
                        <summary>
                            Only where the record holds special parts or a state’s law asks (
                            {answered(later)} of {later.length} answered)
                        </summary>
                        <ul className="ruled questions" style={{ marginTop: 8 }}>
                            {later.map(row)}
                        </ul>
                    </details>
                )}
            </div>
        </Panel>
    );
}

export function ProcessFields() {
    return (
        <Panel
            title="The order, subpoena or other process"
            side={<span className="quiet small">What lies outside its days does not go</span>}
        >
            <div className="fields">
                <Text path="process.issuer" label="Issued by" hint="Court, agency or attorney" />
                <Text path="process.number" label="Number" />
                <Text path="process.issued_on" label="Issued on" type="date" />
                <Text
                    wide
                    long
                    path="process.describes"
                    label="What it asks for"
                    hint="In its own words"
                />
                <Text path="process.from" label="Records from" type="date" />
                <Text path="process.to" label="Records to" type="date" />
            </div>
        </Panel>
    );
}
