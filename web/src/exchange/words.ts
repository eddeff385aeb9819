// Words for information blocking: verdicts, states, answers to conditions, what was done. A verdict
// never says that something is information blocking.
// SPDX-License-Identifier: Apache-2.0
import type { BlockingRow, BlockingVerdict, ConditionAnswer } from '../api/types';

export interface Shown {
    label: string;
    tone: '' | 'ok' | 'warn' | 'bad' | 'accent';
}

export const blocking_states = ['open', 'assessed', 'closed'] as const;
export const state_words: Record<BlockingRow['state'], Shown> = {
    open: { label: 'Open', tone: 'accent' },
    assessed: { label: 'Assessed', tone: 'ok' },
    closed: { label: 'Closed', tone: '' },
};

export const verdict_words: Record<BlockingVerdict, Shown> = {
    NOT_APPLICABLE: { label: 'Not covered', tone: '' },
    LAWFUL: { label: 'A law requires it', tone: 'ok' },
    SAFE: { label: 'An exception is met', tone: 'ok' },
    NEED_DOCUMENTATION: { label: 'Evidence is missing', tone: 'warn' },
    RISK_REVIEW: { label: 'Risk: to be reviewed', tone: 'warn' },
    RISK_HIGH: { label: 'High risk', tone: 'bad' },
};

export const answer_words: Record<ConditionAnswer, Shown> = {
    met: { label: 'Met', tone: 'ok' },
    not_met: { label: 'Not met', tone: 'bad' },
    unknown: { label: 'Not known', tone: 'warn' },
    no_evidence: { label: 'No evidence', tone: 'warn' },
    not_applicable: { label: 'Does not apply', tone: '' },
};

export const history_words: Record<string, string> = {
    'exchange.open': 'Opened',
    'exchange.edit': 'Changed',
    'exchange.assess': 'Assessed',
    'exchange.letter': 'Letter written',
    'exchange.close': 'Closed',
    'exchange.export': 'Exported for counsel',
};

/** "limited_manner" as people read it. */
export function plain(name: string): string {
    const text = name.replaceAll('_', ' ').toLowerCase();
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A fact's value as people say it. */
export function value_words(value: string): string {
    return value === 'true' ? 'Yes' : value === 'false' ? 'No' : value ? plain(value) : '';
}
