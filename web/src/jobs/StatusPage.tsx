// What this installation holds and what it is working on.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import type { Job } from '../api/types';
import { useTitle } from '../parts/keys';
import { Facts, Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { JobProgress } from '../release/PackageCard';

const busy = (jobs: Job[] | undefined) =>
    jobs?.some((j) => j.state === 'queued' || j.state === 'running');

function Jobs() {
    const jobs = useQuery({
        queryKey: ['jobs'],
        queryFn: api.jobs,
        refetchInterval: (q) => (busy(q.state.data?.jobs) ? 1_000 : 10_000),
    });
    return (
        <Panel title="Jobs">
            {jobs.isPending && (
                <span className="quiet" role="status">
                    Loading jobs…
                </span>
            )}
            {jobs.error && <Failure error={jobs.error} retry={() => jobs.refetch()} />}
            {jobs.data?.jobs.length === 0 && (
                <p className="quiet">Nothing is waiting or running.</p>
            )}
            {jobs.data && jobs.data.jobs.length > 0 && (
                <ul className="ruled">
                    {jobs.data.jobs.map((j) => (
                        <li key={j.id}>
                            <div className="strong">{j.kind}</div>
                            <JobProgress job={j} />
                        </li>
                    ))}
                </ul>
            )}
        </Panel>
    );
}

export function StatusPage() {
    useTitle('Jobs and status');
    const status = useQuery({ queryKey: ['status'], queryFn: api.status, refetchInterval: 15_000 });
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Jobs and status</h1>
            </div>
            {status.isPending && <Loading what="status" />}
            {status.error && <Failure error={status.error} retry={() => status.refetch()} />}
            <div className="case">
                {status.data && (
                    <div className="stack">
                        <Panel title="This installation">
                            <Facts
                                rows={[
                                    ['Facility', status.data.facility],
                                    ['Version', status.data.version],
                                    [
                                        'Ledger',
                                        <Link key="l" to="/ledger">
                                            {status.data.ledger_size.toLocaleString('en-US')}{' '}
                                            entries
                                        </Link>,
                                    ],
                                ]}
                            />
                        </Panel>
                        <Panel title="Records held" bare>
                            <table className="grid">
                                <thead>
                                    <tr>
                                        <th scope="col">Type</th>
                                        <th scope="col" className="num">
                                            Count
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {Object.entries(status.data.counts)
                                        .sort((a, b) => b[1] - a[1])
                                        .map(([type, n]) => (
                                            <tr key={type}>
                                                <td>{type}</td>
                                                <td className="num">{n.toLocaleString('en-US')}</td>
                                            </tr>
                                        ))}
                                </tbody>
                            </table>
                        </Panel>
                    </div>
                )}
                <Jobs />
            </div>
        </div>
    );
}
