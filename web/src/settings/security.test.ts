// Grouping of the deployment's examination: nothing lost, nothing twice, proposals apart.
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { DoctorRow } from '../api/types';
import { groups_of } from './security';

const row = (item: string, health: DoctorRow['health'], proposed = false): DoctorRow => ({
    item,
    cite: proposed ? '90 FR 898' : '45 CFR 164.312(b)',
    proposed,
    health,
    requirement: '',
    seen: '',
    to_do: '',
});

describe('groups of the examination', () => {
    it('puts each row into one group, and proposals into theirs whatever their health', () => {
        const rows = [
            row('a', 'ok'),
            row('b', 'finding'),
            row('c', 'unknown'),
            row('d', 'finding', true),
            row('e', 'ok', true),
        ];
        const groups = groups_of(rows);
        expect(groups.map((g) => g.rows.map((r) => r.item))).toEqual([
            ['b'],
            ['c'],
            ['a'],
            ['d', 'e'],
        ]);
    });
});
