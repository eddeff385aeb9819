// Who the record belongs to: the banner shown on every page about one patient, and the picker.
// SPDX-License-Identifier: Apache-2.0
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { PatientBanner } from '../api/types';
import { age_words, day_words, today } from './when';
import { Failure } from './states';

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

/** An input with a list under it: type, arrow keys, Enter. `pick` gets the chosen patient. */
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
    const id = useId();
    const [text, set_text] = useState('');
    const [at, set_at] = useState(0);
    const [q] = useDebouncedValue(text.trim(), 200);
    const found = useQuery({
        queryKey: ['patients', q],
        queryFn: () => api.patients(q),
        enabled: q.length >= 2,
    });
    const rows = q.length >= 2 ? (found.data?.patients ?? []) : [];
    const on_key = (event: React.KeyboardEvent) => {
        if (event.key === 'ArrowDown') {
            event.preventDefault();
            set_at(Math.min(at + 1, rows.length - 1));
        }
        if (event.key === 'ArrowUp') {
            event.preventDefault();
            set_at(Math.max(at - 1, 0));
        }
        if (event.key === 'Enter' && rows[at]) {
            event.preventDefault();
            pick(rows[at]);
        }
    };
    return (
        <div>
            <TextInput
                label={label}
                value={text}
                error={error}
                autoFocus={autofocus}
                autoComplete="off"
                placeholder="Name or MRN"
                role="combobox"
                aria-expanded={rows.length > 0}
                aria-controls={`${id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={rows[at] ? `${id}-${at}` : undefined}
                onChange={(e) => {
                    set_text(e.currentTarget.value);
                    set_at(0);
                }}
                onKeyDown={on_key}
            />
            <div aria-live="polite" className="quiet small">
                {q.length >= 2 && found.isFetching && 'Searching…'}
                {q.length >= 2 &&
                    found.data &&
                    !found.isFetching &&
                    (rows.length
                        ? `${rows.length} found${rows.length === 20 ? '; type more to narrow it down' : ''}`
                        : `No patient matches “${q}”.`)}
            </div>
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {rows.length > 0 && (
                <ul
                    className="choices"
                    role="listbox"
                    id={`${id}-list`}
                    aria-label="Patients found"
                >
                    {rows.map((p, i) => (
                        <li
                            key={p.id}
                            role="option"
                            id={`${id}-${i}`}
                            aria-selected={i === at}
                            onMouseEnter={() => set_at(i)}
                            onClick={() => pick(p)}
                        >
                            <span className="strong">{p.name}</span>
                            <span className="quiet">{patient_line(p)}</span>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
