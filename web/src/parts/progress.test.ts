// Goal: time left is said when it can be known, and never before.
import { describe, expect, it } from 'vitest';
import { rest_words } from './progress';

describe('rest_words', () => {
    it.each([
        ['steady', 0, 50, 5_000, 100, 'about 5 s left, 10 per second'],
        ['begun before the page was opened', 40, 50, 5_000, 100, 'about 25 s left, 2 per second'],
        ['minutes', 0, 10, 10_000, 100, 'about 2 min left, 1 per second'],
        ['hours', 0, 1, 10_000, 1_000, 'about 2.8 h left, 6 per minute'],
        ['nearly done', 0, 999, 2_000, 1_000, 'about 1 s left, 500 per second'],
        ['too soon', 0, 50, 1_000, 100, ''],
        ['nothing moved', 5, 5, 60_000, 100, ''],
        ['gone back, begun again', 50, 5, 60_000, 100, ''],
        ['no total', 0, 50, 5_000, 0, ''],
        ['done', 0, 100, 5_000, 100, ''],
    ])('%s: from %i to %i in %i ms, of %i: "%s"', (_, from, to, ms, total, words) =>
        expect(rest_words({ at: 1_000, done: from }, { at: 1_000 + ms, done: to }, total)).toBe(
            words,
        ),
    );
});
