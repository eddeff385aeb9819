// The accounting of disclosures a patient may ask for, 45 CFR 164.528: for a period, given as a letter;
// what is on it, and what is not and why.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import type { Accounting, AccountingRow, Id } from '../api/types';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Banner, PatientPicker } from '../parts/patient';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { agencies_of } from './accounting';
import { GivenBefore, GiveAccounting, type Period } from './GiveAccounting';
import { EntryLink } from './PackageCard';
import { Suspensions } from './Suspensions';

function Disclosures({ listed, all }: { listed: Accounting; all: Accounting }) {
    const [show_all, set_show_all] = useState(false);
    const shown = show_all ? all.rows : listed.rows;
    return (
        <section aria-label="Disclosures">
            <div className="tabs" role="group" aria-label="Which disclosures">
                <button type="button" aria-pressed={!show_all} onClick={() => set_show_all(false)}>
                    To be listed<span className="count">{listed.rows.length}</span>
                </button>
                <button type="button" aria-pressed={show_all} onClick={() => set_show_all(true)}>
                    All disclosures<span className="count">{all.rows.length}</span>
                </button>
            </div>
            {shown.length === 0 && (
                <Empty
                    title={
                        show_all
                            ? 'Nothing was disclosed in this period'
                            : 'No disclosures to be listed'
                    }
                >
                    <p>
                        Disclosures to the patient, for treatment, payment and operations, and under
                        an authorization need not be listed, 45 CFR 164.528(a)(1).
                    </p>
                </Empty>
            )}
            {shown.length > 0 && <DisclosureTable rows={shown} all={show_all} />}
        </section>
    );
}

/** Both lists of the period: the patient's, grouped, and the desk's own. */
function useAccounting(period: Period, all: boolean) {
    return useQuery({
        queryKey: ['accounting', period.patient, period, all],
        queryFn: () => api.accounting(period, all),
        placeholderData: keepPreviousData,
    });
}

function OfPatient({ patient }: { patient: Id }) {
    const [period, set_period] = useState<Period>({ patient });
    const listed = useAccounting(period, false);
    const all = useAccounting(period, true);
    const retry = () => {
        listed.refetch();
        all.refetch();
    };
    const shown = listed.data ?? undefined;
    if (listed.isPending) return <Loading what="accounting" lines={10} />;
    if (!shown && !period.from && !period.to && !period.requested_on)
        return <Failure error={listed.error} retry={retry} />;
    return (
        <>
            <div className="case">
                <GiveAccounting
                    view={listed.error || listed.isPlaceholderData ? undefined : shown}
                    error={listed.error}
                    retry={retry}
                    period={period}
                    set_period={set_period}
                />
                <div className="stack">
                    {shown && <GivenBefore given={shown.given} />}
                    <Suspensions patient={patient} agencies={agencies_of(all.data?.rows ?? [])} />
                </div>
            </div>
            {listed.data && all.data && <Disclosures listed={listed.data} all={all.data} />}
            {all.error && !listed.error && <Failure error={all.error} retry={retry} />}
        </>
    );
}

function DisclosureTable({ rows, all }: { rows: AccountingRow[]; all: boolean }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Lines of the accounting">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Date</th>
                        <th scope="col">Recipient</th>
                        <th scope="col">What was disclosed</th>
                        <th scope="col">Purpose</th>
                        {all && <th scope="col">To be listed</th>}
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
                            <td>
                                {r.description}
                                {r.summary && <div className="quiet small">{r.summary}</div>}
                            </td>
                            <td>{r.purpose}</td>
                            {all && (
                                <td>
                                    {r.listed ? 'Yes' : 'No'}
                                    <span className="quiet">
                                        : {r.why_hidden || r.accounting_reason}
                                    </span>
                                </td>
                            )}
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
            {patient && <OfPatient key={patient} patient={patient} />}
        </div>
    );
}
