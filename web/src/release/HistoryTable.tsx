// What was done to a case, by whom and when, the latest first, each with its entry in the ledger.
// SPDX-License-Identifier: Apache-2.0
import type { CaseView } from '../api/types';
import { Moment } from '../parts/moment';
import { EntryLink } from './PackageCard';
import { action_words } from './words';

export function HistoryTable({ items }: { items: CaseView['history'] }) {
    const latest_first = [...items].sort((a, b) => b.at.localeCompare(a.at));
    return (
        <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="History entries">
            <table className="grid timeline">
                <thead>
                    <tr>
                        <th scope="col">When</th>
                        <th scope="col">Who</th>
                        <th scope="col">What</th>
                        <th scope="col">Note</th>
                        <th scope="col">Ledger</th>
                    </tr>
                </thead>
                <tbody>
                    {latest_first.map((h, i) => (
                        <tr key={i}>
                            <td className="nowrap">
                                <Moment at={h.at} />
                            </td>
                            <td>{h.actor}</td>
                            <td title={h.action}>{action_words[h.action] ?? h.action}</td>
                            <td>{h.note}</td>
                            <td className="nowrap">
                                <EntryLink index={h.entry_index} />
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
