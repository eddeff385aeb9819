// The words of the portal for kinds, states and steps of requests.
// SPDX-License-Identifier: Apache-2.0
import type { RightsKind, RightsState } from '../api/types';

export const kind_words: Record<RightsKind, string> = {
    access: 'Get my records',
    amendment: 'Change my record',
    restriction: 'Limit what is shared',
    confidential: 'Reach me in another way',
    accounting: 'List whom you told',
    complaint: 'Complain',
    consent: 'A choice about sharing',
};

export const state_words: Record<RightsState, string> = {
    received: 'We work on it',
    accepted: 'We do as you asked',
    partly: 'We do a part of it',
    denied: 'We do not do it; our letter says why',
    disputed: 'You disagreed; your statement is in your record',
    answered: 'Answered',
    ended: 'Ended',
    withdrawn: 'You took it back',
};

/** "" while nothing is due. */
export function due_words(state: RightsState, due: string | undefined): string {
    return state === 'received' && due ? due : '';
}

/** Who looked, as a patient reads it: "him director" is "HIM director". */
export function who_words(who: string): string {
    if (who === 'You') return 'You looked yourself';
    const said = who
        .replace(/\bhim\b/g, 'HIM')
        .replace(/\bcdi\b/g, 'CDI')
        .replace(/\bcio\b/g, 'CIO');
    return said.charAt(0).toUpperCase() + said.slice(1);
}
