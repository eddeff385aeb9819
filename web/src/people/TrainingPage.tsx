// One's own training: what is owed by when, and what was done.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { people_api } from '../api/people';
import type { OwedCourse, PersonTraining, TrainingRecord } from '../api/types';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Cite, Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { standing_class, standing_words } from './words';

export function StandingBadge({ standing }: { standing: OwedCourse['standing'] }) {
    return <span className={`state ${standing_class[standing]}`}>{standing_words[standing]}</span>;
}

function Standing({ mine }: { mine: PersonTraining }) {
    if (!mine.courses.length) return null;
    if (mine.standing === 'overdue')
        return (
            <div className="note bad-note" role="alert">
                <p className="strong">Patients’ records are closed to you</p>
                <p>Take the courses below that are past their day; the records open at once.</p>
            </div>
        );
    return (
        <p className={mine.standing === 'in_time' ? 'quiet' : 'warn'}>
            Patients’ records are open to you through {day_words(mine.trained_until)}.
        </p>
    );
}

function Owed({ owed }: { owed: OwedCourse }) {
    return (
        <tr>
            <td>
                <Link to="/training/$course" params={{ course: owed.course }}>
                    {owed.title}
                </Link>
                <div className="quiet small">
                    {owed.acknowledgement ? 'Read and sign' : 'Course with questions'}, about{' '}
                    {owed.minutes} minutes
                </div>
            </td>
            <td className="nowrap">{day_words(owed.due)}</td>
            <td>
                <StandingBadge standing={owed.standing} />
            </td>
            <td className="nowrap later">{owed.done ? day_words(owed.done) : 'never'}</td>
            <td className="later">
                {owed.by} <Cite text={owed.by_cite || owed.why_cite} />
            </td>
        </tr>
    );
}

export function Records({ records }: { records: TrainingRecord[] }) {
    if (!records.length) return <p className="quiet body">Nothing has been taken so far.</p>;
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Records of training">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Day</th>
                        <th scope="col">Course</th>
                        <th scope="col">Result</th>
                        <th scope="col" className="later">
                            Signed
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {records.map((r) => (
                        <tr key={r.id}>
                            <td className="nowrap">{day_words(r.done_on)}</td>
                            <td>
                                {r.title}
                                <span className="quiet"> edition {r.edition}</span>
                            </td>
                            <td className="nowrap">
                                <span className={r.passed ? 'ok' : 'bad'}>
                                    {r.passed ? 'Passed' : 'Not passed'}
                                </span>
                                {r.asked > 0 && ` ${r.right} of ${r.asked}`}
                            </td>
                            <td className="later">
                                {r.signature || (
                                    <>
                                        Entered by {r.recorded_by}: {r.note}
                                    </>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function TrainingPage() {
    useTitle('Training');
    const found = useQuery({ queryKey: ['training'], queryFn: people_api.my_training });
    if (found.isPending) return <Loading what="training" />;
    if (found.error) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const mine = found.data;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Training</h1>
                {mine.courses.length > 0 && <StandingBadge standing={mine.standing} />}
            </div>
            <Standing mine={mine} />
            {mine.courses.length === 0 ? (
                <Empty title="No course is asked of you" />
            ) : (
                <Panel title="What you owe" bare>
                    <div className="scroll" tabIndex={0} role="region" aria-label="Courses owed">
                        <table className="grid">
                            <thead>
                                <tr>
                                    <th scope="col">Course</th>
                                    <th scope="col">Due</th>
                                    <th scope="col">Standing</th>
                                    <th scope="col" className="later">
                                        Last taken
                                    </th>
                                    <th scope="col" className="later">
                                        Why
                                    </th>
                                </tr>
                            </thead>
                            <tbody>
                                {mine.courses.map((owed) => (
                                    <Owed key={owed.course} owed={owed} />
                                ))}
                            </tbody>
                        </table>
                    </div>
                </Panel>
            )}
            <Panel title="What you have done" bare>
                <Records records={mine.records} />
            </Panel>
        </div>
    );
}
