// The kinds of error the desk notes of its own work, in words; pure.
// SPDX-License-Identifier: Apache-2.0
import type { ErrorKind } from '../api/types';

export const error_words: Record<ErrorKind, string> = {
    wrong_patient: 'Wrong patient',
    wrong_recipient: 'Wrong recipient',
    over_disclosure: 'Too much went out',
    under_disclosure: 'Too little went out',
    late: 'Late',
    other: 'Other',
};

export const error_kinds = Object.keys(error_words) as ErrorKind[];
