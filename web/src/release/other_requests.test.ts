// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { CaseRow, CaseView } from '../api/types';
import { other_requests } from './other_requests';

const view = {
    id: 'this',
    patient: { id: 'ada' },
    request: { requester: { kind: 'attorney', name: 'J. Doe' } },
} as CaseView;

const row = (id: string, other: Partial<CaseRow>) =>
    ({
        id,
        patient_id: 'ada',
        requester_kind: 'attorney',
        requester_name: 'j. doe ',
        received_on: '2026-11-01',
        state: 'received',
        ...other,
    }) as CaseRow;

describe('other requests of the patient', () => {
    it.each([
        ['the case itself is none', row('this', {}), []],
        ['nor is another patient’s', row('a', { patient_id: 'ben' }), []],
        ['the same requester’s is, open', row('a', {}), [true]],
        ['and done with', row('a', { state: 'released' }), [true]],
        ['but not withdrawn', row('a', { state: 'withdrawn' }), []],
        ['another requester’s is while it is open', row('a', { requester_name: 'Roe' }), [false]],
        ['another kind is another requester', row('a', { requester_kind: 'patient' }), [false]],
        ['not when it is done', row('a', { requester_name: 'Roe', state: 'refused' }), []],
    ])('%s', (_, other, again) =>
        expect(other_requests(view, [other]).map((o) => o.again)).toEqual(again),
    );
    it('puts the same requester first, then the newest', () =>
        expect(
            other_requests(view, [
                row('old', { requester_name: 'Roe', received_on: '2026-01-01' }),
                row('new', { requester_name: 'Roe', received_on: '2026-09-01' }),
                row('same', { received_on: '2025-01-01' }),
            ]).map((o) => o.row.id),
        ).toEqual(['same', 'new', 'old']));
});
