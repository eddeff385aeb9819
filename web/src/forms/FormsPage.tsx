// Authorizations: those about to end, or all of one patient.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Banner, PatientPicker } from '../parts/patient';
import { Empty, Failure, Loading } from '../parts/states';
import { FormTable } from './FormTable';

const spans = [30, 60, 90, 366];

function AboutToEnd({ within }: { within: number }) {
    const go = useNavigate();
    const found = useQuery({
        queryKey: ['forms', 'ending', within],
        queryFn: () => api.forms({ expiring_within: within }),
    });
    return (
        <>
            <div className="tabs" role="group" aria-label="About to end">
                {spans.map((n) => (
                    <button
                        key={n}
                        type="button"
                        aria-pressed={n === within}
                        onClick={() =>
                            go({
                                to: '/release/forms',
                                search: { within: n === 30 ? undefined : n },
                            })
                        }
                    >
                        {n === 366 ? 'Within a year' : `Within ${n} days`}
                        {n === within && found.data && (
                            <span className="count">{found.data.forms.length}</span>
                        )}
                    </button>
                ))}
            </div>
            {found.isPending && <Loading what="authorizations" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data &&
                (found.data.forms.length ? (
                    <FormTable forms={found.data.forms} />
                ) : (
                    <Empty title="No authorization is about to end">
                        <p>None of those kept ends by its date in this time.</p>
                    </Empty>
                ))}
        </>
    );
}

function OfPatient({ patient }: { patient: string }) {
    const chart = useQuery({
        queryKey: ['chart', patient],
        queryFn: () => api.chart(patient),
        staleTime: 60_000,
    });
    const found = useQuery({
        queryKey: ['forms', patient],
        queryFn: () => api.forms({ patient }),
    });
    return (
        <div className="stack">
            <Panel
                title="Patient"
                side={
                    <Link to="/release/forms" className="small">
                        All that are about to end
                    </Link>
                }
            >
                {chart.data && <Banner patient={chart.data.patient} />}
                {chart.error && <Failure error={chart.error} retry={() => chart.refetch()} />}
            </Panel>
            {found.isPending && <Loading what="authorizations" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data &&
                (found.data.forms.length ? (
                    <FormTable forms={found.data.forms} of_patient />
                ) : (
                    <Empty title="No authorization of this patient is kept">
                        <p>Take one that came on paper, scan it, or have the patient sign here.</p>
                    </Empty>
                ))}
        </div>
    );
}

export function FormsPage() {
    useTitle('Authorizations');
    const { patient, within } = useSearch({ from: '/release/forms' });
    const go = useNavigate();
    return (
        <>
            <div className="head">
                <h1>Authorizations</h1>
                <Button
                    className="push"
                    onClick={() => go({ to: '/release/forms/new', search: { patient } })}
                >
                    Take a form
                </Button>
            </div>
            {patient ? (
                <OfPatient patient={patient} />
            ) : (
                <div className="stack">
                    <div style={{ maxWidth: 420 }}>
                        <PatientPicker
                            label="Find a patient’s authorizations"
                            pick={(p) => go({ to: '/release/forms', search: { patient: p.id } })}
                        />
                    </div>
                    <section aria-label="About to end">
                        <AboutToEnd within={within ?? 30} />
                    </section>
                </div>
            )}
        </>
    );
}
