// What must be typed before a denial of access or its review can be sent; the server checks the law.
// SPDX-License-Identifier: Apache-2.0
import type { CaseView, Denial, DenialGround, LetterAsk, Review } from '../api/types';
import { empty_letter } from './letters';

export const empty_denial: Denial = {
    ground: '',
    basis: '',
    denied: '',
    everything: false,
    rest_granted: true,
    states_review: true,
    states_complaint: true,
    states_hhs: true,
    contact_name: '',
    contact_title: '',
    contact_phone: '',
};

/** Only the individual, or who stands for them, has the right that a denial is of. */
export function may_deny(view: CaseView): boolean {
    const of_right = ['patient', 'personal_representative'].includes(view.request.requester.kind);
    return of_right && view.allowed_actions.includes('deny');
}

/** Those that may be chosen, those that the law knows but that do not reach this request, those it does not know. */
export function sorted_grounds(grounds: DenialGround[]) {
    return {
        open: grounds.filter((g) => g.lawful && g.reaches),
        elsewhere: grounds.filter((g) => g.lawful && !g.reaches),
        none: grounds.filter((g) => !g.lawful),
    };
}

export function ground_words(name: string): string {
    const words = name.replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is still to be typed, by field; empty: it can be sent. */
export function missing_of(denial: Denial, ground: DenialGround | undefined): string[] {
    const blank = (text: string | undefined) => !text?.trim();
    const missing: string[] = [];
    if (!ground) missing.push('ground');
    if (blank(denial.denied)) missing.push('denied');
    if (blank(denial.basis)) missing.push('basis');
    if (ground?.judgment) {
        const judgment = denial.judgment;
        if (blank(judgment?.professional)) missing.push('professional');
        if (blank(judgment?.licence)) missing.push('licence');
        if (blank(judgment?.judged_on)) missing.push('judged_on');
        if (blank(judgment?.reasons)) missing.push('reasons');
    }
    return missing;
}

/** The letter of the denial; a judgment that the ground does not need stays out of the case. */
export function denial_letter(
    denial: Denial,
    ground: DenialGround,
    language: LetterAsk['language'],
): LetterAsk {
    const { judgment, ...rest } = denial;
    return {
        ...empty_letter,
        kind: 'denial',
        language,
        denial: {
            ...rest,
            rest_granted: !denial.everything,
            ...(ground.judgment && judgment ? { judgment } : {}),
        },
    };
}

export const empty_review: Review = { reviewer: '', licence: '', took_part: false, upheld: false };

export function review_is_whole(review: Review, decides: boolean): boolean {
    if (!decides) return !!review.requested_on;
    return (
        !!review.requested_on &&
        !!review.decided_on &&
        !!review.reviewer.trim() &&
        !!review.licence.trim()
    );
}
