// Reviews of who may what, one a quarter, and accounts that nobody used for a long time.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { people_api } from '../api/people';
import { useTitle } from '../parts/keys';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { Empty, Failure, Loading } from '../parts/states';
import { day_words } from '../parts/when';
import { roles_text } from './words';

function Unused() {
    const found = useQuery({ queryKey: ['unused'], queryFn: people_api.unused });
    if (found.isPending) return <Loading what="unused accounts" />;
    if (found.error) return <Failure error={found.error} retry={() => found.refetch()} />;
    const { days, accounts } = found.data;
    return (
        <Panel title={`Unused for ${days} days`} bare>
            {accounts.length === 0 ? (
                <p className="quiet body">Every active account was used or is new.</p>
            ) : (
                <div className="scroll" tabIndex={0} role="region" aria-label="Unused accounts">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Account</th>
                                <th scope="col">Roles</th>
                                <th scope="col">Last sign-in</th>
                            </tr>
                        </thead>
                        <tbody>
                            {accounts.map((a) => (
                                <tr key={a.id}>
                                    <td>
                                        {a.name} <span className="quiet">{a.username}</span>
                                    </td>
                                    <td>{roles_text(a.roles)}</td>
                                    <td className="nowrap">
                                        {a.signed_in ? <Moment at={a.signed_in} /> : 'never'}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </Panel>
    );
}

export function ReviewsPage() {
    useTitle('Reviews of access');
    const found = useQuery({ queryKey: ['access-reviews'], queryFn: people_api.access_reviews });
    const reviews = found.data?.reviews ?? [];
    return (
        <div className="stack">
            <div className="head" style={{ marginBottom: 0 }}>
                <h1>Reviews of access</h1>
                <div className="line push">
                    <Link to="/people/accounts">Accounts</Link>
                </div>
            </div>
            {found.isPending && <Loading what="reviews" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && !reviews.length && (
                <Empty title="No review has been opened">
                    <p>
                        The review of this quarter opens by itself, when the server starts its day.
                    </p>
                </Empty>
            )}
            {reviews.length > 0 && (
                <div className="scroll" tabIndex={0} role="region" aria-label="Reviews">
                    <table className="grid">
                        <thead>
                            <tr>
                                <th scope="col">Review</th>
                                <th scope="col">From</th>
                                <th scope="col">Due</th>
                                <th scope="col" className="num">
                                    Waiting
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {reviews.map((r) => (
                                <tr key={r.id}>
                                    <td>
                                        <Link to="/people/reviews/$id" params={{ id: r.id }}>
                                            {r.number}
                                        </Link>
                                    </td>
                                    <td className="nowrap">{day_words(r.period)}</td>
                                    <td className="nowrap">
                                        {r.state === 'done' ? (
                                            <span className="state ok">Done</span>
                                        ) : (
                                            <span className={r.overdue ? 'bad' : undefined}>
                                                {day_words(r.due)}
                                                {r.overdue && ', overdue'}
                                            </span>
                                        )}
                                    </td>
                                    <td className="num">{r.waiting}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            <Unused />
        </div>
    );
}
