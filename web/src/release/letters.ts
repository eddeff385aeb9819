// The words of letters, fees and recalls, and what must be typed for each.
// SPDX-License-Identifier: Apache-2.0
import type { CaseView, CopyJob, LetterAsk, LetterKind } from '../api/types';

export const letter_words: Record<LetterKind, string> = {
    acknowledgement: 'Acknowledgement',
    defect: 'What is missing',
    extension: 'Extension of time',
    denial: 'Denial',
    fee_estimate: 'Fee estimate',
    invoice: 'Invoice',
    cover: 'Cover letter',
    certification: 'Certification',
    recall: 'Recall',
};

/** The letters that can be written as the case stands: each needs what it tells. */
export function letters_for(view: CaseView): LetterKind[] {
    return [
        'acknowledgement',
        ...(view.decision?.answer === 'need' ? (['defect'] as const) : []),
        ...(view.due_on && !view.extension ? (['extension'] as const) : []),
        ...(view.fee ? (['fee_estimate', 'invoice'] as const) : []),
        ...(view.package ? (['certification'] as const) : []),
    ];
}

export const empty_letter: LetterAsk = {
    kind: 'acknowledgement',
    language: 'english',
    reasons: '',
    invoice: '',
    enclosed: '',
    pages: 0,
    recipient: '',
    recipient_address: '',
};

export const empty_job: CopyJob = {
    pages: 0,
    years: 0,
    delivery: 'download',
    labour_minutes: 0,
    clerical_minutes: 0,
    media: 0,
    certifications: 0,
    postage_cents: 0,
    summary_cents: 0,
    summary_agreed: false,
    benefits_claim: false,
    waived_because: '',
};

export const delivery_words: Record<CopyJob['delivery'], string> = {
    download: 'Download link',
    portal: 'Portal',
    pickup: 'Picked up',
    mail: 'Mail',
    media: 'CD or stick',
};

/** 1234 -> "$12.34"; cents are never floating. */
export function money(cents: number): string {
    const whole = Math.trunc(Math.abs(cents) / 100).toLocaleString('en-US');
    const rest = String(Math.abs(cents) % 100).padStart(2, '0');
    return `${cents < 0 ? '-' : ''}$${whole}.${rest}`;
}

/** "12.34" or "$12" -> cents; undefined for anything else. */
export function cents_of(text: string): number | undefined {
    const parts = /^\$?(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', ''));
    if (!text.trim()) return 0;
    return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : undefined;
}

/** "40 x $0.25", "7 x $1.00 per 10". */
export function line_words(line: { count: number; unit_cents: number; per: number }): string {
    const per = line.per > 1 ? ` per ${line.per}` : '';
    return `${line.count.toLocaleString('en-US')} × ${money(line.unit_cents)}${per}`;
}
