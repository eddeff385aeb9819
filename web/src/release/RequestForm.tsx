// The form for a request's facts, new or edited. Each change is kept as a draft; errors from the
// server appear at the field they are about.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import { api, ApiError } from '../api/client';
import type { CaseView, Chart, Decision, Ground, ReleaseRequest } from '../api/types';
import { useSession } from '../frame/session';
import { useInView } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Banner, PatientPicker } from '../parts/patient';
import { Failure, Loading } from '../parts/states';
import { day_words, instant_words } from '../parts/when';
import { FormFields } from './AuthorizationFields';
import { drop_draft, keep_draft, read_draft } from '../parts/drafts';
import { Choice, FormContext, Text, Tick, Ticks, with_path } from './form_parts';
import { GroundFields, ProcessFields, QuestionFields } from './GroundFields';
import { ground_of, has_process, useGrounds } from './grounds';
import { KindField } from './KindField';
import {
    field_message,
    field_of,
    missing_fields,
    shows_form,
    to_request,
    type FieldErrors,
    type RequestForm,
} from './request_form';
import { section_words, us_states } from './words';

const formats = [
    { value: 'electronic', label: 'Electronic' },
    { value: 'paper', label: 'Paper' },
];
const manners = [
    { value: 'copy', label: 'A copy' },
    { value: 'inspection', label: 'To look at it here' },
];
const states = [
    { value: '', label: 'Not stated' },
    ...us_states.map((s) => ({ value: s, label: s })),
];

/** A patient who asks for her own record need not be typed again. */
function FromChart({ form }: { form: RequestForm }) {
    const { change } = useContext(FormContext);
    const patient = useQuery({
        queryKey: ['chart', form.patient],
        queryFn: () => api.chart(form.patient),
        enabled: !!form.patient,
        staleTime: 60_000,
    }).data?.patient;
    if (form.requester.kind !== 'patient' || !patient || form.requester.name === patient.name)
        return null;
    return (
        <Button
            variant="default"
            onClick={() => {
                for (const field of ['name', 'address', 'phone'] as const)
                    change(`requester.${field}`, patient[field]);
                if (!form.purpose) change('purpose', 'At the request of the individual');
            }}
        >
            Fill in from the chart
        </Button>
    );
}

function RequesterFields({ form }: { form: RequestForm }) {
    return (
        <Panel title="Requester" side={<FromChart form={form} />}>
            <div className="stack">
                <div className="fields">
                    <KindField />
                    <Text path="requester.name" label="Name" required />
                    <Text path="requester.organization" label="Organization" />
                    <Text path="requester.address" label="Address" wide />
                    <Text path="requester.phone" label="Telephone" type="tel" />
                    <Text path="requester.email" label="E-mail" type="email" />
                    <Choice path="requester.state" label="State of the requester" data={states} />
                    {form.requester.kind === 'treating_provider' && (
                        <Text
                            wide
                            long
                            path="treatment_statement"
                            label="Statement that the provider treats the patient"
                            hint="As given by the provider, 45 CFR 164.506(c)(2)"
                        />
                    )}
                </div>
                <div className="fields">
                    <Text
                        path="purpose"
                        label="Purpose"
                        hint="“At the request of the individual” is enough for a patient"
                    />
                    <Text path="received_on" label="Received on" type="date" required />
                    <Choice path="format" label="Format asked for" data={formats} />
                    <Choice path="manner" label="A copy or to look" data={manners} />
                    <div className="checks">
                        <Tick
                            path="identity_verified"
                            label="Identity and authority verified, 164.514(h)"
                        />
                    </div>
                    <Text path="verification_method" label="How it was verified" />
                </div>
                {form.format === 'electronic' && form.manner === 'copy' && (
                    <Ticks
                        path="extras"
                        legend="Machine-readable, beside the PDF"
                        hint="none"
                        options={extras}
                    />
                )}
            </div>
        </Panel>
    );
}

const extras = [
    { value: 'fhir', label: 'FHIR bundle' },
    { value: 'ccda', label: 'C-CDA document' },
];

function document_types(chart: Chart): { value: string; label: React.ReactNode }[] {
    const seen = new Map<string, { name: string; n: number }>();
    for (const d of chart.documents) {
        const at = seen.get(d.type_code) ?? { name: d.type, n: 0 };
        seen.set(d.type_code, { ...at, n: at.n + 1 });
    }
    return [...seen]
        .sort((a, b) => a[1].name.localeCompare(b[1].name))
        .map(([value, at]) => ({
            value,
            label: (
                <>
                    {at.name} <span className="quiet">({at.n})</span>
                </>
            ),
        }));
}

function ScopeFields({ form }: { form: RequestForm }) {
    const chart = useQuery({
        queryKey: ['chart', form.patient],
        queryFn: () => api.chart(form.patient),
        enabled: !!form.patient,
        staleTime: 60_000,
    });
    const sections = Object.entries(section_words).map(([value, label]) => ({ value, label }));
    return (
        <Panel title="Scope" side={<span className="quiet small">Nothing ticked means all</span>}>
            <div className="stack">
                <Tick path="scope.entire_record" label="The entire record, 164.514(d)(5)" />
                {form.scope.entire_record && (
                    <Text
                        long
                        path="scope.justification"
                        label="Why the entire record is needed"
                        required
                    />
                )}
                {!form.scope.entire_record && (
                    <>
                        <div className="fields">
                            <Text path="scope.from" type="date" label="From" />
                            <Text path="scope.to" type="date" label="To" />
                        </div>
                        <Ticks
                            path="scope.sections"
                            legend="Sections"
                            hint="all"
                            options={sections}
                        />
                        {!form.patient && (
                            <p className="quiet">
                                Choose the patient to pick encounters and document types from the
                                chart.
                            </p>
                        )}
                        {chart.isLoading && <Loading what="chart" lines={3} />}
                        {chart.error && (
                            <Failure error={chart.error} retry={() => chart.refetch()} />
                        )}
                        {chart.data && chart.data.documents.length > 0 && (
                            <Ticks
                                path="scope.document_types"
                                legend="Document types in this chart"
                                hint="all"
                                options={document_types(chart.data)}
                            />
                        )}
                        {chart.data && chart.data.encounters.length > 0 && (
                            <Ticks
                                path="scope.encounters"
                                legend={
                                    chart.data.counts.encounters > chart.data.encounters.length
                                        ? `Encounters (latest ${chart.data.encounters.length} of ${chart.data.counts.encounters}; for earlier ones give the days above)`
                                        : 'Encounters'
                                }
                                hint="all"
                                options={chart.data.encounters.map((e) => ({
                                    value: e.id,
                                    label: (
                                        <>
                                            {day_words(e.start)} {e.type}{' '}
                                            <span className="quiet">{e.reason}</span>
                                        </>
                                    ),
                                }))}
                            />
                        )}
                    </>
                )}
            </div>
        </Panel>
    );
}

function PatientField({
    form,
    error,
    pick,
}: {
    form: RequestForm;
    error?: string;
    pick: (id: string) => void;
}) {
    const chart = useQuery({
        queryKey: ['chart', form.patient],
        queryFn: () => api.chart(form.patient),
        enabled: !!form.patient,
        staleTime: 60_000,
    });
    return (
        <Panel
            title="Patient"
            side={
                form.patient && (
                    <Button variant="default" onClick={() => pick('')}>
                        Choose another
                    </Button>
                )
            }
        >
            {!form.patient && (
                <PatientPicker
                    label="Find the patient"
                    error={error}
                    pick={(p) => pick(p.id)}
                    autofocus
                />
            )}
            {chart.data && <Banner patient={chart.data.patient} />}
            {chart.isLoading && (
                <span className="quiet" role="status">
                    Loading the patient…
                </span>
            )}
            {chart.error && <Failure error={chart.error} retry={() => chart.refetch()} />}
        </Panel>
    );
}

const focus_field = (path: string) => document.getElementById(`field-${path}`)?.focus();

function ErrorSummary({ errors, error }: { errors: FieldErrors; error: unknown }) {
    const named = Object.entries(errors);
    const box = useInView<HTMLDivElement>();
    if (!named.length)
        return (
            <div ref={box} tabIndex={-1}>
                <Failure error={error} />
            </div>
        );
    return (
        <div className="note bad-note" role="alert" ref={box} tabIndex={-1}>
            <p className="strong">
                {named.length === 1
                    ? 'One field needs attention'
                    : `${named.length} fields need attention`}
            </p>
            <ul style={{ margin: 0, paddingLeft: 18 }}>
                {named.map(([path, message]) => (
                    <li key={path}>
                        <a
                            href={`#field-${path}`}
                            onClick={(e) => {
                                e.preventDefault();
                                focus_field(path);
                            }}
                        >
                            {message}
                        </a>
                    </li>
                ))}
            </ul>
        </div>
    );
}

export function RequestForm({
    initial,
    draft_name,
    version = 0,
    submit_label,
    decision,
    submit,
    done,
    cancel,
    children,
}: {
    initial: RequestForm;
    draft_name: string;
    submit_label: string;
    /** The decision these facts got: what it asks for stands in front. */
    decision?: Decision;
    /** The case version the initial facts were read at; a draft brings the version it began with. */
    version?: number;
    submit: (request: ReleaseRequest, version: number) => Promise<CaseView>;
    done: (view: CaseView) => void;
    cancel: () => void;
    /** Shown above the buttons, given what would be sent; used for a version conflict. */
    children?: (
        mine: ReleaseRequest,
        error: unknown,
        replace: (form: RequestForm, version: number) => void,
        send: (version: number) => void,
    ) => React.ReactNode;
}) {
    const { user } = useSession();
    const draft = useMemo(
        () => read_draft<RequestForm>(localStorage, user.id, draft_name),
        [user.id, draft_name],
    );
    const [form, set_form] = useState<RequestForm>(
        draft ? { ...initial, ...draft.value } : initial,
    );
    const [restored, set_restored] = useState(draft?.at);
    const base = useRef(draft?.version ?? version);
    const [errors, set_errors] = useState<FieldErrors>({});
    const [error, set_error] = useState<unknown>();
    const [busy, set_busy] = useState(false);
    const [touched, set_touched] = useState(false);
    const grounds = useGrounds();
    const ground: Ground | undefined = ground_of(form, grounds.data?.grounds ?? []);

    useEffect(() => {
        if (!touched) return;
        const later = setTimeout(
            () => keep_draft(localStorage, user.id, draft_name, form, base.current),
            200,
        );
        return () => clearTimeout(later);
    }, [form, touched, user.id, draft_name]);

    const change = (path: string, value: unknown) => {
        set_touched(true);
        set_form((old) => with_path(old, path, value));
        set_errors(({ [path]: _, ...rest }) => rest);
    };
    const replace = (fresh: RequestForm, at: number) => {
        base.current = at;
        set_touched(true);
        set_form(fresh);
        set_error(undefined);
        set_errors({});
    };
    const send = async () => {
        const missing = missing_fields(form);
        set_errors(missing);
        set_error(undefined);
        if (Object.keys(missing).length) return;
        set_busy(true);
        keep_draft(localStorage, user.id, draft_name, form, base.current);
        try {
            const view = await submit(to_request(form, ground), base.current);
            set_touched(false);
            drop_draft(localStorage, user.id, draft_name);
            done(view);
        } catch (failure) {
            set_error(failure);
            const field =
                failure instanceof ApiError && failure.fault === 'incorrect'
                    ? field_of(failure)
                    : undefined;
            if (field) set_errors({ [field]: field_message(failure as ApiError) });
        } finally {
            set_busy(false);
        }
    };
    const discard = () => {
        drop_draft(localStorage, user.id, draft_name);
        set_touched(false);
        base.current = version;
        set_form(initial);
        set_restored(undefined);
    };
    const clash = error instanceof ApiError && error.fault === 'conflict';
    return (
        <FormContext.Provider value={{ form, errors, change }}>
            <form
                className="form"
                noValidate
                onSubmit={(e) => {
                    e.preventDefault();
                    void send();
                }}
                onKeyDown={(e) => {
                    if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return;
                    e.preventDefault();
                    void send();
                }}
            >
                {restored && (
                    <div className="note line" role="status">
                        <span>
                            Your draft of {instant_words(new Date(restored).toISOString())} is back.
                        </span>
                        <Button variant="default" onClick={discard}>
                            Discard the draft
                        </Button>
                    </div>
                )}
                <PatientField
                    form={form}
                    error={errors.patient}
                    pick={(id) => {
                        change('patient', id);
                        // What was picked from another patient's chart is not this patient's.
                        set_form((old) => ({
                            ...old,
                            form: undefined,
                            scope: { ...old.scope, encounters: [], document_types: [] },
                        }));
                        if (id) setTimeout(() => focus_field('requester.kind'));
                    }}
                />
                <RequesterFields form={form} />
                {grounds.isPending && <Loading what="grounds of the law" lines={3} />}
                {grounds.error && <Failure error={grounds.error} retry={() => grounds.refetch()} />}
                {grounds.data && <GroundFields form={form} grounds={grounds.data.grounds} />}
                {ground && has_process(ground.name) && <ProcessFields />}
                {ground && <QuestionFields form={form} ground={ground} decision={decision} />}
                <FormFields
                    form={form}
                    open={shows_form(form, ground)}
                    segments={grounds.data?.segments ?? []}
                />
                <ScopeFields form={form} />
                {children?.(to_request(form, ground), error, replace, (at) => {
                    base.current = at;
                    void send();
                })}
                {!clash && (!!error || Object.keys(errors).length > 0) && (
                    <ErrorSummary errors={errors} error={error} />
                )}
                <div className="sticky">
                    <Button type="submit" loading={busy}>
                        {submit_label}
                    </Button>
                    <Button variant="default" onClick={cancel}>
                        Cancel
                    </Button>
                    <span className="quiet small" role="status">
                        {touched ? 'Draft kept in this browser' : ''}
                    </span>
                    <span className="quiet small push">
                        <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends
                    </span>
                </div>
            </form>
        </FormContext.Provider>
    );
}
