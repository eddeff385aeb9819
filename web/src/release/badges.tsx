// A state and a due date as words in a colour.
// SPDX-License-Identifier: Apache-2.0
import type { CaseState, Day } from '../api/types';
import { day_words, today } from '../parts/when';
import { due_in_words } from './due';
import { state_words } from './words';

export function StateBadge({ state }: { state: CaseState }) {
    return <span className={`state ${state_words[state].tone}`}>{state_words[state].label}</span>;
}

export function DueText({ due, state }: { due: Day | undefined; state: CaseState }) {
    const { words, tone } = due_in_words(due, today(), state);
    return (
        <span className="nowrap">
            {due && day_words(due)}
            {due && words && ', '}
            {words && (
                <span className={tone === 'quiet' ? 'quiet' : `${tone} strong`}>{words}</span>
            )}
        </span>
    );
}
