// The form for a request's facts, new or edited. Each change is kept as a draft; errors from the
// server appear at the field they are about.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { api } from '../api/client';
import type { CaseView, Chart, Decision, Ground, ReleaseRequest } from '../api/types';
import { Panel } from '../parts/panel';
import { Banner, PatientPicker } from '../parts/patient';
import { Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { FormFields } from './AuthorizationFields';
import { DraftForm, focus_field, useDraftForm } from './draft_form';
import { FormContext, Ticks } from './form_parts';
import { GroundFields, ProcessFields, QuestionFields } from './GroundFields';
import { ground_of, has_process, useGrounds } from './grounds';
import { missing_fields, shows_form, to_request, type RequestForm } from './request_form';
import { RequesterFields, ScopeFields } from './request_parts';

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

/** What only this patient's chart can offer to choose from. */
function ChartScope({ form }: { form: RequestForm }) {
    const chart = useQuery({
        queryKey: ['chart', form.patient],
        queryFn: () => api.chart(form.patient),
        enabled: !!form.patient,
        staleTime: 60_000,
    });
    return (
        <>
            {!form.patient && (
                <p className="quiet">
                    Choose the patient to pick encounters and document types from the chart.
                </p>
            )}
            {chart.isLoading && <Loading what="chart" lines={3} />}
            {chart.error && <Failure error={chart.error} retry={() => chart.refetch()} />}
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
    const grounds = useGrounds();
    const ground_in = (form: RequestForm): Ground | undefined =>
        ground_of(form, grounds.data?.grounds ?? []);
    const drafted = useDraftForm({
        initial,
        draft_name,
        version,
        missing: missing_fields,
        submit: (form, at) => submit(to_request(form, ground_in(form)), at),
        done,
    });
    const { form, set_form, change } = drafted;
    const ground = ground_in(form);
    return (
        <DraftForm drafted={drafted} submit_label={submit_label} cancel={cancel}>
            <PatientField
                form={form}
                error={drafted.errors.patient}
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
            <RequesterFields form={form} side={<FromChart form={form} />} />
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
            <ScopeFields form={form}>
                <ChartScope form={form} />
            </ScopeFields>
            {children?.(
                to_request(form, ground),
                drafted.error,
                drafted.replace,
                (at) => void drafted.send(at),
            )}
        </DraftForm>
    );
}
