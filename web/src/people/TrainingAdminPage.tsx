// Training looked after: who is due, one person's records, training taken elsewhere, and the courses.
// SPDX-License-Identifier: Apache-2.0
import { Button, FileInput, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { people_api } from '../api/people';
import type { CourseInfo, Id, PersonTraining, Standing } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';
import { Records, StandingBadge } from './TrainingPage';
import { roles_text, standing_words } from './words';

const standings: Standing[] = ['overdue', 'grace', 'due_soon', 'in_time'];

function RecordDialog({ person, close }: { person: PersonTraining; close: () => void }) {
    const queries = useQueryClient();
    const [course, set_course] = useState(person.courses[0]?.course ?? '');
    const [done_on, set_done_on] = useState(today());
    const [note, set_note] = useState('');
    const enter = useMutation({
        mutationFn: () => people_api.record_training({ user: person.id, course, done_on, note }),
        onSuccess: () => {
            queries.invalidateQueries({ queryKey: ['training-people'] });
            close();
        },
    });
    return (
        <Dialog title={`Training ${person.name} took elsewhere`} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    enter.mutate();
                }}
            >
                <NativeSelect
                    label="Course"
                    data={person.courses.map((c) => ({ value: c.course, label: c.title }))}
                    value={course}
                    onChange={(e) => set_course(e.currentTarget.value)}
                />
                <TextInput
                    label="Day"
                    type="date"
                    max={today()}
                    required
                    value={done_on}
                    onChange={(e) => set_done_on(e.currentTarget.value)}
                />
                <Textarea
                    label="Where it was given, and where the signed sheet is kept"
                    required
                    maxLength={1000}
                    autosize
                    minRows={2}
                    value={note}
                    onChange={(e) => set_note(e.currentTarget.value)}
                />
                <DialogFooter
                    label="Enter"
                    close={close}
                    ready={!!note.trim() && !!done_on}
                    busy={enter.isPending}
                    error={enter.error}
                />
            </form>
        </Dialog>
    );
}

function PersonDialog({ id, close }: { id: Id; close: () => void }) {
    const found = useQuery({
        queryKey: ['training-people', id],
        queryFn: () => people_api.training_of(id),
    });
    return (
        <Dialog title={found.data?.name ?? 'Training'} close={close} wide>
            {found.isPending && <Loading what="records" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && <Records records={found.data.records} />}
            <div className="steps">
                <Button variant="default" onClick={close}>
                    Close
                </Button>
            </div>
        </Dialog>
    );
}

function People({ people }: { people: PersonTraining[] }) {
    const me = useSession().user.id;
    const [entering, set_entering] = useState<PersonTraining>();
    const [showing, set_showing] = useState<Id>();
    return (
        <>
            <div className="scroll" tabIndex={0} role="region" aria-label="Who is due">
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">Person</th>
                            <th scope="col">Standing</th>
                            <th scope="col">Records open through</th>
                            <th scope="col" className="later">
                                Owes next
                            </th>
                            <td />
                        </tr>
                    </thead>
                    <tbody>
                        {people.map((p) => (
                            <tr key={p.id}>
                                <td>
                                    {p.name}
                                    <div className="quiet small">{roles_text(p.roles)}</div>
                                </td>
                                <td>
                                    <StandingBadge standing={p.standing} />
                                </td>
                                <td className="nowrap">{day_words(p.trained_until)}</td>
                                <td className="later">
                                    {p.courses
                                        .filter((c) => c.standing !== 'in_time')
                                        .map((c) => c.title)
                                        .join(', ') || 'nothing now'}
                                </td>
                                <td>
                                    <div className="line" style={{ justifyContent: 'flex-end' }}>
                                        <Button
                                            variant="default"
                                            aria-label={`Records of ${p.name}`}
                                            onClick={() => set_showing(p.id)}
                                        >
                                            Records
                                        </Button>
                                        {p.id !== me && (
                                            <Button
                                                variant="default"
                                                aria-label={`Enter training of ${p.name}`}
                                                onClick={() => set_entering(p)}
                                            >
                                                Enter…
                                            </Button>
                                        )}
                                    </div>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {entering && <RecordDialog person={entering} close={() => set_entering(undefined)} />}
            {showing && <PersonDialog id={showing} close={() => set_showing(undefined)} />}
        </>
    );
}

function UploadDialog({ course, close }: { course: CourseInfo; close: () => void }) {
    const queries = useQueryClient();
    const [file, set_file] = useState<File | null>(null);
    const [material, set_material] = useState(false);
    const save = useMutation({
        mutationFn: async () => {
            let text: unknown;
            try {
                text = JSON.parse(await file!.text());
            } catch {
                throw new Error('The file is not JSON; docs/formats/courses.md shows the form.');
            }
            return people_api.change_course(course.name, {
                version: course.version,
                material,
                course: text as never,
            });
        },
        onSuccess: () => {
            queries.invalidateQueries();
            close();
        },
    });
    return (
        <Dialog title={`Our own text of “${course.title}”`} close={close}>
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    if (file) save.mutate();
                }}
            >
                <FileInput
                    label="Course file"
                    description="JSON: title, sections, questions, attestation"
                    accept="application/json,.json"
                    value={file}
                    onChange={set_file}
                />
                <Switch
                    label="A material change: whoever passed before takes it again"
                    checked={material}
                    onChange={(e) => set_material(e.currentTarget.checked)}
                />
                <DialogFooter
                    label={`Make it edition ${course.edition + 1}`}
                    close={close}
                    ready={!!file}
                    busy={save.isPending}
                    error={save.error}
                />
            </form>
        </Dialog>
    );
}

function Courses() {
    const found = useQuery({ queryKey: ['courses'], queryFn: people_api.courses });
    const [changing, set_changing] = useState<CourseInfo>();
    if (found.isPending) return <Loading what="courses" />;
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    return (
        <Panel title="Courses" bare>
            <div className="scroll" tabIndex={0} role="region" aria-label="List of courses">
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">Course</th>
                            <th scope="col">Edition</th>
                            <th scope="col" className="later">
                                Who takes it
                            </th>
                            <td />
                        </tr>
                    </thead>
                    <tbody>
                        {found.data.courses.map((c) => (
                            <tr key={c.name}>
                                <td>
                                    {c.title}
                                    <div className="quiet small">
                                        {c.acknowledgement
                                            ? 'read and signed'
                                            : `${c.questions} questions`}
                                    </div>
                                </td>
                                <td className="nowrap">
                                    {c.edition}, {c.version ? 'our own' : 'as shipped'}
                                </td>
                                <td className="later">
                                    {roles_text(c.roles) || 'nobody until a pack says who'}
                                </td>
                                <td>
                                    <Button
                                        variant="default"
                                        aria-label={`Upload our own text of ${c.title}`}
                                        onClick={() => set_changing(c)}
                                    >
                                        Upload…
                                    </Button>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {changing && <UploadDialog course={changing} close={() => set_changing(undefined)} />}
        </Panel>
    );
}

export function TrainingAdminPage() {
    useTitle('Who is due for training');
    const go = useNavigate();
    const { standing } = useSearch({ from: '/people/training' });
    const found = useQuery({
        queryKey: ['training-people', standing ?? ''],
        queryFn: () => people_api.training_people(standing),
    });
    const counts = found.data?.counts ?? {};
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Training of the workforce</h1>
            </div>
            <div className="line" role="group" aria-label="Standing">
                {[undefined, ...standings].map((s) => (
                    <Button
                        key={s ?? 'all'}
                        variant={s === standing ? 'filled' : 'default'}
                        aria-pressed={s === standing}
                        onClick={() =>
                            go({ to: '/people/training', search: { standing: s }, replace: true })
                        }
                    >
                        {s ? `${standing_words[s]} ${counts[s] ?? 0}` : 'All'}
                    </Button>
                ))}
            </div>
            {found.isPending && <Loading what="training" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data &&
                (found.data.people.length ? (
                    <People people={found.data.people} />
                ) : (
                    <Empty title="Nobody is in this standing" />
                ))}
            <Courses />
        </div>
    );
}
