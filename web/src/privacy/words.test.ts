// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { ReviewLimits } from '../api/types';
import { plain, relation_words, score_tone, today_words } from './words';

describe('words of the access review', () => {
    it('says names as people do', () => {
        expect(plain('care_team')).toBe('Care team');
        expect(relation_words('none')).toBe('None found');
        expect(relation_words('on_call')).toBe('On call');
    });
    it('colours a score by the house’s limits', () => {
        const limits = { review_score: 50, page_score: 80 } as ReviewLimits;
        expect([49, 50, 79, 80].map((s) => score_tone(s, limits))).toEqual([
            '',
            'warn',
            'warn',
            'bad',
        ]);
    });
    it('says what the day asks', () => {
        expect(today_words({ shown_today: 0, minutes: 0, left: 0 })).toBe('Nothing waits for you.');
        expect(today_words({ shown_today: 1, minutes: 12, left: 0 })).toBe(
            '1 case for today, about 12 minutes.',
        );
        expect(today_words({ shown_today: 10, minutes: 120, left: 3 })).toBe(
            '10 cases for today, about 120 minutes; 3 more score high enough for later.',
        );
    });
});
