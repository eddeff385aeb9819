// The answer part by part of the record: folded away while every part has the answer of the whole.
// SPDX-License-Identifier: Apache-2.0
import type { Decision } from '../api/types';
import { Cite } from '../parts/states';
import { useGrounds } from './grounds';
import { differs, notice_words, part_words, parts_differ } from './segments';
import { answer_words, short_answers } from './words';

export function Segments({ decision }: { decision: Decision }) {
    const names = useGrounds().data?.segments ?? [];
    if (!decision.segments.length) return null;
    const differ = parts_differ(decision);
    const apart = decision.segments.filter((s) => s.answer !== decision.answer).length;
    const rows = differ ? decision.segments.filter((s) => differs(s, decision)) : decision.segments;
    const rest = decision.segments.length - rows.length;
    return (
        <details key={decision.inputs_sha256 + String(differ)} open={differ || undefined}>
            <summary>
                {apart
                    ? `Parts of the record: ${apart} of ${decision.segments.length} decided otherwise`
                    : 'Parts of the record: all as above'}
            </summary>
            <div
                className="scroll"
                style={{ marginTop: 8 }}
                tabIndex={0}
                role="region"
                aria-label="Parts of the record"
            >
                <table className="grid parts">
                    <thead>
                        <tr>
                            <th scope="col">Part</th>
                            <th scope="col">Answer</th>
                            <th scope="col">Reason</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((s) => (
                            <tr key={s.segment}>
                                <td>{part_words(s.segment, names)}</td>
                                <td className="nowrap">
                                    <span className={`${answer_words[s.answer].tone} strong`}>
                                        {answer_words[s.answer].glyph} {short_answers[s.answer]}
                                    </span>
                                </td>
                                <td>
                                    {s.reasons[0] && s.answer !== decision.answer ? (
                                        <span title={s.reasons[0].rule}>
                                            {s.reasons[0].message} <Cite text={s.reasons[0].cite} />
                                        </span>
                                    ) : (
                                        <span className="quiet">
                                            {differs(s, decision) ? '' : 'as the whole'}
                                        </span>
                                    )}
                                    {s.only.length > 0 && (
                                        <p>
                                            <span className="quiet">Only: </span>
                                            {s.only.join(', ').replaceAll('_', ' ')}
                                        </p>
                                    )}
                                    {s.duties.map((d) => (
                                        <p key={d}>
                                            <span className="quiet">To be done: </span>
                                            {d}
                                        </p>
                                    ))}
                                    {s.notice && <p className="quiet">{notice_words(s.notice)}</p>}
                                </td>
                            </tr>
                        ))}
                        {rest > 0 && (
                            <tr>
                                <td className="quiet" colSpan={3}>
                                    {rest === 1 ? 'The other one' : `The other ${rest}`}: as the
                                    whole.
                                </td>
                            </tr>
                        )}
                    </tbody>
                </table>
            </div>
        </details>
    );
}
