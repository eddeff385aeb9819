// One's own account: password, authenticator app, recovery codes, passkeys, and where one is signed
// in; and the page for who owes a new password or a second factor before anything else.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import qrcode from 'qrcode-generator';
import { useState } from 'react';
import { api } from '../api/client';
import { can_use_passkeys } from '../api/passkey';
import type { Account, Session, Workstation } from '../api/types';
import { keep_workstation, this_workstation } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';

function useAccount() {
    return useQuery({ queryKey: ['account'], queryFn: api.account, staleTime: 0 });
}

function useChange<T, A = void>(run: (given: A) => Promise<T>, after?: (made: T) => void) {
    const queries = useQueryClient();
    return useMutation({
        mutationFn: run,
        onSuccess: (made) => {
            after?.(made);
            return queries.invalidateQueries({ queryKey: ['account'] });
        },
    });
}

/** The square that an authenticator app reads, drawn here: the secret goes nowhere else. */
function Square({ text }: { text: string }) {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const path: string[] = [];
    for (let row = 0; row < count; ++row)
        for (let column = 0; column < count; ++column)
            if (code.isDark(row, column)) path.push(`M${column + 4} ${row + 4}h1v1h-1z`);
    return (
        <svg
            viewBox={`0 0 ${count + 8} ${count + 8}`}
            width={184}
            height={184}
            role="img"
            aria-label="Square for the authenticator app; the same secret stands beside it as text"
            style={{ background: '#fff', flex: 'none' }}
        >
            <path d={path.join('')} fill="#000" />
        </svg>
    );
}

function PasswordForm({ owed, done }: { owed?: boolean; done?: () => void }) {
    const [old, set_old] = useState('');
    const [fresh, set_fresh] = useState('');
    const change = useChange(
        () => api.change_password(old, fresh),
        () => {
            set_old('');
            set_fresh('');
            done?.();
        },
    );
    return (
        <form
            className="stack"
            style={{ maxWidth: 360 }}
            onSubmit={(event) => {
                event.preventDefault();
                change.mutate();
            }}
        >
            {!owed && (
                <PasswordInput
                    label="Present password"
                    autoComplete="current-password"
                    required
                    value={old}
                    onChange={(e) => set_old(e.currentTarget.value)}
                />
            )}
            <PasswordInput
                label="New password"
                description="At least 12 characters; a few words are good. It never expires."
                autoComplete="new-password"
                required
                value={fresh}
                onChange={(e) => set_fresh(e.currentTarget.value)}
            />
            {change.error && <Failure error={change.error} />}
            {change.isSuccess && <p role="status">Changed. You are signed out everywhere else.</p>}
            <div>
                <Button type="submit" loading={change.isPending}>
                    Change password
                </Button>
            </div>
        </form>
    );
}

function Codes({ codes }: { codes: string[] }) {
    return (
        <div role="status">
            <p>
                Recovery codes, each good once when the telephone is not at hand. They are shown
                only now: print them or keep them in a safe place.
            </p>
            <pre className="mono">{codes.join('\n')}</pre>
        </div>
    );
}

function AuthenticatorPanel({ account, paid }: { account: Account; paid?: () => void }) {
    const [codes, set_codes] = useState<string[]>();
    const [code, set_code] = useState('');
    const offer = useMutation({ mutationFn: api.offer_authenticator });
    const take = useChange(
        () => api.take_authenticator(offer.data!.slip, code),
        (made) => {
            set_codes(made.codes);
            offer.reset();
            set_code('');
        },
    );
    const renew = useChange(api.renew_recovery_codes, (made) => set_codes(made.codes));
    const drop = useChange(api.drop_authenticator, () => set_codes(undefined));
    const error = offer.error ?? take.error ?? renew.error ?? drop.error;
    return (
        <Panel title="Authenticator app">
            <div className="stack">
                <p>
                    {account.authenticator
                        ? `On. ${account.recovery_codes} recovery codes are left.`
                        : 'Off. An app on your telephone shows a new code every 30 seconds.'}
                </p>
                {codes && <Codes codes={codes} />}
                {codes && paid && (
                    <div>
                        <Button onClick={paid}>I have kept them; go on</Button>
                    </div>
                )}
                {offer.data && (
                    <form
                        className="line"
                        style={{ alignItems: 'flex-start', gap: 16 }}
                        onSubmit={(event) => {
                            event.preventDefault();
                            take.mutate();
                        }}
                    >
                        <Square text={offer.data.address} />
                        <div className="stack">
                            <p>Scan the square with the app, or type this secret:</p>
                            <p className="mono" style={{ overflowWrap: 'anywhere' }}>
                                {offer.data.secret.replace(/(.{4})/g, '$1 ')}
                            </p>
                            <TextInput
                                label="Code that the app shows"
                                autoComplete="one-time-code"
                                inputMode="numeric"
                                required
                                value={code}
                                onChange={(e) => set_code(e.currentTarget.value)}
                            />
                            <div>
                                <Button type="submit" loading={take.isPending}>
                                    Turn on
                                </Button>
                            </div>
                        </div>
                    </form>
                )}
                {error && <Failure error={error} />}
                <div className="line">
                    {!offer.data && (
                        <Button
                            variant="default"
                            loading={offer.isPending}
                            onClick={() => offer.mutate()}
                        >
                            {account.authenticator ? 'Use another telephone' : 'Add an app'}
                        </Button>
                    )}
                    {account.authenticator && (
                        <>
                            <Button variant="default" onClick={() => renew.mutate()}>
                                New recovery codes
                            </Button>
                            <Button variant="default" onClick={() => drop.mutate()}>
                                Turn off
                            </Button>
                        </>
                    )}
                </div>
            </div>
        </Panel>
    );
}

function PasskeysPanel({ account, paid }: { account: Account; paid?: () => void }) {
    const [name, set_name] = useState('');
    const add = useChange(
        () => api.add_passkey(name.trim() || 'This computer'),
        () => {
            set_name('');
            paid?.();
        },
    );
    const drop = useChange(api.drop_passkey);
    const able = can_use_passkeys();
    return (
        <Panel title="Passkeys">
            <div className="stack">
                <p>
                    A passkey signs you in by finger, face or PIN of your device, without a
                    password. Nobody can send it to a false page.
                </p>
                {account.passkeys.map((one) => (
                    <div className="line" key={one.id}>
                        <span className="strong">{one.name}</span>
                        <span className="quiet">
                            added <Moment at={one.added} />
                        </span>
                        <Button
                            className="push"
                            variant="default"
                            aria-label={`Remove the passkey ${one.name}`}
                            onClick={() => drop.mutate(one.id)}
                        >
                            Remove
                        </Button>
                    </div>
                ))}
                {(add.error || drop.error) && <Failure error={add.error ?? drop.error} />}
                {able ? (
                    <form
                        className="line"
                        style={{ alignItems: 'flex-end' }}
                        onSubmit={(event) => {
                            event.preventDefault();
                            add.mutate();
                        }}
                    >
                        <TextInput
                            label="Name of the device"
                            maxLength={60}
                            value={name}
                            onChange={(e) => set_name(e.currentTarget.value)}
                        />
                        <Button type="submit" variant="default" loading={add.isPending}>
                            Add a passkey
                        </Button>
                    </form>
                ) : (
                    <p className="quiet">This browser cannot use passkeys at this address.</p>
                )}
            </div>
        </Panel>
    );
}

const method_words: Record<Session['method'], string> = {
    password: 'password',
    code: 'password and code',
    recovery_code: 'password and recovery code',
    passkey: 'passkey',
    single_sign_on: 'single sign-on',
    reset_code: 'one-time code',
    program: 'program',
};

function SessionsPanel({ account }: { account: Account }) {
    const end = useChange(api.end_session);
    const end_others = useChange(api.end_other_sessions);
    return (
        <Panel
            title="Where you are signed in"
            side={
                account.sessions.length > 1 && (
                    <Button variant="default" onClick={() => end_others.mutate()}>
                        Sign out everywhere else
                    </Button>
                )
            }
        >
            <div className="stack">
                {account.sessions.map((one) => (
                    <div className="line" key={one.id}>
                        <span className="strong">{one.from || 'unknown address'}</span>
                        <span>{method_words[one.method]}</span>
                        <span className="quiet">
                            since <Moment at={one.started} />, last used <Moment at={one.seen} />
                        </span>
                        {one.current ? (
                            <span className="push quiet">this one</span>
                        ) : (
                            <Button
                                className="push"
                                variant="default"
                                aria-label={`End the session at ${one.from || 'unknown address'}`}
                                onClick={() => end.mutate(one.id)}
                            >
                                End
                            </Button>
                        )}
                    </div>
                ))}
                {(end.error || end_others.error) && (
                    <Failure error={end.error ?? end_others.error} />
                )}
            </div>
        </Panel>
    );
}

function WorkstationPanel() {
    const [kind, set_kind] = useState<Workstation>(this_workstation());
    return (
        <Panel title="This computer">
            <NativeSelect
                label="Where it stands"
                description="How long it stays signed in unattended. Holds from the next sign-in on."
                style={{ maxWidth: 360 }}
                data={[
                    { value: 'office', label: 'Office' },
                    { value: 'clinical', label: 'Clinical area' },
                    { value: 'kiosk', label: 'Shared or public place' },
                ]}
                value={kind}
                onChange={(e) => {
                    const value = e.currentTarget.value as Workstation;
                    keep_workstation(value);
                    set_kind(value);
                }}
            />
        </Panel>
    );
}

export function AccountPage() {
    useTitle('Account');
    const account = useAccount();
    if (account.isPending) return <Loading what="account" />;
    if (account.error)
        return <Failure page error={account.error} retry={() => account.refetch()} />;
    return (
        <div className="stack">
            <div className="line">
                <h1>Account</h1>
                <span className="quiet">
                    {account.data.name}, {account.data.username}
                </span>
            </div>
            {account.data.password && (
                <Panel title="Password">
                    <PasswordForm />
                </Panel>
            )}
            <AuthenticatorPanel account={account.data} />
            <PasskeysPanel account={account.data} />
            <SessionsPanel account={account.data} />
            <WorkstationPanel />
        </div>
    );
}

/** Before anything else. */
export function Owed({ owes, paid }: { owes: Session['owes']; paid: () => void }) {
    useTitle('One step first');
    const account = useAccount();
    return (
        <main className="signin">
            <div className="stack" style={{ width: 'min(620px, 100%)' }}>
                <h1>{owes === 'new_password' ? 'Choose a new password' : 'Add a second factor'}</h1>
                {owes === 'new_password' ? (
                    <Panel title="Password">
                        <PasswordForm owed done={paid} />
                    </Panel>
                ) : account.data ? (
                    <>
                        <p>
                            Your role needs more than a password. Add an authenticator app or a
                            passkey to go on.
                        </p>
                        <AuthenticatorPanel account={account.data} paid={paid} />
                        <PasskeysPanel account={account.data} paid={paid} />
                    </>
                ) : account.error ? (
                    <Failure error={account.error} />
                ) : (
                    <Loading what="account" />
                )}
            </div>
        </main>
    );
}
