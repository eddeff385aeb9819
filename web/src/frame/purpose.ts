// The purpose of use the user declared; kept for this browser tab only and sent with every call.
// SPDX-License-Identifier: Apache-2.0
import type { PurposeOfUse } from '../api/types';

const key = 'muniment.purpose';

export const purposes: { value: PurposeOfUse; label: string }[] = [
    { value: 'OPERATIONS', label: 'Operations' },
    { value: 'TREATMENT', label: 'Treatment' },
    { value: 'PAYMENT', label: 'Payment' },
    { value: 'PATIENT_REQUEST', label: 'Patient request' },
    { value: 'LEGAL', label: 'Legal' },
];

let allowed: readonly string[] = [];
/** What the person's roles may state, as the session says; the first is assumed. */
export function allow_purposes(of_session: readonly string[]) {
    allowed = of_session;
}
export const my_purposes = () =>
    allowed.length ? purposes.filter((p) => allowed.includes(p.value)) : purposes;

export function current_purpose(): PurposeOfUse {
    const kept = sessionStorage.getItem(key);
    const mine = my_purposes();
    const first = mine.find((p) => p.value === allowed[0])?.value ?? 'OPERATIONS';
    return mine.find((p) => p.value === kept)?.value ?? first;
}

export function keep_purpose(value: PurposeOfUse) {
    sessionStorage.setItem(key, value);
}
