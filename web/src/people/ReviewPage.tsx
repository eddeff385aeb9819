// One review of who may what: each account kept, changed or ended by somebody else than its owner.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { people_api } from '../api/people';
import type { AccessReview, ReviewedAccount, ReviewFinding, Role } from '../api/types';
import { useSession } from '../frame/session';
import { Dialog, DialogFooter } from '../parts/dialog';
import { useKeys, useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Cite, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { HistoryTable } from '../release/HistoryTable';
import { RolesField } from './AccountDialogs';
import { roles_text } from './words';

const finding_words: Record<ReviewFinding, string> = {
    waiting: 'Waiting',
    keep: 'Kept',
    change: 'Changed',
    end: 'Ended',
};

function FindingDialog({
    review,
    account,
    finding,
    close,
}: {
    review: AccessReview;
    account: ReviewedAccount;
    finding: 'change' | 'end';
    close: () => void;
}) {
    const queries = useQueryClient();
    const [roles, set_roles] = useState<Role[]>(account.roles);
    const [note, set_note] = useState('');
    const save = useMutation({
        mutationFn: () =>
            people_api.find_account(review.id, account.id, {
                version: account.version,
                finding,
                roles: finding === 'change' ? roles : [],
                note,
            }),
        onSuccess: () => {
            queries.invalidateQueries();
            close();
        },
    });
    return (
        <Dialog
            title={finding === 'end' ? `End ${account.name}’s account` : `Change ${account.name}`}
            close={close}
        >
            <form
                className="stack"
                onSubmit={(e) => {
                    e.preventDefault();
                    save.mutate();
                }}
            >
                {finding === 'change' && <RolesField roles={roles} set={set_roles} />}
                <Textarea
                    label="Why"
                    required
                    maxLength={1000}
                    autosize
                    minRows={2}
                    value={note}
                    onChange={(e) => set_note(e.currentTarget.value)}
                />
                <DialogFooter
                    label={finding === 'end' ? 'End the account now' : 'Change the account now'}
                    danger={finding === 'end'}
                    close={close}
                    ready={!!note.trim() && roles.length > 0}
                    busy={save.isPending}
                    error={save.error}
                />
            </form>
        </Dialog>
    );
}

function Row({
    review,
    account,
    here,
    act,
}: {
    review: AccessReview;
    account: ReviewedAccount;
    here: boolean;
    act: (finding: 'change' | 'end') => void;
}) {
    const me = useSession().user.id;
    const queries = useQueryClient();
    const keep = useMutation({
        mutationFn: () =>
            people_api.find_account(review.id, account.id, {
                version: account.version,
                finding: 'keep',
                roles: [],
                note: '',
            }),
        onSuccess: () => queries.invalidateQueries(),
    });
    return (
        <tr className={here ? 'here' : undefined} aria-current={here || undefined}>
            <td>
                {account.name} <span className="quiet">{account.username}</span>
                {account.conflict && <div className="bad small">{account.conflict}</div>}
                {account.unused && <div className="warn small">Not used for a long time</div>}
                {keep.error && <Failure error={keep.error} />}
            </td>
            <td>{roles_text(account.roles)}</td>
            <td className="nowrap later">
                {account.signed_in ? <Moment at={account.signed_in} /> : 'never'}
            </td>
            <td className="num later">{account.accesses.toLocaleString('en-US')}</td>
            <td>
                {account.finding !== 'waiting' ? (
                    <>
                        {finding_words[account.finding]} by {account.reviewer}
                        {account.roles_after.length > 0 && `: ${roles_text(account.roles_after)}`}
                        {account.note && <div className="quiet small">{account.note}</div>}
                    </>
                ) : account.user === me ? (
                    <span className="quiet">Your own: a colleague reviews it</span>
                ) : (
                    <div className="line">
                        <Button
                            aria-label={`Keep ${account.name}`}
                            disabled={!!account.conflict}
                            loading={keep.isPending}
                            onClick={() => keep.mutate()}
                        >
                            Keep
                        </Button>
                        <Button
                            variant="default"
                            aria-label={`Change ${account.name}`}
                            onClick={() => act('change')}
                        >
                            Change…
                        </Button>
                        <Button
                            variant="default"
                            aria-label={`End ${account.name}`}
                            onClick={() => act('end')}
                        >
                            End…
                        </Button>
                    </div>
                )}
            </td>
        </tr>
    );
}

export function ReviewPage() {
    const { id } = useParams({ from: '/people/reviews/$id' });
    const found = useQuery({
        queryKey: ['access-review', id],
        queryFn: () => people_api.account_review(id),
    });
    const [doing, set_doing] = useState<{ account: ReviewedAccount; finding: 'change' | 'end' }>();
    const [at, set_at] = useState(0);
    useTitle(found.data ? `Review ${found.data.number}` : 'Review');
    const accounts = found.data?.accounts ?? [];
    useKeys({
        j: () => set_at(Math.min(at + 1, accounts.length - 1)),
        k: () => set_at(Math.max(at - 1, 0)),
        Enter: () => {
            const account = accounts[at];
            if (account?.finding === 'waiting') set_doing({ account, finding: 'change' });
        },
    });
    if (found.isPending) return <Loading what="review" lines={10} />;
    if (found.error) return <Failure page error={found.error} retry={() => found.refetch()} />;
    const review = found.data;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Review {review.number}</h1>
                {review.state === 'done' ? (
                    <span className="state ok">Done</span>
                ) : (
                    <span className={review.overdue ? 'bad' : 'quiet'}>
                        {review.waiting} of {accounts.length} wait, due {day_words(review.due)}
                        {review.overdue && ', overdue'}
                    </span>
                )}
                <div className="line push">
                    <Cite text="45 CFR 164.308(a)(4)(ii)(C)" />
                </div>
            </div>
            <div className="scroll" tabIndex={0} role="region" aria-label="Accounts">
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">Account</th>
                            <th scope="col">Roles</th>
                            <th scope="col" className="later">
                                Last sign-in
                            </th>
                            <th scope="col" className="num later">
                                Accesses, 90 days
                            </th>
                            <th scope="col">Finding</th>
                        </tr>
                    </thead>
                    <tbody>
                        {accounts.map((account, i) => (
                            <Row
                                key={account.id}
                                review={review}
                                account={account}
                                here={i === at}
                                act={(finding) => set_doing({ account, finding })}
                            />
                        ))}
                    </tbody>
                </table>
            </div>
            <HistoryTable items={review.history} />
            {doing && (
                <FindingDialog
                    review={review}
                    account={doing.account}
                    finding={doing.finding}
                    close={() => set_doing(undefined)}
                />
            )}
        </div>
    );
}
