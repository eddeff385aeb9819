import { expect, test } from 'vitest';
import type { RightsCase } from '../api/types';
import { asked_rows, main_step } from './words';

// Goal: the step that answers the request is the main one; the patient's own never is.
test('the main step', () => {
    const rows: [Parameters<typeof main_step>[0], string | undefined][] = [
        [['extend', 'deny', 'accept'], 'accept'],
        [['extend', 'answer'], 'answer'],
        [['statement', 'future'], undefined],
        [[], undefined],
    ];
    for (const [offered, main] of rows) expect(main_step(offered)).toBe(main);
});

// Goal: what was asked is shown whole, and a consent by its words.
test('what was asked', () => {
    const content = (ask: object, consent_says = '') =>
        ({ ask, consent_says }) as unknown as RightsCase['content'];
    const amendment = { items: ['x'], wrong: 'w', right: 'r', reason: 'y', tell: ['a', 'b'] };
    expect(asked_rows(content({ amendment })).map((r) => r[1])).toEqual([
        'w',
        'r',
        'y',
        '1',
        'a; b',
    ]);
    expect(asked_rows(content({}, 'Given: x'))).toEqual([['Consent', 'Given: x']]);
});
