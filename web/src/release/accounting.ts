// Words of the accounting page, and what a suspension must say before it is kept; pure.
// SPDX-License-Identifier: Apache-2.0
import type { Accounting, AccountingRow, Day, NewSuspension, Suspension } from '../api/types';
import { day_words } from '../parts/when';

type Given = Accounting['given'][number];

/** "2 disclosures, 1 Jan 2026 to 22 Nov 2026" */
export function given_words({ given }: Given): string {
    const lines =
        given.lines === 0
            ? 'Nothing to list'
            : `${given.lines} ${given.lines === 1 ? 'disclosure' : 'disclosures'}`;
    return `${lines}, ${day_words(given.from)} to ${day_words(given.to)}`;
}

export function is_late({ given, due_on }: Given): boolean {
    return given.given_on > due_on;
}

export function language_of(template_id: string): string {
    return template_id.includes('.es/') ? 'Spanish' : 'English';
}

/** How it stands today: what holds, until when; what is over, since when. */
export function suspension_state(s: Suspension): { words: string; tone: 'warn' | '' } {
    if (s.running) return { words: `Holds until ${day_words(s.last_day)}`, tone: 'warn' };
    if (s.suspension.ended_on)
        return { words: `Lifted on ${day_words(s.suspension.ended_on)}`, tone: '' };
    return { words: `Over since ${day_words(s.last_day)}`, tone: '' };
}

export function empty_suspension(patient: string, today: Day): NewSuspension {
    return {
        patient,
        agency: '',
        kind: 'written',
        stated_on: today,
        until: undefined,
        official: '',
        statement: '',
    };
}

/** 45 CFR 164.528(a)(2): what is still missing, by field. */
export function suspension_lacks(s: NewSuspension): string[] {
    const lacks: string[] = [];
    if (!s.agency.trim()) lacks.push('agency');
    if (!s.stated_on) lacks.push('stated_on');
    if (s.kind === 'written' && !s.until) lacks.push('until');
    if (s.until && s.until < s.stated_on) lacks.push('until');
    if (s.kind === 'oral' && !s.official.trim()) lacks.push('official');
    if (!s.statement.trim()) lacks.push('statement');
    return lacks;
}

/** To whom something went that an agency may ask to suspend, each once: the name is compared. */
export function agencies_of(rows: AccountingRow[]): string[] {
    const may_suspend = rows.filter((r) => ['law_enforcement', 'oversight'].includes(r.basis));
    return [...new Set(may_suspend.map((r) => r.recipient))].sort();
}
