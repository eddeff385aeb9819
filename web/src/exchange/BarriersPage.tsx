// Barriers in our own house, as the last look found them: prices, waits and backlogs by requester.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import type { BlockingLook } from '../api/types';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Cite, Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { plain } from './words';

function Barriers({ look }: { look: BlockingLook }) {
    if (!look.barriers.length)
        return (
            <Empty title="No barrier was found">
                <p>Prices for electronic access, waiting times and backlogs were looked at.</p>
            </Empty>
        );
    return (
        <Panel title={`${look.barriers.length} found`}>
            <ul className="ruled">
                {look.barriers.map((one, i) => (
                    <li key={i} className="line" style={{ alignItems: 'flex-start' }}>
                        <span className="state warn">{plain(one.kind)}</span>
                        <span>
                            {one.say} <Cite text={one.cite} />{' '}
                            <span className="quiet">{plain(one.where)}</span>
                        </span>
                    </li>
                ))}
            </ul>
        </Panel>
    );
}

function Waits({ look }: { look: BlockingLook }) {
    return (
        <Panel title="How requests are answered" bare>
            <div className="scroll" tabIndex={0} role="region" aria-label="By requester">
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">Requester</th>
                            <th scope="col" className="num">
                                Released
                            </th>
                            <th scope="col" className="num">
                                Median days
                            </th>
                            <th scope="col" className="num">
                                Refused
                            </th>
                            <th scope="col" className="num">
                                Overdue
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {look.answering.map((one) => (
                            <tr key={one.requester}>
                                <td>{plain(one.requester)}</td>
                                <td className="num">{one.released}</td>
                                <td className="num">{one.released ? one.median_days : ''}</td>
                                <td className="num">{one.refused}</td>
                                <td className="num">{one.overdue}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </Panel>
    );
}

export function BarriersPage() {
    useTitle('Barriers to exchange');
    const found = useQuery({ queryKey: ['blocking-look'], queryFn: () => api.blocking_look() });
    const look = found.data;
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <Link to="/exchange/blocking" className="small">
                    Information blocking
                </Link>
                <h1>Barriers</h1>
                {look?.looked_on && (
                    <span className="quiet push">
                        {look.cases_seen} release cases looked through {day_words(look.looked_on)},{' '}
                        {look.opened} opened
                    </span>
                )}
            </div>
            {found.isPending && <Loading what="barriers" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {look && !look.looked_on && (
                <Empty title="Nothing was looked through yet">
                    <p>Start a look from the list of cases; it runs in the background.</p>
                </Empty>
            )}
            {look?.looked_on && (
                <>
                    <Barriers look={look} />
                    <Waits look={look} />
                </>
            )}
        </div>
    );
}
