// Kept authorizations in words: what one is for, in which state it is, and when it ends.
// SPDX-License-Identifier: Apache-2.0
import type { KeptForm } from '../api/types';
import { day_words, days_between } from '../parts/when';

export function form_line(f: KeptForm): string {
    const { recipient, purpose, signed_on } = f.form;
    return [
        `To ${recipient || 'a recipient not named'}`,
        purpose,
        signed_on && `signed ${day_words(signed_on)}`,
        ends_words(f),
    ]
        .filter(Boolean)
        .join(', ');
}

export function ends_words(f: KeptForm): string {
    if (f.expires_on) return `ends ${day_words(f.expires_on)}`;
    return f.form.expiry_event ? `ends with: ${f.form.expiry_event}` : 'no end stated';
}

/** "in 12 days", "today", "3 days ago". */
export function ends_in_words(f: KeptForm, today: string): string {
    if (!f.expires_on) return '';
    const n = days_between(today, f.expires_on);
    if (n === 0) return 'today';
    const days = `${Math.abs(n)} ${Math.abs(n) === 1 ? 'day' : 'days'}`;
    return n > 0 ? `in ${days}` : `${days} ago`;
}

export function form_state(f: KeptForm): { label: string; tone: 'ok' | 'warn' | 'bad' | '' } {
    if (f.state === 'revoked') return { label: 'Revoked', tone: 'bad' };
    if (f.state === 'draft') return { label: 'Waits for signature', tone: 'warn' };
    return f.usable ? { label: 'Valid', tone: 'ok' } : { label: 'Defective', tone: 'bad' };
}

export function taken_words(f: KeptForm): string {
    if (f.source === 'electronic')
        return f.state === 'draft' ? 'to be signed on our page' : 'signed on our page';
    return f.source === 'scan' ? 'scanned' : 'typed from paper';
}

/** "2 valid, 1 revoked"; "none kept". */
export function counts_in_words(forms: KeptForm[]): string {
    const counts = new Map<string, number>();
    for (const f of forms) {
        const word = form_state(f).label.toLowerCase();
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return [...counts].map(([word, n]) => `${n} ${word}`).join(', ') || 'none kept';
}
