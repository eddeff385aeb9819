// One bulk request: how far it is, what to do next, what the requester already has, every chart of the
// list, and what was asked.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Bulk, BulkLine } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Facts, Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { HistoryTable } from '../release/HistoryTable';
import { JobProgress } from '../release/PackageCard';
import { GroundFacts, ProcessFacts, request_rows, ScopeFacts } from '../release/RequestFacts';
import { requester_words } from '../release/words';
import { BulkBar } from './BulkBar';
import { BulkMinimum, useBulkMinimum } from './BulkMinimum';
import { BulkDue, BulkStateBadge } from './BulkListPage';
import {
    charts_words,
    is_working,
    stage_counts,
    stage_words,
    stages,
    steps_of,
    total_of,
    type Step,
} from './bulk';
import { EndDialog } from './EndDialog';
import { Lines } from './Lines';
import { Parts } from './Parts';
import { ReleaseDialog } from './ReleaseDialog';
import { SettleDialog } from './SettleDialog';
import { useBulk, useBulkCommands, type BulkCommands } from './use_bulk';

const job_words: Record<string, string> = {
    'release.bulk_prepare': 'Deciding the charts',
    'release.bulk_release': 'Releasing the charts',
    'release.bulk_deliver': 'Making the part',
};

function Legend({ bulk }: { bulk: Bulk }) {
    const sum = stage_counts(bulk.groups);
    return (
        <ul className="bulk-legend">
            {stages
                .filter((s) => s !== 'recalled' || sum[s] > 0)
                .map((s) => (
                    <li key={s} title={stage_words[s].long} data-none={!sum[s] || undefined}>
                        <i className={s} aria-hidden="true" />
                        <span className="strong">{sum[s].toLocaleString('en-US')}</span>{' '}
                        {s === 'person' && sum[s] === 1 ? 'needs a person' : stage_words[s].label}
                    </li>
                ))}
        </ul>
    );
}

/** What the next button does, for whom it is the first time this month. */
const hints: Record<Step['name'], string> = {
    settle: 'Say which patient each of these lines is, or drop it. The others need not wait for them.',
    decide: 'Each chart is decided for itself, by today’s rules. Nothing goes out yet.',
    minimum:
        'One choice for all charts: the protocol, a review of your own, or the requester’s word.',
    release: 'You see what goes to whom, and what is held back, before you release.',
    deliver: 'One package with one proof. Its letter lists what is not enclosed, without reasons.',
    hand: 'The part is made, but nobody has fetched it: send its link, or its encrypted file.',
    look: 'These charts wait for somebody. Open each one’s case, and decide again when it is mended.',
    again: 'Each chart is decided for itself, by today’s rules.',
    close: 'Nothing is left to do.',
};

function NextSteps({
    bulk,
    commands,
    minimum_waits,
    act,
    withdraw,
}: {
    bulk: Bulk;
    commands: BulkCommands;
    minimum_waits: boolean;
    act: (step: Step) => void;
    withdraw: () => void;
}) {
    const steps = steps_of(bulk, minimum_waits);
    const job = bulk.job;
    return (
        <Panel title={`${charts_words(total_of(bulk.groups))} asked for`}>
            <div className="stack">
                <BulkBar counts={bulk.groups} />
                <Legend bulk={bulk} />
                <div className="stack" aria-live="polite">
                    {job && is_working(bulk) && (
                        <div className="tight">
                            <h3>{job_words[job.kind] ?? job.kind}</h3>
                            <JobProgress job={job} />
                            <p className="quiet small">
                                You can leave this page; the work goes on and is found here again.
                            </p>
                        </div>
                    )}
                    {job?.state === 'failed' && bulk.state === 'open' && (
                        <div className="note bad-note">
                            <p className="strong">
                                {job_words[job.kind] ?? job.kind}: not all done
                            </p>
                            <p>{job.message}</p>
                        </div>
                    )}
                    {commands.error && <Failure error={commands.error} />}
                    {steps.length > 0 && (
                        <div className="tight">
                            <div className="steps" role="group" aria-label="Next steps">
                                {steps.map((step, i) => (
                                    <Button
                                        key={step.label}
                                        variant={i === 0 ? 'filled' : 'default'}
                                        loading={commands.busy === step.label}
                                        onClick={() => act(step)}
                                    >
                                        {step.label}
                                    </Button>
                                ))}
                                {bulk.parts.length === 0 && (
                                    <Button variant="default" onClick={withdraw}>
                                        Withdraw…
                                    </Button>
                                )}
                            </div>
                            <p className="quiet small">{hints[steps[0].name]}</p>
                        </div>
                    )}
                    {bulk.state !== 'open' && (
                        <p className="quiet">
                            {bulk.state === 'closed' ? 'Closed' : 'Withdrawn'}: nothing changes it
                            any more.
                        </p>
                    )}
                </div>
            </div>
        </Panel>
    );
}

function Asked({ bulk, children }: { bulk: Bulk; children: ReactNode }) {
    return (
        <div className="case">
            <div className="stack">
                <Panel title="Request">
                    <Facts
                        rows={[
                            ...request_rows(bulk.request),
                            ['Asked for by', day_words(bulk.asked_by)],
                        ]}
                    />
                </Panel>
                {children}
            </div>
            <div className="stack">
                <GroundFacts request={bulk.request} />
                {bulk.request.process && <ProcessFacts process={bulk.request.process} />}
                <Panel title="What was asked for of each chart">
                    <ScopeFacts scope={bulk.request.scope} patient="" />
                </Panel>
            </div>
        </div>
    );
}

/** The lines to settle, one after the other. */
function useSettling(bulk: Bulk | undefined) {
    const [line, set_line] = useState<BulkLine>();
    const [more, set_more] = useState(false);
    const [error, set_error] = useState<unknown>();
    const next = async (after: number) => {
        if (!bulk) return;
        try {
            set_error(undefined);
            const found = await api.bulk_lines(bulk.id, { group: 'unmatched', limit: 200 });
            const rest = found.lines.filter((l) => l.position > after);
            set_line(rest[0]);
            set_more(rest.length > 1);
        } catch (failure) {
            set_error(failure);
            set_line(undefined);
        }
    };
    return {
        line,
        more,
        error,
        next,
        open: (chosen: BulkLine) => {
            set_more(false);
            set_line(chosen);
        },
        close: () => set_line(undefined),
    };
}

function Loaded({ bulk }: { bulk: Bulk }) {
    const search = useSearch({ from: '/release/bulk/$id' });
    const go = useNavigate();
    const commands = useBulkCommands(bulk.id);
    const may_work = useSession().user.permissions.includes('release_work');
    const [dialog, set_dialog] = useState<'release' | 'close' | 'withdraw'>();
    const [said, set_said] = useState('');
    const settling = useSettling(bulk);
    const minimum = useBulkMinimum(bulk);
    const minimum_waits = minimum.data?.may_go === false;
    const minimum_panel = (
        <BulkMinimum
            bulk={bulk}
            found={minimum}
            commands={commands}
            may_choose={may_work && bulk.state === 'open' && !is_working(bulk)}
        />
    );
    const show = (to: { group?: string; page?: number }) =>
        go({
            to: '/release/bulk/$id',
            params: { id: bulk.id },
            search: { group: to.group, page: to.page && to.page > 1 ? to.page : undefined },
            replace: true,
        });
    // A group whose last chart went on is no place to stay.
    const is_empty = !!search.group && !bulk.groups[search.group] && !settling.line;
    useEffect(() => {
        if (is_empty) show({});
    });
    const ask = (what: typeof dialog) => {
        commands.settle();
        set_dialog(what);
    };
    const close = () => set_dialog(undefined);
    const act = (step: Step) => {
        commands.settle();
        set_said('');
        const { label } = step;
        if (step.name === 'settle') {
            show({ group: 'unmatched' });
            void settling.next(0);
        } else if (step.name === 'decide' || step.name === 'again')
            commands.run({ label, run: (b) => api.prepare_bulk(b.id, b.version) }, bulk);
        else if (step.name === 'deliver')
            commands.run({ label, run: (b) => api.deliver_bulk(b.id, b.version) }, bulk);
        else if (step.name === 'minimum') {
            document.getElementById('minimum')?.scrollIntoView({ block: 'center' });
            document.querySelector<HTMLElement>('#minimum button')?.focus();
        } else if (step.name === 'hand') {
            document.getElementById(step.group!)?.scrollIntoView({ block: 'center' });
            document.querySelector<HTMLElement>(`#${step.group} button`)?.focus();
        } else if (step.name === 'look') {
            show({ group: step.group });
            document.getElementById('charts')?.scrollIntoView();
        } else ask(step.name === 'release' ? 'release' : 'close');
    };
    return (
        <>
            {settling.error !== undefined && <Failure error={settling.error} />}
            <p role="status" className="ok" hidden={!said}>
                {said}
            </p>
            <div className="case">
                <div className="stack">
                    {may_work || is_working(bulk) ? (
                        <NextSteps
                            bulk={bulk}
                            commands={commands}
                            minimum_waits={minimum_waits}
                            act={act}
                            withdraw={() => ask('withdraw')}
                        />
                    ) : (
                        <Panel title={`${charts_words(total_of(bulk.groups))} asked for`}>
                            <div className="stack">
                                <BulkBar counts={bulk.groups} />
                                <Legend bulk={bulk} />
                            </div>
                        </Panel>
                    )}
                    {minimum_waits && minimum_panel}
                </div>
                <Parts bulk={bulk} may_work={may_work} commands={commands} />
            </div>
            <Lines
                bulk={bulk}
                group={search.group}
                page={search.page ?? 1}
                show={show}
                settle={
                    may_work && bulk.state === 'open' && !is_working(bulk)
                        ? settling.open
                        : undefined
                }
            />
            <Asked bulk={bulk}>{!minimum_waits && minimum_panel}</Asked>
            <Panel title="History" bare>
                <HistoryTable items={bulk.history} />
            </Panel>
            {settling.line && (
                <SettleDialog
                    key={settling.line.id}
                    bulk={bulk}
                    line={settling.line}
                    left={bulk.groups.unmatched ?? 0}
                    close={settling.close}
                    settled={(line) => {
                        set_said(
                            `Line ${line.position} is ${line.status === 'dropped' ? 'dropped' : `${line.patient?.name ?? 'settled'}`}.`,
                        );
                        void settling.next(line.position);
                    }}
                    skip={
                        settling.more
                            ? () => void settling.next(settling.line!.position)
                            : undefined
                    }
                />
            )}
            {dialog === 'release' && (
                <ReleaseDialog bulk={bulk} commands={commands} close={close} />
            )}
            {(dialog === 'close' || dialog === 'withdraw') && (
                <EndDialog
                    bulk={bulk}
                    withdraw={dialog === 'withdraw'}
                    commands={commands}
                    close={close}
                />
            )}
        </>
    );
}

export function BulkPage() {
    const { id } = useParams({ from: '/release/bulk/$id' });
    const found = useBulk(id);
    const bulk = found.data;
    useTitle(bulk?.number ?? 'Bulk request');
    if (found.isPending) return <Loading what="bulk request" lines={12} />;
    if (!bulk) return <Failure page error={found.error} retry={() => found.refetch()} />;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/release/bulk" search={{}} className="small">
                    Bulk requests
                </Link>
                <h1>{bulk.number}</h1>
                <BulkStateBadge state={bulk.state} />
                <span>
                    {requester_words[bulk.request.requester.kind]} {bulk.request.requester.name}
                    {bulk.request.requester.organization &&
                        `, ${bulk.request.requester.organization}`}
                </span>
                {bulk.due_on && (
                    <span className="push">
                        <span className="quiet">Due </span>
                        <BulkDue due={bulk.due_on} state={bulk.state} />
                    </span>
                )}
            </div>
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            <Loaded bulk={bulk} />
        </div>
    );
}
