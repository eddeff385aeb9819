// A course: read, answered, signed. What was wrong is explained, and one may try again.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { people_api } from '../api/people';
import type { AttemptResult, CourseText } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';

function Result({ result }: { result: AttemptResult }) {
    const ref = useRef<HTMLDivElement>(null);
    useEffect(() => ref.current?.focus(), [result]);
    return (
        <div
            ref={ref}
            tabIndex={-1}
            role="status"
            className={result.passed ? 'note ok-note' : 'note bad-note'}
        >
            <p className="strong">
                {result.passed ? 'Passed and signed' : 'Not passed this time'}
                {result.asked > 0 && `: ${result.right} of ${result.asked} right`}
            </p>
            {result.passed ? (
                <p>
                    It is kept as evidence.{' '}
                    {result.trained_until &&
                        `Your training is good through ${day_words(result.trained_until)}. `}
                    <Link to="/training">Back to your training</Link>
                </p>
            ) : (
                <p>
                    {result.pass_percent} of a hundred are needed. What was wrong is explained
                    below; read it and try again.
                </p>
            )}
        </div>
    );
}

function Questions({
    course,
    answers,
    set,
    result,
}: {
    course: CourseText;
    answers: (number | undefined)[];
    set: (question: number, choice: number) => void;
    result?: AttemptResult;
}) {
    return (
        <Panel title="Questions">
            <div className="stack" style={{ gap: 20 }}>
                {course.questions.map((q, i) => {
                    const mistake = result?.mistakes.find((m) => m.question === i);
                    return (
                        <Radio.Group
                            key={i}
                            label={`${i + 1}. ${q.ask}`}
                            value={answers[i] === undefined ? '' : String(answers[i])}
                            onChange={(value) => set(i, Number(value))}
                            error={mistake && `Not right. ${mistake.why}`}
                        >
                            <div className="stack" style={{ gap: 12, marginTop: 8 }}>
                                {q.choices.map((choice, n) => (
                                    <Radio key={n} value={String(n)} label={choice} size="xs" />
                                ))}
                            </div>
                        </Radio.Group>
                    );
                })}
            </div>
        </Panel>
    );
}

function Take({ course }: { course: CourseText }) {
    const queries = useQueryClient();
    const { name } = useSession().user;
    const [answers, set_answers] = useState<(number | undefined)[]>([]);
    const [signature, set_signature] = useState('');
    const [agrees, set_agrees] = useState(false);
    const send = useMutation({
        mutationFn: () =>
            people_api.take_course(course.name, {
                edition: course.edition,
                answers: course.questions.map((_, i) => answers[i] ?? -1),
                signature,
                agrees,
            }),
        onSuccess: (result) => {
            if (result.passed) queries.invalidateQueries();
        },
    });
    const left = course.questions.filter((_, i) => answers[i] === undefined).length;
    const ready = !left && agrees && signature.trim().toLowerCase() === name.toLowerCase();
    if (send.data?.passed) return <Result result={send.data} />;
    return (
        <form
            className="stack"
            onSubmit={(e) => {
                e.preventDefault();
                if (ready) send.mutate();
            }}
        >
            {send.data && <Result result={send.data} />}
            {course.questions.length > 0 && (
                <Questions
                    course={course}
                    answers={answers}
                    result={send.data}
                    set={(question, choice) => {
                        const next = [...answers];
                        next[question] = choice;
                        set_answers(next);
                    }}
                />
            )}
            <Panel title="Sign">
                <div className="stack">
                    <Checkbox
                        label={course.attestation}
                        checked={agrees}
                        onChange={(e) => set_agrees(e.currentTarget.checked)}
                    />
                    <TextInput
                        label="Your name, as it stands above"
                        description={name}
                        autoComplete="off"
                        maw={360}
                        value={signature}
                        onChange={(e) => set_signature(e.currentTarget.value)}
                    />
                    {send.error && <Failure error={send.error} />}
                    <div className="steps">
                        <Button type="submit" disabled={!ready} loading={send.isPending}>
                            Sign and finish
                        </Button>
                        <span className="quiet" role="status">
                            {left > 0 && `${left} of ${course.questions.length} questions are open`}
                        </span>
                    </div>
                </div>
            </Panel>
        </form>
    );
}

export function CoursePage() {
    const { course } = useParams({ from: '/training/$course' });
    const found = useQuery({
        queryKey: ['course', course],
        queryFn: () => people_api.course(course),
        staleTime: Infinity,
        refetchOnWindowFocus: false,
    });
    useTitle(found.data?.title ?? 'Course');
    if (found.isPending) return <Loading what="course" lines={12} />;
    if (found.error) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const text = found.data;
    return (
        <div className="stack" style={{ maxWidth: 760 }}>
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>{text.title}</h1>
                <span className="quiet">
                    Edition {text.edition}, about {text.minutes} minutes
                </span>
            </div>
            {text.sections.map((s) => (
                <Panel key={s.heading} title={s.heading}>
                    <p style={{ fontSize: 14, lineHeight: 1.6 }}>{s.text}</p>
                </Panel>
            ))}
            <Take key={text.edition} course={text} />
        </div>
    );
}
