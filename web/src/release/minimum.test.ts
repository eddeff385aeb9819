// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Minimum } from '../api/types';
import { beyond_words, limits_of, state_words } from './minimum';

const minimum = (state: Minimum['state'], may_go = false) => ({ state, may_go }) as Minimum;

describe('the minimum necessary in words', () => {
    test.each([
        ['routine', true, 'Within the protocol'],
        ['chosen', true, 'Covered'],
        ['beyond', false, 'Waits for a choice'],
        ['unreviewed', false, 'Waits for a choice'],
        ['unreviewed', true, 'Not reviewed'],
        ['not_applicable', true, undefined],
    ] as const)('%s', (state, may_go, label) => {
        expect(state_words(minimum(state, may_go))?.label).toBe(label);
    });

    test.each([
        ['entire_record', 'the entire record', 'The entire record'],
        ['sections', 'medications, allergies', 'Sections: medications, allergies'],
        ['document_types', 'documents of every type', 'Documents of every type'],
        ['document_types', '11488-4', 'Document types 11488-4'],
        ['days', 'days before 2026-01-02', 'Days before 2 Jan 2026'],
    ] as const)('beyond: %s', (what, say, words) => {
        expect(beyond_words({ what, say })).toBe(words);
    });

    test('an empty list lets everything go', () => {
        const all = { rule: '', cite: '', say: '', sections: [], document_types: [] };
        expect(limits_of(all).map(([, value]) => value)).toEqual(['all', 'all', 'no limit']);
        expect(limits_of({ ...all, sections: ['results'], from: '2026-01-02' })).toEqual([
            ['Sections', 'results'],
            ['Document types (LOINC)', 'all'],
            ['Not before', '2 Jan 2026'],
        ]);
    });
});
