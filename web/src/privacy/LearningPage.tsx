// What closed reviews teach: each signal's weight as the pack gives it, as it is, and as proposed; and
// where suspicion was wrong most often. A person adopts the proposal; the ledger keeps each step.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import type { ReviewLearning } from '../api/types';
import { useSession } from '../frame/session';
import { useTitle } from '../parts/keys';
import { Panel } from '../parts/panel';
import { Empty, Failure, Loading } from '../parts/states';
import { plain } from './words';

function Weights({ weights }: { weights: ReviewLearning['weights'] }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Weights of the signals">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Signal</th>
                        <th scope="col" className="num">
                            Pack
                        </th>
                        <th scope="col" className="num">
                            In use
                        </th>
                        <th scope="col" className="num">
                            Proposed
                        </th>
                        <th scope="col" className="num">
                            Closed cases
                        </th>
                        <th scope="col" className="num">
                            Inappropriate
                        </th>
                        <th scope="col">Why</th>
                    </tr>
                </thead>
                <tbody>
                    {weights.map((w) => (
                        <tr key={w.signal}>
                            <th scope="row" className="nowrap">
                                {plain(w.signal)}
                            </th>
                            <td className="num">{w.pack}</td>
                            <td className="num">{w.now}</td>
                            <td className={w.proposed === w.now ? 'num' : 'num strong'}>
                                {w.proposed}
                            </td>
                            <td className="num">{w.cases}</td>
                            <td className="num">{w.inappropriate}</td>
                            <td className="small">{w.why}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function Departments({ rates }: { rates: ReviewLearning['departments'] }) {
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label="False alarms">
            <table className="grid">
                <thead>
                    <tr>
                        <th scope="col">Department</th>
                        <th scope="col" className="num">
                            Closed
                        </th>
                        <th scope="col" className="num">
                            Justified
                        </th>
                        <th scope="col" className="num">
                            False alarms
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rates.map((d) => (
                        <tr key={d.department}>
                            <th scope="row">{d.department}</th>
                            <td className="num">{d.closed}</td>
                            <td className="num">{d.justified}</td>
                            <td className="num">{(d.permille / 10).toFixed(1)} %</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function LearningPage() {
    useTitle('What reviews taught');
    const may_work = useSession().user.permissions.includes('privacy_work');
    const client = useQueryClient();
    const found = useQuery({ queryKey: ['learning'], queryFn: () => api.learning() });
    const adopt = useMutation({
        mutationFn: () => api.adopt_weights(),
        onSuccess: (learning) => client.setQueryData(['learning'], learning),
    });
    if (found.error) return <Failure page error={found.error} retry={() => found.refetch()} />;
    if (!found.data) return <Loading what="closed reviews" />;
    const { weights, departments, closed } = found.data;
    const steps = weights.filter((w) => w.proposed !== w.now).length;
    return (
        <div className="stack">
            <div className="head">
                <h1>What reviews taught</h1>
                <span className="quiet">
                    {closed === 1 ? '1 closed review' : `${closed} closed reviews`}
                </span>
                <div className="line push">
                    <Link to="/privacy/reviews">Access reviews</Link>
                    {may_work && (
                        <Button
                            disabled={steps === 0}
                            loading={adopt.isPending}
                            onClick={() => adopt.mutate()}
                        >
                            {steps === 0 ? 'Nothing to adopt' : `Adopt ${steps} new weights`}
                        </Button>
                    )}
                </div>
            </div>
            {adopt.error && <Failure error={adopt.error} />}
            <Panel title="Weights of the signals" bare>
                <Weights weights={weights} />
            </Panel>
            {departments.length > 0 ? (
                <Panel title="False alarms by department" bare>
                    <Departments rates={departments} />
                </Panel>
            ) : (
                <Empty title="No review has been closed yet">
                    <p>Each closed review says of its signals whether they were right.</p>
                </Empty>
            )}
        </div>
    );
}
