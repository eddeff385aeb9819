// What was released and how to hand it over: progress while it is made, then figures, the ledger
// entry and the one-time link.
// SPDX-License-Identifier: Apache-2.0
import { Button, CopyButton, Progress, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { api } from '../api/client';
import type { CaseView, Job } from '../api/types';
import { Facts, Panel } from '../parts/panel';
import { Failure } from '../parts/states';
import { EncryptedFile, PrintedCopy } from './ByOtherWays';
import { rest_words, type Seen } from '../parts/progress';
import { Moment } from '../parts/moment';
import { size_words } from '../parts/when';
import type { useCaseCommands } from './use_case';

export function JobProgress({ job }: { job: Job }) {
    const first = useRef<Seen & { id: string }>(undefined);
    const now = { id: job.id, at: Date.now(), done: job.done };
    if (job.state !== 'running') first.current = undefined;
    else if (first.current?.id !== job.id || job.done < first.current.done) first.current = now;
    const rest = first.current && rest_words(first.current, now, job.total);
    const share = job.total ? Math.round((100 * job.done) / job.total) : 0;
    return (
        <div className="tight" role="status">
            <div className="line">
                <span className="strong">
                    {job.state === 'failed'
                        ? 'Failed'
                        : job.state === 'queued'
                          ? 'Waiting'
                          : job.state === 'done'
                            ? 'Done'
                            : 'Working'}
                </span>
                <span className="quiet">{job.message}</span>
                {job.total > 0 && (
                    <span className="quiet push">
                        {job.done.toLocaleString('en-US')} of {job.total.toLocaleString('en-US')}
                        {rest && `, ${rest}`}
                    </span>
                )}
            </div>
            {job.state !== 'done' && (
                <Progress
                    value={share}
                    size={6}
                    aria-label={`${job.kind} progress`}
                    color={job.state === 'failed' ? 'red' : undefined}
                />
            )}
        </div>
    );
}

export function EntryLink({ index }: { index: number | undefined }) {
    if (index === undefined) return <span className="quiet">none</span>;
    return (
        <Link to="/ledger" search={{ entry: index }}>
            entry {index.toLocaleString('en-US')}
        </Link>
    );
}

/** A link that was made, with what else the requester needs; `of` tells several on a page apart. */
export function MadeLink({
    link,
    code,
    of = '',
}: {
    link: { url: string; expires_at: string };
    code: string;
    of?: string;
}) {
    const address = new URL(link.url, window.location.origin).href;
    return (
        <>
            <div className="line" style={{ alignItems: 'flex-end', flexWrap: 'nowrap' }}>
                <TextInput
                    label="One-time download link"
                    readOnly
                    value={address}
                    style={{ flex: 1 }}
                    onFocus={(e) => e.currentTarget.select()}
                    id={`download-link${of}`}
                />
                <CopyButton value={address}>
                    {({ copied, copy }) => (
                        <Button variant="default" onClick={copy}>
                            {copied ? 'Copied' : 'Copy'}
                        </Button>
                    )}
                </CopyButton>
            </div>
            <p className="quiet small">
                Works once, without signing in, until <Moment at={link.expires_at} />. Give it only
                to the requester. It asks for the code <code id={`case-code${of}`}>{code}</code>,
                which goes by another way.
            </p>
        </>
    );
}

function DownloadLink({ view }: { view: CaseView }) {
    const queries = useQueryClient();
    const link = useMutation({
        mutationFn: () => api.link(view.id),
        onSuccess: () => queries.invalidateQueries({ queryKey: ['case', view.id] }),
    });
    return (
        <div className="tight" aria-live="polite">
            {link.data && <MadeLink link={link.data} code={view.code} />}
            {link.error && <Failure error={link.error} />}
            <div>
                <Button
                    variant={link.data ? 'default' : 'filled'}
                    loading={link.isPending}
                    onClick={() => link.mutate()}
                >
                    {link.data ? 'Make another link' : 'Make download link'}
                </Button>
            </div>
        </div>
    );
}

export function PackageCard({
    view,
    commands,
}: {
    view: CaseView;
    commands: ReturnType<typeof useCaseCommands>;
}) {
    const p = view.package;
    if (!p)
        return view.job && view.state === 'releasing' ? (
            <Panel title="Package">
                <JobProgress job={view.job} />
            </Panel>
        ) : null;
    return (
        <Panel title="Released package">
            <div className="stack">
                <Facts
                    rows={[
                        ['Pages', p.pages.toLocaleString('en-US')],
                        ['Size of release.pdf', size_words(p.bytes)],
                        ['Made', <Moment at={p.created_at} />],
                        [
                            'release.pdf SHA-256',
                            <code key="s" className="wrap">
                                {p.sha256}
                            </code>,
                        ],
                        [
                            'manifest.json SHA-256',
                            <code key="m" className="wrap">
                                {p.manifest_sha256}
                            </code>,
                        ],
                        ['Ledger', <EntryLink key="l" index={p.entry_index} />],
                    ]}
                />
                <PrintedCopy view={view} />
                {view.allowed_actions.includes('link') && (
                    <>
                        <DownloadLink view={view} />
                        <EncryptedFile view={view} commands={commands} />
                    </>
                )}
            </div>
        </Panel>
    );
}
