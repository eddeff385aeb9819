// One line of the list that the search did not take: what the list says beside what the chart says,
// another patient by search, or dropped with the reason. One line after the other.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Bulk, BulkLine, PatientBanner } from '../api/types';
import { Dialog } from '../parts/dialog';
import { PatientPicker } from '../parts/patient';
import { Failure } from '../parts/states';
import { compare, days_of } from './bulk';

const marks = { true: 'same', false: 'differs' };

function SideBySide({ line, patient }: { line: BulkLine; patient?: PatientBanner }) {
    const nobody = { id: '', name: '', mrn: '', birth_date: undefined };
    const rows = compare(line.listed, patient ?? (nobody as unknown as PatientBanner));
    const more: [string, string][] = [
        ['Days', days_of(line.listed) || 'those of the request'],
        ['Reference', line.listed.reference],
    ];
    return (
        <table className="versions">
            <thead>
                <tr>
                    <th scope="col">
                        <span className="unseen">Field</span>
                    </th>
                    <th scope="col">The list says</th>
                    {patient && <th scope="col">The chart says</th>}
                </tr>
            </thead>
            <tbody>
                {rows.map((r) => (
                    <tr key={r.field}>
                        <th scope="row" className="nowrap">
                            {r.field}
                        </th>
                        <td>{r.listed || <span className="quiet">nothing</span>}</td>
                        {patient && (
                            <td>
                                {r.chart || <span className="quiet">nothing</span>}{' '}
                                {r.same !== undefined && (
                                    <span className={`state ${r.same ? 'ok' : 'bad'}`}>
                                        {marks[`${r.same}`]}
                                    </span>
                                )}
                            </td>
                        )}
                    </tr>
                ))}
                {more.map(([field, words]) => (
                    <tr key={field}>
                        <th scope="row" className="nowrap">
                            {field}
                        </th>
                        <td colSpan={patient ? 2 : 1}>
                            {words || <span className="quiet">nothing</span>}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

export function SettleDialog({
    bulk,
    line,
    left,
    close,
    settled,
    skip,
}: {
    bulk: Bulk;
    line: BulkLine;
    /** Lines that wait like this one, with it. */
    left: number;
    close: () => void;
    settled: (line: BulkLine) => void;
    /** To the next line without settling this one; absent where there is none. */
    skip?: () => void;
}) {
    const queries = useQueryClient();
    const [patient, set_patient] = useState(line.patient);
    const [searching, set_searching] = useState(!line.patient);
    const [dropping, set_dropping] = useState(false);
    const [note, set_note] = useState('');
    const settle = useMutation({
        mutationFn: (chosen: PatientBanner | undefined) =>
            api.settle_line(bulk.id, line.id, line.version, chosen?.id, note.trim()),
        onSettled: () => {
            queries.invalidateQueries({ queryKey: ['bulk', bulk.id] });
            queries.invalidateQueries({ queryKey: ['bulk-lines', bulk.id] });
        },
        onSuccess: settled,
    });
    const agreeing = patient ? compare(line.listed, patient).filter((r) => r.same).length : 0;
    const is_taken = line.status === 'taken';
    return (
        <Dialog title={`Line ${line.position}: which patient is it?`} close={close} wide>
            <div className="stack" aria-live="polite">
                {line.why && <p className={is_taken ? 'quiet' : 'warn strong'}>{line.why}</p>}
                <SideBySide line={line} patient={patient} />
                {!dropping && searching && (
                    <PatientPicker
                        label={patient ? 'Find another patient' : 'Find the patient'}
                        autofocus={!patient || undefined}
                        pick={(p) => {
                            set_patient(p);
                            set_searching(false);
                            setTimeout(() => document.getElementById('take-patient')?.focus());
                        }}
                    />
                )}
                {dropping ? (
                    <Textarea
                        label="Why this line is dropped"
                        description="The requester’s covering letter says only that it is not enclosed."
                        withAsterisk
                        autosize
                        minRows={2}
                        data-autofocus
                        autoFocus
                        value={note}
                        onChange={(e) => set_note(e.currentTarget.value)}
                    />
                ) : (
                    patient &&
                    agreeing < 2 && (
                        <Textarea
                            label="How you know"
                            description="Fewer than two of number, name and birth date agree. The chart of the wrong person is a breach."
                            autosize
                            minRows={1}
                            value={note}
                            onChange={(e) => set_note(e.currentTarget.value)}
                        />
                    )
                )}
            </div>
            {settle.error && <Failure error={settle.error} />}
            <div className="steps">
                {dropping ? (
                    <>
                        <Button
                            color="red"
                            disabled={!note.trim()}
                            loading={settle.isPending}
                            onClick={() => settle.mutate(undefined)}
                        >
                            Drop the line
                        </Button>
                        <Button variant="default" onClick={() => set_dropping(false)}>
                            Do not drop it
                        </Button>
                    </>
                ) : (
                    <>
                        {patient && (
                            <Button
                                id="take-patient"
                                data-autofocus
                                loading={settle.isPending}
                                onClick={() => settle.mutate(patient)}
                            >
                                It is this patient
                            </Button>
                        )}
                        {!searching && (
                            <Button variant="default" onClick={() => set_searching(true)}>
                                Find another…
                            </Button>
                        )}
                        {line.status !== 'dropped' && (
                            <Button variant="default" onClick={() => set_dropping(true)}>
                                Drop the line…
                            </Button>
                        )}
                        {skip && (
                            <Button variant="default" onClick={skip}>
                                Leave it, next line
                            </Button>
                        )}
                    </>
                )}
                <Button variant="default" onClick={close}>
                    Close
                </Button>
                {left > 1 && (
                    <span className="quiet small push" style={{ alignSelf: 'center' }}>
                        {left} lines wait
                    </span>
                )}
            </div>
        </Dialog>
    );
}
