// Other requests for the same patient's record, so that a letter that came twice is not answered twice.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import type { CaseView } from '../api/types';
import { Panel } from '../parts/panel';
import { day_words } from '../parts/when';
import { StateBadge } from './badges';
import { other_requests } from './other_requests';
import { requester_words } from './words';

const shown_max = 5;

export function OtherRequests({ view }: { view: CaseView }) {
    const q = view.patient.mrn || view.patient.name;
    const found = useQuery({
        queryKey: ['cases', 'of', q],
        queryFn: () => api.cases({ q, sort: 'received', limit: 100 }),
        staleTime: 30_000,
    });
    const others = other_requests(view, found.data?.cases ?? []);
    if (!others.length) return null;
    return (
        <Panel title="Other requests for this patient">
            <ul className="ruled">
                {others.slice(0, shown_max).map(({ row, again }) => (
                    <li key={row.id} className="line">
                        <Link to="/release/cases/$id" params={{ id: row.id }}>
                            {row.number}
                        </Link>
                        <StateBadge state={row.state} />
                        {again ? (
                            <span className="state warn">Same requester</span>
                        ) : (
                            <span>
                                {requester_words[row.requester_kind]} {row.requester_name}
                            </span>
                        )}
                        <span className="quiet">received {day_words(row.received_on)}</span>
                    </li>
                ))}
            </ul>
            {others.length > shown_max && (
                <p className="quiet small">
                    And {others.length - shown_max} more:{' '}
                    <Link to="/release" search={{ q }}>
                        all of this patient
                    </Link>
                </p>
            )}
        </Panel>
    );
}
