// Who is signed in. A session that expires in the middle of work is renewed in a dialog over the
// page: the call that failed waits for it and is repeated, so nothing typed is lost.
// SPDX-License-Identifier: Apache-2.0
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
    createContext,
    lazy,
    Suspense,
    useContext,
    useEffect,
    useRef,
    useState,
    type ReactNode,
} from 'react';
import { api, ApiError, idle_seconds, on_session_lost } from '../api/client';
import { can_use_passkeys } from '../api/passkey';
import type { Session, User, Workstation } from '../api/types';
import { Dialog } from '../parts/dialog';
import { drop_drafts, sweep_drafts } from '../parts/drafts';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/keys';
import { use_zone } from '../parts/when';
import { allow_purposes } from './purpose';
import { is_status_address } from '../public/status_words';

const RequestStatus = lazy(() =>
    import('../public/RequestStatus').then((m) => ({ default: m.RequestStatus })),
);

const Owed = lazy(() => import('../account/AccountPage').then((m) => ({ default: m.Owed })));

// The name typed at sign-in, for this tab: the server tells a user's id and name only.
const typed_name = 'muniment.username';

const SessionContext = createContext<{ user: User; sign_out: () => Promise<void> } | undefined>(
    undefined,
);

// What this computer is: how long it may stay signed in unattended. Set once for each machine.
const workstation_key = 'muniment.workstation';
export function this_workstation(): Workstation {
    const kept = localStorage.getItem(workstation_key);
    return kept === 'clinical' || kept === 'kiosk' ? kept : 'office';
}
export function keep_workstation(kind: Workstation) {
    localStorage.setItem(workstation_key, kind);
}

export function useSession() {
    const session = useContext(SessionContext);
    if (!session) throw new Error('useSession outside SessionGate');
    return session;
}

function SignInForm({
    username: known,
    done,
}: {
    username?: string;
    done: (session: Session) => void;
}) {
    const [username, set_username] = useState(known ?? '');
    const [password, set_password] = useState('');
    const [code, set_code] = useState('');
    const [needs_code, set_needs_code] = useState(false);
    const [error, set_error] = useState<unknown>();
    const [busy, set_busy] = useState(false);
    const ways = useQuery({
        queryKey: ['ways-to-sign-in'],
        queryFn: api.ways_to_sign_in,
        staleTime: Infinity,
        retry: false,
    });
    const workstation = this_workstation();
    const run = async (ask: () => Promise<Session>) => {
        set_busy(true);
        set_error(undefined);
        try {
            done(await ask());
        } catch (failure) {
            if (failure instanceof ApiError && failure.asks === 'code' && !needs_code)
                set_needs_code(true);
            else set_error(failure);
            set_busy(false);
        }
    };
    const submit = (event: React.FormEvent) => {
        event.preventDefault();
        void run(async () => {
            const session = await api.sign_in({
                username,
                password,
                code: needs_code ? code : '',
                workstation,
            });
            sessionStorage.setItem(typed_name, username);
            return session;
        });
    };
    const wrong = error instanceof ApiError && error.status === 401;
    return (
        <form onSubmit={submit} className="stack">
            <TextInput
                label="User name"
                name="username"
                autoComplete="username"
                required
                data-autofocus={!known || undefined}
                autoFocus={!known}
                readOnly={!!known}
                value={username}
                onChange={(e) => set_username(e.currentTarget.value)}
            />
            <PasswordInput
                label="Password"
                name="password"
                autoComplete="current-password"
                required
                autoFocus={!!known}
                data-autofocus={known ? true : undefined}
                value={password}
                onChange={(e) => set_password(e.currentTarget.value)}
            />
            {needs_code && (
                <TextInput
                    label="Code"
                    description="From your authenticator app, or one of your recovery codes."
                    name="code"
                    autoComplete="one-time-code"
                    inputMode="numeric"
                    required
                    autoFocus
                    value={code}
                    onChange={(e) => set_code(e.currentTarget.value)}
                />
            )}
            {wrong && (
                <p role="alert" className="bad">
                    {error.message}
                </p>
            )}
            {!!error && !wrong && <Failure error={error} />}
            <Button type="submit" loading={busy} size="sm">
                Sign in
            </Button>
            {ways.data?.passkeys && can_use_passkeys() && (
                <Button
                    variant="default"
                    disabled={busy}
                    onClick={() => void run(() => api.by_passkey('sign-in', workstation))}
                >
                    Use a passkey
                </Button>
            )}
            {ways.data?.single_sign_on && !known && (
                <Button
                    component="a"
                    variant="default"
                    href={`/api/session/sso?workstation=${workstation}&return=${encodeURIComponent(
                        window.location.pathname + window.location.search,
                    )}`}
                >
                    Sign in with {ways.data.single_sign_on}
                </Button>
            )}
        </form>
    );
}

/** A fresh proof for what asks one: the same person, a moment ago. */
function FreshForm({ done }: { done: (session: Session) => void }) {
    const account = useQuery({ queryKey: ['account'], queryFn: api.account, staleTime: 0 });
    const [password, set_password] = useState('');
    const [code, set_code] = useState('');
    const [error, set_error] = useState<unknown>();
    const [busy, set_busy] = useState(false);
    const run = async (ask: () => Promise<Session>) => {
        set_busy(true);
        set_error(undefined);
        try {
            done(await ask());
        } catch (failure) {
            set_error(failure);
            set_busy(false);
        }
    };
    if (account.isPending) return <Loading what="account" lines={2} />;
    if (account.error) return <Failure error={account.error} retry={() => account.refetch()} />;
    const { authenticator, passkeys } = account.data;
    const by_form = authenticator || !passkeys.length;
    return (
        <form
            className="stack"
            onSubmit={(event) => {
                event.preventDefault();
                void run(() => api.freshen(password, code));
            }}
        >
            {authenticator ? (
                <TextInput
                    label="Code"
                    description="From your authenticator app, or one of your recovery codes."
                    autoComplete="one-time-code"
                    required
                    data-autofocus
                    value={code}
                    onChange={(e) => set_code(e.currentTarget.value)}
                />
            ) : (
                by_form && (
                    <PasswordInput
                        label="Password"
                        autoComplete="current-password"
                        required
                        data-autofocus
                        value={password}
                        onChange={(e) => set_password(e.currentTarget.value)}
                    />
                )
            )}
            {!!error && <Failure error={error} />}
            {by_form && (
                <Button type="submit" loading={busy}>
                    Confirm
                </Button>
            )}
            {passkeys.length > 0 && (
                <Button
                    variant={by_form ? 'default' : 'filled'}
                    disabled={busy}
                    onClick={() => void run(() => api.by_passkey('fresh', this_workstation()))}
                >
                    Use a passkey
                </Button>
            )}
        </form>
    );
}

function SignInPage({ done }: { done: (session: Session) => void }) {
    useTitle('Sign in');
    const why = new URLSearchParams(window.location.search).get('sign-in');
    return (
        <main className="signin">
            <div className="panel">
                <div className="body stack" style={{ padding: 24 }}>
                    <div className="line">
                        <img src="/icon.svg" width={28} height={28} alt="" />
                        <h1>Muniment</h1>
                    </div>
                    <p className="quiet">
                        Health records. Every access is recorded with your name, the time and your
                        purpose.
                    </p>
                    {why && (
                        <p role="alert" className="bad">
                            {why === 'unavailable'
                                ? 'Single sign-on cannot be reached just now. Sign in with your password.'
                                : 'Single sign-on did not let you in. Try again, or sign in with your password.'}
                        </p>
                    )}
                    <SignInForm done={done} />
                    <p className="small">
                        Requested records? <a href="/status">See how your request stands</a>
                    </p>
                </div>
            </div>
        </main>
    );
}

export function SessionGate({ children }: { children: ReactNode }) {
    const queries = useQueryClient();
    const [asking, set_asking] = useState<'lost' | 'fresh' | undefined>();
    const waiting = useRef<{ go: () => void; stop: (why: unknown) => void }[]>([]);
    const session = useQuery({
        queryKey: ['session'],
        staleTime: Infinity,
        retry: false,
        queryFn: () =>
            api.session().catch((error) => {
                if (error instanceof ApiError && error.status === 401) return null;
                throw error;
            }),
    });
    const signed_in = !!session.data;
    // Before anything below shows a day or a time.
    use_zone(session.data?.time_zone);
    allow_purposes(session.data?.user.purposes ?? []);
    const was_signed_in = useRef(false);
    if (signed_in) was_signed_in.current = true;
    const for_requester = is_status_address(window.location.pathname) && !was_signed_in.current;

    useEffect(() => {
        on_session_lost(
            signed_in
                ? (why) =>
                      new Promise<void>((go, stop) => {
                          waiting.current.push({ go, stop });
                          set_asking((now) => (now === 'lost' ? now : why));
                      })
                : undefined,
        );
        return () => on_session_lost(undefined);
    }, [signed_in]);

    // An unattended screen: covered as soon as the server would say no. What is typed stays.
    const idle_minutes = session.data?.idle_minutes;
    useEffect(() => {
        if (!idle_minutes) return;
        const look = () => {
            if (idle_seconds() >= idle_minutes * 60) set_asking('lost');
        };
        const timer = setInterval(look, 5000);
        return () => clearInterval(timer);
    }, [idle_minutes]);

    // Whoever last used this browser may never come back to it.
    useEffect(() => sweep_drafts(localStorage), []);

    const renewed = (fresh: Session) => {
        // Another person must not go on with what this one began.
        if (fresh.user.id !== session.data?.user.id) return window.location.assign('/');
        queries.setQueryData(['session'], fresh);
        set_asking(undefined);
        waiting.current.splice(0).forEach((w) => w.go());
    };
    const put_off = () => {
        set_asking(undefined);
        waiting.current
            .splice(0)
            .forEach((w) =>
                w.stop(
                    new ApiError(
                        'unauthorized',
                        'You are not signed in. What you typed is kept; sign in to go on.',
                        '',
                        401,
                    ),
                ),
            );
    };
    const sign_out = async () => {
        const issuer = await api.issuers_sign_out().catch(() => undefined);
        await api.sign_out().catch(() => undefined);
        // Drafts hold health information: they outlive a lost session, not a person who leaves.
        if (session.data) drop_drafts(localStorage, session.data.user.id);
        sessionStorage.removeItem(typed_name);
        queries.setQueryData(['session'], null);
        queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
        if (issuer?.address) window.location.assign(issuer.address);
    };

    if (session.isPending)
        return (
            <div style={{ padding: 24 }}>
                <Loading what="session" lines={3} />
            </div>
        );
    if (session.error)
        return (
            <div className="signin">
                <Failure page error={session.error} retry={() => session.refetch()} />
            </div>
        );
    // Staff find their own status page at this address; whoever is not signed in asks about a request.
    if (!session.data && for_requester)
        return (
            <Suspense fallback={null}>
                <RequestStatus />
            </Suspense>
        );
    if (!session.data)
        return <SignInPage done={(fresh) => queries.setQueryData(['session'], fresh)} />;
    return (
        <SessionContext.Provider value={{ user: session.data.user, sign_out }}>
            {session.data.owes === 'nothing' ? (
                <div className={asking === 'lost' ? 'covered' : 'uncovered'}>{children}</div>
            ) : (
                <Suspense fallback={<Loading what="account" />}>
                    <Owed owes={session.data.owes} paid={() => session.refetch()} />
                </Suspense>
            )}
            {asking === 'fresh' && (
                <Dialog title="Confirm that it is you" close={put_off}>
                    <p className="quiet">
                        This step asks for a proof of the last minutes. Nothing you typed is lost.
                    </p>
                    <FreshForm done={renewed} />
                </Dialog>
            )}
            {asking === 'lost' && (
                <Dialog title="Your session has ended" close={put_off}>
                    <p className="quiet">
                        Sign in to go on. The page behind stays as it is and nothing you typed is
                        lost.
                    </p>
                    <SignInForm
                        username={sessionStorage.getItem(typed_name) ?? undefined}
                        done={renewed}
                    />
                </Dialog>
            )}
        </SessionContext.Provider>
    );
}
