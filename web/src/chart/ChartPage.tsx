// One patient's chart: banner, then encounters, documents, results, medications and conditions.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Chart, ChartRows, Id, ResultRow } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Banner } from '../parts/patient';
import { Empty, Failure, Loading, TooMany } from '../parts/states';
import { day_words } from '../parts/when';
import { chart_tabs, type ChartTab } from '../router';
import { BreakGlass, EmergencyBanner, may_break } from '../people/BreakGlass';
import { ChartForms } from '../forms/ChartForms';
import { Documents } from './Documents';
import { is_flagged, trends_of } from './trend';
import { TrendChart } from './TrendChart';
import { useChartRows } from './use_rows';

/** HL7 v3 ActEncounterCode, the codes in use. */
const class_words: Record<string, string> = {
    AMB: 'Ambulatory',
    EMER: 'Emergency',
    FLD: 'Field',
    HH: 'Home health',
    IMP: 'Inpatient',
    ACUTE: 'Inpatient, acute',
    NONAC: 'Inpatient, not acute',
    OBSENC: 'Observation',
    PRENC: 'Before admission',
    SS: 'Short stay',
    VR: 'Virtual',
};

/** "vital-signs" -> "Vital signs". */
function category_words(code: string): string {
    return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}

/** Columns that never break: days, codes and single words. */
const short = new Set(['Start', 'End', 'Date', 'Onset', 'Class', 'Code', 'Status', 'Category']);

type Column<R> = [string, (row: R) => ReactNode];

const tables: { [K in Exclude<ChartTab, 'documents'>]: Column<ChartRows[K]>[] } = {
    encounters: [
        ['Start', (e) => day_words(e.start)],
        ['End', (e) => day_words(e.end)],
        ['Class', (e) => <span title={e.class}>{class_words[e.class] ?? e.class}</span>],
        ['Type', (e) => e.type],
        ['Reason', (e) => e.reason],
        ['Facility', (e) => e.facility],
        ['Status', (e) => e.status],
    ],
    results: [
        ['Date', (r) => day_words(r.date)],
        ['Test', (r) => <span title={`LOINC ${r.code}`}>{r.name}</span>],
        ['Value', (r) => <Value row={r} />],
        ['Reference', (r) => r.reference_range],
        ['Category', (r) => category_words(r.category)],
    ],
    medications: [
        ['Date', (m) => day_words(m.date)],
        ['Medication', (m) => m.name || <span className="quiet">not named</span>],
        ['Dosage', (m) => m.dosage],
        ['Status', (m) => m.status],
    ],
    conditions: [
        ['Onset', (c) => day_words(c.onset)],
        ['Condition', (c) => c.name],
        ['Code', (c) => c.code],
        ['Status', (c) => c.status],
    ],
};

function Value({ row }: { row: ResultRow }) {
    const flagged = is_flagged(row.interpretation);
    return (
        <span className={flagged ? 'bad strong' : undefined}>
            {row.value}{' '}
            {row.unit && <span className={flagged ? undefined : 'quiet'}>{row.unit}</span>}
            {flagged && (
                <>
                    {' '}
                    <span className="state bad">{row.interpretation}</span>
                </>
            )}
        </span>
    );
}

function Rows<K extends Exclude<ChartTab, 'documents'>>({
    patient,
    kind,
}: {
    patient: Id;
    kind: K;
}) {
    const found = useChartRows(patient, kind);
    const columns = tables[kind] as Column<ChartRows[K]>[];
    if (found.isPending) return <Loading what={kind} lines={10} />;
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    if (!found.rows.length) return <Empty title={`No ${kind} in this chart`} />;
    return (
        <>
            {kind === 'results' && <Trends rows={found.rows as ResultRow[]} total={found.total} />}
            <div className="scroll" tabIndex={0} role="region" aria-label={kind}>
                <table className="grid">
                    <thead>
                        <tr>
                            {columns.map(([name]) => (
                                <th key={name} scope="col">
                                    {name}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {found.rows.map((row) => (
                            <tr key={row.id}>
                                {columns.map(([name, cell]) => (
                                    <td
                                        key={name}
                                        className={short.has(name) ? 'nowrap' : undefined}
                                    >
                                        {cell(row)}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <TooMany
                shown={found.rows.length}
                total={found.total}
                more={found.more}
                busy={found.isFetchingNextPage}
            />
        </>
    );
}

const trends_at_first = 6;

function Trends({ rows, total }: { rows: ResultRow[]; total: number }) {
    const [all, set_all] = useState(false);
    const trends = useMemo(() => trends_of(rows), [rows]);
    if (!trends.length) return null;
    return (
        <section aria-label="Trends">
            {rows.length < total && (
                <p className="quiet small" style={{ marginBottom: 6 }}>
                    Trends of the latest {rows.length.toLocaleString('en-US')} of{' '}
                    {total.toLocaleString('en-US')} results; load more below to see further back.
                </p>
            )}
            <div className="trends">
                {(all ? trends : trends.slice(0, trends_at_first)).map((t) => (
                    <TrendChart key={`${t.code} ${t.unit}`} trend={t} />
                ))}
            </div>
            {trends.length > trends_at_first && !all && (
                <Button mb={12} variant="default" onClick={() => set_all(true)}>
                    All {trends.length} trends
                </Button>
            )}
        </section>
    );
}

function TabBar({
    chart,
    tab,
    choose,
}: {
    chart: Chart;
    tab: ChartTab;
    choose: (tab: ChartTab) => void;
}) {
    const on_key = (event: React.KeyboardEvent) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const to =
            chart_tabs[(chart_tabs.indexOf(tab) + step + chart_tabs.length) % chart_tabs.length];
        choose(to);
        document.getElementById(`tab-${to}`)?.focus();
    };
    return (
        <div className="tabs" role="tablist" aria-label="Sections of the chart" onKeyDown={on_key}>
            {chart_tabs.map((t) => (
                <button
                    key={t}
                    id={`tab-${t}`}
                    type="button"
                    role="tab"
                    aria-selected={t === tab}
                    aria-controls="chart-section"
                    tabIndex={t === tab ? 0 : -1}
                    onClick={() => choose(t)}
                >
                    {t.charAt(0).toUpperCase() + t.slice(1)}
                    <span className="count">{chart.counts[t].toLocaleString('en-US')}</span>
                </button>
            ))}
        </div>
    );
}

export function ChartPage() {
    const { patient } = useParams({ from: '/chart/$patient' });
    const { tab, doc } = useSearch({ from: '/chart/$patient' });
    const go = useNavigate();
    const { permissions } = useSession().user;
    const chart = useQuery({
        queryKey: ['chart', patient],
        queryFn: () => api.chart(patient),
        staleTime: 60_000,
    });
    useTitle(chart.data ? `Chart, MRN ${chart.data.patient.mrn}` : 'Chart');
    if (chart.isPending) return <Loading what="chart" lines={12} />;
    if (chart.error && may_break(chart.error))
        return <BreakGlass patient={patient} error={chart.error} />;
    if (chart.error) return <Failure page error={chart.error} retry={() => chart.refetch()} />;
    const to = (search: { tab: ChartTab; doc?: string }) =>
        go({ to: '/chart/$patient', params: { patient }, search, replace: true });
    return (
        <>
            <div className="head">
                <Banner patient={chart.data.patient} link={false} heading />
                <div className="line push">
                    {permissions.includes('release_read') && (
                        <Link to="/accounting" search={{ patient }}>
                            Accounting of disclosures
                        </Link>
                    )}
                    {permissions.includes('release_work') && (
                        <Button
                            variant="default"
                            onClick={() => go({ to: '/release/new', search: { patient } })}
                        >
                            New request
                        </Button>
                    )}
                </div>
            </div>
            <EmergencyBanner patient={patient} />
            {permissions.includes('release_read') && <ChartForms patient={patient} />}
            <TabBar chart={chart.data} tab={tab} choose={(t) => to({ tab: t })} />
            <div id="chart-section" role="tabpanel" aria-labelledby={`tab-${tab}`}>
                {tab === 'documents' ? (
                    <Documents
                        patient={patient}
                        doc={doc}
                        open={(id) => to({ tab: 'documents', doc: id })}
                    />
                ) : (
                    <Rows key={tab} patient={patient} kind={tab} />
                )}
            </div>
        </>
    );
}
