// The words of the settings page.
// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../api/types';

export const facility_kinds: Record<Settings['facility']['kind'], string> = {
    hospital: 'Hospital',
    critical_access_hospital: 'Critical access hospital',
    practice: 'Practice',
    laboratory: 'Laboratory',
};

export const cost_methods: Record<Settings['costs']['method'], string> = {
    cost: 'At cost, as worked out',
    flat: 'The flat fee',
};

type Cost = Exclude<keyof Settings['costs'], 'method'>;
export const cost_fields: [Cost, string][] = [
    ['labour_cents_per_hour', 'Labour, an hour'],
    ['paper_cents_per_page', 'Paper and toner, a page'],
    ['media_cents', 'A CD or stick'],
];

/** Lines as a list, without empty ones. */
export function lines_of(text: string): string[] {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
}
