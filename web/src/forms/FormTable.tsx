// Kept authorizations as rows: on the worklist of those about to end, and of one patient.
// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { KeptForm } from '../api/types';
import { day_words, today } from '../parts/when';
import { ends_in_words, form_state, taken_words } from '../release/kept_forms';

export function FormState({ form }: { form: KeptForm }) {
    const { label, tone } = form_state(form);
    return <span className={`state ${tone}`}>{label}</span>;
}

export function FormTable({ forms, of_patient }: { forms: KeptForm[]; of_patient?: boolean }) {
    const now = today();
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Authorizations">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Recipient</th>
                        <th scope="col">State</th>
                        <th scope="col">Ends</th>
                        <th scope="col">Purpose</th>
                        <th scope="col" className="later">
                            Signed
                        </th>
                        <th scope="col" className="later">
                            Taken
                        </th>
                        {!of_patient && <th scope="col">Patient</th>}
                    </tr>
                </thead>
                <tbody>
                    {forms.map((f) => (
                        <tr key={f.id}>
                            <td>
                                <Link
                                    className="plain"
                                    to="/release/forms/$id"
                                    params={{ id: f.id }}
                                >
                                    {f.form.recipient || 'Recipient not named'}
                                </Link>
                            </td>
                            <td>
                                <FormState form={f} />
                            </td>
                            <td className="nowrap">
                                {day_words(f.expires_on) || f.form.expiry_event || 'not stated'}
                                {f.state === 'active' && f.expires_on && (
                                    <span className="warn strong">, {ends_in_words(f, now)}</span>
                                )}
                            </td>
                            <td>{f.form.purpose}</td>
                            <td className="nowrap later">{day_words(f.form.signed_on)}</td>
                            <td className="nowrap later">{taken_words(f)}</td>
                            {!of_patient && (
                                <td>
                                    <Link to="/release/forms" search={{ patient: f.patient }}>
                                        {'All of this patient'}
                                    </Link>
                                </td>
                            )}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
