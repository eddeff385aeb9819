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

export function current_purpose(): PurposeOfUse {
    const kept = sessionStorage.getItem(key);
    return purposes.find((p) => p.value === kept)?.value ?? 'OPERATIONS';
}

export function keep_purpose(value: PurposeOfUse) {
    sessionStorage.setItem(key, value);
}
