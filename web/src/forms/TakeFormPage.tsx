// Takes an authorization once, for any number of requests: typed from paper, with its scan, or to be
// signed by the patient on our page. Typing is kept as a draft; the scan is not.
// SPDX-License-Identifier: Apache-2.0
import { Button, FileInput, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../api/client';
import type { Authorization, FormSource } from '../api/types';
import { useSession } from '../frame/session';
import { drop_draft, keep_draft, read_draft } from '../parts/drafts';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Banner, PatientPicker } from '../parts/patient';
import { Failure } from '../parts/states';
import { instant_words, size_words } from '../parts/when';
import { empty_authorization } from '../release/authorization';
import { ElementFields } from '../release/AuthorizationFields';
import { FormContext, with_path } from '../release/form_parts';
import { useGrounds } from '../release/grounds';
import { as_base64, new_form_errors, scan_types, to_authorization } from './take_form';

const draft_name = 'form-new';
const sources: { value: FormSource; label: string; hint: string }[] = [
    { value: 'paper', label: 'Typed from paper', hint: 'The signed paper stays in its folder' },
    {
        value: 'scan',
        label: 'Typed, with its scan',
        hint: 'A PDF, PNG, JPEG or TIFF of at most 20 MB',
    },
    {
        value: 'electronic',
        label: 'To be signed by the patient here',
        hint: 'You get a link to send; our page makes the statements of 164.508(c)(2)',
    },
];

interface Typed {
    patient: string;
    source: FormSource;
    language: string;
    authorization: Authorization;
}

function SourceCards({ source, set }: { source: FormSource; set: (s: FormSource) => void }) {
    return (
        <fieldset className="plain">
            <legend>How it is taken</legend>
            <div className="cards">
                {sources.map((s) => (
                    <label
                        key={s.value}
                        className="card"
                        data-chosen={s.value === source || undefined}
                    >
                        <input
                            type="radio"
                            name="source"
                            checked={s.value === source}
                            onChange={() => set(s.value)}
                        />
                        <span>
                            {s.label}
                            <br />
                            <span className="quiet small">{s.hint}</span>
                        </span>
                    </label>
                ))}
            </div>
        </fieldset>
    );
}

function PatientPanel({
    patient,
    error,
    pick,
}: {
    patient: string;
    error?: string;
    pick: (id: string) => void;
}) {
    const chart = useQuery({
        queryKey: ['chart', patient],
        queryFn: () => api.chart(patient),
        enabled: !!patient,
        staleTime: 60_000,
    });
    return (
        <Panel
            title="Patient"
            side={
                patient && (
                    <Button variant="default" onClick={() => pick('')}>
                        Choose another
                    </Button>
                )
            }
        >
            {!patient && (
                <PatientPicker label="Find the patient" error={error} pick={(p) => pick(p.id)} />
            )}
            {chart.data && <Banner patient={chart.data.patient} />}
            {chart.error && <Failure error={chart.error} retry={() => chart.refetch()} />}
        </Panel>
    );
}

export function TakeFormPage() {
    useTitle('Take an authorization');
    const asked = useSearch({ from: '/release/forms/new' }).patient;
    const { user } = useSession();
    const go = useNavigate();
    const queries = useQueryClient();
    const segments = useGrounds().data?.segments ?? [];
    const draft = useMemo(() => read_draft<Typed>(localStorage, user.id, draft_name), [user.id]);
    const [typed, set_typed] = useState<Typed>({
        source: 'paper',
        language: 'en',
        authorization: { ...empty_authorization },
        ...draft?.value,
        patient: asked ?? draft?.value.patient ?? '',
    });
    const [restored, set_restored] = useState(draft?.at);
    const [touched, set_touched] = useState(false);
    const [scan, set_scan] = useState<File | null>(null);
    const [errors, set_errors] = useState<Record<string, string>>({});
    const [error, set_error] = useState<unknown>();
    const [busy, set_busy] = useState(false);

    useEffect(() => {
        if (!touched) return;
        const later = setTimeout(() => keep_draft(localStorage, user.id, draft_name, typed), 200);
        return () => clearTimeout(later);
    }, [typed, touched, user.id]);

    const change = (path: string, value: unknown) => {
        set_touched(true);
        set_typed((old) => with_path(old, path, value));
        set_errors(({ [path]: _, ...rest }) => rest);
    };
    const discard = () => {
        drop_draft(localStorage, user.id, draft_name);
        set_touched(false);
        set_restored(undefined);
        set_typed((old) => ({ ...old, authorization: { ...empty_authorization } }));
    };
    const send = async () => {
        const missing = new_form_errors(typed.patient, typed.source, scan);
        set_errors(missing);
        set_error(undefined);
        if (Object.keys(missing).length) return;
        set_busy(true);
        try {
            const taken = await api.take_form({
                patient: typed.patient,
                form: to_authorization(typed.authorization, typed.source),
                source: typed.source,
                language: typed.language,
                scan: scan && typed.source === 'scan' ? as_base64(await scan.arrayBuffer()) : '',
            });
            drop_draft(localStorage, user.id, draft_name);
            set_touched(false);
            queries.invalidateQueries({ queryKey: ['forms'] });
            go({ to: '/release/forms/$id', params: { id: taken.id } });
        } catch (failure) {
            set_error(failure);
        } finally {
            set_busy(false);
        }
    };
    const electronic = typed.source === 'electronic';
    return (
        <>
            <div className="head">
                <Link to="/release/forms" className="small">
                    Authorizations
                </Link>
                <h1>Take an authorization</h1>
            </div>
            <FormContext.Provider value={{ form: typed, errors, change }}>
                <form
                    className="form"
                    noValidate
                    onSubmit={(e) => {
                        e.preventDefault();
                        void send();
                    }}
                >
                    {restored && (
                        <div className="note line" role="status">
                            <span>
                                Your draft of {instant_words(new Date(restored).toISOString())} is
                                back.
                            </span>
                            <Button variant="default" onClick={discard}>
                                Discard the draft
                            </Button>
                        </div>
                    )}
                    <PatientPanel
                        patient={typed.patient}
                        error={errors.patient}
                        pick={(id) => change('patient', id)}
                    />
                    <Panel title="The form">
                        <div className="stack">
                            <SourceCards
                                source={typed.source}
                                set={(source) => change('source', source)}
                            />
                            {typed.source === 'scan' && (
                                <FileInput
                                    size="xs"
                                    label="Scan of the signed form"
                                    placeholder="Choose a PDF or an image"
                                    accept={scan_types.join(',')}
                                    maw={420}
                                    error={errors.scan}
                                    description={scan ? size_words(scan.size) : undefined}
                                    value={scan}
                                    onChange={(file) => {
                                        set_scan(file);
                                        set_errors(({ scan: _, ...rest }) => rest);
                                    }}
                                />
                            )}
                            {electronic && (
                                <NativeSelect
                                    label="Language the patient reads first"
                                    maw={260}
                                    data={[
                                        { value: 'en', label: 'English' },
                                        { value: 'es', label: 'Spanish' },
                                    ]}
                                    value={typed.language}
                                    onChange={(e) => change('language', e.currentTarget.value)}
                                />
                            )}
                        </div>
                    </Panel>
                    <Panel
                        title={electronic ? 'What the patient will sign' : 'What the form says'}
                        side={<span className="cite">45 CFR 164.508</span>}
                    >
                        <ElementFields segments={segments} to_be_signed={electronic} />
                        {electronic && (
                            <p className="quiet small" style={{ marginTop: 12 }}>
                                A form that must name special parts of the record, or be a consent
                                under 42 CFR Part 2, is taken on paper: our page does not state
                                these yet.
                            </p>
                        )}
                    </Panel>
                    {!!error && <Failure error={error} />}
                    {Object.keys(errors).length > 0 && (
                        <p className="bad" role="alert">
                            {Object.values(errors).join(' ')}
                        </p>
                    )}
                    <div className="sticky">
                        <Button type="submit" loading={busy}>
                            {electronic ? 'Keep it, then make the link' : 'Keep the form'}
                        </Button>
                        <Button
                            variant="default"
                            onClick={() => go({ to: '/release/forms', search: { patient: asked } })}
                        >
                            Cancel
                        </Button>
                        <span className="quiet small" role="status">
                            {touched ? 'Draft kept in this browser' : ''}
                        </span>
                    </div>
                </form>
            </FormContext.Provider>
        </>
    );
}
