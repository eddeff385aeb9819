// What review states, facts and relations are called, and the colour a score has.
// SPDX-License-Identifier: Apache-2.0
import type { ReviewLimits, ReviewState } from '../api/types';

type Tone = '' | 'accent' | 'ok' | 'warn' | 'bad';

export const review_states: Record<ReviewState, { label: string; tone: Tone }> = {
    open: { label: 'Open', tone: 'accent' },
    explanation_requested: { label: 'Explanation asked', tone: 'warn' },
    justified: { label: 'Justified', tone: 'ok' },
    undetermined: { label: 'Undetermined', tone: '' },
    inappropriate: { label: 'Inappropriate', tone: 'bad' },
};

/** "care_team" as people say it. */
export function plain(name: string): string {
    const words = name.replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}

const relations: Record<string, string> = {
    self: 'Own record',
    care_team: 'Care team',
    encounter: 'Stay or visit',
    order: 'Order',
    documented: 'Wrote in the record',
    task: 'Case of the desk',
    request: 'Request',
    emergency: 'Glass broken',
    none: 'None found',
    unknown: 'Not looked for',
};
export const relation_words = (name: string) => relations[name] ?? plain(name);

export function score_tone(score: number, limits: ReviewLimits): Tone {
    if (score >= limits.page_score) return 'bad';
    return score >= limits.review_score ? 'warn' : '';
}

/** What the day's list asks of the reviewer, as one sentence. */
export function today_words(list: { shown_today: number; minutes: number; left: number }): string {
    if (list.shown_today === 0 && list.left === 0) return 'Nothing waits for you.';
    const cases = list.shown_today === 1 ? '1 case' : `${list.shown_today} cases`;
    const left = list.left === 0 ? '' : `; ${list.left} more score high enough for later`;
    return `${cases} for today, about ${list.minutes} minutes${left}.`;
}

export const conducts = [
    ['inadvertent', 'Inadvertent: a slip, nobody meant to look'],
    ['careless', 'Careless: a policy was ignored'],
    ['curious', 'Intentional, without a purpose of work'],
    ['malicious', 'Malicious, for gain, or passed on'],
] as const;
