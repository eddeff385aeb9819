// The clock board of an incident: each date with its rule, its paragraph and the facts behind it.
// SPDX-License-Identifier: Apache-2.0
import type { BreachReason, Incident } from '../api/types';
import { Panel } from '../parts/panel';
import { Cite } from '../parts/states';
import { day_words, today } from '../parts/when';
import { date_words, told_words } from './words';

export function Reasons({ reasons }: { reasons: BreachReason[] }) {
    return (
        <ul style={{ margin: 0, paddingLeft: 18 }}>
            {reasons.map((r, i) => (
                <li key={i}>
                    {r.say.charAt(0).toUpperCase() + r.say.slice(1)} <Cite text={r.cite} />
                </li>
            ))}
        </ul>
    );
}

export function Clock({ incident }: { incident: Incident }) {
    const { board } = incident;
    const day = board.discovery.day;
    return (
        <Panel
            title="Clock"
            side={
                <span className="quiet small">
                    {day ? `Discovered ${day_words(day)}` : 'Not discovered by anybody who counts'}
                    {board.effective_due && `; individuals by ${day_words(board.effective_due)}`}
                </span>
            }
            bare
        >
            {board.findings.length > 0 && (
                <div className="note bad-note" style={{ margin: 8 }}>
                    <p className="strong">Findings</p>
                    <Reasons reasons={board.findings} />
                </div>
            )}
            <div className="scroll" tabIndex={0} role="region" aria-label="Dates">
                <table className="grid">
                    <thead>
                        <tr>
                            <th scope="col">Who</th>
                            <th scope="col">Due</th>
                            <th scope="col">Done</th>
                            <th scope="col">Why</th>
                        </tr>
                    </thead>
                    <tbody>
                        {board.dates.map((d, i) => {
                            const { words, tone } = date_words(d, today());
                            return (
                                <tr key={i}>
                                    <td>
                                        {told_words[d.told]}
                                        {d.state && ` (${d.state})`}
                                    </td>
                                    <td>
                                        {d.due && (
                                            <span className="nowrap">{day_words(d.due)}, </span>
                                        )}
                                        <span
                                            className={
                                                tone === 'quiet' ? 'quiet' : `${tone} strong`
                                            }
                                        >
                                            {words}
                                        </span>
                                        {d.held_until && (
                                            <div className="quiet small">
                                                held until {day_words(d.held_until)}
                                            </div>
                                        )}
                                    </td>
                                    <td className="nowrap">{day_words(d.done_on)}</td>
                                    <td>
                                        <details>
                                            <summary>
                                                <Cite text={d.reason.cite} />
                                            </summary>
                                            <p>{d.reason.say}</p>
                                            <p className="quiet small">
                                                {d.reason.facts.join('; ')}
                                                {d.reason.rule && `; rule ${d.reason.rule}`}
                                                {d.confidence && d.confidence !== 'V'
                                                    ? '; confirm with counsel'
                                                    : ''}
                                            </p>
                                        </details>
                                    </td>
                                </tr>
                            );
                        })}
                    </tbody>
                </table>
            </div>
            <div className="body stack">
                {board.dates.length === 0 && (
                    <p className="quiet">No date runs until it is known who learned of it when.</p>
                )}
                {board.duties.length > 0 && (
                    <div>
                        <h3>To do besides</h3>
                        <Reasons reasons={board.duties} />
                    </div>
                )}
                <details>
                    <summary>How the day of discovery was found</summary>
                    <Reasons reasons={board.discovery.reasons} />
                </details>
            </div>
        </Panel>
    );
}
