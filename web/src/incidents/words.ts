// The words of incidents: states, results, actions, and how near a day is.
// SPDX-License-Identifier: Apache-2.0
import type {
    BreachDate,
    BreachResult,
    IncidentAction,
    IncidentEdit,
    IncidentState,
} from '../api/types';
import { days_between } from '../parts/when';

export const state_words: Record<IncidentState, { label: string; tone: string }> = {
    reported: { label: 'Reported to us', tone: 'accent' },
    triaged: { label: 'Triaged', tone: 'accent' },
    contained: { label: 'Contained', tone: 'accent' },
    investigating: { label: 'Investigating', tone: 'accent' },
    assessed: { label: 'Assessed', tone: 'warn' },
    notifying: { label: 'Notifying', tone: 'bad' },
    held: { label: 'Held for police', tone: 'warn' },
    filed: { label: 'Notices done', tone: 'ok' },
    closed: { label: 'Closed', tone: '' },
};
export const incident_states = Object.keys(state_words) as IncidentState[];

export const result_words: Record<BreachResult, string> = {
    not_phi: 'No health information',
    permitted: 'Permitted',
    secured: 'Secured: not a breach',
    exception: 'Exception: not a breach',
    low_probability: 'Low probability of compromise',
    breach: 'Breach',
};

/** The steps a button stands for; the others have their own cards. */
export const step_words: Partial<Record<IncidentAction, string>> = {
    triage: 'Take in hand',
    contain: 'It is contained',
    investigate: 'Investigate',
    notify: 'Begin the notices',
    hold: 'Hold for law enforcement',
    resume: 'End the hold',
    file: 'All have been told',
    close: 'Close',
    reopen: 'Reopen…',
};

export const told_words: Record<BreachDate['told'], string> = {
    individuals: 'Individuals',
    media: 'Media',
    hhs: 'HHS',
    hhs_log: 'HHS, with the log',
    regulator: 'State office',
    associate: 'Associate to us',
    contract: 'Associate, by contract',
    web_notice: 'Posting ends',
};

export const factor_titles = [
    'What: nature and extent',
    'Who used or got it',
    'Was it acquired or viewed?',
    'How far mitigated',
];

type Claim = IncidentEdit['facts']['exception'];

export const reach_words: Record<IncidentEdit['reach'], string> = {
    by_kind: 'As its kind says',
    outside: 'Yes, somebody outside got it',
    inside: 'No, it stayed inside',
};

export const safeguard_words: Record<IncidentEdit['facts']['secured']['method'], string> = {
    none: 'Not secured',
    encrypted: 'Encrypted',
    destroyed: 'Destroyed before',
    redacted: 'Redacted (does not secure)',
};

export const exception_words: Record<Claim['kind'], string> = {
    none: 'None is claimed',
    unintentional_use: '(i) Unintentional access by our workforce',
    inadvertent_disclosure: '(ii) Inadvertent disclosure between authorized people',
    not_retained: '(iii) The recipient could not have kept it',
};

type Flag = Exclude<keyof Claim, 'kind' | 'why'>;

/** What each exception of 45 CFR 164.402(1) asks to be shown. */
export const claim_asks: Record<Claim['kind'], [Flag, string][]> = {
    none: [],
    unintentional_use: [
        ['workforce', 'By a member of the workforce, or somebody acting for us'],
        ['good_faith', 'In good faith'],
        ['within_scope', 'Within the scope of authority'],
        ['no_further_use', 'Not used or disclosed further'],
    ],
    inadvertent_disclosure: [
        ['sender_authorized', 'Who disclosed it was authorized to access it'],
        ['recipient_authorized', 'Who got it was authorized to access such information'],
        ['same_entity', 'Both at the same covered entity, associate or organized arrangement'],
        ['no_further_use', 'Not used or disclosed further'],
    ],
    not_retained: [['good_faith', 'Believed in good faith that it could not have been kept']],
};

export const history_words: Record<string, string> = {
    'privacy.incident': 'Taken in',
    'privacy.edit': 'Facts corrected',
    'privacy.step': 'Step',
    'privacy.entry': 'Put on file',
    'privacy.people': 'People added',
    'privacy.decision': 'Decided',
    'privacy.notice': 'Notice written',
    'privacy.sent': 'Proof of notice',
    'privacy.mailing': 'All letters mailed, being written down',
    'privacy.mailed': 'All letters written down as mailed',
    'release.recall': 'Release called back',
};

export function plain(word: string): string {
    const text = word.replaceAll('_', ' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a date says of itself: done, late, how many days are left, or that nothing is due. */
export function date_words(date: BreachDate, today: string): { words: string; tone: string } {
    if (!date.required) return { words: 'not required', tone: 'quiet' };
    if (date.done_on)
        return date.late ? { words: 'done late', tone: 'bad' } : { words: 'done', tone: 'ok' };
    if (!date.due) return { words: 'not known yet', tone: 'quiet' };
    const left = days_between(today, date.due);
    if (left < 0) return { words: `${-left} ${left === -1 ? 'day' : 'days'} late`, tone: 'bad' };
    if (left === 0) return { words: 'today', tone: 'bad' };
    const words = left === 1 ? 'tomorrow' : `in ${left} days`;
    return { words, tone: left <= 10 ? 'warn' : 'quiet' };
}
