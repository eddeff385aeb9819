// Who the record belongs to: the banner shown on every page about one patient, and the picker.
// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../api/client';
import type { PatientBanner } from '../api/types';
import { Picker } from './picker';
import { age_words, day_words, today } from './when';

export function Banner({
    patient,
    link = true,
    heading,
}: {
    patient: PatientBanner;
    link?: boolean;
    heading?: boolean;
}) {
    const name = link ? (
        <Link to="/chart/$patient" params={{ patient: patient.id }} search={{ tab: 'documents' }}>
            {patient.name}
        </Link>
    ) : (
        patient.name
    );
    return (
        <div className="banner">
            {heading ? <h1 className="name">{name}</h1> : <span className="name">{name}</span>}
            <span>
                <span className="quiet">MRN</span> {patient.mrn || 'none'}
            </span>
            <span>
                <span className="quiet">Born</span> {day_words(patient.birth_date) || 'unknown'}{' '}
                {patient.birth_date && (
                    <span className="quiet">
                        ({age_words(patient.birth_date, patient.deceased_on ?? today())})
                    </span>
                )}
            </span>
            <span>
                <span className="quiet">Sex</span> {patient.sex || 'unknown'}
            </span>
            {patient.deceased_on && (
                <span className="state bad">Died {day_words(patient.deceased_on)}</span>
            )}
            {patient.address && <span className="quiet">{patient.address}</span>}
            {patient.phone && <span className="quiet">{patient.phone}</span>}
        </div>
    );
}

export function patient_line(p: PatientBanner): string {
    return [p.mrn && `MRN ${p.mrn}`, p.birth_date && `born ${day_words(p.birth_date)}`, p.sex]
        .filter(Boolean)
        .join(', ');
}

/** `pick` gets the chosen patient. */
export function PatientPicker({
    label,
    error,
    pick,
    autofocus,
}: {
    label: string;
    error?: ReactNode;
    pick: (p: PatientBanner) => void;
    autofocus?: boolean;
}) {
    return (
        <Picker
            label={label}
            error={error}
            autofocus={autofocus}
            placeholder="Name or MRN"
            what="patient"
            find={async (q) => (await api.patients(q)).patients}
            words={(p) => [p.name, patient_line(p)]}
            pick={pick}
        />
    );
}
