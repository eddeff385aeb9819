// The patient's own side: who looked into the record, requests, consents. A calm shell of its own in
// plain words, made for a telephone first; none of the desk's pages can be reached from it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { keep_purpose } from '../frame/purpose';
import { useSession } from '../frame/session';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/keys';
import { Accesses } from './Accesses';
import { Consents } from './Consents';
import { Requests } from './Requests';

const sides = ['home', 'accesses', 'requests', 'consents'] as const;
type Side = (typeof sides)[number];
const labels: Record<Side, string> = {
    home: 'Home',
    accesses: 'Who looked',
    requests: 'My requests',
    consents: 'My choices',
};

const side_of = (hash: string): Side => sides.find((s) => `#${s}` === hash) ?? 'home';

function Home({ go }: { go: (side: Side) => void }) {
    const home = useQuery({ queryKey: ['portal', 'home'], queryFn: () => api.my_home() });
    if (home.isPending) return <Loading what="your page" />;
    if (home.error) return <Failure page error={home.error} retry={() => home.refetch()} />;
    const mine = home.data;
    return (
        <div className="stack">
            <h1>Hello, {mine.name}</h1>
            <p>This is your side of your health record at {mine.facility}.</p>
            <section className="panel">
                <div className="body stack">
                    <h2>Who looked into your record</h2>
                    <p>{mine.accesses} looks are on record. For each you see when, who and why.</p>
                    <div>
                        <Button onClick={() => go('accesses')}>See who looked</Button>
                    </div>
                </div>
            </section>
            <section className="panel">
                <div className="body stack">
                    <h2>Your requests</h2>
                    <p>
                        Ask for a copy, a change, a limit, another way to reach you, or a list of
                        whom we told. {mine.open_requests} of your requests wait for our answer.
                    </p>
                    <div>
                        <Button onClick={() => go('requests')}>My requests</Button>
                    </div>
                </div>
            </section>
            <section className="panel">
                <div className="body stack">
                    <h2>Your choices about sharing</h2>
                    <p>{mine.consents} of your choices count now. You can take them back here.</p>
                    <div>
                        <Button onClick={() => go('consents')}>My choices</Button>
                    </div>
                </div>
            </section>
            <p className="quiet">
                Questions? {mine.contact}
                {mine.phone && `, telephone ${mine.phone}`}.
            </p>
        </div>
    );
}

export function Portal() {
    const { user, sign_out } = useSession();
    const [side, set_side] = useState<Side>(side_of(window.location.hash));
    // A patient acts for one purpose; it is set before the first question is asked.
    const [ready, set_ready] = useState(false);
    useEffect(() => {
        keep_purpose('PATIENT_REQUEST');
        set_ready(true);
        const moved = () => set_side(side_of(window.location.hash));
        window.addEventListener('hashchange', moved);
        return () => window.removeEventListener('hashchange', moved);
    }, []);
    useTitle(labels[side]);
    const go = (to: Side) => {
        window.location.hash = to;
        window.scrollTo(0, 0);
    };
    if (!ready) return null;
    return (
        <div className="portal">
            <header>
                <div className="line">
                    <img src="/icon.svg" width={24} height={24} alt="" />
                    <span className="strong">{user.name}</span>
                    <Button className="push" variant="default" onClick={sign_out}>
                        Sign out
                    </Button>
                </div>
                <nav aria-label="Your pages" className="tabs">
                    {sides.map((s) => (
                        <button
                            key={s}
                            type="button"
                            aria-pressed={s === side}
                            onClick={() => go(s)}
                        >
                            {labels[s]}
                        </button>
                    ))}
                </nav>
            </header>
            <main>
                {side === 'home' && <Home go={go} />}
                {side === 'accesses' && <Accesses />}
                {side === 'requests' && <Requests />}
                {side === 'consents' && <Consents name={user.name} />}
            </main>
        </div>
    );
}
