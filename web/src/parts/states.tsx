// The four states every page designs: loading, empty, failed (with what to do), and too many.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';

export function Loading({ what, lines = 6 }: { what: string; lines?: number }) {
    return (
        <div className="panel" role="status">
            <span className="unseen">Loading {what}</span>
            <div className="bones" aria-hidden="true">
                {Array.from({ length: lines }, (_, i) => (
                    <i key={i} style={{ width: `${92 - ((i * 17) % 45)}%` }} />
                ))}
            </div>
        </div>
    );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
    return (
        <div className="panel blank">
            <h2>{title}</h2>
            {children}
        </div>
    );
}

const titles: Record<string, string> = {
    forbidden: 'You may not do this',
    not_found: 'Not found',
    conflict: 'Someone else changed this',
    unavailable: 'The server cannot be reached',
    busy: 'The server is busy',
    incorrect: 'Please correct this',
    unsupported: 'Not possible here',
    bug: 'A fault in the program',
    unauthorized: 'Please sign in',
};

export function failure_title(error: unknown): string {
    return error instanceof ApiError
        ? (titles[error.fault] ?? 'It did not work')
        : 'It did not work';
}

/** Cited by a refusal for want of training. */
const training_rule = '45 CFR 164.530(b)(1)';

/** `page`: nothing else is on the page, so the failure is its heading. */
export function Failure({
    error,
    retry,
    page,
}: {
    error: unknown;
    retry?: () => void;
    page?: boolean;
}) {
    const Title = page ? 'h1' : 'p';
    const cite = error instanceof ApiError ? error.cite : '';
    // The same question would get the same answer.
    const final = error instanceof ApiError && ['incorrect', 'forbidden'].includes(error.fault);
    return (
        <div className="note bad-note" role="alert">
            <Title className="strong">{failure_title(error)}</Title>
            <p>
                {error instanceof Error ? error.message : String(error)}
                {cite === training_rule && (
                    <>
                        {' '}
                        <a href="/training">Go to Training</a>
                    </>
                )}
                {cite && (
                    <>
                        {' '}
                        <Cite text={cite} />
                    </>
                )}
            </p>
            {retry && !final && (
                <Button mt={8} variant="default" onClick={retry}>
                    Try again
                </Button>
            )}
        </div>
    );
}

export function TooMany({
    shown,
    total,
    more,
    busy,
}: {
    shown: number;
    total: number;
    more?: () => void;
    busy?: boolean;
}) {
    return (
        <div className="pager" role="status">
            <span className="quiet">
                {shown.toLocaleString('en-US')} of {total.toLocaleString('en-US')}
            </span>
            {shown < total && more && (
                <Button variant="default" loading={busy} onClick={more}>
                    Load more
                </Button>
            )}
        </div>
    );
}

export function Cite({ text }: { text: string }) {
    return text ? <span className="cite">{text}</span> : null;
}
