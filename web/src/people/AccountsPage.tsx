// Accounts: who works here and with which roles; somebody joins, moves or leaves.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { people_api } from '../api/people';
import type { StaffAccount } from '../api/types';
import { useSession } from '../frame/session';
import { useKeys, useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words, today } from '../parts/when';
import { JoinDialog, LeaveDialog, MoveDialog } from './AccountDialogs';
import { filtered, has_ended, role_words, roles_text, type AccountFilter } from './words';

type Doing = { what: 'join' } | { what: 'move' | 'leave'; account: StaffAccount };

function Row({
    account,
    here,
    act,
}: {
    account: StaffAccount;
    here: boolean;
    act: (doing: Doing) => void;
}) {
    const me = useSession().user.id;
    const ended = has_ended(account, Date.now());
    const untrained = !!account.trained_until && account.trained_until < today();
    return (
        <tr aria-current={here || undefined} className={here ? 'here' : undefined}>
            <td>
                {account.name}
                <div className="quiet small">{account.username}</div>
            </td>
            <td>{roles_text(account.roles)}</td>
            <td className="nowrap">
                {ended ? (
                    <span className="state">Ended</span>
                ) : account.ends ? (
                    <>
                        Ends <Moment at={account.ends} />
                    </>
                ) : (
                    <span className="state ok">Active</span>
                )}
            </td>
            <td className="nowrap later">
                {account.trained_until && (
                    <span className={untrained ? 'bad' : undefined}>
                        {day_words(account.trained_until)}
                    </span>
                )}
            </td>
            <td className="nowrap later">{account.joined ? day_words(account.joined) : ''}</td>
            <td>
                {!ended && account.id !== me && (
                    <div className="line" style={{ justifyContent: 'flex-end' }}>
                        <Button
                            variant="default"
                            aria-label={`Change ${account.name}`}
                            onClick={() => act({ what: 'move', account })}
                        >
                            Change…
                        </Button>
                        <Button
                            variant="default"
                            aria-label={`Leave ${account.name}`}
                            onClick={() => act({ what: 'leave', account })}
                        >
                            Leave…
                        </Button>
                    </div>
                )}
            </td>
        </tr>
    );
}

function Filters({ filter, set }: { filter: AccountFilter; set: (f: AccountFilter) => void }) {
    return (
        <div className="line">
            <TextInput
                aria-label="Name"
                placeholder="Name"
                value={filter.words}
                onChange={(e) => set({ ...filter, words: e.currentTarget.value })}
            />
            <NativeSelect
                aria-label="Role"
                data={[
                    { value: '', label: 'Every role' },
                    ...Object.entries(role_words).map(([value, label]) => ({ value, label })),
                ]}
                value={filter.role}
                onChange={(e) => set({ ...filter, role: e.currentTarget.value })}
            />
            <NativeSelect
                aria-label="State"
                data={[
                    { value: 'active', label: 'Active' },
                    { value: 'ended', label: 'Ended' },
                    { value: 'all', label: 'All' },
                ]}
                value={filter.state}
                onChange={(e) =>
                    set({ ...filter, state: e.currentTarget.value as AccountFilter['state'] })
                }
            />
        </div>
    );
}

export function AccountsPage() {
    useTitle('Accounts');
    const [filter, set_filter] = useState<AccountFilter>({ words: '', role: '', state: 'active' });
    const [doing, set_doing] = useState<Doing>();
    const [at, set_at] = useState(0);
    const found = useQuery({ queryKey: ['accounts'], queryFn: people_api.accounts });
    const all = found.data?.accounts ?? [];
    const shown = filtered(all, filter, Date.now());
    const me = useSession().user.id;
    useKeys({
        j: () => set_at(Math.min(at + 1, shown.length - 1)),
        k: () => set_at(Math.max(at - 1, 0)),
        Enter: () => {
            const account = shown[at];
            if (account && account.id !== me && !has_ended(account, Date.now()))
                set_doing({ what: 'move', account });
        },
    });
    const close = () => set_doing(undefined);
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Accounts</h1>
                {found.data && (
                    <span className="quiet">
                        {shown.length} of {all.length}
                    </span>
                )}
                <div className="line push">
                    <Link to="/people/reviews">Reviews of access</Link>
                    <Button onClick={() => set_doing({ what: 'join' })}>Somebody joins…</Button>
                </div>
            </div>
            <Filters filter={filter} set={set_filter} />
            {found.isPending && <Loading what="accounts" lines={10} />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && !shown.length && <Empty title="No account is like this" />}
            {shown.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Accounts">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Name</th>
                                <th scope="col">Roles</th>
                                <th scope="col">State</th>
                                <th scope="col" className="later">
                                    Trained through
                                </th>
                                <th scope="col" className="later">
                                    Joined
                                </th>
                                <td />
                            </tr>
                        </thead>
                        <tbody>
                            {shown.map((account, i) => (
                                <Row
                                    key={account.id}
                                    account={account}
                                    here={i === at}
                                    act={set_doing}
                                />
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {doing?.what === 'join' && <JoinDialog close={close} />}
            {doing?.what === 'move' && <MoveDialog account={doing.account} close={close} />}
            {doing?.what === 'leave' && <LeaveDialog account={doing.account} close={close} />}
        </div>
    );
}
