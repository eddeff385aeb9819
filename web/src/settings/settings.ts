// The words of the settings page.
// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../api/types';

export const facility_kinds: Record<Settings['facility']['kind'], string> = {
    hospital: 'Hospital',
    critical_access_hospital: 'Critical access hospital',
    practice: 'Practice',
    laboratory: 'Laboratory',
};

/** Lines as a list, without empty ones. */
export function lines_of(text: string): string[] {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
}
