// The accounting of disclosures a patient may ask for, 45 CFR 164.528.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { AccountingRow, Id } from '../api/types';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Banner, PatientPicker } from '../parts/patient';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { EntryLink } from './PackageCard';

function Disclosures({ patient }: { patient: Id }) {
    const [all, set_all] = useState(false);
    const rows = useQuery({
        queryKey: ['accounting', patient],
        queryFn: () => api.accounting(patient),
    });
    if (rows.isPending) return <Loading what="accounting" />;
    if (rows.error) return <Failure error={rows.error} retry={() => rows.refetch()} />;
    const listed = rows.data.rows.filter((r) => r.listed);
    const shown = all ? rows.data.rows : listed;
    return (
        <div>
            <div className="tabs" role="group" aria-label="Which disclosures">
                <button type="button" aria-pressed={!all} onClick={() => set_all(false)}>
                    To be listed<span className="count">{listed.length}</span>
                </button>
                <button type="button" aria-pressed={all} onClick={() => set_all(true)}>
                    All disclosures<span className="count">{rows.data.rows.length}</span>
                </button>
            </div>
            {shown.length === 0 && (
                <Empty title={all ? 'Nothing was disclosed' : 'No disclosures to be listed'}>
                    <p>
                        Disclosures to the patient, for treatment, payment and operations, and under
                        an authorization need not be listed, 45 CFR 164.528(a)(1).
                    </p>
                </Empty>
            )}
            {shown.length > 0 && <DisclosureTable rows={shown} />}
        </div>
    );
}

function DisclosureTable({ rows }: { rows: AccountingRow[] }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Disclosures">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Date</th>
                        <th scope="col">Recipient</th>
                        <th scope="col">What was disclosed</th>
                        <th scope="col">Purpose</th>
                        <th scope="col">To be listed</th>
                        <th scope="col">Case</th>
                        <th scope="col">Ledger</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((r, i) => (
                        <tr key={i}>
                            <td className="nowrap">{day_words(r.date)}</td>
                            <td>
                                {r.recipient}
                                <br />
                                <span className="quiet">{r.recipient_address}</span>
                            </td>
                            <td>{r.description}</td>
                            <td>{r.purpose}</td>
                            <td>
                                {r.listed ? 'Yes' : 'No'}
                                <span className="quiet">
                                    : {r.why_hidden || r.accounting_reason}
                                </span>
                            </td>
                            <td className="nowrap">{r.case_number}</td>
                            <td className="nowrap">
                                <EntryLink index={r.entry_index} />
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function ChosenPatient({ patient }: { patient: Id }) {
    const chart = useQuery({
        queryKey: ['chart', patient],
        queryFn: () => api.chart(patient),
        staleTime: 60_000,
    });
    if (chart.error) return <Failure error={chart.error} retry={() => chart.refetch()} />;
    return chart.data ? (
        <Banner patient={chart.data.patient} />
    ) : (
        <span className="quiet" role="status">
            Loading the patient…
        </span>
    );
}

export function AccountingPage() {
    useTitle('Accounting of disclosures');
    const { patient } = useSearch({ from: '/accounting' });
    const go = useNavigate();
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Accounting of disclosures</h1>
                <span className="cite">45 CFR 164.528: six years</span>
            </div>
            <Panel
                title="Patient"
                side={
                    patient && (
                        <Button
                            variant="default"
                            onClick={() => go({ to: '/accounting', search: {} })}
                        >
                            Choose another
                        </Button>
                    )
                }
            >
                {patient ? (
                    <ChosenPatient patient={patient} />
                ) : (
                    <PatientPicker
                        autofocus
                        label="Find the patient"
                        pick={(p) => go({ to: '/accounting', search: { patient: p.id } })}
                    />
                )}
            </Panel>
            {patient && <Disclosures patient={patient} />}
        </div>
    );
}
