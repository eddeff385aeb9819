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
import { api, ApiError, on_session_lost } from '../api/client';
import type { Session, User } from '../api/types';
import { Dialog } from '../parts/dialog';
import { drop_drafts, sweep_drafts } from '../parts/drafts';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/keys';
import { use_zone } from '../parts/when';
import { is_status_address } from '../public/status_words';

const RequestStatus = lazy(() =>
    import('../public/RequestStatus').then((m) => ({ default: m.RequestStatus })),
);

// The name typed at sign-in, for this tab: the server tells a user's id and name only.
const typed_name = 'muniment.username';

const SessionContext = createContext<{ user: User; sign_out: () => Promise<void> } | undefined>(
    undefined,
);

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
    const [error, set_error] = useState<unknown>();
    const [busy, set_busy] = useState(false);
    const submit = async (event: React.FormEvent) => {
        event.preventDefault();
        set_busy(true);
        set_error(undefined);
        try {
            const session = await api.sign_in(username, password);
            sessionStorage.setItem(typed_name, username);
            done(session);
        } catch (failure) {
            set_error(failure);
            set_busy(false);
        }
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
            {wrong && (
                <p role="alert" className="bad">
                    User name or password is not right.
                </p>
            )}
            {!!error && !wrong && <Failure error={error} />}
            <Button type="submit" loading={busy} size="sm">
                Sign in
            </Button>
        </form>
    );
}

function SignInPage({ done }: { done: (session: Session) => void }) {
    useTitle('Sign in');
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
    const [asking, set_asking] = useState(false);
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
    const was_signed_in = useRef(false);
    if (signed_in) was_signed_in.current = true;
    const for_requester = is_status_address(window.location.pathname) && !was_signed_in.current;

    useEffect(() => {
        on_session_lost(
            signed_in
                ? () =>
                      new Promise<void>((go, stop) => {
                          waiting.current.push({ go, stop });
                          set_asking(true);
                      })
                : undefined,
        );
        return () => on_session_lost(undefined);
    }, [signed_in]);

    // Whoever last used this browser may never come back to it.
    useEffect(() => sweep_drafts(localStorage), []);

    const renewed = (fresh: Session) => {
        // Another person must not go on with what this one began.
        if (fresh.user.id !== session.data?.user.id) return window.location.assign('/');
        queries.setQueryData(['session'], fresh);
        set_asking(false);
        waiting.current.splice(0).forEach((w) => w.go());
    };
    const put_off = () => {
        set_asking(false);
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
        await api.sign_out().catch(() => undefined);
        // Drafts hold health information: they outlive a lost session, not a person who leaves.
        if (session.data) drop_drafts(localStorage, session.data.user.id);
        sessionStorage.removeItem(typed_name);
        queries.setQueryData(['session'], null);
        queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
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
            {children}
            {asking && (
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
