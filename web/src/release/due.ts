// How a due date reads on a worklist: words and a tone, never the colour alone.
// SPDX-License-Identifier: Apache-2.0
import type { CaseState, Day } from '../api/types';
import { days_between } from '../parts/when';

export type Tone = 'quiet' | 'ok' | 'warn' | 'bad';
export interface Due {
    words: string;
    tone: Tone;
}

const open_states: CaseState[] = [
    'received',
    'approved',
    'defective',
    'checking',
    'releasing',
    'reviewing',
];
const soon_days = 5;

export function is_open(state: CaseState): boolean {
    return open_states.includes(state);
}

/** Closed cases have no clock; open ones say how long is left or by how much they are late. */
export function due_in_words(due: Day | undefined, today: Day, state: CaseState): Due {
    if (!due)
        return {
            words: state === 'received' ? 'not decided' : is_open(state) ? 'no clock' : '',
            tone: 'quiet',
        };
    if (!is_open(state)) return { words: '', tone: 'quiet' };
    const left = days_between(today, due);
    if (left < 0) return { words: `${-left} ${left === -1 ? 'day' : 'days'} overdue`, tone: 'bad' };
    if (left === 0) return { words: 'today', tone: 'bad' };
    if (left === 1) return { words: 'tomorrow', tone: 'warn' };
    return { words: `in ${left} days`, tone: left <= soon_days ? 'warn' : 'quiet' };
}
