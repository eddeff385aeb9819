// The verdict of each part with its reasons, the elements of the definition, and the exceptions as
// checklists: each condition with its answer, facts and evidence.
// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import type { BlockingCondition, BlockingException, BlockingPart } from '../api/types';
import { Panel } from '../parts/panel';
import { Cite } from '../parts/states';
import { answer_words, plain, value_words, verdict_words } from './words';

function Condition({
    one,
    state_fact,
}: {
    one: BlockingCondition;
    state_fact?: (name: string) => void;
}) {
    const answer = answer_words[one.answer];
    return (
        <li>
            <div className="line" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
                <span className={`state nowrap ${answer.tone}`}>{answer.label}</span>
                <span className="broken">
                    {one.say} <Cite text={one.cite} />
                    {one.way && <span className="quiet small"> {plain(one.way)}</span>}
                </span>
            </div>
            <ul className="small" style={{ margin: '4px 0 0', paddingLeft: 20 }}>
                {one.facts.map((fact) => (
                    <li key={fact.name}>
                        {plain(fact.name)}:{' '}
                        {fact.value ? (
                            <span className="strong">{value_words(fact.value)}</span>
                        ) : (
                            <span className="quiet">not known</span>
                        )}
                        {(fact.evidence.text || fact.evidence.reference) && (
                            <span className="quiet broken">
                                {' '}
                                {[fact.evidence.text, fact.evidence.reference]
                                    .filter(Boolean)
                                    .join('; ')}
                            </span>
                        )}
                        {state_fact && (
                            <>
                                {' '}
                                <Button
                                    variant="subtle"
                                    size="compact-xs"
                                    aria-label={`State ${plain(fact.name).toLowerCase()}`}
                                    onClick={() => state_fact(fact.name)}
                                >
                                    State
                                </Button>
                            </>
                        )}
                    </li>
                ))}
            </ul>
        </li>
    );
}

const outcome_words = {
    met: { label: 'Met', tone: 'ok' },
    open: { label: 'Open', tone: 'warn' },
    failed: { label: 'Not met', tone: 'bad' },
} as const;

function Exception({
    one,
    state_fact,
}: {
    one: BlockingException;
    state_fact?: (name: string) => void;
}) {
    const applying = one.conditions.filter((c) => c.answer !== 'not_applicable');
    const met = applying.filter((c) => c.answer === 'met').length;
    const outcome = outcome_words[one.outcome];
    return (
        <details open={one.claimed}>
            <summary>
                <span className="strong">{plain(one.name)}</span> <Cite text={one.cite} />{' '}
                <span className={`state ${one.claimed ? outcome.tone : ''}`}>
                    {outcome.label}, {met} of {applying.length}
                </span>
            </summary>
            <p className="quiet" style={{ margin: '6px 0' }}>
                {one.say}
            </p>
            <ul className="ruled" aria-label={`Conditions of ${plain(one.name)}`}>
                {one.conditions.map((c) => (
                    <Condition key={c.rule} one={c} state_fact={state_fact} />
                ))}
            </ul>
        </details>
    );
}

/** Facts of a part that has its own are stated in the part; the button is for the request's. */
export function Part({
    part,
    position,
    state_fact,
}: {
    part: BlockingPart;
    position: string;
    state_fact?: (name: string) => void;
}) {
    const verdict = verdict_words[part.verdict];
    const told = part.exceptions.filter((e) => e.claimed || e.outcome === 'met');
    const others = part.exceptions.filter((e) => !told.includes(e));
    return (
        <Panel
            title={position || 'Assessment as of today'}
            side={<span className={`state ${verdict.tone}`}>{verdict.label}</span>}
        >
            <div className="stack">
                {part.say && <p className="broken">{part.say}</p>}
                <p>
                    <span className="strong">{part.because}</span>{' '}
                    {part.cites.map((c) => (
                        <Cite key={c} text={c} />
                    ))}
                </p>
                {part.missing.length > 0 && (
                    <div>
                        <h3>What is missing</h3>
                        <ul className="ruled" style={{ marginTop: 6 }}>
                            {part.missing.map((m, i) => (
                                <li key={i}>
                                    {m.say} <Cite text={m.cite} />{' '}
                                    <span className="quiet">{m.facts.map(plain).join(', ')}</span>
                                </li>
                            ))}
                        </ul>
                    </div>
                )}
                {told.length > 0 && <h3>Exceptions invoked or met</h3>}
                {told.map((e) => (
                    <Exception key={e.name} one={e} state_fact={state_fact} />
                ))}
                <details>
                    <summary>Elements of the definition</summary>
                    <ul className="ruled" style={{ marginTop: 6 }}>
                        {part.elements.map((c) => (
                            <Condition key={c.rule} one={c} state_fact={state_fact} />
                        ))}
                    </ul>
                </details>
                <details>
                    <summary>{others.length} other exceptions</summary>
                    <div className="stack" style={{ marginTop: 8 }}>
                        {others.map((e) => (
                            <Exception key={e.name} one={e} />
                        ))}
                    </div>
                </details>
            </div>
        </Panel>
    );
}
